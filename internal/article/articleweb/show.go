package articleweb

import (
	"errors"
	"html/template"
	"net/http"

	"palabre/internal/article"
	"palabre/internal/web"
	"palabre/internal/web/ui"
)

// showPage is an article. What the site says around it is in the language of the
// Frame; its own words are in Own.
type showPage struct {
	ui.Frame
	Own      *own // nil where the article is in the language of the Frame
	Crumb    ui.Crumb
	Claim    ui.Claim
	Flags    []string
	Summary  string
	Signed   ui.Signed
	Facts    []ui.Fact
	Changed  *ui.Note // what the reader must know before the text; nil for nothing
	HTML     template.HTML
	Changes  []change
	Withheld []string // a sentence for each version that was withheld
	Sign     ui.Sign
	Regime   string
	Licence  string
	Forms    []ui.Link
	Short    string // the short address
	Locale   string // language and territory, as Open Graph writes them
	Data     data
}

// own is the language of the article itself, for the attributes lang and dir.
type own struct{ Language, Direction string }

// change is what a later version says of itself.
type change struct {
	Title string
	Note  string // empty for a version that was withheld
}

// show answers GET /{year}/{month}/{day}/{slug}/.
func (h *Handler) show(w http.ResponseWriter, r *http.Request) error {
	e, err := h.editions.ByHost(r.Context(), web.Edition(r).Host)
	if err != nil {
		return err
	}
	shown, err := h.articles.Public(r.Context(), e, r.URL.Path)
	if err != nil {
		return h.elsewhere(w, r, err)
	}
	web.Shows(r, shown.Tags...)
	return web.Page(w, r, http.StatusOK, h.showTemplate, h.showPage(r, e, shown))
}

// short answers GET /a/{code}: it leads to the article.
func (h *Handler) short(w http.ResponseWriter, r *http.Request) error {
	e, err := h.editions.ByHost(r.Context(), web.Edition(r).Host)
	if err != nil {
		return err
	}
	path, err := h.articles.ByCode(r.Context(), e, r.PathValue("code"))
	if err != nil {
		return h.elsewhere(w, r, err)
	}
	return web.MovedPermanently(w, r, path)
}

// elsewhere leads to an article that has moved, or says why there is none.
func (h *Handler) elsewhere(w http.ResponseWriter, r *http.Request, err error) error {
	var moved *article.Moved
	if errors.As(err, &moved) {
		return web.MovedPermanently(w, r, moved.Path)
	}
	return h.decisions.Explain(r.Context(), err)
}
