package web

import (
	"net/http"
	"slices"

	"palabre/internal/web/ui"
)

// Router answers every request of the installation.
type Router struct {
	options   Options
	proxies   proxies
	origin    *http.CrossOriginProtection
	pages     *pageCache
	errorPage *ui.Template
	inFlight  chan struct{}
	routes    []Route
	probes    map[string]*place
	mux       *http.ServeMux
	handler   Handler // the layers, the outermost first
}

// New mounts the routes, and with them the health checks and the assets. A table
// that contradicts itself panics, as http.ServeMux does: tables are constants. An
// error says that what the binary embeds does not parse.
func New(options Options, routes []Route) (*Router, error) {
	options.Limits = options.Limits.withDefaults()
	errorPage, err := ui.ErrorTemplate()
	if err != nil {
		return nil, err
	}
	pages, err := newPageCache(options)
	if err != nil {
		return nil, err
	}
	s := &Router{
		options:   options,
		proxies:   options.TrustedProxies,
		origin:    http.NewCrossOriginProtection(),
		pages:     pages,
		errorPage: errorPage,
		inFlight:  make(chan struct{}, options.Limits.InFlight),
		probes:    map[string]*place{},
		mux:       http.NewServeMux(),
	}
	assets, err := ui.Assets()
	if err != nil {
		return nil, err
	}
	s.routes = slices.Concat(s.healthRoutes(), []Route{assetRoute(assets)}, routes)
	s.mount(s.routes)
	s.handler = s.layers()
	return s, nil
}

// Routes returns the whole table, for tests that walk every address.
func (s *Router) Routes() []Route { return slices.Clone(s.routes) }

// layers is the order in which a request passes through the house, from the
// inside out. Outside of them all, in ServeHTTP: the log and the error edge.
func (s *Router) layers() Handler {
	h := Handler(s.dispatch)   // the table of routes; guard says what each route adds
	h = s.refuseCrossOrigin(h) // no other site changes anything here
	h = checkAddress(h)        // one spelling of each path
	h = s.findEdition(h)       // the host name says which edition; from here on pages have its look
	h = s.answerProbes(h)      // the operator's health checks: any host, whatever the load
	h = catchPanics(h)         // what breaks further in becomes a page
	return h
}

// guard is what the table says of a route, around its handler, from the inside out.
func (s *Router) guard(route Route) Handler {
	h := route.Handler
	if route.Who != Probe {
		h = s.admit(h) // so many at once, and each has a deadline
	}
	if route.Method != http.MethodGet {
		h = s.requireToken(h)
	}
	h = limitBody(route.Limit, h)
	if route.Who == Everybody {
		return ignoreVisitor(readListed(route.Query, h))
	}
	return keepPrivate(h)
}

// Drop forgets the pages that show something with one of the tags. What changed
// is committed by then.
func (s *Router) Drop(tags []string) { s.pages.generations.drop(tags) }

// Flush forgets every page, as when changes may have gone unheard.
func (s *Router) Flush() { s.pages.generations.flush() }

// Counted says how the page cache does.
func (s *Router) Counted() Counted { return s.pages.counted() }

// ServeHTTP answers one request: from the page cache, which stands in front of
// everything, else through the layers, the error edge and one line in the log.
func (s *Router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key, asked := s.questionOf(r)
	if asked && s.pages.answer(w, r, key) {
		return
	}
	start := s.options.Clock()
	x := &exchange{router: s, writer: response{ResponseWriter: w, head: r.Method == http.MethodHead}, pattern: noPattern}
	x.secure = s.proxies.secure(r)
	x.began = s.pages.generations.begin()
	if asked {
		x.key, x.economy = key, key.economy
	} else {
		x.economy = economyOf(r, r.URL.Query())
	}
	x.stays = r.URL.RawQuery != "" && r.URL.Query().Get(economyParameter) == "1"
	r = x.attach(r)
	setHeaders(w.Header(), x.secure)

	err := s.handler(&x.writer, r)
	if err == nil && !x.writer.begun() {
		err = errSilent
	}
	aborted := err != nil && !s.answerError(x, r, err)
	s.logRequest(x, s.options.Clock()-start)
	if aborted {
		panic(http.ErrAbortHandler) // net/http cuts the connection and says nothing
	}
}
