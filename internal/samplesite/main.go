// Command samplesite serves a site of invented editions, people and texts in which
// everything has happened that can happen to an article: for the browser's tests,
// for screenshots, and for whoever wants to look at every page.
//
//	go run ./internal/samplesite
//
// It makes the site anew in a temporary folder, through the services' own verbs
// and at an hour that stands still, so that every run shows the same. It serves on
// free ports of this machine until its standard input ends, and it is not part of
// the program that people install: what it does by raw SQL has no verb yet.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"palabre/internal/app"
)

// ready is the one line that the command prints, once everything answers.
type ready struct {
	Address string            `json:"address"` // host and port that answer for every edition
	Errors  string            `json:"errors"`  // the same for errors that no page of the site meets
	Routes  []string          `json:"routes"`  // the whole table, as "GET /a/{code}"
	Paths   map[string]string `json:"paths"`   // addresses of the articles, by what happened to them
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Stdin, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "samplesite:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, stdin io.Reader, stdout io.Writer) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { // whoever started us may have been killed
		_, _ = io.Copy(io.Discard, stdin)
		cancel()
	}()
	dir, err := os.MkdirTemp("", "palabre-sample-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	s, err := newSite(ctx, dir, slog.New(slog.NewJSONHandler(os.Stderr, nil)))
	if err != nil {
		return err
	}
	return errors.Join(s.serve(ctx, stdout), s.app.Close())
}

// serve answers until ctx ends. All that is printed is true by then.
func (s *site) serve(ctx context.Context, stdout io.Writer) error {
	cabinet, err := s.serveErrors(ctx)
	if err != nil {
		return err
	}
	said := ready{Errors: cabinet.String(), Paths: s.paths}
	router, err := s.app.Router(app.Site{}, &net.TCPAddr{})
	if err != nil {
		return err
	}
	for _, route := range router.Routes() {
		said.Routes = append(said.Routes, route.String())
	}
	return s.app.Serve(ctx, app.Site{Listen: "127.0.0.1:0", Ready: func(address string) {
		said.Address = strings.Replace(address, "http://localhost", "127.0.0.1", 1)
		_ = json.NewEncoder(stdout).Encode(said) // who does not listen any more ends us by our input
	}})
}
