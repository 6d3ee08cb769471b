package authorweb_test

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"palabre/internal/author"
	"palabre/internal/web/webtest"
)

func TestAnAuthorIsNamedWithTheirArticles(t *testing.T) {
	each(t, func(s *site) {
		awa := s.author("Awa_du_Fleuve", "", author.Individual)
		relay := s.author("Relayeuses", "Les Relayeuses du Ferlo", author.Association)
		s.publish(awa, "Le marché de Thiès rouvre", "fr")
		s.publish(awa, "Ndox mooy dund", "wo", relay.ID)
		s.publish(relay, "Le compte de la semaine", "fr")

		page := s.get("/author/awa_du_fleuve/", http.StatusOK)
		s.texts(page, map[string]string{
			"html[lang=fr] title":                    "Awa_du_Fleuve · La Place",
			"h1 bdi":                                 "Awa_du_Fleuve",
			".who p":                                 "particulier",
			".part > h2":                             "Articles",
			".river li:nth-child(1) .title[lang=wo]": "Ndox mooy dund",
			".river li:nth-child(1) .meta":           "Awa_du_Fleuve et Les Relayeuses du Ferlolundi 23 novembre 2026 à 16 h1 min de lectureen wolof",
			".river li:nth-child(2) .title:not([lang])": "Le marché de Thiès rouvre",
			".river li:nth-child(2) .sum":               "Un résumé.",
			".river li:nth-child(2) .genre":             "Témoignage",
			".river li:nth-child(2) .meta":              "lundi 23 novembre 2026 à 16 h1 min de lecture",
			".river li:nth-child(3)":                    "",
		})
		document := page.Document()
		for selector, want := range map[string]int{"h1": 1, "main": 1, ".who svg.weft:not(.org)[width='76']": 1, "link[rel=canonical][href='https://laplace.example/author/awa_du_fleuve/']": 1, "[style], script, img": 0} {
			if got := document.Find(selector).Length(); got != want {
				t.Errorf("%d of %s, want %d", got, selector, want)
			}
		}
		if got := document.Find(".river li:nth-child(2) a").AttrOr("href", ""); got != "/2026/11/23/le-marche-de-thies-rouvre/" {
			t.Errorf("the entry leads to %q", got)
		}
		if got := document.Find("meta[name=description]").AttrOr("content", ""); got != "Les articles de Awa_du_Fleuve sur La Place." {
			t.Errorf("description is %q", got)
		}
		for _, told := range []string{"16:47", "16 h 47", "123456", "⟦"} {
			if strings.Contains(page.Body, told) {
				t.Errorf("the page says %q", told)
			}
		}
		policy(s, page)

		both := s.get("/author/relayeuses/", http.StatusOK)
		s.texts(both, map[string]string{"h1": "Les Relayeuses du Ferlo", ".who p": "association (déclarée)", ".river li:nth-child(2) .title": "Ndox mooy dund"})
		if both.Document().Find(".who svg.weft.org").Length() != 1 {
			t.Error("an organisation's weft is square")
		}
		s.exec(`UPDATE author SET verified_day = 20000 WHERE handle = 'Relayeuses'`)
		s.texts(s.get("/author/relayeuses/", http.StatusOK), map[string]string{".who p": "association"})
	})
}

func TestAnAuthorWithoutArticlesSaysSo(t *testing.T) {
	each(t, func(s *site) {
		awa := s.author("Awa_du_Fleuve", "", author.Individual)
		at := s.publish(awa, "Le marché de Thiès rouvre", "fr")
		s.must(s.articles.Withdraw(t.Context(), s.edition, author.Actor{Author: awa.ID}, at.Key))
		page := s.get("/author/awa_du_fleuve/", http.StatusOK)
		s.texts(page, map[string]string{"h1": "Awa_du_Fleuve", "main .say": "Aucun article de cette plume n’est en ligne.", ".river": "", "h2": "Lire"})
		if strings.Contains(page.Body, "Thiès") {
			t.Error("the page names a withdrawn article")
		}
	})
}

func TestAHandleHasOneSpelling(t *testing.T) {
	each(t, func(s *site) {
		s.author("Awa_du_Fleuve", "", author.Individual)
		for path, to := range map[string]string{
			"/author/Awa_du_Fleuve/": "/author/awa_du_fleuve/",
			"/author/AWA_DU_FLEUVE/": "/author/awa_du_fleuve/",
			"/author/awa_du_fleuve":  "/author/awa_du_fleuve/",
		} {
			if got := s.get(path, http.StatusMovedPermanently).Header.Get("Location"); got != to {
				t.Errorf("%s leads to %q, want %q", path, got, to)
			}
		}
		for _, path := range []string{"/author/inconnue/", "/author/Inconnue/", "/author/aw/", "/author/%D8%AF%D9%81%D8%AA%D8%B1/", "/author/" + strings.Repeat("a", 500) + "/"} {
			s.get(path, http.StatusNotFound)
		}
		if head := s.Send(http.MethodHead, "/author/awa_du_fleuve/", nil); head.Status != http.StatusOK || head.Body != "" {
			t.Errorf("HEAD answers %d with %d bytes", head.Status, len(head.Body))
		}
	})
}

func TestARetiredAuthorHasNoPage(t *testing.T) {
	each(t, func(s *site) {
		awa := s.author("Awa_du_Fleuve", "", author.Individual)
		s.publish(awa, "Le marché de Thiès rouvre", "fr")
		s.exec(`UPDATE author SET state = 'retired', handle = NULL, handle_folded = NULL, name = NULL WHERE id = $1`, awa.ID)
		s.get("/author/awa_du_fleuve/", http.StatusNotFound)
	})
}

func TestAnAuthorIsKnownWhereTheyWrite(t *testing.T) {
	each(t, func(s *site) {
		s.author("Awa_du_Fleuve", "", author.Individual)
		s.add(otherHost)
		other := webtest.Open(t, s.router, otherHost)
		if got := other.Get("/author/awa_du_fleuve/").Status; got != http.StatusNotFound {
			t.Errorf("an edition for which she never wrote answers %d", got)
		}
		s.get("/author/awa_du_fleuve/", http.StatusOK)
	})
}

func TestHostileNamesStayWords(t *testing.T) {
	each(t, func(s *site) {
		for handle, name := range map[string]string{
			"script": `</h1></title><script>alert("x")</script>`,
			"quotes": `"'&<>{{.}} onclick="x" style="y"`,
			"turned": "tset etxet eL\u200f",
			"emoji":  strings.Repeat("👩🏾‍🌾", 15),
		} {
			by := s.author(handle, name, author.Professional)
			s.publish(by, name, "fr")
			page := s.get("/author/"+handle+"/", http.StatusOK)
			s.texts(page, map[string]string{"h1 bdi": name, "title": name + " · La Place", ".river .title": name})
			if page.Document().Find("script, [style], [onclick]").Length() != 0 {
				t.Errorf("%s became markup", handle)
			}
			policy(s, page)
		}
	})
}

// policy fails unless the page's one style is the one that its policy allows.
func policy(s *site, page *webtest.Answer) {
	s.Helper()
	sum := sha256.Sum256([]byte(page.Document().Find("style").Text()))
	if want := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(page.Header.Get("Content-Security-Policy"), want) {
		s.Errorf("the policy is %q, want %s in it", page.Header.Get("Content-Security-Policy"), want)
	}
}
