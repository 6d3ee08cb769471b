package web_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"palabre/internal/clock"
	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/web"
	"palabre/internal/web/ui"
	"palabre/internal/web/webtest"
)

const host = "thies.localhost"

// house is a router with everything that a test looks at.
type house struct {
	*web.Router
	t   *testing.T
	log *journal
	now *time.Time
}

// newHouse mounts the routes beside the usual ones of usualRoutes. change may
// alter the options, nil leaves them.
func newHouse(t *testing.T, change func(*web.Options), routes ...web.Route) *house {
	t.Helper()
	catalogue, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2031, 4, 5, 6, 7, 8, 0, time.UTC)
	h := &house{t: t, log: &journal{}, now: &now}
	options := web.Options{
		Edition:   findEdition,
		Ready:     func(context.Context) error { return nil },
		MAC:       mac,
		Catalogue: catalogue,
		Clock:     func() clock.Instant { return clock.At(*h.now) },
		Log:       slog.New(slog.NewJSONHandler(h.log, nil)),
	}
	if change != nil {
		change(&options)
	}
	h.Router, err = web.New(options, append(usualRoutes(t), routes...))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *house) open() *webtest.Browser {
	h.t.Helper()
	return webtest.Open(h.t, h, host)
}

func findEdition(_ context.Context, name string) (*ui.Edition, error) {
	switch name {
	case host:
		return &ui.Edition{ID: 7, Host: host, URL: "http://" + host, Name: "Le Fromager", Languages: []string{"fr", "en", "pt", "ar"}, First: "fr", Zone: time.UTC}, nil
	case "broken.localhost":
		return nil, errors.New("secret-cause: no edition table")
	default:
		return nil, errs.NotFound
	}
}

func mac(purpose string, parts ...string) string {
	sum := hmac.New(sha256.New, []byte("a key for tests"))
	sum.Write([]byte(purpose + "|" + strings.Join(parts, "|")))
	return hex.EncodeToString(sum.Sum(nil))
}

type plainPage struct {
	ui.Frame
	Body string
}

// usualRoutes are a page, texts of each kind and errors of each kind.
func usualRoutes(t *testing.T) []web.Route {
	t.Helper()
	template, err := ui.Parse(fstest.MapFS{"plain.tmpl": {Data: []byte(`{{define "main"}}<h1>{{.Title}}</h1><p>{{.Body}}</p>{{end}}`)}}, "plain")
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	page := func(w http.ResponseWriter, r *http.Request) error {
		frame := ui.Frame{Text: catalogue.In(web.Language(r)), Edition: web.Edition(r), Title: "Bonjour"}
		return web.Page(w, r, http.StatusOK, template, plainPage{frame, strings.Repeat("Le marché de Thiès rouvre. ", 100)})
	}
	text := func(w http.ResponseWriter, r *http.Request) error {
		return web.Text(w, r, strings.Repeat("Une ligne.\n", 100))
	}
	short := func(w http.ResponseWriter, r *http.Request) error { return web.Text(w, r, "court\n") }
	feed := func(w http.ResponseWriter, r *http.Request) error {
		return web.Send(w, r, web.TypeRSS, []byte("<rss>"+strings.Repeat("<item/>", 100)+"</rss>"))
	}
	data := func(w http.ResponseWriter, r *http.Request) error {
		return web.JSON(w, r, map[string]string{"name": strings.Repeat("Awa ", 200)})
	}
	moved := func(w http.ResponseWriter, r *http.Request) error { return web.MovedPermanently(w, r, "/author/awa/") }
	return []web.Route{
		{Method: "GET", Path: "/author/{handle}/", Who: web.Everybody, Handler: page},
		{Method: "GET", Path: "/{lang}/author/{handle}/", Who: web.Everybody, Handler: page},
		{Method: "GET", Path: "/author/{handle}/feed/", Who: web.Everybody, Handler: feed},
		{Method: "GET", Path: "/article.txt", Who: web.Everybody, Handler: text},
		{Method: "GET", Path: "/short.txt", Who: web.Everybody, Handler: short},
		{Method: "GET", Path: "/article.json", Who: web.Everybody, Handler: data},
		{Method: "GET", Path: "/old/", Who: web.Everybody, Handler: moved},
		{Method: "GET", Path: "/bureau/", Who: web.Visitor, Handler: page},
		{Method: "GET", Path: "/fail/{kind}/", Who: web.Everybody, Handler: fail},
		{Method: "GET", Path: "/{lang}/fail/{kind}/", Who: web.Everybody, Handler: fail},
	}
}

var kinds = map[string]error{
	"invalid": errs.Invalid, "notfound": errs.NotFound, "forbidden": errs.Forbidden, "conflict": errs.Conflict,
	"toomany": errs.TooMany, "gone": errs.Gone, "legal": errs.Legal, "toolarge": errs.TooLarge,
	"unavailable": errs.Unavailable, "internal": errors.New("secret-cause: table article is missing"),
	"said": errs.Say(errs.Gone, "gone.removed", "reference", "D-41"),
}

func fail(_ http.ResponseWriter, r *http.Request) error { return kinds[r.PathValue("kind")] }

// journal keeps what is logged, for any number of goroutines.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// lines returns every line of the log with the message, without its time.
func (j *journal) lines(t *testing.T, message string) []map[string]any {
	t.Helper()
	var found []map[string]any
	for line := range strings.Lines(j.String()) {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatalf("log line %q: %v", line, err)
		}
		if entry["msg"] == message {
			delete(entry, "time")
			found = append(found, entry)
		}
	}
	return found
}
