package web

import (
	"encoding/json"
	"fmt"
	"net/http"

	"palabre/internal/clock"
	"palabre/internal/web/ui"
)

// Media types of what machines read.
const (
	TypeHTML     = "text/html; charset=utf-8"     // a piece to republish; a page goes through Page
	TypeJSON     = "application/json"             // RFC 8259: always UTF-8, without a parameter
	TypeMarkdown = "text/markdown; charset=utf-8" // RFC 7763
	TypeRSS      = "application/rss+xml; charset=utf-8"
	TypeText     = "text/plain; charset=utf-8"
)

// Page answers with a page for people. Nothing is sent when it cannot be
// rendered: the error becomes the page instead.
func Page(w http.ResponseWriter, r *http.Request, status int, template *ui.Template, page ui.Page) error {
	rendered, err := template.Render(page)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", fmt.Sprintf(policyPage, rendered.StyleHash))
	w.Header().Set("Vary", "Save-Data")
	return send(w, r, status, TypeHTML, rendered.HTML)
}

// Text answers 200 with plain text.
func Text(w http.ResponseWriter, r *http.Request, text string) error {
	return Send(w, r, TypeText, []byte(text))
}

// JSON answers 200 with v as encoding/json writes it.
func JSON(w http.ResponseWriter, r *http.Request, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return Send(w, r, TypeJSON, body)
}

// Send answers 200 with a whole body for machines. From a route for everybody,
// pages of other sites may read it.
func Send(w http.ResponseWriter, r *http.Request, contentType string, body []byte) error {
	if exchangeOf(r).who == Everybody {
		letOthersRead(w.Header())
	}
	return send(w, r, http.StatusOK, contentType, body)
}

// send writes a body that is whole in memory, in the coding that the reader
// likes best. HEAD gets the same headers.
func send(w http.ResponseWriter, r *http.Request, status int, contentType string, body []byte) error {
	x, h := exchangeOf(r), w.Header()
	h.Set("Content-Type", contentType)
	if compressible(contentType) {
		vary := "Accept-Encoding"
		if more := h.Get("Vary"); more != "" {
			vary += ", " + more
		}
		h.Set("Vary", vary)
	}
	pages, public := x.router.pages, x.who == Everybody && status == http.StatusOK
	p := newPage(h, body, public)
	p.list = x.list
	f := pages.formFor(r, p)
	if public && x.shows && x.key != (pageKey{}) && h.Get("Set-Cookie") == "" {
		p.key, p.began, p.slots = x.key, x.began, x.slots
		p.kept = pages.clock()
		p.until = p.kept + clock.Instant(keptFor.Microseconds())
		if x.until != 0 {
			p.until = min(p.until, x.until)
		}
		pages.keep(p)
	}
	if x.done != nil {
		x.done() // the work is over, what follows is the network's time
	}
	return p.answer(w, r, f, status)
}
