package articleweb_test

import (
	"net/http"
	"strings"
	"testing"

	"palabre/internal/author"
	"palabre/internal/trust"
)

func TestWhatNeverWasIsNotFound(t *testing.T) {
	each(t, func(s *site) {
		s.market()
		for _, path := range []string{
			"/2026/11/23/inconnu/", "/2026/11/24/le-marche-de-thies-rouvre/", "/2026/11/23/Le-Marche-De-Thies-Rouvre/", "/x/y/z/le-marche-de-thies-rouvre/",
			"/2026/11/23/%F0%9F%98%80/", "/2026/11/23/" + strings.Repeat("a", 1000) + "/", "/a/aaaaaaaa", "/a/%F0%9F%98%80", "/2026/11/",
		} {
			s.texts(s.get(path, http.StatusNotFound), map[string]string{"h1": "Cette page n’est pas ici"})
		}
	}, "fr")
}

func TestARenamedArticleRedirects(t *testing.T) {
	each(t, func(s *site) {
		at := s.market()
		path, err := s.articles.RenameSlug(t.Context(), s.edition, author.Actor{Author: s.awa.ID}, at.Key, "La halle est prête")
		s.must(err)
		for _, old := range []string{at.Path, strings.TrimSuffix(at.Path, "/")} {
			answer := s.get(old, http.StatusMovedPermanently)
			if got := answer.Header.Get("Location"); got != path && got != old+"/" {
				t.Errorf("%s leads to %q, want %q", old, got, path)
			}
		}
		s.texts(s.get(path, http.StatusOK), map[string]string{"h1": "Le marché de Thiès rouvre"})
	}, "fr")
}

func TestTheShortAddressLeadsToTheArticle(t *testing.T) {
	each(t, func(s *site) {
		c := s.claims("دفتر السوق", "نص.")
		c.Language = "ar"
		at := s.publish(s.awa, c)
		short := s.get(at.Path, http.StatusOK).Document().Find("link[rel=shortlink]").AttrOr("href", "")
		if len(short) != len("/a/")+8 {
			t.Fatalf("short address is %q", short)
		}
		to := s.get(short, http.StatusMovedPermanently).Header.Get("Location")
		if to != "/2026/11/23/%D8%AF%D9%81%D8%AA%D8%B1-%D8%A7%D9%84%D8%B3%D9%88%D9%82/" {
			t.Errorf("it leads to %q", to)
		}
		s.must(s.articles.Withdraw(t.Context(), s.edition, author.Actor{Author: s.awa.ID}, at.Key))
		s.get(short, http.StatusGone)
	}, "fr")
}

func TestAWithdrawnArticleIsGone(t *testing.T) {
	each(t, func(s *site) {
		at := s.market()
		s.must(s.articles.Withdraw(t.Context(), s.edition, author.Actor{Author: s.awa.ID}, at.Key))
		page := s.get(at.Path, http.StatusGone)
		s.texts(page, map[string]string{
			"h1":                  "Cet article n’est plus en ligne",
			".say:nth-of-type(1)": "Cet article a été retiré par son auteur le lundi 23 novembre 2026.",
		})
		unnamed(s, page.Body)
		s.texts(s.get("/", http.StatusOK), map[string]string{".river": ""})
	}, "fr")
}

func TestAnErasedArticleIsGone(t *testing.T) {
	each(t, func(s *site) {
		at := s.market()
		s.must(s.articles.Erase(t.Context(), author.Actor{Author: s.awa.ID}, at.Key))
		page := s.get(at.Path, http.StatusGone)
		s.texts(page, map[string]string{".say:nth-of-type(1)": "Cet article a été retiré par son auteur le lundi 23 novembre 2026."})
		unnamed(s, page.Body)
	}, "fr")
}

func TestADecisionIsCitedAndNothingElse(t *testing.T) {
	for name, c := range map[string]struct {
		ground  trust.Ground
		status  int
		h1, say string
	}{
		"charter": {trust.Ground{Charter: 1, Article: 3}, http.StatusGone, "Cet article n’est plus en ligne", "Cet article a été retiré par décision {}."},
		"law":     {trust.Ground{Law: "loi 2008-12, art. 34"}, http.StatusUnavailableForLegalReasons, "Cet article ne peut pas être montré", "Cet article a été retiré par décision {}, parce qu’une loi le demande."},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(s *site) {
				at := s.market()
				short := s.get(at.Path, http.StatusOK).Document().Find("link[rel=shortlink]").AttrOr("href", "")
				made := s.remove(at, c.ground)
				for _, path := range []string{at.Path, short} {
					page := s.get(path, c.status)
					s.texts(page, map[string]string{"h1": c.h1, ".say:nth-of-type(1)": strings.Replace(c.say, "{}", made.Reference, 1)})
					unnamed(s, page.Body)
				}
				s.texts(s.get("/", http.StatusOK), map[string]string{".river": ""})

				_, err := s.decisions.Lift(t.Context(), s.edition, trust.Judge{Account: s.judge, Role: "moderator"}, made.Reference, "La personne a donné son accord depuis.")
				s.must(err)
				s.get(at.Path, http.StatusOK)
			}, "fr")
		})
	}
}

// unnamed fails when a page tells what stood there.
func unnamed(s *site, body string) {
	s.Helper()
	for _, told := range []string{"marché", "marche", "Thiès", "Awa", "awa_du_fleuve", "étals"} {
		if strings.Contains(body, told) {
			s.Errorf("the page still says %q", told)
		}
	}
}

func TestHeadIsGetWithoutItsBody(t *testing.T) {
	each(t, func(s *site) {
		at := s.market()
		for _, path := range []string{"/", at.Path} {
			get, head := s.Get(path), s.Send(http.MethodHead, path, nil)
			if head.Status != http.StatusOK || head.Body != "" || head.Header.Get("Content-Length") != get.Header.Get("Content-Length") {
				t.Errorf("HEAD %s: %d, %s bytes announced", path, head.Status, head.Header.Get("Content-Length"))
			}
		}
	}, "fr")
}

func TestPagesDoNotDependOnWhoAsks(t *testing.T) {
	each(t, func(s *site) {
		at := s.market()
		for _, path := range []string{"/", at.Path} {
			one, other := s.Get(path), s.Get(path, "Cookie", "form=aaaaaaaaaaaaaaaaaaaaaaaaaa", "Accept-Language", "ar")
			if one.Body != other.Body || other.Header.Get("Set-Cookie") != "" || one.Header.Get("Cache-Control") != "public, max-age=0, must-revalidate" {
				t.Errorf("%s answers one reader otherwise than another", path)
			}
		}
	}, "fr")
}
