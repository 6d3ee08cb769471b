// Package web turns requests into calls of handlers and their results into
// answers: routes, limits, security headers, forms, compression, the log, and
// one edge at which every error becomes a page for people.
//
// A domain's web package lists its routes and answers with an error or with one
// of Page, Text, JSON, Send, SeeOther and MovedPermanently:
//
//	func (h *Handler) Routes() []web.Route {
//		return []web.Route{
//			{Method: "GET", Path: "/author/{handle}/", Who: web.Everybody, Handler: h.show},
//			{Method: "POST", Path: "/signaler/", Who: web.Visitor, Limit: 16 << 10, Handler: h.notice},
//		}
//	}
//
//	func (h *Handler) show(w http.ResponseWriter, r *http.Request) error {
//		edition := web.Edition(r)
//		…
//		return web.Page(w, r, http.StatusOK, h.showTemplate, page)
//	}
//
// The package knows no domain, no database and no account. What pages look like
// is in web/ui. Nothing here keeps or logs a network address, a user agent, a
// query or the value of a path.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"palabre/internal/clock"
	"palabre/internal/i18n"
	"palabre/internal/web/ui"
)

// Handler answers a request or says why not. An error that carries a kind of
// errs becomes that kind's page; any other is a defect of ours, logged at the
// edge with an id that the reader sees too. A handler that returns an error
// leaves the response alone.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Options are what a Router needs from the rest of the program.
type Options struct {
	// Edition finds the edition of a host name, which comes in lower case and
	// without a port; errs.NotFound when there is none. It is asked for every
	// request but health checks, and what it returns is only read.
	Edition func(ctx context.Context, host string) (*ui.Edition, error)

	// Ready says whether the node can serve: nil, or what is missing.
	Ready func(ctx context.Context) error

	// MAC seals form tokens: seal.Key's method of that name. Nodes of one
	// installation share its key.
	MAC func(purpose string, parts ...string) string

	Catalogue *i18n.Catalogue
	Clock     clock.Clock
	Log       *slog.Logger

	// TrustedProxies are the networks whose X-Forwarded-Proto is believed. They
	// must hand on the Host header as the browser sent it.
	TrustedProxies []netip.Prefix

	Limits Limits

	// Cache is what kept pages may take in memory, in bytes: 0 is 64 MB, less
	// keeps none.
	Cache int64

	// Current reports whether this node has heard of every change so far; nil is
	// always. While it has not, no kept page is shown and none is stored.
	Current func() bool
}

// Limits bound what one request and all requests together may take. A field
// that is zero has its default.
type Limits struct {
	Header   time.Duration // to send the header of a request: 10 s
	Read     time.Duration // to send all of a request: 1 min
	Write    time.Duration // to receive the answer, from the end of the header: 2 min
	Idle     time.Duration // between two requests of a connection: 2 min
	Work     time.Duration // for a handler to make its answer, as the deadline of its context: 30 s
	Drain    time.Duration // to finish what has begun when the server stops: 10 s
	InFlight int           // handlers at work at the same time: 512
}

func (l Limits) withDefaults() Limits {
	orDefault(&l.Header, 10*time.Second)
	orDefault(&l.Read, time.Minute)
	orDefault(&l.Write, 2*time.Minute)
	orDefault(&l.Idle, 2*time.Minute)
	orDefault(&l.Work, 30*time.Second)
	orDefault(&l.Drain, 10*time.Second)
	orDefault(&l.InFlight, 512)
	return l
}

func orDefault[T comparable](value *T, standard T) {
	var zero T
	if *value == zero {
		*value = standard
	}
}

// Edition returns the edition that the request asked for by its host name.
func Edition(r *http.Request) *ui.Edition { return exchangeOf(r).edition }

// Language returns the language of the request's address: that of its prefix
// "/{lang}/", else the first of the edition.
func Language(r *http.Request) string { return exchangeOf(r).language }
