package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"palabre/bench/load"
)

// fewer is how many articles the figures are measured with that say nothing else.
const fewer = 20_000

// asked is what readers of one kind send.
type asked struct{ name, accept string }

// readers ask for pages as they are, as old browsers do, and as most do.
func readers() []asked {
	return []asked{{"identity", ""}, {"gzip", "gzip, deflate"}, {"br", "gzip, deflate, br"}}
}

func (a asked) headers() []string {
	if a.accept == "" {
		return nil
	}
	return []string{"Accept-Encoding: " + a.accept}
}

// server is the server under test in its process.
type server struct {
	*process
	address string
	dir     string
}

// serve starts the server under test over a copy of a data folder.
func (b *bench) serve(ctx context.Context, data string, more ...string) (*server, error) {
	dir, err := b.copyOf(data)
	if err != nil {
		return nil, err
	}
	return b.serveIn(ctx, dir, more...)
}

func (b *bench) serveIn(ctx context.Context, dir string, more ...string) (*server, error) {
	p, err := b.start(ctx, filepath.Join(b.temp, "server.log"), append([]string{roleServer, "-dir", dir}, more...)...)
	if err != nil {
		return nil, err
	}
	var at ready
	err = p.read(&at)
	return &server{p, at.Address, dir}, err
}

// end stops the server and forgets its data.
func (s *server) end() error { return errors.Join(s.stop(), os.RemoveAll(s.dir)) }

// pathsOf are the addresses of the seeded articles.
func pathsOf(dir string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(dir, pathsFile))
	return strings.Fields(string(text)), err
}

// page is a kind of page and where there are some.
type page struct {
	name  string
	paths []string
}

func pages(articles []string) []page {
	return []page{{"article", articles}, {"front", []string{"/"}}, {"feed", []string{"/feed/"}}}
}

// missed measures pages that are made when they are asked for: articles by
// chance, the front page and the feed, without a page cache.
func (b *bench) missed(ctx context.Context) (err error) {
	data, err := b.seeded(ctx, fewer)
	if err != nil {
		return err
	}
	articles, err := pathsOf(data)
	if err != nil {
		return err
	}
	s, err := b.serve(ctx, data, "-cache=-1")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.end()) }()
	for _, page := range pages(articles) {
		for _, reader := range readers() {
			name := "missed_" + page.name + "_" + reader.name
			of := load.Spec{Address: s.address, Host: host, Headers: reader.headers(), Paths: page.paths, Status: 200, Length: -1}
			if err := b.series(ctx, s, name, of); err != nil {
				return err
			}
		}
	}
	return nil
}

// series asks the server in several rounds and writes the middle one's figures.
func (b *bench) series(ctx context.Context, s *server, name string, of load.Spec) error {
	end, err := b.profiled(s, name)
	if err != nil {
		return err
	}
	var rates []float64
	var p50, p99 []time.Duration
	var work []float64
	for range b.rounds {
		before := workOf(s.cmd.Process.Pid)
		r, err := b.load(ctx, of)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		rates, p50, p99 = append(rates, r.Rate()), append(p50, r.P50), append(p99, r.P99)
		work = append(work, float64((workOf(s.cmd.Process.Pid)-before).Microseconds())/float64(r.All))
	}
	b.figure(name, middle(rates), "pages/s")
	b.figure(name+"_p50", milliseconds(middle(p50)), "ms")
	b.figure(name+"_p99", milliseconds(middle(p99)), "ms")
	b.figure(name+"_work", middle(work), "us of processor/page")
	return end()
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// profiled begins a profile of the server where one is wanted, in a file with
// the name of the figure before its own; the function returned ends it.
func (b *bench) profiled(s *server, name string) (end func() error, err error) {
	if b.profile == "" {
		return func() error { return nil }, nil
	}
	dir, file := filepath.Split(b.profile)
	path, err := filepath.Abs(filepath.Join(dir, name+"-"+file))
	if err != nil {
		return nil, err
	}
	err = s.ask(question{Profile: path}, &struct{}{})
	return func() error { return s.ask(question{End: path}, &struct{}{}) }, err
}
