package articleweb

import (
	"net/http"
	"slices"

	"palabre/internal/article"
	"palabre/internal/article/entry"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/web"
	"palabre/internal/web/ui"
)

// frontPage is the front page of an edition in one of its languages.
type frontPage struct {
	ui.Frame
	Today     string
	Lead      ui.Entry   // what opens the page; without a title where nothing is published
	Articles  []ui.Entry // the others, newest first
	Genres    []ui.Claim
	Languages []tongue // the other ones in which the page stands
}

// tongue is a language in its own words.
type tongue struct{ Language, Direction, Name, URL string }

// front answers GET /: the newest articles, framed in the edition's first language.
func (h *Handler) front(w http.ResponseWriter, r *http.Request) error {
	return h.frontPage(w, r, web.Edition(r).First)
}

// frontIn answers GET /en/ and the like: the same articles, framed in another of
// the edition's languages.
func (h *Handler) frontIn(language string) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		switch e := web.Edition(r); {
		case language == e.First:
			return web.MovedPermanently(w, r, "/")
		case !slices.Contains(e.Languages, language):
			return errs.NotFound
		}
		return h.frontPage(w, r, language)
	}
}

func (h *Handler) frontPage(w http.ResponseWriter, r *http.Request, language string) error {
	e, err := h.editions.ByHost(r.Context(), web.Edition(r).Host)
	if err != nil {
		return err
	}
	latest, err := h.articles.Latest(r.Context(), e)
	if err != nil {
		return err
	}
	t := h.catalogue.In(language)
	page := frontPage{Frame: frame(t, r), Today: t.Date(h.clock().Time().In(e.Zone))}
	page.Title = page.Edition.Name
	page.Description = t.Say("front.description", "edition", page.Edition.Name)
	page.Canonical = page.Edition.URL + frontPath(e, language)
	for _, other := range e.Languages {
		if !slices.Contains(i18n.Languages(), other) && (other != e.First() || !h.catalogue.Has(other)) {
			continue // no page speaks it
		}
		path := frontPath(e, other)
		page.Alternates = append(page.Alternates, ui.Alternate{URL: page.Edition.URL + path, Language: other})
		if other != language {
			page.Languages = append(page.Languages, tongue{other, i18n.Direction(other), ui.OwnName(other), path})
		}
	}
	web.Shows(r, e.ID.Tag(), article.ListTag(e.ID))
	for _, l := range latest {
		page.Articles = append(page.Articles, entry.Of(h.catalogue, t, e, l))
		web.Shows(r, l.Tags...)
	}
	page.lead()
	for _, g := range article.Genres() {
		page.Genres = append(page.Genres, ui.Claim{Genre: entry.Genre(t, g), Explained: t.Say("genre." + string(g) + ".explained")})
	}
	web.FreshUntil(r, midnight(h.clock(), e.Zone)) // it says which day it is
	return web.Page(w, r, http.StatusOK, h.frontTemplate, page)
}

// lead takes what opens the page out of the list: the newest that the team has
// picked, else the newest.
func (p *frontPage) lead() {
	if len(p.Articles) == 0 {
		return
	}
	i := max(0, slices.IndexFunc(p.Articles, func(one ui.Entry) bool { return one.Picked != "" }))
	p.Lead = p.Articles[i]
	p.Articles = slices.Delete(p.Articles, i, i+1)
}

// frontPath is the address of the front page in a language.
func frontPath(e *edition.Edition, language string) string {
	if language == e.First() {
		return "/"
	}
	return "/" + language + "/"
}
