package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"time"

	"palabre/bench/load"
)

// cached measures an article that is kept, beside a bare server that answers
// with the same bytes, and the same again for a reader who has it already.
func (b *bench) cached(ctx context.Context) (err error) {
	data, err := b.seeded(ctx, fewer)
	if err != nil {
		return err
	}
	articles, err := pathsOf(data)
	if err != nil {
		return err
	}
	s, err := b.serve(ctx, data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.end()) }()
	path := articles[len(articles)/2]
	var rate float64
	var known string // by which a reader knows the page
	for _, reader := range readers()[1:] {
		page, err := record(ctx, s.address, path, reader.headers())
		if err != nil {
			return err
		}
		if page.Status != 200 || page.Header.Get("Content-Encoding") != reader.name {
			return fmt.Errorf("status %d in %q for %s", page.Status, page.Header.Get("Content-Encoding"), reader.accept)
		}
		if rate, err = b.beside(ctx, s, "cached_article_"+reader.name, path, reader.headers(), page); err != nil {
			return err
		}
		known = page.Header.Get("ETag")
	}
	headers := append(readers()[2].headers(), "If-None-Match: "+known)
	page, err := record(ctx, s.address, path, headers)
	if err != nil {
		return err
	}
	if page.Status != 304 {
		return fmt.Errorf("status %d for a reader who has the page", page.Status)
	}
	unchanged, err := b.beside(ctx, s, "cached_article_304", path, headers, page)
	b.figure("cached_article_304_to_page", unchanged/rate, "times its rate")
	return err
}

// beside measures one page of the server and the same from a bare one, by turns,
// and returns the server's rate.
func (b *bench) beside(ctx context.Context, s *server, name, path string, headers []string, page recorded) (rate float64, err error) {
	bare, err := b.yardstick(ctx, path, headers, page)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, bare.stop()) }()
	end, err := b.profiled(s, name)
	if err != nil {
		return 0, err
	}
	of := load.Spec{
		Host: host, Headers: headers, Paths: []string{path}, Status: page.Status, Length: len(page.Body), Sum: load.Sum(page.Body),
		Warm: b.length / 32, Measure: b.length / 4,
	}
	var ratios, works, rates, bares []float64
	var ours, its turns
	for range b.rounds {
		var our, that turns
		for _, turn := range []struct {
			of  *server
			sum *turns
		}{{s, &our}, {bare, &that}, {bare, &that}, {s, &our}, {bare, &that}, {s, &our}, {s, &our}, {bare, &that}} {
			of.Address = turn.of.address
			if err := b.turn(ctx, turn.of, of, turn.sum); err != nil {
				return 0, fmt.Errorf("%s: %w", name, err)
			}
		}
		ratios, rates, bares = append(ratios, our.rate()/that.rate()), append(rates, our.rate()), append(bares, that.rate())
		works = append(works, that.each()/our.each())
		ours, its = ours.and(our), its.and(that)
	}
	b.figure(name, middle(rates), "pages/s")
	b.figure(name+"_yardstick", middle(bares), "pages/s")
	b.figure(name+"_ratio", middle(ratios), "of the yardstick")
	b.figure(name+"_ratio_least", slices.Min(ratios), "of the yardstick")
	b.figure(name+"_work_ratio", middle(works), "of the yardstick, by processor/page")
	b.figure(name+"_work", ours.each(), "us of processor/page")
	b.figure(name+"_yardstick_work", its.each(), "us of processor/page")
	return middle(rates), end()
}

// yardstick starts a bare server for one answer and looks whether it gives it.
func (b *bench) yardstick(ctx context.Context, path string, headers []string, page recorded) (*server, error) {
	p, err := b.start(ctx, filepath.Join(b.temp, "yardstick.log"), roleYardstick)
	if err != nil {
		return nil, err
	}
	var at ready
	if err := p.ask(page, &at); err != nil {
		return nil, err
	}
	got, err := record(ctx, at.Address, path, headers)
	if err == nil && !reflect.DeepEqual(got, page) {
		err = fmt.Errorf("the yardstick answers %v, want %v", got.Header, page.Header)
	}
	if err != nil {
		return nil, errors.Join(err, p.stop())
	}
	return &server{process: p, address: at.Address}, nil
}

// turns sum up what was asked of one server.
type turns struct {
	requests, all int
	took, work    time.Duration
}

func (t turns) rate() float64 { return float64(t.requests) / t.took.Seconds() }

// each is the work for one page in microseconds.
func (t turns) each() float64 { return float64(t.work) / float64(time.Microsecond) / float64(t.all) }

func (t turns) and(u turns) turns {
	return turns{t.requests + u.requests, t.all + u.all, t.took + u.took, t.work + u.work}
}

func (b *bench) turn(ctx context.Context, s *server, of load.Spec, sum *turns) error {
	before := workOf(s.cmd.Process.Pid)
	r, err := b.load(ctx, of)
	*sum = sum.and(turns{r.Requests, r.All, r.Took, workOf(s.cmd.Process.Pid) - before})
	return err
}
