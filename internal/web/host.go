package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"palabre/internal/errs"
	"palabre/internal/i18n"
)

// maxHost is the length of the longest host name (RFC 1035 §2.3.4).
const maxHost = 253

// findEdition asks whose host name the request is for.
func (s *Router) findEdition(next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		host, ok := normalHost(r.Host)
		if !ok {
			return errs.NotFound
		}
		ctx, cancel := context.WithTimeout(r.Context(), s.options.Limits.Work)
		edition, err := s.options.Edition(ctx, host)
		cancel()
		if err != nil {
			return err
		}
		x := exchangeOf(r)
		x.edition, x.language = edition, edition.First
		if lang := firstSegment(r.URL.Path); slices.Contains(edition.Languages, lang) && slices.Contains(i18n.Languages(), lang) {
			x.language = lang
		}
		return next(w, r)
	}
}

// normalHost returns a Host header as editions are registered: lower case,
// without port and without the dot at the end of a complete name. Names beyond
// ASCII stay as they came, which is the A-label from every browser (RFC 5890).
func normalHost(header string) (string, bool) {
	host := header
	if colon := strings.LastIndexByte(host, ':'); colon >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:colon]
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "" || len(host) > maxHost || !isText(host) || strings.ContainsAny(host, "/\\@ ") {
		return "", false
	}
	return host, true
}

// firstSegment returns "en" for "/en/author/": what may be a language.
func firstSegment(path string) string {
	segment, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return segment
}

// preferredLanguage is the language of a page that belongs to no edition: the
// reader's, as the browser tells it, else French.
func preferredLanguage(r *http.Request) string {
	languages := i18n.Languages()
	tags := make([]language.Tag, len(languages))
	for i, name := range languages {
		tags[i] = language.Make(name)
	}
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return languages[0]
	}
	_, index, _ := language.NewMatcher(tags).Match(wanted...)
	return languages[index]
}
