package articleweb_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/web/webtest"
)

// described reads the JSON-LD of a page, without the random guid.
func described(s *site, page *webtest.Answer) map[string]any {
	s.Helper()
	var data map[string]any
	if err := json.Unmarshal([]byte(page.Document().Find("head script[type='application/ld+json']").Text()), &data); err != nil {
		s.Fatal(err)
	}
	delete(data, "@id")
	return data
}

func TestMachinesLearnWhatAnArticleIs(t *testing.T) {
	each(t, func(s *site) {
		relay := s.author("Relayeuses", "Les Relayeuses du Ferlo", author.Association)
		c := s.claims("Le marché de Thiès rouvre", "Les étals sont de nouveau en place.")
		at := s.publish(s.awa, c, relay.ID)
		s.now = s.now.Add(24 * time.Hour)
		c.Summary = "Trois ans de travaux."
		s.must(s.articles.Revise(t.Context(), author.Actor{Author: s.awa.ID}, at.Key, article.Revision{
			Edition: s.edition, Base: 1, Kind: article.Correction, Note: "Le prix était faux.", Claims: c,
		}))
		page := s.get(at.Path, http.StatusOK)
		const address = "https://laplace.example/2026/11/23/le-marche-de-thies-rouvre/"
		want := map[string]any{
			"@context": "https://schema.org", "@type": "OpinionNewsArticle", "url": address, "headline": "Le marché de Thiès rouvre",
			"description": "Trois ans de travaux.", "inLanguage": "fr", "datePublished": "2026-11-23T16:00:00Z", "dateModified": "2026-11-24T16:00:00Z",
			"wordCount": 7.0, "isAccessibleForFree": true,
			"author": []any{
				map[string]any{"@type": "Person", "name": "Awa_du_Fleuve", "url": "https://laplace.example/author/awa_du_fleuve/"},
				map[string]any{"@type": "Organization", "name": "Les Relayeuses du Ferlo", "url": "https://laplace.example/author/relayeuses/"},
			},
			"isPartOf":   map[string]any{"@type": "WebSite", "name": "La Place", "url": "https://laplace.example/"},
			"correction": []any{map[string]any{"@type": "CorrectionComment", "text": "Le prix était faux.", "datePublished": "2026-11-24T16:00:00Z"}},
		}
		if diff := cmp.Diff(want, described(s, page)); diff != "" {
			t.Errorf("JSON-LD differs (-want +got):\n%s", diff)
		}
		for selector, content := range map[string]string{
			"meta[name=description]":                  "Trois ans de travaux.",
			"meta[property='og:type']":                "article",
			"meta[property='og:title']":               "Le marché de Thiès rouvre",
			"meta[property='og:description']":         "Trois ans de travaux.",
			"meta[property='og:url']":                 address,
			"meta[property='og:site_name']":           "La Place",
			"meta[property='og:locale']":              "fr_FR",
			"meta[property='article:published_time']": "2026-11-23T16:00:00Z",
		} {
			if got := page.Document().Find(selector).AttrOr("content", ""); got != content {
				t.Errorf("%s is %q, want %q", selector, got, content)
			}
		}
		for selector, href := range map[string]string{
			"link[rel=canonical]":                          address,
			"link[rel=alternate][type='text/plain']":       address + "article.txt",
			"link[rel=alternate][type='text/markdown']":    address + "article.md",
			"link[rel=alternate][type='application/json']": address + "article.json",
		} {
			if got := page.Document().Find(selector).AttrOr("href", ""); got != href {
				t.Errorf("%s is %q, want %q", selector, got, href)
			}
		}
		if page.Document().Find("meta[name=robots]").Length() != 0 {
			t.Error("robots are told to stay away")
		}
	}, "fr")
}

func TestMachinesLearnTheGenre(t *testing.T) {
	each(t, func(s *site) {
		relay := s.author("Relayeuses", "", author.NGO)
		s.exec(`UPDATE author SET verified_day = 20000 WHERE handle = 'Relayeuses'`)
		for _, c := range []struct {
			genre article.Genre
			flags article.Flags
			want  string
		}{
			{article.Information, article.Flags{}, "NewsArticle"},
			{article.Testimony, article.Flags{}, "Article"},
			{article.Statement, article.Flags{}, "Article"},
			{article.Opinion, article.Flags{Satire: true}, "SatiricalArticle"},
			{article.Information, article.Flags{Satire: true, Sponsor: "Caisse du Delta"}, "AdvertiserContentArticle"},
		} {
			claims := s.claims("Le marché", "Un texte sans résumé.")
			claims.Genre, claims.Flags = c.genre, c.flags
			data := described(s, s.get(s.publish(relay, claims).Path, http.StatusOK))
			if data["@type"] != c.want || data["description"] != "Un texte sans résumé." {
				t.Errorf("%s %+v is described as %v: %v", c.genre, c.flags, data["@type"], data["description"])
			}
		}
	}, "fr")
}

func TestTheDayIsAllThatIsSaidWhereNoHourMayBe(t *testing.T) {
	each(t, func(s *site) {
		at := s.market()
		s.exec(`UPDATE article SET shown_as = 'day', shown_at = $1 WHERE key = $2`, time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC).UnixMicro(), at.Key)
		page := s.get(at.Path, http.StatusOK)
		s.texts(page, map[string]string{"header time[datetime='2026-11-23']": "lundi 23 novembre 2026"})
		if got := described(s, page)["datePublished"]; got != "2026-11-23" {
			t.Errorf("published %v", got)
		}
	}, "fr")
}
