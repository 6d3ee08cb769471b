package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/web"
	"palabre/internal/web/ui"
)

// kinds are the errors that today's pages meet only by accident, each under the
// name of its status: /429/ answers as a limit does.
var kinds = map[string]error{
	"403": errs.Forbidden,
	"409": errs.Conflict,
	"413": errs.TooLarge,
	"422": errs.Invalid,
	"429": errs.TooMany,
	"500": errors.New("a defect that somebody wants to look at"),
	"503": errs.Unavailable,
}

// serveErrors answers at an address of its own with every kind of error, in the
// look of each edition.
func (s *site) serveErrors(ctx context.Context) (net.Addr, error) {
	var routes []web.Route
	for status, kind := range kinds {
		routes = append(routes, web.Route{
			Method: http.MethodGet, Path: "/" + status + "/", Who: web.Everybody,
			Handler: func(http.ResponseWriter, *http.Request) error { return kind },
		})
	}
	router, err := web.New(web.Options{
		Edition:   s.look,
		Ready:     s.app.DB.Ready,
		MAC:       func(string, ...string) string { return "" },
		Catalogue: s.app.Catalogue, Clock: s.clock, Log: s.log,
	}, routes)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: router, ReadHeaderTimeout: time.Minute}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	go func() { _ = server.Serve(listener) }() // ends with ctx
	return listener.Addr(), nil
}

// look is an edition as an error page shows it.
func (s *site) look(ctx context.Context, host string) (*ui.Edition, error) {
	e, err := s.app.Editions.ByHost(ctx, host)
	if err != nil {
		return nil, err
	}
	colours, err := ui.NewColours(e.Colours[0], e.Colours[1])
	if err != nil {
		return nil, err
	}
	in := func(text edition.Text) *ui.Edition {
		return &ui.Edition{
			Host: host, URL: "http://" + host, Name: text.Name, Tagline: text.Tagline,
			Languages: e.Languages, First: e.First(), Zone: e.Zone, Colours: colours,
		}
	}
	first := in(e.Text(e.First()))
	first.Translations = map[string]*ui.Edition{}
	for _, language := range e.Languages[1:] {
		first.Translations[language] = in(e.Text(language))
	}
	return first, nil
}
