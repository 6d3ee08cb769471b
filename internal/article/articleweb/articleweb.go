// Package articleweb holds the pages on which people read: the front page of an
// edition, an article, and the short address that leads to one. They answer
// everybody alike. Texts and feeds for machines stand in syndicationweb; writing
// and previews belong to the desk.
package articleweb

import (
	"embed"
	"net/http"

	"palabre/internal/article"
	"palabre/internal/clock"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/trust"
	"palabre/internal/web"
	"palabre/internal/web/ui"
)

//go:embed *.tmpl *.css
var files embed.FS

// Options are what the pages are made from.
type Options struct {
	Editions  *edition.Service
	Articles  *article.Service
	Decisions *trust.Service
	Catalogue *i18n.Catalogue
	Clock     clock.Clock
}

// Handler answers with pages of articles.
type Handler struct {
	editions  *edition.Service
	articles  *article.Service
	decisions *trust.Service
	catalogue *i18n.Catalogue
	clock     clock.Clock

	frontTemplate, showTemplate *ui.Template
}

// New parses the pages. An error says that what the binary embeds does not parse.
func New(o Options) (*Handler, error) {
	front, err := ui.Parse(files, "front")
	if err != nil {
		return nil, err
	}
	show, err := ui.Parse(files, "show")
	if err != nil {
		return nil, err
	}
	return &Handler{
		editions: o.Editions, articles: o.Articles, decisions: o.Decisions, catalogue: o.Catalogue, clock: o.Clock,
		frontTemplate: front, showTemplate: show,
	}, nil
}

// Routes is the table of addresses.
func (h *Handler) Routes() []web.Route {
	routes := []web.Route{
		{Method: http.MethodGet, Path: "/", Who: web.Everybody, List: true, Handler: h.front},
		{Method: http.MethodGet, Path: "/{year}/{month}/{day}/{slug}/", Who: web.Everybody, Handler: h.show},
		{Method: http.MethodGet, Path: "/a/{code}", Who: web.Everybody, Handler: h.short},
	}
	for _, language := range i18n.Languages() { // one by one: the first language of an edition redirects
		routes = append(routes, web.Route{Method: http.MethodGet, Path: "/" + language + "/", Who: web.Everybody, List: true, Handler: h.frontIn(language)})
	}
	return routes
}

// frame is what every page here has: the words of a language around it, and the
// edition's feed.
func frame(t i18n.Text, r *http.Request) ui.Frame {
	return ui.Frame{
		Text:    t,
		Edition: web.Edition(r).In(t.Language()),
		Economy: web.Economy(r),
		Feeds:   []ui.Feed{{Words: t.Say("feed.rss"), URL: "/feed/", Type: "application/rss+xml"}},
	}
}
