package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"palabre/internal/i18n"
	"palabre/internal/web"
	"palabre/internal/web/ui"
	"palabre/internal/web/webtest"
)

type formPage struct {
	ui.Frame
	Token string
}

// formRoutes are a page with a form and what accepts it; posted counts what was
// accepted.
func formRoutes(t *testing.T, posted *int) []web.Route {
	t.Helper()
	template, err := ui.Parse(fstest.MapFS{"form.tmpl": {Data: []byte(`{{define "main"}}<h1>{{.Title}}</h1>
		<form method="post" action="/signaler/"><input type="hidden" name="token" value="{{.Token}}"><textarea name="reason"></textarea></form>{{end}}`)}}, "form")
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	show := func(w http.ResponseWriter, r *http.Request) error {
		frame := ui.Frame{Text: catalogue.In("fr"), Edition: web.Edition(r), Title: "Signaler"}
		token := web.FormToken(w, r)
		if web.FormToken(w, r) != token {
			t.Error("one page has two tokens")
		}
		return web.Page(w, r, http.StatusOK, template, formPage{frame, token})
	}
	accept := func(w http.ResponseWriter, r *http.Request) error {
		*posted++
		return web.SeeOther(w, r, "/author/awa/")
	}
	return []web.Route{
		{Method: "GET", Path: "/signaler/", Who: web.Visitor, Handler: show},
		{Method: "POST", Path: "/signaler/", Who: web.Visitor, Limit: 1000, Handler: accept},
	}
}

func newFormHouse(t *testing.T, posted *int) *house {
	t.Helper()
	return newHouse(t, nil, formRoutes(t, posted)...)
}

func TestFormIsAcceptedFromItsOwnPage(t *testing.T) {
	var posted int
	browser := newFormHouse(t, &posted).open()
	for range 2 { // the cookie stays the same, older pages stay good
		page := browser.Get("/signaler/")
		done := browser.Submit(page, "form", url.Values{"reason": {"Un chiffre est faux."}})
		if done.Status != http.StatusSeeOther || done.Header.Get("Location") != "/author/awa/" {
			t.Errorf("%d to %q", done.Status, done.Header.Get("Location"))
		}
	}
	if posted != 2 {
		t.Errorf("%d accepted, want 2", posted)
	}
}

// Everything that a browser may say of where a request comes from, with the
// right token: only words that mean this very site are let through.
func TestNothingIsAcceptedFromAnotherSite(t *testing.T) {
	const own = "http://" + host
	for _, site := range []string{"", "same-origin", "none", "same-site", "cross-site", "nonsense"} {
		for _, origin := range []string{"", own, "null", "http://evil.example", "http://sub." + host, "http://" + host + ":99", "%zz"} {
			want := http.StatusForbidden
			switch {
			case origin == "null":
			case site == "same-origin", site == "none", site == "" && (origin == "" || origin == own):
				want = http.StatusSeeOther
			}
			for _, token := range []string{"right", "wrong", "missing"} {
				if token != "right" {
					want = http.StatusForbidden
				}
				var posted int
				browser := newFormHouse(t, &posted).open()
				right := tokenOn(browser.Get("/signaler/"))
				answer := post(browser, site, origin, map[string]string{"right": right, "wrong": right + "x"}[token])
				if accepted := posted == 1; answer.Status != want || accepted != (want == http.StatusSeeOther) {
					t.Errorf("Sec-Fetch-Site %q, Origin %q, token %s: %d, want %d", site, origin, token, answer.Status, want)
				}
				if want == http.StatusForbidden && answer.Text("h1") != "Cette action ne vous est pas ouverte" {
					t.Errorf("the refusal is not our page: %q", answer.Text("h1"))
				}
			}
		}
	}
}

func tokenOn(page *webtest.Answer) string {
	return page.Document().Find("input[name=token]").AttrOr("value", "")
}

func post(browser *webtest.Browser, site, origin, token string) *webtest.Answer {
	header := []string{"Content-Type", "application/x-www-form-urlencoded"}
	if site != "" {
		header = append(header, "Sec-Fetch-Site", site)
	}
	if origin != "" {
		header = append(header, "Origin", origin)
	}
	form := url.Values{"reason": {"x"}}
	if token != "" {
		form.Set("token", token)
	}
	return browser.Send(http.MethodPost, "/signaler/", strings.NewReader(form.Encode()), header...)
}

func TestTokenBelongsToOneBrowserForTwelveHours(t *testing.T) {
	var posted int
	h := newFormHouse(t, &posted)
	mine, other := h.open(), h.open()
	token := tokenOn(mine.Get("/signaler/"))
	other.Get("/signaler/") // has a cookie of its own
	if got := post(other, "", "", token).Status; got != http.StatusForbidden {
		t.Errorf("with another browser's token: %d", got)
	}
	if got := post(h.open(), "", "", token).Status; got != http.StatusForbidden {
		t.Errorf("without a cookie: %d", got)
	}
	*h.now = h.now.Add(12*time.Hour - time.Second)
	if got := post(mine, "", "", token).Status; got != http.StatusSeeOther {
		t.Errorf("a second before twelve hours: %d", got)
	}
	*h.now = h.now.Add(time.Second)
	if got := post(mine, "", "", token).Status; got != http.StatusForbidden {
		t.Errorf("after twelve hours: %d", got)
	}
	stamp, seal, _ := strings.Cut(tokenOn(mine.Get("/signaler/")), ".")
	if got := post(mine, "", "", stamp+"0."+seal).Status; got != http.StatusForbidden {
		t.Errorf("with a later moment written into it: %d", got)
	}
}

func TestCookieIsForThisHostOnly(t *testing.T) {
	h := newHouse(t, trustLoopback, formRoutes(t, new(int))...)
	plain := regexp.MustCompile(`^form=[a-z2-7]{26}; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax$`)
	secure := regexp.MustCompile(`^__Host-form=[a-z2-7]{26}; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Lax$`)
	if got := h.open().Get("/signaler/").Header.Values("Set-Cookie"); len(got) != 1 || !plain.MatchString(got[0]) {
		t.Errorf("without TLS: %q", got)
	}
	if got := h.open().Get("/signaler/", "X-Forwarded-Proto", "https").Header.Values("Set-Cookie"); len(got) != 1 || !secure.MatchString(got[0]) {
		t.Errorf("with TLS: %q", got)
	}
}

func TestCookieOfAPublicRouteIsADefect(t *testing.T) {
	route := web.Route{Method: "GET", Path: "/public/", Who: web.Everybody, Handler: func(w http.ResponseWriter, r *http.Request) error {
		return web.Text(w, r, web.FormToken(w, r))
	}}
	answer := newHouse(t, nil, route).open().Get("/public/")
	if answer.Status != http.StatusInternalServerError || answer.Header.Get("Set-Cookie") != "" {
		t.Errorf("%d, cookie %q", answer.Status, answer.Header.Get("Set-Cookie"))
	}
}

func TestPublicRouteDoesNotSeeWhoAsks(t *testing.T) {
	var seen http.Header
	route := web.Route{Method: "GET", Path: "/public/", Who: web.Everybody, Handler: func(w http.ResponseWriter, r *http.Request) error {
		seen = r.Header
		return web.Text(w, r, "x")
	}}
	newHouse(t, nil, route).open().Get("/public/", "Cookie", "session=1", "Authorization", "Bearer 1", "Accept", "*/*")
	if seen.Get("Cookie") != "" || seen.Get("Authorization") != "" || seen.Get("Accept") != "*/*" {
		t.Errorf("the handler saw %v", seen)
	}
}

func TestFormThatIsNotTextIsRefused(t *testing.T) {
	var posted int
	browser := newFormHouse(t, &posted).open()
	page := browser.Get("/signaler/")
	for _, reason := range []string{"a\x00b", "a\xffb"} {
		if got := browser.Submit(page, "form", url.Values{"reason": {reason}}).Status; got != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", reason, got)
		}
	}
	if posted != 0 {
		t.Errorf("%d accepted", posted)
	}
}
