package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"palabre/internal/errs"
	"palabre/internal/id"
	"palabre/internal/web/ui"
)

// statuses of the kinds; what has no kind is ours to repair.
var statuses = map[errs.Kind]int{
	errs.Invalid:     http.StatusUnprocessableEntity,
	errs.NotFound:    http.StatusNotFound,
	errs.Forbidden:   http.StatusForbidden,
	errs.Conflict:    http.StatusConflict,
	errs.TooMany:     http.StatusTooManyRequests,
	errs.Gone:        http.StatusGone,
	errs.Legal:       http.StatusUnavailableForLegalReasons,
	errs.TooLarge:    http.StatusRequestEntityTooLarge,
	errs.Method:      http.StatusMethodNotAllowed,
	errs.Unavailable: http.StatusServiceUnavailable,
}

// retryAfter is how many seconds we ask to wait before trying again.
var retryAfter = map[int]string{
	http.StatusTooManyRequests:    "60",
	http.StatusServiceUnavailable: "10",
}

// statusLeft stands in the log for a reader who left before the answer; nobody
// receives it.
const statusLeft = 499

// failure is an error on its way to the person who meets it.
type failure struct {
	err       error
	status    int
	requestID string // where the log has the cause under this id; else empty
}

// answerError is the edge at which an error becomes a page, and a line in the
// log when it is ours. It reports false when no answer can be given any more and
// the connection is to be cut.
func (s *Router) answerError(x *exchange, r *http.Request, err error) bool {
	if errors.Is(err, http.ErrAbortHandler) || errors.Is(err, errNotSent) {
		return false
	}
	var p *panicked
	if r.Context().Err() != nil && !errors.As(err, &p) { // our deadline is further in: the reader left
		x.writer.leave()
		return false
	}
	f := failure{err: err, status: statusOf(err)}
	if f.status >= http.StatusInternalServerError && !errors.Is(err, errBusy) {
		f.requestID = id.Code()
		s.logFailure(x, r, f)
	}
	if x.writer.begun() {
		return false
	}
	h := x.writer.Header()
	clear(h) // what the handler had meant to say of another answer
	setHeaders(h, x.secure)
	h.Set("Cache-Control", "no-store")
	f.setHeaders(h)
	page := s.errorPageFor(x, r, f)
	if wantsText(r) {
		err = send(&x.writer, r, f.status, TypeText, []byte(page.Title+"\n"+page.Happened+"\n"+page.Next+"\n"))
	} else {
		err = Page(&x.writer, r, f.status, s.errorPage, page)
	}
	return err == nil
}

func statusOf(err error) int {
	if status, known := statuses[errs.KindOf(err)]; known {
		return status
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// setHeaders adds what belongs to the status.
func (f failure) setHeaders(h http.Header) {
	if f.requestID != "" {
		h.Set("X-Request-Id", f.requestID)
	}
	if wait := retryAfter[f.status]; wait != "" {
		h.Set("Retry-After", wait)
	}
	if f.status == http.StatusUnavailableForLegalReasons {
		h.Set("Link", `</>; rel="blocked-by"`) // who withholds it: this edition (RFC 7725 §4)
	}
	var method wrongMethod
	if errors.As(f.err, &method) {
		h.Set("Allow", method.allow)
	}
}

// logFailure writes the cause of an answer from 500 on, once.
func (s *Router) logFailure(x *exchange, r *http.Request, f failure) {
	attrs := []slog.Attr{
		slog.String("request", f.requestID),
		slog.String("route", x.pattern),
		slog.String("cause", causeOf(f.err, x.sent(r))),
	}
	var p *panicked
	if errors.As(f.err, &p) {
		attrs = append(attrs, slog.String("stack", p.stack))
	}
	s.options.Log.LogAttrs(r.Context(), slog.LevelError, "a request failed", attrs...)
}

// errorPageFor says what happened in the language of the address. Without an
// edition it is the reader's, and a page that is not found is a host name that
// is none of ours.
func (s *Router) errorPageFor(x *exchange, r *http.Request, f failure) ui.ErrorPage {
	key := "error." + strconv.Itoa(f.status)
	edition, text := x.edition, s.options.Catalogue.In(x.language)
	if edition != nil {
		edition = edition.In(x.language)
	} else {
		edition, text = &ui.Edition{Name: "Palabre"}, s.options.Catalogue.In(preferredLanguage(r))
		if f.status == http.StatusNotFound {
			key = "error.host"
		}
	}
	happened := text.Say(key + ".happened")
	var said *errs.Said
	if errors.As(f.err, &said) {
		happened = text.Say(said.Message, said.Args...)
	}
	return ui.ErrorPage{
		Frame:     ui.Frame{Text: text, Edition: edition, Economy: x.economy, Title: text.Say(key + ".title"), Robots: "noindex"},
		Status:    f.status,
		Happened:  happened,
		Next:      text.Say(key + ".next"),
		RequestID: f.requestID,
	}
}

// wantsText reports whether a line of text serves the one who asks better than a
// page: programs that read feeds and texts.
func wantsText(r *http.Request) bool {
	path := r.URL.Path
	for _, end := range [...]string{".txt", ".md", ".json", ".xml", "/feed/", "/feed/atom/", "/feed/json/"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	accept := strings.Join(r.Header.Values("Accept"), ",")
	return accept != "" && !strings.Contains(accept, "html") && !strings.Contains(accept, "*/*")
}
