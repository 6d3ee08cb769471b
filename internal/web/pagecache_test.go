package web_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"palabre/internal/clock"
	"palabre/internal/web"
)

// larder has routes whose answers are kept, and counts how often each was made.
type larder struct {
	*house
	made    *atomic.Int64
	current *atomic.Bool
	during  func(r *http.Request) // while a page is being read; nil does nothing
}

func newLarder(t *testing.T, cache int64) *larder {
	l := &larder{made: &atomic.Int64{}, current: &atomic.Bool{}}
	l.current.Store(true)
	body := func(r *http.Request) string {
		n := l.made.Add(1)
		if l.during != nil {
			l.during(r)
		}
		return fmt.Sprintf("copy %d of %s for %q, economy %t\n", n, r.URL.Path, r.URL.RawQuery, web.Economy(r)) + strings.Repeat("Le marché de Thiès rouvre. ", 200)
	}
	kept := func(w http.ResponseWriter, r *http.Request) error {
		text := body(r)
		web.Shows(r, "name:"+r.PathValue("name"), "everything")
		return web.Text(w, r, text)
	}
	passing := func(w http.ResponseWriter, r *http.Request) error { return web.Text(w, r, body(r)) }
	l.house = newHouse(t, func(o *web.Options) {
		o.Cache, o.Current, o.Limits.Work = cache, l.current.Load, time.Minute
		o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	},
		web.Route{Method: "GET", Path: "/kept/{name}/", Who: web.Everybody, Query: []string{"apres", "mois"}, Handler: kept},
		web.Route{Method: "GET", Path: "/list/{name}/", Who: web.Everybody, List: true, Handler: kept},
		web.Route{Method: "GET", Path: "/passing/", Who: web.Everybody, Handler: passing},
		web.Route{Method: "GET", Path: "/mine/", Who: web.Visitor, Handler: passing},
		web.Route{Method: "GET", Path: "/day/", Who: web.Everybody, Handler: func(w http.ResponseWriter, r *http.Request) error {
			web.FreshUntil(r, clock.At(l.now.Add(time.Second)))
			return kept(w, r)
		}},
	)
	return l
}

// ask sends a request without a network between and returns the answer.
func (l *larder) ask(path string, header ...string) *httptest.ResponseRecorder {
	l.t.Helper()
	r := httptest.NewRequest(http.MethodGet, "http://"+host+path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
			continue
		}
		r.Header.Add(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	l.ServeHTTP(w, r)
	return w
}

// copyOf asks and returns which copy was answered.
func (l *larder) copyOf(path string, header ...string) (n int) {
	l.t.Helper()
	answer := l.ask(path, header...)
	if _, err := fmt.Sscanf(answer.Body.String(), "copy %d", &n); err != nil || answer.Code != http.StatusOK {
		l.t.Fatalf("%s answers %d with %.100q", path, answer.Code, answer.Body)
	}
	return n
}

func TestAKeptPageIsTheSameAnswer(t *testing.T) {
	l := newLarder(t, 0)
	for _, accept := range []string{"", "gzip", "br", "gzip, deflate, br, zstd"} {
		first, again := l.ask("/kept/a/", "Accept-Encoding", accept), l.ask("/kept/a/", "Accept-Encoding", accept)
		if first.Body.String() != again.Body.String() || !maps.EqualFunc(first.Header(), again.Header(), slices.Equal) {
			t.Errorf("%q: a kept page differs: %v, then %v", accept, first.Header(), again.Header())
		}
	}
	if n := l.made.Load(); n != 1 {
		t.Errorf("the page was made %d times", n)
	}
	if lines := l.log.lines(t, "request"); len(lines) != 1 {
		t.Errorf("%d lines in the log, want that of the page which was made", len(lines))
	}
	if got := l.Counted(); got.Hits != 7 || got.Misses != 1 || got.Stored != 1 || got.Pages != 1 {
		t.Errorf("counted %+v", got)
	}
}

// TestOneAddressIsOneEntry throws at a page what other sites append to addresses.
func TestOneAddressIsOneEntry(t *testing.T) {
	l := newLarder(t, 0)
	l.ask("/kept/a/")
	for i := range 100_000 {
		query := fmt.Sprintf([]string{"utm_source=%d", "fbclid=%d", "x%d", "%d=1&utm_medium=2", "Apres=%d", "apres%%00=%d", "a;b=%d", "%%zz=%d"}[i%8], i)
		if answer := l.ask("/kept/a/?" + query); !strings.HasPrefix(answer.Body.String(), `copy 1 of /kept/a/ for "", economy false`) {
			t.Fatalf("%s: %.100q", query, answer.Body)
		}
	}
	for query, want := range map[string]string{
		"apres=k1":                          "apres=k1",
		"apres=k1&fbclid=9":                 "apres=k1",
		"utm_source=x&apres=k1&apres=k2":    "apres=k1",
		"mois=3&apres=k1":                   "apres=k1&mois=3",
		"apres=k1&mois=3":                   "apres=k1&mois=3",
		"economie=0&apres=k1":               "apres=k1",
		"apres=%26x%3D":                     "apres=%26x%3D",
		"apres=":                            "apres=",
		"apres":                             "apres=",
		"mois=3&mois=4&utm_campaign=5&x=&&": "mois=3",
	} {
		for range 2 {
			if got := l.ask("/kept/a/?" + query).Body.String(); !strings.Contains(got, fmt.Sprintf("for %q,", want)) {
				t.Errorf("%s: %.100q, want %s", query, got, want)
			}
		}
	}
	if got := l.Counted(); got.Pages != 6 || l.made.Load() != 6 {
		t.Errorf("%d pages are kept and %d were made, want 6", got.Pages, l.made.Load())
	}
	for _, spelling := range []string{"/kept/%61/", "/%6bept/a/"} {
		if l.copyOf(spelling) != 1 {
			t.Errorf("%s is another page", spelling)
		}
	}
	for _, name := range []string{strings.ToUpper(host), host + ":8080", host + ".", host + ".:443"} {
		if l.copyOf("/kept/a/", "Host", name) != 1 {
			t.Errorf("%s is another site", name)
		}
	}
}

func TestWhatIsNoKeptPageIsNotAnsweredByOne(t *testing.T) {
	l := newLarder(t, 0)
	l.ask("/kept/a/")
	for path, want := range map[string]int{
		"/kept%2fa/": http.StatusNotFound,
		"/kept/a/?x=" + strings.Repeat("y", 4096): http.StatusNotFound,
		"/kept//a/": http.StatusMovedPermanently,
		"/kept/a":   http.StatusMovedPermanently,
		"/kept/A/":  http.StatusOK,
	} {
		if got := l.ask(path); got.Code != want || strings.HasPrefix(got.Body.String(), "copy 1 ") {
			t.Errorf("%.40s answers %d", path, got.Code)
		}
	}
	if got := l.ask("/kept/a/", "Host", "other.localhost").Code; got != http.StatusNotFound {
		t.Errorf("another host answers %d", got)
	}
	r := httptest.NewRequest(http.MethodPost, "http://"+host+"/kept/a/", nil)
	w := httptest.NewRecorder()
	if l.ServeHTTP(w, r); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST answers %d", w.Code)
	}
}

func TestOnlyAnswersForEverybodyAreKept(t *testing.T) {
	l := newLarder(t, 0)
	for _, path := range []string{"/passing/", "/mine/"} {
		if a, b := l.copyOf(path), l.copyOf(path); a == b {
			t.Errorf("%s was kept", path)
		}
	}
	for _, path := range []string{"/fail/notfound/", "/fail/gone/", "/fail/internal/", "/old/", "/nowhere/"} {
		l.ask(path)
		l.ask(path)
	}
	if got := l.Counted(); got.Pages != 0 || got.Hits != 0 {
		t.Errorf("counted %+v", got)
	}
}

func TestNobodyIsAnsweredByWhoTheyAre(t *testing.T) {
	l := newLarder(t, 0)
	for _, header := range [][]string{{"Cookie", "session=1"}, {"Authorization", "Basic eA=="}, {"Accept-Language", "ar"}, {"User-Agent", "x"}, {"Accept", "image/png"}, {"DNT", "1"}} {
		fresh := newLarder(t, -1)
		with, without := fresh.ask("/kept/a/", header...), l.ask("/kept/a/")
		if l.copyOf("/kept/a/", header...) != 1 || with.Body.String() != without.Body.String() || !maps.EqualFunc(with.Header(), without.Header(), slices.Equal) {
			t.Errorf("%s changes the answer", header[0])
		}
	}
}

// TestEncryptedReadersAreToldToStaySo asks as a trusted proxy and as a stranger
// who says the same.
func TestEncryptedReadersAreToldToStaySo(t *testing.T) {
	l := newLarder(t, 0)
	for range 2 { // made, then kept
		for _, c := range []struct{ from, said, want string }{
			{"10.1.2.3:4711", "https", "max-age=31536000"},
			{"10.1.2.3:4711", "http", ""},
			{"203.0.113.9:4711", "https", ""},
		} {
			r := httptest.NewRequest(http.MethodGet, "http://"+host+"/kept/a/", nil)
			r.RemoteAddr = c.from
			r.Header.Set("X-Forwarded-Proto", c.said)
			w := httptest.NewRecorder()
			if l.ServeHTTP(w, r); w.Header().Get("Strict-Transport-Security") != c.want {
				t.Errorf("%s says %s and gets %v", c.from, c.said, w.Header())
			}
		}
	}
	if l.made.Load() != 2 {
		t.Errorf("%d pages were made, want one for each kind of connection", l.made.Load())
	}
}

func TestEconomyIsAnotherPage(t *testing.T) {
	l := newLarder(t, 0)
	for _, c := range []struct {
		path, saves string
		want        bool
	}{
		{"/kept/a/", "", false},
		{"/kept/a/?economie=1", "", true},
		{"/kept/a/?economie=0", "", false},
		{"/kept/a/?economie=0", "on", false},
		{"/kept/a/?economie=2", "on", true},
		{"/kept/a/?economie=", "", false},
		{"/kept/a/", "on", true},
		{"/kept/a/", "ON", true},
		{"/kept/a/", "off", false},
		{"/kept/a/?economie=1&economie=0", "", true},
	} {
		header := []string{}
		if c.saves != "" {
			header = []string{"Save-Data", c.saves}
		}
		want := fmt.Sprintf(`for "", economy %t`, c.want)
		if got := l.ask(c.path, header...).Body.String(); !strings.Contains(got, want) {
			t.Errorf("%s with %q: %.100q, want %s", c.path, c.saves, got, want)
		}
	}
	if l.made.Load() != 2 {
		t.Errorf("%d pages were made, want 2", l.made.Load())
	}
	for path, want := range map[string]string{"/old/": "/author/awa/", "/old/?economie=1&fbclid=7": "/author/awa/?economie=1", "/old/?economie=0": "/author/awa/"} {
		if got := l.ask(path, "Save-Data", "on").Header().Get("Location"); got != want {
			t.Errorf("%s leads to %s, want %s", path, got, want)
		}
	}
	if vary := l.open().Get("/author/awa/").Header.Get("Vary"); !strings.Contains(vary, "Save-Data") {
		t.Errorf("a page varies by %q", vary)
	}
}

func TestATouchedTagDropsThePagesThatShowIt(t *testing.T) {
	l := newLarder(t, 0)
	want := map[string]int{"/kept/a/": 1, "/kept/b/": 2}
	check := func(when string) {
		t.Helper()
		for path, n := range want {
			if got := l.copyOf(path); got != n {
				t.Errorf("%s, %s is copy %d, want %d", when, path, got, n)
			}
		}
	}
	l.ask("/kept/a/")
	l.ask("/kept/b/")
	check("at first")
	l.Drop([]string{"name:c", "nothing"})
	check("after another tag")
	l.Drop([]string{"name:c", "name:a"})
	want["/kept/a/"] = 3
	check("after one's tag")
	l.Flush()
	l.ask("/kept/a/")
	l.ask("/kept/b/")
	want = map[string]int{"/kept/a/": 4, "/kept/b/": 5}
	check("after all were forgotten")
	l.current.Store(false)
	for n := 6; n <= 7; n++ {
		if got := l.copyOf("/kept/a/"); got != n {
			t.Errorf("while nothing is heard copy %d is answered, want %d, made anew", got, n)
		}
	}
	l.current.Store(true)
	check("after a while in which nothing was heard") // the copies made then were not stored
}

// TestAPageThatWasReadBeforeACommitLoses lets the commit come while the page is
// being read, and its tag be dropped before the page is stored.
func TestAPageThatWasReadBeforeACommitLoses(t *testing.T) {
	for name, drop := range map[string]func(*larder){
		"its tag":    func(l *larder) { l.Drop([]string{"name:a"}) },
		"everything": func(l *larder) { l.Flush() },
	} {
		l := newLarder(t, 0)
		l.during = func(*http.Request) { drop(l) }
		l.ask("/kept/a/")
		l.during = nil
		if got := l.copyOf("/kept/a/"); got != 2 {
			t.Errorf("%s: copy %d is answered, which was read before", name, got)
		}
		if got := l.copyOf("/kept/a/"); got != 2 {
			t.Errorf("%s: copy %d is answered, and the second was not kept", name, got)
		}
	}
}

func TestNoPageIsKeptForLong(t *testing.T) {
	l := newLarder(t, 0)
	l.ask("/kept/a/")
	*l.now = l.now.Add(10*time.Minute - time.Microsecond)
	if l.copyOf("/kept/a/") != 1 {
		t.Error("the page was gone before ten minutes")
	}
	*l.now = l.now.Add(time.Microsecond)
	if l.copyOf("/kept/a/") != 2 {
		t.Error("the page is kept longer than ten minutes")
	}
	day := l.copyOf("/day/")
	*l.now = l.now.Add(time.Second - time.Microsecond)
	if l.copyOf("/day/") != day {
		t.Error("the page was gone before it was wrong")
	}
	*l.now = l.now.Add(time.Microsecond)
	if l.copyOf("/day/") == day {
		t.Error("the page is kept longer than it is right")
	}
}

func TestTheCacheHoldsWhatItSays(t *testing.T) {
	const limit = 256 << 10
	l := newLarder(t, limit)
	for round := range 3 {
		for i := range 500 {
			l.ask(fmt.Sprintf("/kept/%d/", i), "Accept-Encoding", []string{"gzip", "br", "identity"}[round])
		}
	}
	got := l.Counted()
	if got.Bytes > limit || got.Bytes < limit/2 || got.Pages < 10 || got.Pages > 60 {
		t.Errorf("%d pages take %d bytes, the limit is %d", got.Pages, got.Bytes, limit)
	}
	small := newLarder(t, 1000) // less than one page
	for range 10 {
		small.copyOf("/kept/a/")
	}
	if got := small.Counted(); got.Bytes > 1000 {
		t.Errorf("%d bytes are kept where 1000 may be", got.Bytes)
	}
	off := newLarder(t, -1)
	if a, b := off.copyOf("/kept/a/"), off.copyOf("/kept/a/"); a != 1 || b != 2 {
		t.Errorf("a cache that is off answered copies %d and %d", a, b)
	}
}
