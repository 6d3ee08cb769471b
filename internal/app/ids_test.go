package app_test

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"palabre/internal/web"
)

// TestNoAnswerGivesAwayAnIdOrAMoment walks every route of the program and reads
// every value of every answer in every spelling of a number.
func TestNoAnswerGivesAwayAnIdOrAMoment(t *testing.T) {
	eachHouse(t, func(t *testing.T, h house) {
		w := newWorld(h)
		secrets := w.hidden()
		if len(secrets.numbers) < 120 || len(secrets.seconds) < 20 || len(secrets.clocks) < 10 || len(secrets.texts) < 40 {
			t.Fatalf("only %d numbers, %d moments, %d clocks and %d texts are hidden", len(secrets.numbers), len(secrets.seconds), len(secrets.clocks), len(secrets.texts))
		}
		examples := w.examples()
		routes := w.router.(*web.Router).Routes()
		for _, route := range routes {
			if len(examples[route.String()]) == 0 {
				t.Errorf("%s has no example in this test", route)
			}
			for _, e := range examples[route.String()] {
				for _, r := range requestsOf(t, route.Method, e) {
					answer := w.ask(r)
					if r.Method == route.Method && r.URL.Path == e.path && answer.Code != e.status {
						t.Errorf("%s %s%s answers %d, want %d", r.Method, e.host, e.path, answer.Code, e.status)
					}
					w.tell(secrets, r, answer)
				}
			}
		}
		for _, r := range strangeRequests() {
			w.tell(secrets, r, w.ask(r))
		}
		w.must(w.app.DB.Close()) // from here on nothing can be read
		for _, route := range routes {
			for _, e := range examples[route.String()] {
				r := request(http.MethodGet, e.host, e.path)
				w.tell(secrets, r, w.ask(r))
			}
		}
	})
}

func (w *world) ask(r *http.Request) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	w.router.ServeHTTP(answer, r.WithContext(w.ctx))
	return answer
}

// tell fails the test for everything that an answer gives away.
func (w *world) tell(secrets hidden, r *http.Request, answer *httptest.ResponseRecorder) {
	w.Helper()
	for _, found := range secrets.find(answer.Header(), answer.Body.Bytes()) {
		w.Errorf("%s %s%s (%d) gives away %s", r.Method, r.Host, r.URL.Path, answer.Code, found)
	}
}

func request(method, host, path string) *http.Request {
	return httptest.NewRequest(method, "http://"+host+(&url.URL{Path: path}).EscapedPath(), nil)
}

// requestsOf are an example's own request and those that are near it.
func requestsOf(t *testing.T, method string, e example) []*http.Request {
	t.Helper()
	all := []*http.Request{request(method, e.host, e.path)}
	for _, other := range []string{http.MethodHead, http.MethodPost, http.MethodDelete, http.MethodOptions} {
		all = append(all, request(other, e.host, e.path))
	}
	all = append(all, request(method, e.host, strings.TrimSuffix(e.path, "/")+"//"), request(method, e.host, strings.TrimRight(e.path, "/")+"x"))
	arabic := request(method, e.host, e.path)
	arabic.Header.Set("Accept-Language", "ar")
	arabic.Header.Set("If-None-Match", `"x", *`)
	arabic.Header.Set("If-Modified-Since", "Mon, 23 Nov 2026 16:47:31 GMT")
	return append(all, arabic)
}

// strangeRequests are refused before any route.
func strangeRequests() []*http.Request {
	foreign := request(http.MethodPost, "laplace.example", "/feed/")
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	long := request(http.MethodGet, "laplace.example", "/"+strings.Repeat("a", 5000))
	large := httptest.NewRequest(http.MethodPost, "http://laplace.example/feed/", strings.NewReader(strings.Repeat("a", 1<<20)))
	nameless := request(http.MethodGet, "laplace.example", "/")
	nameless.Host = "../x"
	return []*http.Request{foreign, long, large, nameless, request(http.MethodGet, "personne.example", "/feed/"), request("PROPFIND", "laplace.example", "/")}
}

// TestASpelledLeakIsFound plants an id and a moment where an answer could hold
// them, in the spellings that programmers choose.
func TestASpelledLeakIsFound(t *testing.T) {
	const id, person, moment = 918_273_645_123, 8_123_456_789_012_345_678, 1_795_452_451_123_457
	h := hidden{
		numbers: map[uint64]string{id: "id", person: "person", moment: "moment", moment / 1000: "moment", moment / 1_000_000: "moment"},
		seconds: map[int64]string{moment / 1_000_000: "moment", moment / 1_000_000 / 60 * 60: "moment"},
		clocks:  map[string]string{"16:47": "moment", "08:07": "moment"},
		texts:   map[string]string{"Gorgui habite là": "facts"},
		read:    map[string][]string{},
	}
	for what, number := range map[string]uint64{"id": id, "person": person, "moment": moment} {
		for how, spelled := range spellings(number) {
			for where, answer := range planted(spelled) {
				if got := h.find(answer.header, []byte(answer.body)); !slices.ContainsFunc(got, func(found string) bool { return strings.HasPrefix(found, what) }) {
					t.Errorf("%s %s as %q in %s: only %q is found", what, how, spelled, where, got)
				}
			}
		}
	}
	at := time.UnixMicro(moment).UTC()
	for _, spelled := range []string{
		"1795452451", "1795452451123", "1795452451.123457", at.Format(time.RFC3339Nano), at.Format(time.RFC3339), at.Format("2006-01-02T15:04Z07:00"),
		at.In(time.FixedZone("", 3*3600)).Format(time.RFC3339), at.Format(time.RFC1123), at.Format(time.RFC1123Z), "à 16 h 47", "16:47", "8:07", "Gorgui habite là",
	} {
		for where, answer := range planted(spelled) {
			if len(h.find(answer.header, []byte(answer.body))) == 0 {
				t.Errorf("%q in %s is not found", spelled, where)
			}
		}
	}
	for where, answer := range planted("2026-11-23T16:00:00Z à 16 h, 16 h 00, 918273645, article 7, mfrggzdfmztwq2lknnwg23tpoa, tag:laplace.example,2026:x") {
		if got := h.find(answer.header, []byte(answer.body)); len(got) != 0 {
			t.Errorf("%q is found in %s, where nothing is", got, where)
		}
	}
}

// spellings writes a number in every way that it might be written.
func spellings(n uint64) map[string]string {
	var raw [8]byte
	binary.BigEndian.PutUint64(raw[:], n)
	decimal := strconv.FormatUint(n, 10)
	rfc := base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567")
	return map[string]string{
		"in decimal": decimal, "with its kind": "article-" + decimal, "after letters": "article" + decimal + "x", "in hexadecimal": fmt.Sprintf("%x", n),
		"in HEXADECIMAL": fmt.Sprintf("0x%X", n), "in base 32": strconv.FormatUint(n, 32), "in base 36": strings.ToUpper(strconv.FormatUint(n, 36)),
		"as bytes in hexadecimal": fmt.Sprintf("%x", raw), "as bytes in base 32": base32.StdEncoding.EncodeToString(raw[:]),
		"as bytes in small base 32": rfc.WithPadding(base32.NoPadding).EncodeToString(raw[:]), "as bytes in extended base 32": base32.HexEncoding.EncodeToString(raw[:]),
		"as bytes in base 64": base64.StdEncoding.EncodeToString(raw[:]), "as bytes in base 64 of addresses": base64.RawURLEncoding.EncodeToString(raw[:]),
		"as text in base 64": base64.StdEncoding.EncodeToString([]byte("article:" + decimal)), "as text in base 64, bare": base64.RawStdEncoding.EncodeToString([]byte(decimal)),
		"as text in base 32": base32.StdEncoding.EncodeToString([]byte(decimal)), "as text in hexadecimal": fmt.Sprintf("%x", decimal),
		"as text in base 64 twice": base64.RawURLEncoding.EncodeToString([]byte(base64.RawURLEncoding.EncodeToString([]byte(decimal)))),
	}
}

type plantedAnswer struct {
	header http.Header
	body   string
}

// planted puts a text into every corner of an answer.
func planted(text string) map[string]plantedAnswer {
	of := func(kind, body string) plantedAnswer { return plantedAnswer{http.Header{"Content-Type": {kind}}, body} }
	quoted := strings.ReplaceAll(text, `"`, "")
	return map[string]plantedAnswer{
		"an attribute":      of("text/html; charset=utf-8", `<!doctype html><p data-x="`+quoted+`">a</p>`),
		"an address":        of("text/html; charset=utf-8", `<a href="/x?y=`+url.QueryEscape(quoted)+`&amp;z=1">a</a>`),
		"a text":            of("text/html; charset=utf-8", `<p>a (`+quoted+`)</p>`),
		"a comment":         of("text/html; charset=utf-8", `<p>a<!-- `+quoted+` --></p>`),
		"data for machines": of("text/html; charset=utf-8", `<script type="application/ld+json">{"a":["`+quoted+`"]}</script>`),
		"a JSON value":      of("application/json", `{"a":{"b":["`+quoted+`"]}}`),
		"a JSON name":       of("application/json", `{"`+quoted+`":1}`),
		"an XML node":       of("application/rss+xml", `<rss><guid>`+quoted+`</guid></rss>`),
		"HTML inside XML":   of("application/rss+xml", `<rss><e>&lt;p id="`+quoted+`"&gt;a&lt;/p&gt;</e></rss>`),
		"an XML attribute":  of("application/rss+xml", `<rss a="`+quoted+`"/>`),
		"plain text":        of("text/plain; charset=utf-8", "a\n"+quoted+"\n"),
		"a header":          {http.Header{"Etag": {`W/"` + quoted + `"`}}, ""},
		"a cookie":          {http.Header{"Set-Cookie": {"form=" + quoted + "; Path=/"}}, ""},
	}
}
