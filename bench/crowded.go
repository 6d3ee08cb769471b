package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"palabre/bench/load"
)

// crowd is what stands in the readers' way.
type crowd struct {
	name   string
	manner load.Manner
	size   int
	atMost time.Duration // the server ends all of them by then; 0: it keeps them
}

var crowds = []crowd{
	{name: "alone"},
	{name: "idle", manner: load.Idle, size: 10_000},
	{name: "slowloris", manner: load.Dripping, size: 2_000, atMost: 20 * time.Second},
	// What they hold back is memory of the system, up to 4 MB each.
	{name: "slow_readers", manner: load.Stalling, size: 200},
}

// crowded measures what readers get beside connections that only cost.
func (b *bench) crowded(ctx context.Context) error {
	data, err := b.seeded(ctx, fewer)
	if err != nil {
		return err
	}
	for _, c := range crowds {
		if err := b.among(ctx, data, c); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}

func (b *bench) among(ctx context.Context, data string, c crowd) (err error) {
	paths, err := pathsOf(data)
	if err != nil {
		return err
	}
	s, err := b.serve(ctx, data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.end()) }()
	before, err := b.rest(ctx, s)
	if err != nil {
		return err
	}
	leave, err := b.gather(ctx, s, c)
	if err != nil {
		return err
	}
	full := before
	if c.size > 0 && c.atMost == 0 { // what the crowd asked for is no matter of this
		if full, err = b.rest(ctx, s); err != nil {
			return errors.Join(err, leave())
		}
	}
	if c.manner == load.Idle {
		b.figure("crowded_idle_resident", full.Resident, "MB")
		b.figure("crowded_idle_each", (full.Resident-before.Resident)*1000/float64(c.size), "kB/connection")
	}
	began := time.Now()
	r, err := b.load(ctx, load.Spec{Address: s.address, Host: host, Headers: readers()[2].headers(), Paths: paths, Status: 200, Length: -1})
	if err != nil {
		return errors.Join(err, leave())
	}
	b.figure("crowded_"+c.name, r.Rate(), "pages/s beside")
	b.figure("crowded_"+c.name+"_p99", milliseconds(r.P99), "ms beside")
	if c.atMost > 0 {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(c.atMost - time.Since(began)):
		}
	}
	return leave()
}

// gather brings the crowd; leave sends it away and says what has become of it.
func (b *bench) gather(ctx context.Context, s *server, c crowd) (leave func() error, err error) {
	if c.size == 0 {
		return func() error { return nil }, nil
	}
	p, err := b.start(ctx, filepath.Join(b.temp, "crowd.log"), roleCrowd)
	if err != nil {
		return nil, err
	}
	party := load.Party{Address: s.address, Host: host, Path: "/", Connections: c.size, Manner: c.manner}
	if err := p.ask(crowding{Gather: &party}, &struct{}{}); err != nil {
		return nil, errors.Join(err, p.stop())
	}
	return func() error {
		var left load.Left
		if err := errors.Join(p.ask(crowding{}, &left), p.stop()); err != nil {
			return err
		}
		b.figure("crowded_"+c.name+"_stayed", float64(left.Stayed), "connections")
		if c.atMost > 0 {
			b.figure("crowded_"+c.name+"_cut_after", left.After.Seconds(), "s at most")
		}
		return nil
	}, nil
}
