package articleweb_test

import (
	"fmt"
	"net/http"
	"testing"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/richtext"
	"palabre/internal/trust"
	"palabre/internal/web/ui/uitest"
)

const origin = "https://" + host

// TestEveryPageKeepsToTheVersionThatWasAskedFor looks at all links of every kind
// of page, with and without economy.
func TestEveryPageKeepsToTheVersionThatWasAskedFor(t *testing.T) {
	each(t, func(s *site) {
		relay := s.author("Relayeuses", "Les Relayeuses du Ferlo", author.Association)
		first := s.market()
		c := s.claims("Une réponse")
		document, err := richtext.Decode(fmt.Appendf(nil, `{"version":1,"blocks":[{"id":"aaaa","kind":"paragraph","text":[
			{"text":"Voir "},{"text":"là","link":%q},{"text":" et "},{"text":"ailleurs","link":"https://autre.example/2026/11/23/x/"},
			{"text":"."},{"source":"bbbb"}]}],"sources":[{"id":"bbbb","kind":"link","address":"https://autre.example/"}]}`, origin+first.Path))
		s.must(err)
		c.Document = document
		second := s.publish(s.awa, c, relay.ID)
		s.must(s.articles.Revise(t.Context(), author.Actor{Author: s.awa.ID}, second.Key, article.Revision{
			Edition: s.edition, Base: 1, Kind: article.Correction, Note: "Le titre a changé.", Claims: c,
		}))
		gone := s.publish(s.awa, s.claims("De trop", "Un texte."))
		s.remove(gone, trust.Ground{Charter: 1, Article: 3})
		for _, page := range []struct {
			path   string
			status int
			links  int // at the least
		}{
			{"/", http.StatusOK, 5},
			{"/ar/", http.StatusOK, 5},
			{second.Path, http.StatusOK, 7},
			{"/nulle-part/", http.StatusNotFound, 3},
			{gone.Path, http.StatusGone, 3},
		} {
			for query, economy := range map[string]bool{"": false, "?economie=0": false, "?economie=1": true} {
				answer := s.get(page.path+query, page.status)
				if n := uitest.Economy(t, answer.Document(), origin, economy); n < page.links {
					t.Errorf("%s%s: only %d links were looked at", page.path, query, n)
				}
				if drawn := answer.Document().Find("svg, .band").Length() > 0; drawn == economy {
					t.Errorf("%s%s: economy %t has drawings: %t", page.path, query, economy, drawn)
				}
			}
		}
		economy, full := s.get(second.Path+"?economie=1", http.StatusOK), s.get(second.Path, http.StatusOK)
		if got, want := economy.Text("main"), full.Text("main"); got != want {
			t.Errorf("in economy the article says %q, else %q", got, want)
		}
		sound(s, "the article in economy", economy)
		sound(s, "the front page in economy", s.get("/?economie=1", http.StatusOK))
	}, "fr", "ar")
}
