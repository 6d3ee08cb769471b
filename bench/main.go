// Command bench measures the program as its readers and writers meet it: the
// server, a bare server to compare with and what asks them are processes of
// their own, and each figure is the middle one of several rounds in which they
// take turns.
//
//	go run ./bench                          # every figure, a line each
//	go run ./bench -only missed -profile cpu.out
//
// A line is "figure NAME VALUE UNIT", or "note" and a sentence. docs/performance.md says what each of them
// means. It is a tool, no part of the program and no test: it fails when an
// answer is wrong, never because one is slow.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run is one of the processes: the one that measures, unless a word says which.
func run(ctx context.Context, args []string) error {
	if len(args) > 0 {
		switch args[0] {
		case roleServer:
			return serveSite(ctx, args[1:])
		case roleYardstick:
			return serveYardstick(ctx)
		case roleLoad:
			return generate(ctx)
		case roleCrowd:
			return holdCrowd(ctx)
		}
	}
	s, err := settingsOf(args)
	if err != nil {
		return err
	}
	b, err := newBench(s, os.Stdout)
	if err != nil {
		return err
	}
	return errors.Join(b.measure(ctx), b.clean())
}

// settings say what is measured, and for how long.
type settings struct {
	only    []string
	rounds  int
	length  time.Duration
	conns   int
	profile string
	data    string
	many    int // articles of the large data folder

	postgres string // a server that may be used, "" for none
}

func settingsOf(args []string) (settings, error) {
	s := settings{postgres: os.Getenv("PALABRE_TEST_POSTGRES")}
	var only string
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&only, "only", "", "groups of figures, with commas: "+strings.Join(groupNames(), ",")+"; all of them when left out")
	flags.IntVar(&s.rounds, "rounds", 7, "rounds of which the middle one counts")
	flags.DurationVar(&s.length, "length", 2*time.Second, "how long a round lasts")
	flags.IntVar(&s.conns, "connections", 64, "connections that ask")
	flags.StringVar(&s.profile, "profile", "", "file for a CPU profile of the server during the rounds")
	flags.StringVar(&s.data, "data", os.Getenv("PALABRE_BENCH_DATA"), "folder that keeps seeded data between runs (PALABRE_BENCH_DATA)")
	flags.IntVar(&s.many, "many", 100_000, "articles of the large data folder")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if flags.NArg() > 0 || s.rounds < 1 || s.conns < 1 || s.length < 100*time.Millisecond || s.many < 1 {
		return s, errors.New("say -help to learn the flags")
	}
	if only != "" {
		s.only = strings.Split(only, ",")
	}
	return s, nil
}

// figure writes one result.
func figure(to io.Writer, name string, value float64, unit string) {
	format := "%.3f"
	if value >= 100 {
		format = "%.0f"
	}
	fmt.Fprintf(to, "figure %s "+format+" %s\n", name, value, unit)
}
