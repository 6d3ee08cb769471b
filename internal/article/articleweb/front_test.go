package articleweb_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"palabre/internal/article"
	"palabre/internal/author"
)

func TestAnEmptyFrontPageSaysSo(t *testing.T) {
	each(t, func(s *site) {
		page := s.get("/", http.StatusOK)
		s.texts(page, map[string]string{
			"title":     "La Place",
			"h1":        "La Place",
			".empty h2": "Rien n’est encore publié ici",
			".day b":    "Sénégal",
			".day":      "Sénégal lundi 23 novembre 2026",
			".river":    "",
		})
		sound(s, "the empty front page", page)
	}, "fr")
}

func TestTheFrontPageShowsTheNewestFirst(t *testing.T) {
	each(t, func(s *site) {
		s.market()
		relay := s.author("Relayeuses", "Les Relayeuses du Ferlo", author.Association)
		report := s.claims("Onze villages ont de l’eau", "Nous avons ouvert chaque robinet.")
		report.Genre, report.Summary = article.Information, "Le compte de la semaine."
		s.publish(relay, report, s.awa.ID)
		arabic := s.claims("نريد فتح نوافذها", "نص قصير.")
		arabic.Language, arabic.Genre = "ar", article.Testimony
		s.publish(s.awa, arabic)

		page := s.get("/", http.StatusOK)
		s.texts(page, map[string]string{
			".lead .title":                                   "نريد فتح نوافذها",
			".lead .title[lang=ar][dir=rtl]":                 "نريد فتح نوافذها",
			".lead .genre":                                   "Témoignage Awa_du_Fleuve · particulier",
			".lead .meta":                                    "lundi 23 novembre 2026 à 16 h1 min de lectureen arabe",
			".river li:nth-child(1) .title":                  "Onze villages ont de l’eau",
			".river li:nth-child(1) .sum":                    "Le compte de la semaine.",
			".river li:nth-child(1) .meta b":                 "Les Relayeuses du Ferlo et Awa_du_Fleuve",
			".river li:nth-child(1) .meta span:nth-child(2)": "association (déclarée) et particulier",
			".river li:nth-child(1) .meta span:nth-child(3)": "lundi 23 novembre 2026 à 16 h 47",
			".river li:nth-child(2) .title":                  "Le marché de Thiès rouvre",
			".hd p":                                          "Du plus récent au plus ancien.",
		})
		if got := page.Document().Find(".river li:nth-child(2) a").AttrOr("href", ""); got != "/2026/11/23/le-marche-de-thies-rouvre/" {
			t.Errorf("the entry leads to %q", got)
		}
		sound(s, "the front page", page)
	}, "fr")
}

func TestTheFrontPageStandsInEveryLanguageOfTheEdition(t *testing.T) {
	each(t, func(s *site) {
		s.market()
		first, arabic := s.get("/", http.StatusOK), s.get("/ar/", http.StatusOK)
		s.texts(arabic, map[string]string{
			"html[lang=ar][dir=rtl] h1":            "La Place",
			".day":                                 "السنغال الاثنين 23 نوفمبر 2026",
			".lead h2.title[lang=fr][dir=ltr]":     "Le marché de Thiès rouvre",
			".lead .meta":                          "الاثنين 23 نوفمبر 2026 في الساعة 16دقيقة قراءة واحدةباللغة الفرنسية",
			".tongues a[hreflang=fr][href='/']":    "français",
			".tongues a[hreflang=en][href='/en/']": "English",
			".tongues a[hreflang=ar]":              "",
		})
		s.texts(first, map[string]string{".tongues a[hreflang=ar][dir=rtl][href='/ar/']": "العربية", ".tongues a[hreflang=fr]": ""})
		for path, page := range map[string]string{"/": first.Body, "/ar/": arabic.Body} {
			for _, want := range []string{
				`<link rel="canonical" href="https://laplace.example` + path + `">`,
				`<link rel="alternate" hreflang="fr" href="https://laplace.example/">`,
				`<link rel="alternate" hreflang="ar" href="https://laplace.example/ar/">`,
				`<link rel="alternate" hreflang="en" href="https://laplace.example/en/">`,
			} {
				if !strings.Contains(page, want) {
					t.Errorf("%s lacks %s", path, want)
				}
			}
		}
		sound(s, "the Arabic front page", arabic)
		if answer := s.get("/fr/", http.StatusMovedPermanently); answer.Header.Get("Location") != "/" {
			t.Errorf("/fr/ leads to %q", answer.Header.Get("Location"))
		}
		if answer := s.get("/en", http.StatusMovedPermanently); answer.Header.Get("Location") != "/en/" {
			t.Errorf("/en leads to %q", answer.Header.Get("Location"))
		}
		s.get("/pt/", http.StatusNotFound)
		s.get("/wo/", http.StatusNotFound)
	}, "fr", "ar", "en")
}

func TestAFrontPageOffersOnlyLanguagesThatItSpeaks(t *testing.T) {
	each(t, func(s *site) {
		page := s.get("/", http.StatusOK)
		var got []string
		for _, link := range page.Document().Find("link[hreflang], .tongues a").EachIter() {
			got = append(got, link.AttrOr("hreflang", "")+" "+link.AttrOr("href", ""))
		}
		if want := []string{"pt-BR https://laplace.example/", "fr https://laplace.example/fr/", "fr /fr/"}; !slices.Equal(got, want) {
			t.Errorf("offered are %q, want %q", got, want)
		}
		s.texts(page, map[string]string{"html[lang=pt] .day span:last-child": "segunda-feira, 23 de novembro de 2026"})
		s.get("/fr/", http.StatusOK)
	}, "pt-BR", "wo", "fr", "en-GB")
}

func TestTheFrontPageEndsAfterOnePage(t *testing.T) {
	each(t, func(s *site) {
		var want []string
		for i := range article.PageSize + 3 {
			title := fmt.Sprintf("Relevé du marché, semaine %d", i)
			s.publish(s.awa, s.claims(title, "Un relevé."))
			want = append(want, title)
		}
		slices.Reverse(want)
		var got []string
		for _, title := range s.get("/", http.StatusOK).Document().Find(".piece .title").EachIter() {
			got = append(got, title.Text())
		}
		if !slices.Equal(got, want[:20]) {
			t.Errorf("front shows %q", got)
		}
	}, "fr")
}
