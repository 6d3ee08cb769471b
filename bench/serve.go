package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"

	"palabre/internal/app"
	"palabre/internal/article"
	"palabre/internal/clock"
	"palabre/internal/jobs"
	"palabre/internal/web"
)

// ready says where a process listens.
type ready struct{ Address string }

// question is what the server under test is asked; one field is set.
type question struct {
	Profile string // begin a CPU profile into this file
	End     string // end the profile
	Publish *publishing
	Holds   bool // what the server holds in memory
}

// holding is what the server holds in memory.
type holding struct {
	Heap  uint64 // bytes of what is in use, right after a collection
	Cache web.Counted
}

// serveSite is the server under test: the program over a data folder, as serve
// runs it, its log in a file. It says where it listens, then does what it is
// asked beside.
func serveSite(ctx context.Context, args []string) error {
	var o app.Options
	var s app.Site
	flags := flag.NewFlagSet(roleServer, flag.ContinueOnError)
	flags.StringVar(&o.Dir, "dir", "", "data folder")
	flags.StringVar(&o.URL, "url", "", "PostgreSQL")
	flags.Int64Var(&s.Cache, "cache", 0, "bytes of page cache, as app.Site has them")
	collect := flags.Int("gogc", collects, "as the variable GOGC")
	listens := flags.Bool("listener", false, "let each publication ask for a job")
	if err := flags.Parse(args); err != nil {
		return err
	}
	debug.SetGCPercent(*collect)
	o.Clock, o.Log = clock.System, slog.New(slog.NewJSONHandler(os.Stderr, nil))
	a, err := app.Open(ctx, o)
	if err != nil {
		return err
	}
	p := &publisher{app: a, asks: *listens}
	if *listens {
		jobs.OnAfter(a.Jobs, "bench", func(_ context.Context, e article.ArticlePublished) error {
			p.heard.Add(1)
			return nil
		})
	}
	s.Listen = "127.0.0.1:0"
	s.Mounted = func(router *web.Router) { p.router = router }
	s.Ready = func(address string) { err = errors.Join(err, p.listens(address)) }
	serving, end := context.WithCancel(ctx)
	go func() {
		defer end()
		if err := questions(func(q question) (any, error) { return p.do(serving, q) }); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}()
	return errors.Join(a.Serve(serving, s), a.Close(), err)
}

// listens tells the parent the address.
func (p *publisher) listens(address string) error {
	at, err := url.Parse(address)
	if err != nil {
		return err
	}
	p.address = "127.0.0.1:" + at.Port()
	return answer(ready{Address: p.address}, nil)
}

func (p *publisher) do(ctx context.Context, q question) (any, error) {
	switch {
	case q.Profile != "":
		file, err := os.Create(q.Profile)
		if err != nil {
			return nil, err
		}
		return struct{}{}, pprof.StartCPUProfile(file)
	case q.End != "":
		pprof.StopCPUProfile()
		return struct{}{}, nil
	case q.Publish != nil:
		return p.publish(ctx, *q.Publish)
	case q.Holds:
		return p.holds(), nil
	}
	return nil, errors.New("an empty question")
}

func (p *publisher) holds() holding {
	runtime.GC()
	runtime.GC() // the first moves the pools, the second frees them
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return holding{Heap: m.HeapAlloc, Cache: p.router.Counted()}
}
