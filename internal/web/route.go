package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"palabre/internal/errs"
	"palabre/internal/i18n"
)

// Route is one line of a table of routes.
type Route struct {
	// Method is GET or one that changes something. GET answers HEAD too.
	Method string

	// Path is exact, with wildcards of one segment as http.ServeMux has them:
	// "/tag/{topic}/". Where it ends in "/", the same without it leads there.
	// "/{lang}/" at its beginning stands for the edition's languages but the
	// first; web.Language then returns it.
	Path string

	Who     Who
	Limit   int64    // largest body in bytes; 0 is 64 KB
	Query   []string // parameters that a handler for everybody reads; it sees no other
	List    bool     // the page changes often: its first answers are compressed lightly
	Handler Handler
}

// Who says for whom a route answers.
type Who uint8

const (
	// Everybody gets the same answer: no cookie is read or set, any cache may
	// keep it and any site may read what is not a page for people.
	Everybody Who = iota + 1

	// Visitor is one person at one browser: the answer is stored nowhere, and
	// what is not GET must carry the token of FormToken.
	Visitor

	// Probe is a machine of the operator that asks for the node's health, under
	// any host name and whatever the load.
	Probe
)

const defaultLimit = 64 << 10

// langPrefix begins the paths of an edition's other languages.
const langPrefix = "/{lang}/"

// String returns the method and the path: what the log says of a request.
func (r Route) String() string { return r.Method + " " + r.Path }

// check panics for a route that nobody can have meant.
func (r Route) check() {
	switch {
	case r.Method == "" || r.Handler == nil || r.Who < Everybody || r.Who > Probe:
		panic(fmt.Sprintf("web: route %q lacks its method, its handler or who may", r))
	case !strings.HasPrefix(r.Path, "/") || strings.Contains(r.Path, "$}") || strings.Contains(r.Path, "...}"):
		panic(fmt.Sprintf("web: route %q is not one exact path", r))
	case r.Method != http.MethodGet && r.Who != Visitor:
		panic(fmt.Sprintf("web: route %q changes something and is not a visitor's", r))
	}
}

// place is one path of the tables with the routes of its methods.
type place struct {
	path   string
	lang   string // for which language the path's prefix stands; empty without a prefix
	routes map[string]Route
	allow  string // the methods, as the Allow header lists them
}

// mount puts the routes into the mux, one pattern a path: the method is chosen
// inside, so that a wrong one gets our page.
func (s *Router) mount(routes []Route) {
	byPath := map[string]*place{}
	for _, route := range routes {
		route.check()
		route.Handler = s.guard(route)
		for path, lang := range route.spellings() {
			p := byPath[path]
			if p == nil {
				p = &place{path: route.Path, lang: lang, routes: map[string]Route{}}
				byPath[path] = p
				s.handle(path, route.Who, p)
			}
			if _, twice := p.routes[route.Method]; twice {
				panic(fmt.Sprintf("web: route %q stands twice in the table", route))
			}
			p.add(route)
		}
	}
}

// spellings returns the patterns that a route answers at, each with the
// language that its prefix stands for.
func (r Route) spellings() map[string]string {
	rest, prefixed := strings.CutPrefix(r.Path, langPrefix)
	if !prefixed {
		return map[string]string{r.Path: ""}
	}
	spelled := map[string]string{}
	for _, lang := range i18n.Languages() {
		spelled["/"+lang+"/"+rest] = lang
	}
	return spelled
}

func (s *Router) handle(path string, who Who, p *place) {
	if who == Probe {
		s.probes[path] = p
		return
	}
	if strings.HasSuffix(path, "/") {
		path += "{$}"
	}
	s.mux.Handle(path, p)
}

func (p *place) add(route Route) {
	p.routes[route.Method] = route
	var methods []string
	for method := range p.routes {
		methods = append(methods, method)
		if method == http.MethodGet {
			methods = append(methods, http.MethodHead)
		}
	}
	slices.Sort(methods)
	p.allow = strings.Join(methods, ", ")
}

// ServeHTTP lets the mux call answer, whose error waits in the exchange.
func (p *place) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	exchangeOf(r).err = p.answer(w, r)
}

func (p *place) answer(w http.ResponseWriter, r *http.Request) error {
	x := exchangeOf(r)
	x.pattern, x.routed = p.path, r
	if p.lang != "" && (p.lang != x.language || p.lang == x.edition.First) {
		return errs.NotFound // another edition speaks it, or it has no prefix here
	}
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	route, known := p.routes[method]
	if !known {
		return wrongMethod{p.allow}
	}
	x.pattern, x.who, x.list = route.String(), route.Who, route.List
	return route.Handler(w, r)
}

// wrongMethod is an errs.Method that knows the right ones.
type wrongMethod struct{ allow string }

func (e wrongMethod) Error() string { return errs.Method.Error() }
func (e wrongMethod) Unwrap() error { return errs.Method }
