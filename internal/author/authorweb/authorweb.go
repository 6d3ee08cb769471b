// Package authorweb holds the public page of an author: the name, what the author
// is, and the articles in the edition, each with the moment that its own page
// shows. It tells nothing else: when somebody writes or signs in is nobody's
// business. Accounts and the desk stand elsewhere.
package authorweb

import (
	"embed"
	"net/http"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/web"
	"palabre/internal/web/ui"
)

//go:embed show.tmpl show.css
var files embed.FS

// Options are what the page is made from.
type Options struct {
	Editions  *edition.Service
	Authors   *author.Service
	Articles  *article.Service
	Catalogue *i18n.Catalogue
}

// Handler answers with pages of authors.
type Handler struct {
	editions  *edition.Service
	authors   *author.Service
	articles  *article.Service
	catalogue *i18n.Catalogue
	template  *ui.Template
}

// New parses the page. An error says that what the binary embeds does not parse.
func New(o Options) (*Handler, error) {
	show, err := ui.Parse(files, "show")
	if err != nil {
		return nil, err
	}
	return &Handler{o.Editions, o.Authors, o.Articles, o.Catalogue, show}, nil
}

// Routes is the table of addresses.
func (h *Handler) Routes() []web.Route {
	return []web.Route{
		{Method: http.MethodGet, Path: "/author/{handle}/", Who: web.Everybody, Handler: h.show},
	}
}
