package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"palabre/internal/web"
)

func sendPhoto(w http.ResponseWriter, r *http.Request) error {
	return web.Send(w, r, "image/jpeg", make([]byte, 9000))
}

func TestAddressesHaveOneSpelling(t *testing.T) {
	h := newHouse(t, nil)
	for _, c := range []struct {
		target   string
		status   int
		location string
	}{
		{"/author/awa/", 200, ""},
		{"/author/awa", 301, "/author/awa/"},
		{"/author/awa?a=1&b", 301, "/author/awa/?a=1&b"},
		{"/author//awa/", 301, "/author/awa/"},
		{"//author/awa/", 301, "/author/awa/"},
		{"/author/./x/../awa/", 301, "/author/awa/"},
		{"/author/%2e%2e/author/awa/", 301, "/author/awa/"},
		{"/author/d%c3%a9d%C3%A9/", 200, ""},
		{"/author/دفتر", 301, "/author/%D8%AF%D9%81%D8%AA%D8%B1/"},
		{"/author/awa/more/", 404, ""},
		{"/article.txt/", 404, ""},
		{"/author/a%2Fb/", 404, ""},
		{"/author/a%00b/", 404, ""},
		{"/author/a%0Ab/", 404, ""},
		{"/author/a%FFb/", 404, ""},
		{"/author/" + strings.Repeat("a", 2<<10) + "/", 404, ""},
		{"/author/awa/?" + strings.Repeat("a", 4<<10), 404, ""},
		{"/author/awa/?a=%FF&%zz;", 200, ""},
		{"http://" + host + "/author/awa/", 200, ""},
		{"*", 404, ""},
		// Never another site, whatever a browser makes of backslashes.
		{"/\\evil.example", 404, ""},
		{"/author/\\evil.example", 301, "/author/%5Cevil.example/"},
		{"//evil.example/..", 301, "/"},
		{"/%5c%5cevil.example//", 301, "/%5C%5Cevil.example/"},
	} {
		response, body := h.raw("GET", c.target, "")
		if response.StatusCode != c.status || response.Header.Get("Location") != c.location {
			t.Errorf("%.40q: %d to %q, want %d to %q", c.target, response.StatusCode, response.Header.Get("Location"), c.status, c.location)
		}
		if c.status == 404 && !strings.Contains(body, "<h1>Cette page n’est pas ici</h1>") {
			t.Errorf("%.40q: the refusal is not our page", c.target)
		}
	}
}

func TestFormIsNotSentElsewhere(t *testing.T) {
	h := newHouse(t, nil)
	for _, target := range []string{"/author/awa", "//author/awa/"} {
		if response, _ := h.raw("POST", target, ""); response.StatusCode != http.StatusNotFound {
			t.Errorf("POST %s: %d", target, response.StatusCode)
		}
	}
}

func TestWrongMethodNamesTheRightOnes(t *testing.T) {
	h := newHouse(t, nil, formRoutes(t, new(int))...)
	for path, allow := range map[string]string{"/author/awa/": "GET, HEAD", "/signaler/": "GET, HEAD, POST", "/healthz": "GET, HEAD"} {
		for _, method := range []string{"PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"} {
			response, body := h.raw(method, path, "")
			if response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") != allow {
				t.Errorf("%s %s: %d, Allow %q, want %q", method, path, response.StatusCode, response.Header.Get("Allow"), allow)
			}
			if !strings.Contains(body, "<h1>Cette adresse ne se demande pas ainsi</h1>") {
				t.Errorf("%s %s: the refusal is not our page", method, path)
			}
		}
	}
	if response, _ := h.raw("OPTIONS", "*", ""); response.StatusCode != http.StatusNotFound {
		t.Errorf("OPTIONS *: %d", response.StatusCode)
	}
}

func TestLanguagePrefixIsOfTheEditionsOtherLanguages(t *testing.T) {
	browser := newHouse(t, nil).open()
	for path, want := range map[string]string{"/author/awa/": "fr", "/en/author/awa/": "en", "/ar/author/awa/": "ar"} {
		page := browser.Get(path)
		if got := page.Document().Find("html").AttrOr("lang", ""); page.Status != 200 || got != want {
			t.Errorf("%s: %d in %q, want %q", path, page.Status, got, want)
		}
	}
	for _, path := range []string{"/fr/author/awa/", "/wo/author/awa/", "/EN/author/awa/"} {
		if got := browser.Get(path).Status; got != http.StatusNotFound {
			t.Errorf("%s: %d", path, got)
		}
	}
	if got := browser.Get("/en/author/awa").Header.Get("Location"); got != "/en/author/awa/" {
		t.Errorf("without the slash to %q", got)
	}
}

func TestRedirectStaysInTheEdition(t *testing.T) {
	for target, want := range map[string]string{
		"/a/": "/a/", "/a/?b=c": "/a/?b=c", "/é/": "/%C3%A9/",
		"//evil.example/": "", "////evil.example/": "", "/\\evil.example/": "", "https://evil.example/": "", "a/": "", "": "", "/%zz": "",
		"/a\r\nSet-Cookie: x=1": "",
	} {
		route := web.Route{Method: "GET", Path: "/go/", Who: web.Everybody, Handler: func(w http.ResponseWriter, r *http.Request) error {
			return web.SeeOther(w, r, target)
		}}
		answer := newHouse(t, nil, route).open().Get("/go/")
		if got := answer.Header.Get("Location"); got != want || (answer.Status == http.StatusSeeOther) != (want != "") {
			t.Errorf("%q: %d to %q, want %q", target, answer.Status, got, want)
		}
	}
}

func TestRoutesListsEveryAddress(t *testing.T) {
	var got []string
	for _, route := range newHouse(t, nil).Routes() {
		got = append(got, route.String())
	}
	for _, want := range []string{"GET /healthz", "GET /readyz", "GET /assets/{name}", "GET /author/{handle}/", "GET /{lang}/author/{handle}/"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not in %q", want, got)
		}
	}
}

func TestWrongTableStopsTheProgram(t *testing.T) {
	for name, routes := range map[string][]web.Route{
		"nobody may":          {{Method: "GET", Path: "/x/", Handler: sendPhoto}},
		"no handler":          {{Method: "GET", Path: "/x/", Who: web.Everybody}},
		"no method":           {{Path: "/x/", Who: web.Everybody, Handler: sendPhoto}},
		"everybody changes":   {{Method: "POST", Path: "/x/", Who: web.Everybody, Handler: sendPhoto}},
		"more than one path":  {{Method: "GET", Path: "/x/{rest...}", Who: web.Everybody, Handler: sendPhoto}},
		"twice":               {{Method: "GET", Path: "/x/", Who: web.Everybody, Handler: sendPhoto}, {Method: "GET", Path: "/x/", Who: web.Everybody, Handler: sendPhoto}},
		"two names of a path": {{Method: "GET", Path: "/x/{a}/", Who: web.Everybody, Handler: sendPhoto}, {Method: "GET", Path: "/x/{b}/", Who: web.Everybody, Handler: sendPhoto}},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("the table is mounted")
				}
			}()
			newHouse(t, nil, routes...)
		})
	}
}
