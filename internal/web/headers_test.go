package web_test

import (
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"palabre/internal/web/webtest"
)

const (
	nothingAllowed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	permissions    = "camera=(), geolocation=(), microphone=()"
	asPublic       = "public, max-age=0, must-revalidate"
)

// everyKind is one address for each kind of answer.
var everyKind = []struct {
	path, contentType, cache string
	status                   int
	page, shared             bool // for people; may be read by other sites
}{
	{"/author/awa/", "text/html; charset=utf-8", asPublic, 200, true, false},
	{"/ar/author/awa/", "text/html; charset=utf-8", asPublic, 200, true, false},
	{"/bureau/", "text/html; charset=utf-8", "no-store", 200, true, false},
	{"/article.txt", "text/plain; charset=utf-8", asPublic, 200, false, true},
	{"/article.json", "application/json", asPublic, 200, false, true},
	{"/author/awa/feed/", "application/rss+xml; charset=utf-8", asPublic, 200, false, true},
	{"/old/", "", asPublic, 301, false, false},
	{"/author/awa", "", "", 301, false, false},
	{"//author//awa/", "", "", 301, false, false},
	{"/nowhere/", "text/html; charset=utf-8", "no-store", 404, true, false},
	{"/nowhere.txt", "text/plain; charset=utf-8", "no-store", 404, false, false},
	{"/fail/internal/", "text/html; charset=utf-8", "no-store", 500, true, false},
	{"/fail/gone/", "text/html; charset=utf-8", "no-store", 410, true, false},
	{"/healthz", "text/plain; charset=utf-8", "no-store", 200, false, false},
}

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	browser := newHouse(t, nil).open()
	for _, c := range everyKind {
		answer := browser.Get(c.path)
		policy := nothingAllowed
		if c.page {
			policy = pagePolicy(t, answer)
		}
		resource, origin := "same-origin", ""
		if c.shared {
			resource, origin = "cross-origin", "*"
		}
		if answer.Status != c.status {
			t.Errorf("%s: status %d, want %d", c.path, answer.Status, c.status)
		}
		for name, want := range map[string]string{
			"Access-Control-Allow-Origin":  origin,
			"Cache-Control":                c.cache,
			"Content-Security-Policy":      policy,
			"Content-Type":                 c.contentType,
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": resource,
			"Permissions-Policy":           map[string]string{"/bureau/": permissions, "/healthz": permissions}[c.path], // scripts may run nowhere else
			"Referrer-Policy":              "same-origin",
			"Set-Cookie":                   "",
			"Strict-Transport-Security":    "",
			"X-Content-Type-Options":       "nosniff",
		} {
			if got := strings.Join(answer.Header.Values(name), "|"); got != want {
				t.Errorf("%s: %s is %q, want %q", c.path, name, got, want)
			}
		}
	}
}

var (
	styleElement = regexp.MustCompile(`(?s)<style>(.*?)</style>`)
	styleUse     = regexp.MustCompile(`(?i)<style|\sstyle=|<script|<link[^>]+stylesheet`)
)

// pagePolicy is the policy that the page must have, by the hash of the style
// that it really holds.
func pagePolicy(t *testing.T, page *webtest.Answer) string {
	t.Helper()
	styles := styleElement.FindAllStringSubmatch(page.Body, -1)
	if len(styles) != 1 || len(styleUse.FindAllString(page.Body, -1)) != 1 {
		t.Fatalf("the page has %d styles and other uses of style or script, want one style", len(styles))
	}
	sum := sha256.Sum256([]byte(styles[0][1]))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
}

func TestHeadAnswersWithTheHeadersOfGet(t *testing.T) {
	h := newHouse(t, nil)
	browser := h.open()
	for _, c := range everyKind {
		for _, encoding := range []string{"identity", "br", "gzip", "zstd"} {
			get := browser.Get(c.path, "Accept-Encoding", encoding)
			head := browser.Send(http.MethodHead, c.path, nil, "Accept-Encoding", encoding)
			for _, volatile := range []string{"Date", "X-Request-Id"} {
				get.Header.Del(volatile)
				head.Header.Del(volatile)
			}
			if c.status >= 500 { // the id on the page compresses better or worse
				get.Header.Del("Content-Length")
				head.Header.Del("Content-Length")
			}
			if head.Status != get.Status || !maps.EqualFunc(head.Header, get.Header, equalValues) || head.Body != "" {
				t.Errorf("%s in %s: HEAD %d %v\nGET %d %v", c.path, encoding, head.Status, head.Header, get.Status, get.Header)
			}
		}
	}
}

func equalValues(a, b []string) bool { return strings.Join(a, "|") == strings.Join(b, "|") }

func TestAssetsAreKeptForAYear(t *testing.T) {
	browser := newHouse(t, nil).open()
	icon := browser.Get("/author/awa/").Document().Find("link[rel=icon]").AttrOr("href", "")
	asset := browser.Get(icon)
	if asset.Status != 200 || asset.Header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(asset.Body, "<svg") {
		t.Errorf("%s: %d %s", icon, asset.Status, asset.Header.Get("Content-Type"))
	}
	if got := asset.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
		t.Errorf("Cache-Control %q", got)
	}
	if got := browser.Get("/assets/baobab.svg").Status; got != http.StatusNotFound {
		t.Errorf("an asset without its hash: %d", got)
	}
}
