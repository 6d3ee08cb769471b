package web

import (
	"context"
	"errors"
	"net/http"

	"palabre/internal/clock"
	"palabre/internal/id"
	"palabre/internal/web/ui"
)

// noPattern is what the log says of a request that no route took.
const noPattern = "none"

// errSilent is a defect of a handler: it returned neither an answer nor an error.
var errSilent = errors.New("the handler did not answer")

// exchange is one request and its answer, as the layers tell it each other.
type exchange struct {
	router   *Router
	writer   response
	secure   bool        // the reader's connection is encrypted
	edition  *ui.Edition // nil until findEdition knows it
	language string      // of the address; empty without an edition
	pattern  string      // of the route, for the log
	who      Who
	key      pageKey
	began    moment // before anything was read
	economy  bool
	stays    bool          // in economy, because the address says so
	list     bool          // of the route
	shows    bool          // the handler has called Shows
	slots    []uint16      // of the tags that it named
	until    clock.Instant // 0, or when the answer is no longer right
	browser  id.Key        // random name of the browser, for form tokens; empty until it is asked for
	routed   *http.Request // as the route got it, with path values and form; nil before
	done     func()        // gives back the place that admit gave; nil without one
	err      error         // from the route, on its way through the mux
}

type exchangeKey struct{}

// attach returns the request with the exchange in its context.
func (x *exchange) attach(r *http.Request) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), exchangeKey{}, x))
}

// exchangeOf returns the exchange of a request that came through a Router.
func exchangeOf(r *http.Request) *exchange {
	return r.Context().Value(exchangeKey{}).(*exchange)
}

// response counts what goes out. Errors of writing are told without the address
// that net/http puts into them.
type response struct {
	http.ResponseWriter
	head   bool // nothing of the body goes out
	status int  // 0 until the header is written
	size   int64
}

var errNotSent = errors.New("the answer could not be sent")

func (w *response) begun() bool { return w.status != 0 }

func (w *response) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK { // 1xx are only heralds
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *response) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	if !w.head {
		w.size += int64(n)
	}
	if err != nil {
		return n, errNotSent
	}
	return n, nil
}

// FlushError is what http.ResponseController calls.
func (w *response) FlushError() error {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	if err := http.NewResponseController(w.ResponseWriter).Flush(); err != nil {
		return errNotSent
	}
	return nil
}

// Unwrap leads http.ResponseController to deadlines.
func (w *response) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// leave notes that the reader went away before the answer.
func (w *response) leave() {
	if w.status == 0 {
		w.status = statusLeft
	}
}
