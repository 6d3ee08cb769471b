package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"
	"sync"

	"palabre/internal/errs"
)

// panicked is a panic of a handler as an error. Its text says nothing of what
// the panic said, because that may hold what a reader sent.
type panicked struct {
	what  string
	stack string // names of functions and lines; arguments stand in it as numbers only
}

func (p *panicked) Error() string { return "panic: " + p.what }

// catchPanics makes an error of a panic. http.ErrAbortHandler goes on as it is:
// it asks for the connection to be cut.
func catchPanics(next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) (err error) {
		defer func() {
			switch v := recover().(type) {
			case nil:
			case runtime.Error:
				err = &panicked{v.Error(), string(debug.Stack())} // numbers and types only
			case error:
				err = &panicked{fmt.Sprintf("%T", v), string(debug.Stack())}
				if errors.Is(v, http.ErrAbortHandler) {
					err = http.ErrAbortHandler
				}
			default:
				err = &panicked{fmt.Sprintf("%T", v), string(debug.Stack())}
			}
		}()
		return next(w, r)
	}
}

// errBusy is the refusal of a request above Limits.InFlight. It is not logged one
// by one: a flood would fill the disk.
var errBusy = fmt.Errorf("%w: too many requests at once", errs.Unavailable)

// admit lets Limits.InFlight handlers work at once, each until Limits.Work has
// passed. What comes above is refused at once: those who wait would only make the
// others wait too. A place is held for work, not for the network: the form has
// been read before, and send gives the place back, so that slow connections
// cannot take them all.
func (s *Router) admit(next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		select {
		case s.inFlight <- struct{}{}:
		default:
			return errBusy
		}
		x := exchangeOf(r)
		x.done = sync.OnceFunc(func() { <-s.inFlight })
		defer x.done()
		ctx, cancel := context.WithTimeout(r.Context(), s.options.Limits.Work)
		defer cancel()
		return next(w, r.WithContext(ctx))
	}
}

// dispatch finds the route. A path that lacks the slash of its route's leads there.
func (s *Router) dispatch(w http.ResponseWriter, r *http.Request) error {
	if _, found := s.place(r); found {
		s.mux.ServeHTTP(w, r)
		return exchangeOf(r).err
	}
	slashed := r.URL.JoinPath("/")
	if _, found := s.place(&http.Request{Method: http.MethodGet, Host: r.Host, URL: slashed}); found {
		return redirectPath(w, r, slashed.Path)
	}
	return errs.NotFound
}

// place asks the mux before it can answer by itself: its redirects are
// temporary and its refusals are not our pages.
func (s *Router) place(r *http.Request) (*place, bool) {
	h, _ := s.mux.Handler(r)
	p, found := h.(*place)
	return p, found
}

// keepPrivate is for what one person or one machine sees: no cache keeps it.
func keepPrivate(next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Permissions-Policy", permissionsPolicy)
		return next(w, r)
	}
}

// ignoreVisitor hides who asks from a handler that answers everybody alike.
func ignoreVisitor(next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Cache-Control", "public, max-age=0, must-revalidate")
		if len(r.Header["Cookie"]) > 0 || len(r.Header["Authorization"]) > 0 {
			r.Header = r.Header.Clone()
			r.Header.Del("Cookie")
			r.Header.Del("Authorization")
		}
		return next(w, r)
	}
}
