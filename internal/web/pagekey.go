package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"palabre/internal/clock"
)

// pageKey is what two requests have in common that get the same page.
type pageKey struct {
	host    string
	path    string
	query   string // the parameters that the route reads, in the order of its table
	economy bool
	secure  bool // over TLS an answer says to stay there
}

// economyParameter asks for pages that are text only: "1" for yes, "0" for no
// whatever the browser says. It is part of no other query.
const economyParameter = "economie"

// Economy reports whether the reader asks for the page as text only: by its
// address, else by the header Save-Data of a browser that saves.
func Economy(r *http.Request) bool { return exchangeOf(r).economy }

func economyOf(r *http.Request, query url.Values) bool {
	switch query.Get(economyParameter) {
	case "1":
		return true
	case "0":
		return false
	}
	saves := r.Header["Save-Data"]
	return len(saves) > 0 && strings.EqualFold(strings.TrimSpace(saves[0]), "on")
}

// questionOf returns the key of the page that a request asks for, and false for
// one that no kept page answers.
func (s *Router) questionOf(r *http.Request) (pageKey, bool) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || len(r.RequestURI) > maxPath {
		return pageKey{}, false
	}
	if r.URL.RawPath != "" && hasEncodedSlash(r.URL.RawPath) {
		return pageKey{}, false
	}
	host, ok := normalHost(r.Host)
	if !ok {
		return pageKey{}, false
	}
	key := pageKey{host: host, path: r.URL.Path, secure: s.proxies.secure(r)}
	if r.URL.RawQuery == "" && r.Header["Save-Data"] == nil {
		return key, true
	}
	query := r.URL.Query()
	key.economy = economyOf(r, query)
	if p, found := s.place(r); found {
		key.query = listed(p.routes[http.MethodGet].Query, query)
	}
	return key, true
}

// listed writes those parameters of a query that a route reads, each once, as
// one query. What others append to addresses is not among them.
func listed(names []string, query url.Values) string {
	var all []string
	for _, name := range names {
		if query.Has(name) {
			all = append(all, url.QueryEscape(name)+"="+url.QueryEscape(query.Get(name)))
		}
	}
	return strings.Join(all, "&")
}

// readListed hides from a handler the parameters that its route does not list:
// an answer that is kept cannot depend on them.
func readListed(names []string, next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if r.URL.RawQuery != "" {
			address := *r.URL
			address.RawQuery = listed(names, address.Query())
			r.URL = &address
		}
		return next(w, r)
	}
}

// FreshUntil says when the answer will no longer be right, as a page that names
// the day is at midnight.
func FreshUntil(r *http.Request, end clock.Instant) { exchangeOf(r).until = end }

// Shows names the tags of what the answer of a route for everybody shows. The
// answer is kept until one of them is touched, and for some minutes at most.
// Without a call of Shows it is not kept.
func Shows(r *http.Request, tags ...string) {
	x := exchangeOf(r)
	x.shows = true
	for _, tag := range tags {
		if slot := x.router.pages.generations.slot(tag); !slices.Contains(x.slots, slot) {
			x.slots = append(x.slots, slot)
		}
	}
}
