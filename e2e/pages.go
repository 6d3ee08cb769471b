// Package e2e is the browser's gate: every page that exists, in a real Chromium,
// for accessibility, layout, old phones, keyboard and weight, and before the HTML
// checker. pages.go is the table of what exists; the tests stand beside it.
//
// It is a module of its own, so that what drives a browser is no part of the
// program, and it is not for behaviour, which the program's own tests look at.
package e2e

import (
	"net/url"
	"strconv"

	"palabre/e2e/site"
)

// Page is one page of the sample site as a reader meets it.
type Page struct {
	Name    string
	Route   string // that answers, as the table of routes has it; "" for none
	Host    string // of the edition
	Path    string
	Article string // instead of Path: the name of an article of the sample site
	Method  string // "" for GET
	Asks    string // languages that the browser asks for, where that decides; "" for French
	Status  int
	Error   bool // it stands in the cabinet of errors
}

// The editions of the sample site, and a host name that is none.
const (
	place   = "laplace.localhost"
	saha    = "saha.localhost"
	roda    = "roda.localhost"
	nowhere = "personne.localhost"
)

// Routes of the pages.
const (
	front   = "GET /"
	arabic  = "GET /ar/"
	french  = "GET /fr/"
	english = "GET /en/"
	show    = "GET /{year}/{month}/{day}/{slug}/"
	author  = "GET /author/{handle}/"
)

// Pages is every page that exists. A route that stands neither here nor in
// NoPages fails a test.
func Pages() []Page {
	pages := []Page{
		{Name: "front", Route: front, Host: place, Path: "/", Status: 200},
		{Name: "front-in-arabic", Route: arabic, Host: place, Path: "/ar/", Status: 200},
		{Name: "front-in-english", Route: english, Host: place, Path: "/en/", Status: 200},
		{Name: "saha-front", Route: front, Host: saha, Path: "/", Status: 200},
		{Name: "saha-front-in-french", Route: french, Host: saha, Path: "/fr/", Status: 200},
		{Name: "front-empty", Route: front, Host: roda, Path: "/", Status: 200},
		{Name: "front-empty-in-english", Route: english, Host: roda, Path: "/en/", Status: 200},

		{Name: "author", Route: author, Host: place, Path: "/author/plume_de_ndar/", Status: 200},
		{Name: "author-verified", Route: author, Host: place, Path: "/author/eau_du_walo/", Status: 200},
		{Name: "author-declared", Route: author, Host: place, Path: "/author/atelier_baobab/", Status: 200},
		{Name: "author-long-name", Route: author, Host: place, Path: "/author/trente_signes_font_un_long_nom/", Status: 200},
		{Name: "author-empty", Route: author, Host: place, Path: "/author/sans_article/", Status: 200},
		{Name: "saha-author", Route: author, Host: saha, Path: "/author/qalam_chinguitt/", Status: 200},
		{Name: "saha-author-of-two-languages", Route: author, Host: saha, Path: "/author/bint_nouadhibou/", Status: 200},

		{Name: "not-found", Host: place, Path: "/nulle-part/", Status: 404},
		{Name: "not-found-in-arabic", Host: place, Path: "/ar/nulle-part/", Status: 404},
		{Name: "not-found-author", Route: author, Host: place, Path: "/author/personne/", Status: 404},
		{Name: "saha-not-found", Host: saha, Path: "/nulle-part/", Status: 404},
		{Name: "roda-not-found", Host: roda, Path: "/nulle-part/", Status: 404},
		{Name: "no-edition", Host: nowhere, Path: "/", Status: 404},
		{Name: "no-edition-in-arabic", Host: nowhere, Path: "/", Asks: "ar", Status: 404},
		{Name: "wrong-method", Host: place, Path: "/", Method: "POST", Status: 405},
		{Name: "saha-wrong-method", Host: saha, Path: "/", Method: "POST", Status: 405},
	}
	for _, name := range []string{
		"opinion", "information", "testimony", "statement", "cosigned", "long-title", "unbroken", "flags", "satire",
		"arabic", "wolof", "withheld", "unlisted", "brief-1", "brief-2", "brief-3", "brief-4",
	} {
		pages = append(pages, Page{Name: name, Route: show, Host: place, Article: name, Status: 200})
	}
	for _, name := range []string{"saha-opinion", "saha-information", "saha-testimony", "saha-statement", "saha-french"} {
		pages = append(pages, Page{Name: name, Route: show, Host: saha, Article: name, Status: 200})
	}
	pages = append(pages,
		Page{Name: "withdrawn", Route: show, Host: place, Article: "withdrawn", Status: 410},
		Page{Name: "erased", Route: show, Host: place, Article: "erased", Status: 410},
		Page{Name: "removed", Route: show, Host: place, Article: "removed", Status: 410},
		Page{Name: "forbidden", Route: show, Host: place, Article: "forbidden", Status: 451},
		Page{Name: "saha-withdrawn", Route: show, Host: saha, Article: "saha-withdrawn", Status: 410},
		Page{Name: "saha-forbidden", Route: show, Host: saha, Article: "saha-forbidden", Status: 451},
	)
	return append(pages, errorPages()...)
}

// errorPages are the errors of the sample site's cabinet, in French and Arabic.
func errorPages() []Page {
	var pages []Page
	for name, status := range map[string]int{
		"refused": 403, "conflict": 409, "too-large": 413, "invalid": 422, "too-many": 429, "defect": 500, "unavailable": 503,
	} {
		path := "/" + strconv.Itoa(status) + "/"
		pages = append(pages,
			Page{Name: name, Host: place, Path: path, Status: status, Error: true},
			Page{Name: "saha-" + name, Host: saha, Path: path, Status: status, Error: true})
	}
	return pages
}

// NoPages are the routes that show no page to people, with what they are for.
func NoPages() map[string]string {
	return map[string]string{
		"GET /healthz":        "a word for the operator's machines",
		"GET /readyz":         "a word for the operator's machines",
		"GET /assets/{name}":  "files that pages refer to",
		"GET /a/{code}":       "leads to the article",
		"GET /pt/":            "no edition of the sample site speaks Portuguese beside its first language",
		"GET /feed/":          "for programs that read feeds",
		show + "article.txt":  "for programs",
		show + "article.md":   "for programs",
		show + "article.json": "for programs",
		show + "article.html": "a file that others carry away; the HTML checker reads it",
	}
}

// Address is where the page stands on a site that runs, as a browser writes it.
func (p Page) Address(s *site.Site) string {
	path := p.Path
	if p.Article != "" {
		path = s.Paths[p.Article]
	}
	path = (&url.URL{Path: path}).EscapedPath()
	if p.Error {
		return s.ErrorURL(p.Host, path)
	}
	return s.URL(p.Host, path)
}

// Modes are the ways in which the site itself writes a page, as the ends of its
// address: as usual, and in economy.
func Modes() map[string]string {
	return map[string]string{"usual": "", "economy": "?economie=1"}
}
