package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestAReaderWhoHasThePageIsToldSo follows RFC 9110 §13.
func TestAReaderWhoHasThePageIsToldSo(t *testing.T) {
	for _, path := range []string{"/kept/a/", "/passing/"} {
		l := newLarder(t, 0)
		l.during = func(*http.Request) { l.made.Store(0) } // every copy is the same
		tags := map[string]string{}
		for _, accept := range []string{"identity", "gzip", "br", "zstd"} {
			tag := l.ask(path, "Accept-Encoding", accept).Header().Get("Etag")
			if len(tag) < 10 || tag[0] != '"' || tag[len(tag)-1] != '"' {
				t.Fatalf("%s has the tag %s", accept, tag)
			}
			tags[tag] = accept
		}
		if len(tags) != 4 {
			t.Errorf("%q: two codings have one tag, which must be strong", tags)
		}
		for tag, accept := range tags {
			base := strings.Trim(tag, `"`)
			for _, c := range []struct {
				want   int
				header []string
			}{
				{304, []string{"If-None-Match", tag}},
				{304, []string{"If-None-Match", "W/" + tag}},
				{304, []string{"If-None-Match", `"x", W/"y", ` + tag + `, "z"`}},
				{304, []string{"If-None-Match", `"x"`, "If-None-Match", tag}},
				{304, []string{"If-None-Match", "*"}},
				{304, []string{"If-None-Match", tag, "If-Modified-Since", "Mon, 01 Jan 1990 00:00:00 GMT"}},
				{304, []string{"If-None-Match", tag, "If-Match", tag}},
				{304, []string{"If-None-Match", tag, "If-Match", "*"}},
				{304, []string{"If-None-Match", tag, "Range", "bytes=0-9"}},
				{200, []string{"If-None-Match", base}},
				{200, []string{"If-None-Match", `"` + base}},
				{200, []string{"If-None-Match", `"` + base + `x"`}},
				{200, []string{"If-None-Match", `"` + base[:len(base)-3] + `"`}},
				{200, []string{"If-None-Match", `w/` + tag}},
				{200, []string{"If-None-Match", ""}},
				{200, []string{"If-None-Match", `""`}},
				{200, []string{"If-None-Match", `W/`}},
				{200, []string{"If-None-Match", `x` + tag}},
				{200, []string{"If-Modified-Since", "Mon, 01 Jan 2060 00:00:00 GMT"}},
				{200, []string{"If-Unmodified-Since", "Mon, 01 Jan 1990 00:00:00 GMT"}},
				{200, []string{"If-Match", tag}},
				{200, []string{"If-Match", "*"}},
				{200, []string{"If-Match", `"x", ` + tag}},
				{412, []string{"If-Match", `"x"`}},
				{412, []string{"If-Match", "W/" + tag}},
				{412, []string{"If-Match", ""}},
				{412, []string{"If-Match", `"x"`, "If-None-Match", tag}},
				{200, []string{"Range", "bytes=0-9"}},
				{200, []string{"Range", "bytes=9-0,x"}},
				{200, []string{"Range", "bytes=0-9", "If-Range", tag}},
			} {
				browser := l.open()
				answers := map[string]int{}
				for _, method := range []string{http.MethodGet, http.MethodHead} {
					answer := browser.Send(method, path, nil, append([]string{"Accept-Encoding", accept}, c.header...)...)
					answers[fmt.Sprint(answer.Status)]++
					h := answer.Header
					switch {
					case answer.Status != c.want:
						t.Errorf("%s %s with %q answers %d, want %d", method, path, c.header, answer.Status, c.want)
					// Meanwhile the page may have become denser: then its tag ends in a capital.
					case c.want == 200 && (!strings.EqualFold(h.Get("Etag"), tag) || method == http.MethodGet && answer.Body == "" || h.Get("Content-Range") != ""):
						t.Errorf("%s with %q has the tag %s and %d bytes, want %s and all", path, c.header, h.Get("Etag"), len(answer.Body), tag)
					case c.want == 304 && (h.Get("Content-Type") != "" || h.Get("Content-Security-Policy") != "" || h.Get("Cache-Control") == "" || h.Get("Vary") == "" || !strings.HasSuffix(strings.ToLower(h.Get("Etag")), strings.ToLower(tag))):
						t.Errorf("%s with %q says 304 with %v", path, c.header, h)
					case c.want != 200 && answer.Body != "":
						t.Errorf("%s with %q says %d and %q", path, c.header, c.want, answer.Body)
					}
				}
			}
			for other := range tags { // what a reader holds in another coding is the same page
				answer := l.ask(path, "Accept-Encoding", accept, "If-None-Match", other)
				if answer.Code != http.StatusNotModified || answer.Header().Get("Etag") != other {
					t.Errorf("%s held in %s is answered %d with %s", path, tags[other], answer.Code, answer.Header().Get("Etag"))
				}
			}
		}
	}
}

// TestOnlyPagesForEverybodyHaveATag: a tag on what one person sees would be a
// way to know them again.
func TestOnlyPagesForEverybodyHaveATag(t *testing.T) {
	l := newLarder(t, 0)
	for _, path := range []string{"/mine/", "/bureau/", "/nowhere/", "/fail/internal/", "/old/"} {
		for _, header := range [][]string{nil, {"If-None-Match", "*"}, {"If-Match", `"x"`}} {
			answer := l.ask(path, header...)
			if answer.Header().Get("Etag") != "" || answer.Code == http.StatusNotModified || answer.Code == http.StatusPreconditionFailed {
				t.Errorf("%s answers %d with the tag %q", path, answer.Code, answer.Header().Get("Etag"))
			}
		}
	}
}

// TestPagesAreCompressedBetterWhenTheyAreReadAgain: what is made at once is
// light for a list and whole for an article; what is read all day becomes dense.
func TestPagesAreCompressedBetterWhenTheyAreReadAgain(t *testing.T) {
	for _, c := range []struct{ path, accept, first, then string }{
		{"/kept/a/", "gzip, deflate, br, zstd", "br", "br"},
		{"/kept/b/", "gzip", "gzip", "gzip"},
		{"/list/a/", "gzip, deflate, br, zstd", "zstd", "br"},
		{"/list/b/", "gzip, deflate, br", "gzip", "br"},
		{"/list/c/", "br", "br", "br"},
		{"/list/d/", "gzip", "gzip", "gzip"},
		{"/list/e/", "gzip;q=1, br;q=0.5", "gzip", "gzip"},
	} {
		l := newLarder(t, 0)
		plain := l.ask(c.path).Body.String()
		l.Flush()
		l.made.Store(0)
		first := l.ask(c.path, "Accept-Encoding", c.accept)
		if got := first.Header().Get("Content-Encoding"); got != c.first {
			t.Errorf("%s for %q begins with %s, want %s", c.path, c.accept, got, c.first)
		}
		smallest := first.Body.Len()
		for range 300 { // however often it is read, in its first moment it stays as it is
			l.ask(c.path, "Accept-Encoding", c.accept)
		}
		if again := l.ask(c.path, "Accept-Encoding", c.accept); again.Header().Get("Etag") != first.Header().Get("Etag") {
			t.Errorf("%s for %q was compressed again at once", c.path, c.accept)
		}
		*l.now = l.now.Add(10 * time.Second)
		for i := 0; ; i++ { // the better form is made beside the readers, who never wait for it
			again := l.ask(c.path, "Accept-Encoding", c.accept)
			coding := again.Header().Get("Content-Encoding")
			if got := decode(t, coding, again.Body.String()); got != plain {
				t.Fatalf("%s in %s is another page", c.path, coding)
			}
			dense := strings.HasSuffix(again.Header().Get("Etag"), `-B"`) || c.then == "gzip" && strings.HasSuffix(again.Header().Get("Etag"), `-G"`)
			if coding == c.then && dense && again.Body.Len() <= smallest {
				break
			}
			if i == 200_000 {
				t.Fatalf("%s for %q is still answered in %s with %s", c.path, c.accept, coding, again.Header().Get("Etag"))
			}
		}
		if l.made.Load() != 1 {
			t.Errorf("%s was made %d times", c.path, l.made.Load())
		}
	}
}
