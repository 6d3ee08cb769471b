package articleweb_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/richtext"
)

func TestAnArticleSaysWhatItIsAndWhoSpeaks(t *testing.T) {
	each(t, func(s *site) {
		c := s.claims("Le marché de Thiès rouvre", "Les étals sont de nouveau en place.", "On y trouve : du mil, du poisson.")
		c.Summary = "Trois ans de travaux, et le prix du mil."
		page := s.get(s.publish(s.awa, c).Path, http.StatusOK)
		s.texts(page, map[string]string{
			"html[lang=fr][dir=ltr] > head > title": "Le marché de Thiès rouvre · La Place",
			"article.op:not([lang]) h1":             "Le marché de Thiès rouvre",
			".crumb":                                "Société",
			".claim b":                              "Opinion",
			".claim span":                           "Ce texte défend le point de vue de la personne qui le signe.",
			".lede":                                 "Trois ans de travaux, et le prix du mil.",
			".by":                                   "Article opinion écrit par le créateur de contenu : Awa_du_Fleuve.",
			".what":                                 "particulier",
			".by a[rel=author][href='/author/awa_du_fleuve/']": "Awa_du_Fleuve",
			"header .meta": "Publié le lundi 23 novembre 2026 à 16 h1 min de lecturetexte seul, 118\u00a0o",
			"header time[datetime='2026-11-23T16:00:00Z']": "lundi 23 novembre 2026 à 16 h",
			".text":                                  "Les étals sont de nouveau en place.\nOn y trouve\u00a0: du mil, du poisson.",
			".sign p:nth-of-type(1)":                 "Article opinion écrit par le créateur de contenu : Awa_du_Fleuve",
			".sign .dash":                            "—",
			".notice":                                "La Place est ouverte à tous. Ouvrir un compte.",
			".notice a":                              "", // nobody can register: the words lead nowhere
			".terms > p:nth-child(1)":                "Publié par son auteur, sans contrôle préalable.",
			".terms > p:nth-child(2)":                "Licence\u00a0: CC BY 4.0, citer l’auteur",
			".changes, .withheld, .flags, .note":     "",
			".terms a[href$='/article.txt']":         "Texte",
			".terms a[href$='rouvre/article.md']":    "Markdown",
			".terms a[href$='rouvre/article.html']":  "HTML",
			".terms a[href$='rouvre/article.json']":  "JSON",
			".signed svg.weft:not(.org)[width='52']": "",
		})
		if n := page.Document().Find(".signed svg.weft:not(.org)").Length(); n != 1 {
			t.Errorf("%d round wefts, want 1", n)
		}
		sound(s, "the article", page)
	}, "fr")
}

func TestEachGenreHasItsMark(t *testing.T) {
	each(t, func(s *site) {
		relay := s.author("Relayeuses", "Les Relayeuses du Ferlo", author.NGO)
		s.exec(`UPDATE author SET verified_day = 20000 WHERE handle = 'Relayeuses'`)
		for genre, want := range map[article.Genre][4]string{
			article.Information: {"in", "Information", "Des faits, avec leurs sources.", "Article d’information écrit par le créateur de contenu : Les Relayeuses du Ferlo."},
			article.Opinion:     {"op", "Opinion", "Ce texte défend le point de vue de la personne qui le signe.", "Article opinion écrit par le créateur de contenu : Les Relayeuses du Ferlo."},
			article.Testimony:   {"te", "Témoignage", "Ce qu’une personne a vécu, dit par elle.", "Témoignage écrit par le créateur de contenu : Les Relayeuses du Ferlo."},
			article.Statement:   {"st", "Communiqué", "La parole d’une organisation, publiée en son nom.", "Communiqué publié par l’ONG : Les Relayeuses du Ferlo."},
		} {
			c := s.claims("Le marché, "+want[1], "Un texte.")
			c.Genre = genre
			page := s.get(s.publish(relay, c).Path, http.StatusOK)
			s.texts(page, map[string]string{
				"article." + want[0] + " .claim b": want[1], ".claim span": want[2], ".by": want[3], ".what": "ONG",
				".sign p:nth-of-type(1)":                       strings.TrimSuffix(want[3], "."),
				"header time[datetime='2026-11-23T16:47:00Z']": "lundi 23 novembre 2026 à 16 h 47",
			})
			if page.Document().Find("use[href='#m-"+want[0]+"']").Length() != 1 || page.Document().Find(".signed svg.weft.org").Length() != 1 {
				t.Errorf("%s lacks its mark or the weft of an organisation", genre)
			}
			sound(s, string(genre), page)
		}
	}, "fr")
}

func TestSignersAreNamedTogether(t *testing.T) {
	each(t, func(s *site) {
		relay := s.author("Relayeuses", "Les Relayeuses du Ferlo", author.Association)
		gone := s.author("Plume_partie", "", author.Individual)
		at := s.publish(s.awa, s.claims("À trois voix", "Un texte."), relay.ID, gone.ID)
		alone := s.publish(gone, s.claims("D’une voix qui part", "Un texte."))
		s.texts(s.get(at.Path, http.StatusOK), map[string]string{
			".by":   "Article opinion écrit par les créateurs de contenu : Awa_du_Fleuve, Les Relayeuses du Ferlo et Plume_partie.",
			".what": "particulier, association (déclarée) et particulier",
		})
		s.exec(`UPDATE author SET state = 'retired', handle = NULL, handle_folded = NULL, name = NULL WHERE id = $1`, gone.ID)

		page := s.get(at.Path, http.StatusOK)
		s.texts(page, map[string]string{
			".by":                               "Article opinion écrit par les créateurs de contenu : Awa_du_Fleuve, Les Relayeuses du Ferlo et auteur retiré.",
			".sign p:nth-of-type(1)":            "Article opinion écrit par les créateurs de contenu : Awa_du_Fleuve, Les Relayeuses du Ferlo et auteur retiré",
			".by a[href='/author/relayeuses/']": "Les Relayeuses du Ferlo",
			".what":                             "particulier et association (déclarée)",
		})
		retired := s.get(alone.Path, http.StatusOK)
		s.texts(retired, map[string]string{".by": "Article opinion écrit par le créateur de contenu : auteur retiré.", ".by a": "", ".what": ""})
		for _, answer := range []string{page.Body, retired.Body, s.get("/", http.StatusOK).Body} {
			if strings.Contains(strings.ToLower(answer), "plume_partie") {
				t.Error("a page still names the retired author")
			}
		}
		sound(s, "the article of a retired author", retired)
	}, "fr")
}

func TestFlagsAreSaidInWords(t *testing.T) {
	each(t, func(s *site) {
		c := s.claims("Le marché en dessin", "Un texte.")
		c.Flags = article.Flags{Sponsor: "Caisse du Delta", Satire: true, Assisted: "la relecture", Translated: &article.Translated{From: "un carnet en wolof", By: "Sel_et_Mil"}}
		var got []string
		for _, flag := range s.get(s.publish(s.awa, c).Path, http.StatusOK).Document().Find("article > header .flags li").EachIter() {
			got = append(got, flag.Text())
		}
		want := "Article payé par\u00a0: Caisse du Delta|Satire\u00a0: ce texte se moque, il n’est pas à prendre au mot.|" +
			"Traduction de\u00a0: un carnet en wolof. Par\u00a0: Sel_et_Mil|Avec l’aide d’une machine\u00a0: la relecture"
		if strings.Join(got, "|") != want {
			t.Errorf("flags are %q", got)
		}
	}, "fr")
}

func TestChangesAreTold(t *testing.T) {
	each(t, func(s *site) {
		at := s.market()
		actor := author.Actor{Author: s.awa.ID}
		revise := func(base int64, kind article.RevisionKind, note string) {
			t.Helper()
			s.now = s.now.Add(24 * time.Hour)
			s.must(s.articles.Revise(t.Context(), actor, at.Key, article.Revision{
				Edition: s.edition, Base: base, Kind: kind, Note: note, Claims: s.claims("Le marché de Thiès rouvre", "Le prix est de", note),
			}))
		}
		revise(1, article.Correction, "Le prix du mil était faux.")
		revise(2, article.Update, "Le marché ferme le lundi.")
		page := s.get(at.Path, http.StatusOK)
		s.texts(page, map[string]string{
			"header .meta span:nth-child(2)": "mis à jour le mercredi 25 novembre 2026 à 16 h",
			"header .meta span:nth-child(3)": "corrigé le mardi 24 novembre 2026 à 16 h",
			"header .note:not(.stop) h2":     "Correction du mardi 24 novembre 2026 à 16 h",
			"header .note p":                 "Le prix du mil était faux.",
			".changes h2":                    "Corrections",
			".changes li:nth-child(1) h3":    "Correction du mardi 24 novembre 2026 à 16 h",
			".changes li:nth-child(1) p":     "Le prix du mil était faux.",
			".changes li:nth-child(2)":       "Mise à jour du mercredi 25 novembre 2026 à 16 hLe marché ferme le lundi.",
			".withheld":                      "",
		})
		sound(s, "the corrected article", page)

		s.must(s.articles.Withhold(t.Context(), actor, at.Key, 2, article.ForPrivacy))
		s.texts(s.get(at.Path, http.StatusOK), map[string]string{".note": "", ".withheld": "Version 2 retirée par son auteur (vie privée)\u00a0: elle avait changé 21 mots."})
		revise(3, article.Retraction, "Rien de cela n’est sûr.")
		page = s.get(at.Path, http.StatusOK)
		s.texts(page, map[string]string{
			"header .note.stop":           "Rétractation du jeudi 26 novembre 2026 à 16 hRien de cela n’est sûr.",
			".changes li:nth-child(1)":    "Correction du mardi 24 novembre 2026 à 16 h (version retirée)",
			".changes li:nth-child(3) h3": "Rétractation du jeudi 26 novembre 2026 à 16 h",
			".withheld":                   "Version 2 retirée par son auteur (vie privée)\u00a0: elle avait changé 21 mots.",
		})
		if strings.Contains(page.Body, "Le prix du mil était faux") {
			t.Error("the note of a withheld version is still shown")
		}
		sound(s, "the retracted article", page)
	}, "fr")
}

func TestAnArticleIsFramedInItsOwnLanguage(t *testing.T) {
	each(t, func(s *site) {
		c := s.claims("لا نريد إغلاق الدارات", "الطفل يستطيع أن يتعلم.")
		c.Language = "ar"
		page := s.get(s.publish(s.awa, c).Path, http.StatusOK)
		s.texts(page, map[string]string{
			"html[lang=ar][dir=rtl] article:not([lang]) h1": "لا نريد إغلاق الدارات",
			".by":          "مقال رأي كتبه صانع المحتوى: Awa_du_Fleuve.",
			".crumb":       "المجتمع",
			".brand small": "السنغال",
			"header time":  "الاثنين 23 نوفمبر 2026 في الساعة 16",
			".notice":      "La Place est ouverte à tous. Ouvrir un compte.",
		})
		sound(s, "the Arabic article", page)
	}, "fr")
}

func TestAFrenchArticleStandsInAnArabicEdition(t *testing.T) {
	each(t, func(s *site) {
		s.texts(s.get(s.market().Path, http.StatusOK), map[string]string{
			"html[lang=fr][dir=ltr] article:not([lang]) h1": "Le marché de Thiès rouvre",
			".by": "Article opinion écrit par le créateur de contenu : Awa_du_Fleuve.",
		})
		s.texts(s.get("/", http.StatusOK), map[string]string{"html[lang=ar][dir=rtl] .title[lang=fr][dir=ltr]": "Le marché de Thiès rouvre"})
	}, "ar", "fr")
}

func TestALanguageWithoutCatalogueIsMarked(t *testing.T) {
	each(t, func(s *site) {
		c := s.claims("Ndox mooy dund", "Lu jiitu mooy ndox.")
		c.Language, c.Summary = "wo", "Ja bi soxla na robine."
		page := s.get(s.publish(s.awa, c).Path, http.StatusOK)
		s.texts(page, map[string]string{
			"html[lang=fr] article[lang=wo][dir=ltr] h1": "Ndox mooy dund",
			"article > header > div[lang=fr] .by":        "Article opinion écrit par le créateur de contenu : Awa_du_Fleuve.",
			"article > header > div[lang=fr] .claim b":   "Opinion",
			"article > footer[lang=fr] .dash":            "—",
			"header .meta span:last-child":               "en wolof",
			"div[lang=fr] .text, div[lang=fr] .lede":     "", // what the author wrote is in the author's language
		})
		if got := page.Document().Find("meta[property='og:locale']").AttrOr("content", ""); got != "wo_SN" {
			t.Errorf("locale is %q", got)
		}
		sound(s, "the Wolof article", page)
	}, "fr", "en")
}

func TestSourcesStandAtTheFoot(t *testing.T) {
	each(t, func(s *site) {
		document, err := richtext.Decode([]byte(`{"version":1,
			"blocks":[{"id":"aaaa","kind":"heading","level":2,"text":[{"text":"Le prix"}]},{"id":"bbbb","kind":"paragraph","text":[{"text":"Il a doublé"},{"source":"cccc"}]}],
			"sources":[{"id":"cccc","kind":"observation","text":"Relevé du samedi"}]}`))
		s.must(err)
		c := s.claims("Le mil", "x")
		c.Document = document
		page := s.get(s.publish(s.awa, c).Path, http.StatusOK)
		s.texts(page, map[string]string{".text > h2": "Le prix", ".sources h2": "Sources", ".sources li .kind": "Observation"})
		sound(s, "the article with a source", page)
	}, "fr")
}
