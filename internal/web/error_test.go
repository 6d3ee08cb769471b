package web_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"palabre/internal/errs"
	"palabre/internal/web"
	"palabre/internal/web/webtest"
)

// Titles in French, one a status: the other languages must differ from them.
var failures = []struct {
	kind   string
	status int
	title  string
	logged bool
}{
	{"invalid", 422, "Quelque chose est à corriger", false},
	{"notfound", 404, "Cette page n’est pas ici", false},
	{"forbidden", 403, "Cette action ne vous est pas ouverte", false},
	{"conflict", 409, "Quelque chose a changé entre-temps", false},
	{"toomany", 429, "Trop de demandes à la fois", false},
	{"gone", 410, "Cet article n’est plus en ligne", false},
	{"legal", 451, "Cet article ne peut pas être montré", false},
	{"toolarge", 413, "C’est trop lourd pour cette adresse", false},
	{"unavailable", 503, "Le site ne peut pas répondre pour l’instant", true},
	{"internal", 500, "Une erreur de notre côté", true},
}

func TestEveryFailureIsAPageInTheLanguageOfItsAddress(t *testing.T) {
	h := newHouse(t, nil)
	browser := h.open()
	for _, f := range failures {
		titles := map[string]bool{}
		for prefix, language := range map[string]string{"": "fr", "/en": "en", "/pt": "pt", "/ar": "ar"} {
			page := browser.Get(prefix + "/fail/" + f.kind + "/")
			checkErrorPage(t, page, f.status, language, f.logged)
			title := page.Text("h1")
			if titles[title] {
				t.Errorf("%d: the title %q stands in two languages", f.status, title)
			}
			titles[title] = true
			if language == "fr" && title != f.title {
				t.Errorf("%d: h1 %q, want %q", f.status, title, f.title)
			}
		}
	}
	if got, want := len(h.log.lines(t, "a request failed")), 2*4; got != want {
		t.Errorf("%d failures are logged, want %d", got, want)
	}
}

func checkErrorPage(t *testing.T, page *webtest.Answer, status int, language string, logged bool) {
	t.Helper()
	if page.Status != status {
		t.Errorf("status %d, want %d", page.Status, status)
	}
	document := page.Document()
	if got := document.Find("html").AttrOr("lang", ""); got != language {
		t.Errorf("%d: lang %q, want %q", status, got, language)
	}
	if got := document.Find("h1").Length(); got != 1 {
		t.Errorf("%d: %d h1, want 1", status, got)
	}
	if h1 := page.Text("h1"); h1 == "" || !strings.HasPrefix(page.Text("title"), h1+" · ") {
		t.Errorf("%d: h1 %q, title %q", status, h1, page.Text("title"))
	}
	if got := document.Find("main p.say").Length(); got != 2 {
		t.Errorf("%d: %d sentences, want what happened and what to do", status, got)
	}
	if strings.Contains(page.Body, "secret-cause") || strings.Contains(page.Body, "⟦") {
		t.Errorf("%d: the page shows what it must not:\n%s", status, page.Body)
	}
	id := page.Header.Get("X-Request-Id")
	if got := page.Text(".request b"); got != id || (id != "") != logged {
		t.Errorf("%d: request id on the page %q, in the header %q, want one: %t", status, got, id, logged)
	}
	if got := page.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("%d: Cache-Control %q", status, got)
	}
}

func TestFailureIsLoggedOnceUnderTheIdThatThePageShows(t *testing.T) {
	h := newHouse(t, nil)
	page := h.open().Get("/fail/internal/")
	lines := h.log.lines(t, "a request failed")
	if len(lines) != 1 {
		t.Fatalf("%d lines, want 1", len(lines))
	}
	want := map[string]any{
		"level": "ERROR", "msg": "a request failed", "request": page.Text(".request b"),
		"route": "GET /fail/{kind}/", "cause": "secret-cause: table article is missing",
	}
	for name, value := range want {
		if lines[0][name] != value {
			t.Errorf("%s is %q, want %q", name, lines[0][name], value)
		}
	}
	if len(lines[0]) != len(want) {
		t.Errorf("the line says more than wanted: %v", lines[0])
	}
}

func TestSaidErrorTellsItsOwnSentence(t *testing.T) {
	page := newHouse(t, nil).open().Get("/fail/said/")
	if page.Status != http.StatusGone {
		t.Errorf("status %d", page.Status)
	}
	const want = "Cet article a été retiré par décision D-41."
	if got := page.Document().Find("main p.say").First().Text(); got != want {
		t.Errorf("says %q, want %q", got, want)
	}
}

func TestStatusesBringTheirHeaders(t *testing.T) {
	browser := newHouse(t, nil).open()
	for _, c := range []struct{ path, header, want string }{
		{"/fail/toomany/", "Retry-After", "60"},
		{"/fail/unavailable/", "Retry-After", "10"},
		{"/fail/legal/", "Link", `</>; rel="blocked-by"`},
		{"/fail/gone/", "Retry-After", ""},
	} {
		if got := browser.Get(c.path).Header.Get(c.header); got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.path, c.header, got, c.want)
		}
	}
}

func TestFailureForgetsWhatTheHandlerMeantToSay(t *testing.T) {
	route := web.Route{Method: "GET", Path: "/half/", Who: web.Visitor, Handler: func(w http.ResponseWriter, r *http.Request) error {
		web.FormToken(w, r)
		w.Header().Set("Content-Disposition", "attachment")
		return errs.NotFound
	}}
	answer := newHouse(t, nil, route).open().Get("/half/")
	if answer.Status != 404 || answer.Header.Get("Content-Disposition") != "" || answer.Header.Get("Set-Cookie") != "" {
		t.Errorf("%d %v", answer.Status, answer.Header)
	}
}

func TestMachinesGetAFailureAsText(t *testing.T) {
	browser := newHouse(t, nil).open()
	for path, accept := range map[string]string{
		"/nowhere/article.txt": "text/html", "/nowhere/feed/": "text/html", "/nowhere.xml": "*/*",
		"/fail/notfound/": "application/json",
	} {
		answer := browser.Get(path, "Accept", accept)
		if answer.Status != http.StatusNotFound || answer.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
			t.Errorf("%s: %d %s", path, answer.Status, answer.Header.Get("Content-Type"))
		}
		if !strings.HasPrefix(answer.Body, "Cette page n’est pas ici\n") || strings.Contains(answer.Body, "<") {
			t.Errorf("%s: body %q", path, answer.Body)
		}
	}
}

func TestUnknownHostIsToldToTheOperatorAndNamesNoEdition(t *testing.T) {
	h := newHouse(t, nil)
	for accept, want := range map[string]string{
		"": "fr", "en-GB,en;q=0.8": "en", "pt-BR": "pt", "wo, ar;q=0.5": "ar", "xx-!!": "fr", "*": "fr",
	} {
		page := webtest.Open(t, h, "nobody.example").Get("/author/awa/", "Accept-Language", accept)
		checkErrorPage(t, page, http.StatusNotFound, want, false)
		if strings.Contains(page.Body, "Fromager") || strings.Contains(page.Body, "nobody.example") {
			t.Errorf("%q: the page names an edition, or repeats what it was asked for", accept)
		}
		if got := page.Text("title"); !strings.HasSuffix(got, " · Palabre") {
			t.Errorf("title %q", got)
		}
	}
}

func TestHostNamesAreNormal(t *testing.T) {
	h := newHouse(t, nil)
	for name, status := range map[string]int{
		"THIES.localhost": 200, "thies.localhost:8080": 200, "thies.localhost.": 200, "thies.localhost.:80": 200,
		"[::1]:8080": 404, "x thies.localhost": 400, "thies.localhost@evil": 400, strings.Repeat("a", 300): 404,
	} {
		if got := h.rawStatus("GET /author/awa/ HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n"); got != status {
			t.Errorf("Host %q: %d, want %d", name, got, status)
		}
	}
}

func TestBrokenResolverIsOurFault(t *testing.T) {
	h := newHouse(t, nil)
	page := webtest.Open(t, h, "broken.localhost").Get("/")
	checkErrorPage(t, page, http.StatusInternalServerError, "fr", true)
}

func TestHealthChecksAnswerUnderAnyHost(t *testing.T) {
	missing := error(nil)
	h := newHouse(t, func(o *web.Options) {
		o.Ready = func(ctx context.Context) error {
			if _, limited := ctx.Deadline(); !limited {
				t.Error("the question has no deadline")
			}
			return missing
		}
	})
	browser := webtest.Open(t, h, "10.0.0.9")
	for path, want := range map[string]string{"/healthz": "alive\n", "/readyz": "ready\n"} {
		if got := browser.Get(path); got.Status != 200 || got.Body != want || got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %q %q", path, got.Status, got.Body, got.Header.Get("Cache-Control"))
		}
	}
	missing = kinds["internal"]
	if got := browser.Get("/readyz"); got.Status != 503 || got.Body != "unready\n" {
		t.Errorf("without its database: %d %q", got.Status, got.Body)
	}
}
