package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"syscall"
	"time"

	"palabre/internal/article/articleweb"
	"palabre/internal/author/authorweb"
	"palabre/internal/syndication/syndicationweb"
	"palabre/internal/web"
	"palabre/internal/web/ui"
)

// Site says how the site is served.
type Site struct {
	Listen         string // "localhost:8080"
	TrustedProxies []netip.Prefix
	CertFile       string // with KeyFile: serve TLS
	KeyFile        string
	Cache          int64                // bytes that kept pages may take: 0 is 64 MB, less keeps none
	Mounted        func(*web.Router)    // told what will answer, for who counts along
	Ready          func(address string) // told the address once it listens
}

// stopIn bounds the end of the jobs; requests have as long.
const stopIn = 10 * time.Second

// Serve answers requests and does jobs until ctx ends, then lets both finish.
func (a *App) Serve(ctx context.Context, s Site) error {
	listener, err := net.Listen("tcp", s.Listen)
	if err != nil {
		if errors.Is(err, syscall.EADDRINUSE) {
			return fmt.Errorf("another program is listening on %s; stop it, or name another address with --listen", s.Listen)
		}
		return fmt.Errorf("cannot listen on %s; name an address of this machine and a port with --listen, as localhost:8080: %w", s.Listen, err)
	}
	router, err := a.Router(s, listener.Addr())
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	server, err := web.NewServer(router, s.CertFile, s.KeyFile)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := a.Jobs.Start(ctx); err != nil {
		return errors.Join(err, listener.Close())
	}
	if s.Mounted != nil {
		s.Mounted(router)
	}
	if s.Ready != nil {
		s.Ready(s.spoken(listener.Addr(), "localhost"))
	}
	stopped := make(chan error, 1)
	serving, end := context.WithCancel(ctx)
	deaf := make(chan struct{})
	go func() { // what other processes change; at the end pages are made anew
		defer close(deaf)
		a.DB.Listen(serving)
	}()
	go func() { // jobs and requests end at the same time, each within its own
		<-serving.Done()
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopIn)
		defer cancel()
		stopped <- a.Jobs.Stop(ending)
	}()
	served := server.Serve(serving, listener)
	end()
	<-deaf
	return errors.Join(served, <-stopped)
}

// Router mounts the routes of every domain.
func (a *App) Router(s Site, listening net.Addr) (*web.Router, error) {
	routes, err := a.routes()
	if err != nil {
		return nil, err
	}
	known := frames{byHost: map[string]framed{}}
	router, err := web.New(web.Options{
		Edition: func(ctx context.Context, host string) (*ui.Edition, error) {
			e, err := a.Editions.ByHost(ctx, host)
			if err != nil {
				return nil, err
			}
			return known.of(a.Catalogue, e, host, a.origin(s, listening, e.Main()))
		},
		Ready: a.DB.Ready, MAC: a.seal.MAC, Catalogue: a.Catalogue, Clock: a.options.Clock, Log: a.options.Log, TrustedProxies: s.TrustedProxies,
		Cache: s.Cache, Current: a.DB.Current,
	}, routes)
	if err != nil {
		return nil, err
	}
	a.DB.OnTouched(router.Drop)
	a.DB.OnMissed(router.Flush)
	return router, nil
}

func (a *App) routes() ([]web.Route, error) {
	articles, err := articleweb.New(articleweb.Options{
		Editions: a.Editions, Articles: a.Articles, Decisions: a.Decisions, Catalogue: a.Catalogue, Clock: a.options.Clock,
	})
	if err != nil {
		return nil, err
	}
	authors, err := authorweb.New(authorweb.Options{Editions: a.Editions, Authors: a.Authors, Articles: a.Articles, Catalogue: a.Catalogue})
	if err != nil {
		return nil, err
	}
	texts := syndicationweb.New(syndicationweb.Options{Editions: a.Editions, Articles: a.Articles, Decisions: a.Decisions, Catalogue: a.Catalogue})
	var all []web.Route
	for _, of := range [][]web.Route{articles.Routes(), authors.Routes(), texts.Routes()} {
		all = append(all, of...)
	}
	return all, nil
}

// origin is what the addresses of a host begin with. It never comes from a
// request, or a stranger's Host header would stand in pages that are kept: with
// TLS or behind a proxy it is https, else http with the port that we listen on.
func (a *App) origin(s Site, listening net.Addr, host string) string {
	if len(s.TrustedProxies) > 0 {
		return "https://" + host
	}
	return s.spoken(listening, host)
}

// spoken is what the addresses of a host begin with for who asks us without a
// proxy between.
func (s Site) spoken(listening net.Addr, host string) string {
	scheme, usual := "http", "80"
	if s.CertFile != "" {
		scheme, usual = "https", "443"
	}
	_, port, err := net.SplitHostPort(listening.String())
	if err != nil || port == usual {
		return scheme + "://" + host
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}
