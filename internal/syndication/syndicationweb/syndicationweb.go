// Package syndicationweb hands out what syndication writes: an article as text,
// Markdown, HTML and JSON under its permalink, and the edition's feed. Other
// programs read it, and other sites may. Pages for people are not made here.
package syndicationweb

import (
	"net/http"

	"palabre/internal/article"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/syndication"
	"palabre/internal/trust"
	"palabre/internal/web"
)

// Options are what the answers are made from.
type Options struct {
	Editions  *edition.Service
	Articles  *article.Service
	Decisions *trust.Service
	Catalogue *i18n.Catalogue
}

// Handler answers other programs.
type Handler struct{ Options }

// New returns the handler.
func New(o Options) *Handler { return &Handler{o} }

// Routes is the table of addresses.
func (h *Handler) Routes() []web.Route {
	const permalink = "/{year}/{month}/{day}/{slug}/"
	return []web.Route{
		{Method: http.MethodGet, Path: permalink + "article.txt", Who: web.Everybody, Handler: h.form("article.txt", web.TypeText, writeText)},
		{Method: http.MethodGet, Path: permalink + "article.md", Who: web.Everybody, Handler: h.form("article.md", web.TypeMarkdown, writeMarkdown)},
		{Method: http.MethodGet, Path: permalink + "article.html", Who: web.Everybody, Handler: h.form("article.html", web.TypeHTML, writeHTML)},
		{Method: http.MethodGet, Path: permalink + "article.json", Who: web.Everybody, Handler: h.form("article.json", web.TypeJSON, writeJSON)},
		{Method: http.MethodGet, Path: "/feed/", Who: web.Everybody, List: true, Handler: h.feed},
	}
}

// writer is what writes articles of the edition of a request.
func (h *Handler) writer(r *http.Request, e *edition.Edition) syndication.Writer {
	return syndication.Writer{Catalogue: h.Catalogue, Edition: e, Base: web.Edition(r).URL}
}
