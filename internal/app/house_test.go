package app_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"palabre/internal/app"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
	"palabre/internal/id"
)

// house is the whole program over a database of its own, asked as a browser asks.
type house struct {
	rapid.TB
	ctx    context.Context
	app    *app.App
	router http.Handler
	now    *atomic.Int64 // Unix microseconds, UTC
}

// eachHouse runs a test on the program over each engine.
func eachHouse(t *testing.T, test func(t *testing.T, h house)) {
	t.Helper()
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		h := house{TB: t, ctx: t.Context(), now: &atomic.Int64{}}
		h.now.Store(time.Date(2026, 11, 23, 16, 47, 31, 0, time.UTC).UnixMicro())
		if o.Dir == "" {
			o.Dir = t.TempDir() // PostgreSQL: for the keys
		}
		var err error
		h.app, err = app.Open(h.ctx, app.Options{Dir: o.Dir, URL: o.URL, Log: o.Log, Clock: func() clock.Instant { return clock.Instant(h.now.Load()) }})
		h.must(err)
		t.Cleanup(func() {
			if err := h.app.Close(); err != nil {
				t.Error(err)
			}
		})
		h.router, err = h.app.Router(app.Site{}, &net.TCPAddr{Port: 80})
		h.must(err)
		h.listen(t)
		test(t, h)
	})
}

// listen keeps pages as a serving node does: what a verb forgets to touch shows.
func (h house) listen(t *testing.T) {
	ctx, end := context.WithCancel(h.ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		h.app.DB.Listen(ctx)
	}()
	t.Cleanup(func() { end(); <-ended })
}

func (h house) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatalf("%v", err)
	}
}

// exec changes what no verb changes yet.
func (h house) exec(tag, query string, args ...any) {
	h.Helper()
	h.must(h.app.DB.Write(h.ctx, func(tx *db.Tx) error {
		tx.Touched(tag)
		_, err := db.Exec(h.ctx, tx, query, args...)
		return err
	}))
}

// edition makes an edition under a host name that no other has.
func (h house) edition(n edition.New) *edition.Edition {
	h.Helper()
	n.Host, n.Name, n.Timezone = string(id.Code())+".example", "La Place", "Africa/Dakar"
	n.Sections = app.StartingSections(h.app.Catalogue)
	e, err := h.app.Editions.Add(h.ctx, n)
	h.must(err)
	return e
}

// author makes a pen name, that of an organisation as verified as a statement needs.
func (h house) author(e *edition.Edition, name string, kind author.Kind) author.Author {
	h.Helper()
	a, err := h.app.Authors.Add(h.ctx, author.New{Edition: e, Kind: kind, Handle: "Plume_" + string(id.Code()), Name: name})
	h.must(err)
	if kind != author.Individual {
		h.exec(a.ID.Tag(), `UPDATE author SET verified_day = 20000 WHERE id = $1`, a.ID)
	}
	return a
}

// retire empties an author as leaving does.
func (h house) retire(a author.Author) {
	h.Helper()
	h.exec(a.ID.Tag(), `UPDATE author SET state = 'retired', handle = NULL, handle_folded = NULL, name = NULL WHERE id = $1`, a.ID)
}

// get asks for a path and returns what a page says.
func (h house) get(e *edition.Edition, path string, status int) string {
	h.Helper()
	request := httptest.NewRequestWithContext(h.ctx, http.MethodGet, "http://"+e.Main()+(&url.URL{Path: path}).EscapedPath(), nil)
	answer := httptest.NewRecorder()
	h.router.ServeHTTP(answer, request)
	if answer.Code != status {
		h.Fatalf("%s answers %d, want %d: %s", path, answer.Code, status, answer.Body)
	}
	return answer.Body.String()
}

// pathOf reads the path of a link back from its percent form.
func (h house) pathOf(address string) string {
	h.Helper()
	path, err := url.PathUnescape(address)
	h.must(err)
	return strings.TrimSpace(path)
}
