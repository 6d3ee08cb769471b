package main

import (
	"context"
	"errors"
)

// distinct is how many pages are asked for to fill the page cache: more than it
// can hold.
const distinct = 8_000

// full is a server after it was asked for many pages.
type full struct {
	holding
	memory
}

// kept measures what the page cache takes when it is full, beside the same
// server without one that was asked for the same pages.
func (b *bench) kept(ctx context.Context) error {
	data, err := b.seeded(ctx, fewer)
	if err != nil {
		return err
	}
	without, err := b.filled(ctx, data, "-cache=-1")
	if err != nil {
		return err
	}
	with, err := b.filled(ctx, data)
	if err != nil {
		return err
	}
	b.figure("cache_64mb_pages", float64(with.Cache.Pages), "pages held")
	b.figure("cache_64mb_weighed", float64(with.Cache.Bytes)/1e6, "MB")
	b.figure("cache_64mb_heap_growth", (float64(with.Heap)-float64(without.Heap))/1e6, "MB in use")
	b.figure("cache_64mb_resident_growth", with.Resident-without.Resident, "MB")
	b.figure("cache_64mb_resident", with.Resident, "MB")
	return nil
}

// filled asks a server for many pages once each.
func (b *bench) filled(ctx context.Context, data string, more ...string) (f full, err error) {
	paths, err := pathsOf(data)
	if err != nil {
		return f, err
	}
	s, err := b.serve(ctx, data, more...)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, s.end()) }()
	l, err := dial(ctx, s.address)
	if err != nil {
		return f, err
	}
	defer l.Close()
	for _, path := range paths[:distinct] {
		if _, err := l.page(path, readers()[2].headers()...); err != nil {
			return f, err
		}
	}
	if f.memory, err = b.rest(ctx, s); err != nil {
		return f, err
	}
	return f, s.ask(question{Holds: true}, &f.holding)
}
