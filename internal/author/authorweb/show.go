package authorweb

import (
	"net/http"

	"palabre/internal/article"
	"palabre/internal/article/entry"
	"palabre/internal/author"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/web"
	"palabre/internal/web/ui"
)

// showPage is the public page of an author.
type showPage struct {
	ui.Frame
	Kind     string
	Weft     ui.Weft
	Articles []ui.Entry // newest first
}

// show answers GET /author/{handle}/. A handle has one spelling; the others lead
// to it.
func (h *Handler) show(w http.ResponseWriter, r *http.Request) error {
	e, err := h.editions.ByHost(r.Context(), web.Edition(r).Host)
	if err != nil {
		return err
	}
	handle := r.PathValue("handle")
	a, err := h.authors.ByHandle(r.Context(), handle)
	if err != nil {
		return err
	}
	if handle != author.Fold(handle) {
		return web.MovedPermanently(w, r, author.Path(handle))
	}
	latest, err := h.articles.ByAuthor(r.Context(), e, a.ID)
	if err != nil {
		return err
	}
	if a.Home != e.ID && len(latest) == 0 {
		return errs.NotFound // another edition's, who never wrote here
	}
	web.Shows(r, e.ID.Tag(), a.ID.Tag())
	for _, l := range latest {
		web.Shows(r, l.Tags...)
	}
	return web.Page(w, r, http.StatusOK, h.template, h.showPage(r, e, a, latest))
}

func (h *Handler) showPage(r *http.Request, e *edition.Edition, a author.Author, latest []article.Listed) showPage {
	t := h.catalogue.In(e.First())
	p := showPage{
		Frame: ui.Frame{
			Text:    t,
			Edition: web.Edition(r),
			Economy: web.Economy(r),
			Title:   a.Name,
			Feeds:   []ui.Feed{{Words: t.Say("feed.rss"), URL: "/feed/", Type: "application/rss+xml"}},
		},
		Kind: kind(t, a),
		Weft: ui.Weft{Handle: a.Handle, Organisation: a.Kind.Organisation(), Size: 76},
	}
	p.Description = t.Say("author.description", "name", a.Name, "edition", p.Edition.Name)
	p.Canonical = p.Edition.URL + author.Path(a.Handle)
	for _, l := range latest {
		p.Articles = append(p.Articles, h.listed(t, e, l))
	}
	return p
}

// kind says what the author is, and that nobody has verified it.
func kind(t i18n.Text, a author.Author) string {
	key := "kind." + string(a.Kind)
	if a.Kind.Organisation() && a.Verified == nil {
		key += ".declared"
	}
	return t.Say(key)
}

// listed is an article in the list. The page itself says who signs; an article
// with co-signers names them all.
func (h *Handler) listed(t i18n.Text, e *edition.Edition, l article.Listed) ui.Entry {
	one := entry.Of(h.catalogue, t, e, l)
	if len(l.Signers) > 1 {
		one.Facts = append([]ui.Fact{{Names: one.By}}, one.Facts...)
	}
	one.By, one.What = nil, ""
	return one
}
