package syndicationweb

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"palabre/internal/article"
	"palabre/internal/syndication"
	"palabre/internal/web"
)

// write makes one form of an article.
type write func(syndication.Writer, article.Whole) ([]byte, error)

// form answers with one form of an article. name is the end of its address: an
// article that has moved has its forms at the new address too.
func (h *Handler) form(name, contentType string, write write) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		e, err := h.Editions.ByHost(r.Context(), web.Edition(r).Host)
		if err != nil {
			return err
		}
		shown, err := h.Articles.PublicWhole(r.Context(), e, strings.TrimSuffix(r.URL.Path, name))
		var moved *article.Moved
		switch {
		case errors.As(err, &moved):
			return web.MovedPermanently(w, r, moved.Path+name)
		case err != nil:
			return h.Decisions.Explain(r.Context(), err)
		}
		body, err := write(h.writer(r, e), shown)
		if err != nil {
			return err
		}
		web.Shows(r, shown.Tags...)
		w.Header().Set("Content-Language", shown.Language)
		w.Header().Set("Link", fmt.Sprintf(`<%s%s>; rel="canonical"`, web.Edition(r).URL, article.Escaped(shown.Path))) // RFC 6596
		return web.Send(w, r, contentType, body)
	}
}

func writeText(out syndication.Writer, s article.Whole) ([]byte, error) {
	return []byte(out.Text(s)), nil
}

func writeMarkdown(out syndication.Writer, s article.Whole) ([]byte, error) {
	return []byte(out.Markdown(s)), nil
}

func writeHTML(out syndication.Writer, s article.Whole) ([]byte, error) {
	return []byte(out.HTML(s.Shown)), nil
}

func writeJSON(out syndication.Writer, s article.Whole) ([]byte, error) {
	carried, err := out.JSON(s)
	if err != nil {
		return nil, err
	}
	return json.Marshal(carried)
}

// feed answers GET /feed/: RSS 2.0 with the whole text of the newest articles.
func (h *Handler) feed(w http.ResponseWriter, r *http.Request) error {
	e, err := h.Editions.ByHost(r.Context(), web.Edition(r).Host)
	if err != nil {
		return err
	}
	latest, err := h.Articles.Feed(r.Context(), e)
	if err != nil {
		return err
	}
	body, err := h.writer(r, e).RSS(latest)
	if err != nil {
		return err
	}
	web.Shows(r, e.ID.Tag(), article.ListTag(e.ID))
	for _, s := range latest {
		web.Shows(r, s.Tags...)
	}
	w.Header().Set("Content-Language", e.First())
	return web.Send(w, r, web.TypeRSS, body)
}
