package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"palabre/bench/load"
)

// bench is the process that measures: it starts the others and writes figures.
type bench struct {
	settings
	out     io.Writer
	program string // this one's file, to start it in another role
	temp    string
}

// group is a set of figures that are measured together.
type group struct {
	name    string
	measure func(*bench, context.Context) error
	named   bool // measured only where it is asked for by name
}

// groups are all of them in their order.
var groups = []group{
	{name: "missed", measure: (*bench).missed},
	{name: "cached", measure: (*bench).cached},
	{name: "published", measure: (*bench).published},
	{name: "cold", measure: (*bench).cold},
	{name: "kept", measure: (*bench).kept},
	{name: "crowded", measure: (*bench).crowded},
	{name: "collected", measure: (*bench).collected, named: true},
}

func groupNames() []string {
	var names []string
	for _, g := range groups {
		names = append(names, g.name)
	}
	return names
}

func newBench(s settings, out io.Writer) (*bench, error) {
	for _, name := range s.only {
		if !slices.Contains(groupNames(), name) {
			return nil, fmt.Errorf("no group of figures is called %q", name)
		}
	}
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if s.data == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return nil, fmt.Errorf("there is no folder for seeded data, name one with -data: %w", err)
		}
		s.data = filepath.Join(cache, "palabre-bench")
	}
	temp, err := os.MkdirTemp("", "palabre-bench.")
	return &bench{settings: s, out: out, program: program, temp: temp}, err
}

func (b *bench) clean() error { return os.RemoveAll(b.temp) }

func (b *bench) measure(ctx context.Context) error {
	if err := b.machine(); err != nil {
		return err
	}
	for _, g := range groups {
		if wanted := slices.Contains(b.only, g.name) || len(b.only) == 0 && !g.named; !wanted {
			continue
		}
		if err := g.measure(b, ctx); err != nil {
			return fmt.Errorf("%s: %w", g.name, err)
		}
	}
	return nil
}

func (b *bench) figure(name string, value float64, unit string) { figure(b.out, name, value, unit) }

// note writes what a reader of the figures must know.
func (b *bench) note(format string, args ...any) { fmt.Fprintf(b.out, "note "+format+"\n", args...) }

// load lets the process that asks do what the spec says.
func (b *bench) load(ctx context.Context, s load.Spec) (result load.Result, err error) {
	s.Connections = b.conns
	if s.Measure == 0 {
		s.Warm, s.Measure = b.length/4, b.length
	}
	p, err := b.start(ctx, filepath.Join(b.temp, "load.log"), roleLoad)
	if err != nil {
		return result, err
	}
	return result, errors.Join(p.ask(s, &result), p.stop())
}

// middle is the median: of an even number of values the upper one of the two in
// the middle.
func middle[T ~int64 | ~float64](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
