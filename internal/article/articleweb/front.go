package articleweb

import (
	"net/http"
	"slices"

	"palabre/internal/article"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/richtext"
	"palabre/internal/syndication"
	"palabre/internal/web"
	"palabre/internal/web/ui"
)

// frontPage is the front page of an edition in one of its languages.
type frontPage struct {
	ui.Frame
	Today     string
	Articles  []ui.Entry // newest first
	Languages []tongue   // the other ones in which the page stands
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
		page.Articles = append(page.Articles, h.entry(t, e, l))
		web.Shows(r, l.Tags...)
	}
	web.FreshUntil(r, midnight(h.clock(), e.Zone)) // it says which day it is
	return web.Page(w, r, http.StatusOK, h.frontTemplate, page)
}

// frontPath is the address of the front page in a language.
func frontPath(e *edition.Edition, language string) string {
	if language == e.First() {
		return "/"
	}
	return "/" + language + "/"
}

// entry is an article in a list whose page speaks t.
func (h *Handler) entry(t i18n.Text, e *edition.Edition, l article.Listed) ui.Entry {
	entry := ui.Entry{
		Genre:   genre(t, l.Genre),
		URL:     l.Path,
		Title:   richtext.Typeset(l.Title, l.Language),
		Summary: richtext.Typeset(l.Summary, l.Language),
		By:      t.List(article.Attribute(h.catalogue, e, t.Language(), l.Genre, l.Signers).Names),
		What:    kinds(t, l.Signers),
		Facts:   []ui.Fact{{Words: syndication.When(t, e, l.Moment)}, {Words: ui.Reading(t, l.Words)}},
	}
	if l.Language != t.Language() {
		entry.Language, entry.Direction = l.Language, i18n.Direction(l.Language)
		entry.Facts = append(entry.Facts, ui.Fact{Words: t.Say("list.inlanguage", "language", ui.LanguageName(t, l.Language))})
	}
	return entry
}
