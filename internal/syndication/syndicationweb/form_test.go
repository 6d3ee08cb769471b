package syndicationweb_test

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strings"
	"testing"

	"palabre/internal/author"
)

// text is article.txt of the market, byte for byte.
const text = `Article opinion écrit par le créateur de contenu : Awa_du_Fleuve.
Les étals sont de nouveau en place.
On y trouve : du mil, du poisson.
Article opinion écrit par le créateur de contenu : Awa_du_Fleuve
—
La Place est ouverte à tous. Ouvrir un compte.`

// forms are the forms of an article with their types.
var forms = map[string]string{
	"article.txt":  "text/plain; charset=utf-8",
	"article.md":   "text/markdown; charset=utf-8",
	"article.html": "text/html; charset=utf-8",
	"article.json": "application/json",
}

func TestAnArticleIsHandedOutInEachForm(t *testing.T) {
	each(t, func(s *site) {
		at := s.market()
		for form, contentType := range forms {
			answer := s.get(at.Path+form, http.StatusOK)
			for name, want := range map[string]string{
				"Content-Type":                contentType,
				"Content-Language":            "fr",
				"Link":                        `<https://laplace.example/2026/11/23/le-marche-de-thies-rouvre/>; rel="canonical"`,
				"Access-Control-Allow-Origin": "*",
				"Cache-Control":               "public, max-age=0, must-revalidate",
				"X-Content-Type-Options":      "nosniff",
				"Set-Cookie":                  "",
			} {
				if got := answer.Header.Get(name); got != want {
					t.Errorf("%s: %s is %q, want %q", form, name, got, want)
				}
			}
			for _, said := range []string{"Les étals sont de nouveau en place.", "La Place est ouverte à tous.", "Article opinion écrit par le créateur de contenu : Awa"} {
				if !strings.Contains(answer.Body, said) {
					t.Errorf("%s does not say %q: %s", form, said, answer.Body)
				}
			}
			for _, told := range []string{"16:47", "123456", "⟦"} {
				if strings.Contains(answer.Body, told) {
					t.Errorf("%s says %q", form, told)
				}
			}
			head := s.Send(http.MethodHead, at.Path+form, nil)
			if head.Status != http.StatusOK || head.Body != "" || head.Header.Get("Content-Type") != contentType {
				t.Errorf("HEAD %s: %d %q", form, head.Status, head.Header.Get("Content-Type"))
			}
		}
		if got := s.get(at.Path+"article.txt", http.StatusOK).Body; got != text {
			t.Errorf("article.txt is\n%s\nwant\n%s", got, text)
		}
		if got := s.get(at.Path+"article.html", http.StatusOK).Document().Find("h1").Text(); got != "Le marché de Thiès rouvre" {
			t.Errorf("article.html is headed %q", got)
		}
		var carried struct{ Title, URL string }
		s.must(json.Unmarshal([]byte(s.get(at.Path+"article.json", http.StatusOK).Body), &carried))
		if carried.Title != "Le marché de Thiès rouvre" || carried.URL != "https://laplace.example/2026/11/23/le-marche-de-thies-rouvre/" {
			t.Errorf("article.json says %+v", carried)
		}
	})
}

func TestAFormIsInTheLanguageOfItsArticle(t *testing.T) {
	each(t, func(s *site) {
		at := s.publish("دفتر السوق", "ar", "نص.")
		answer := s.get(at.Path+"article.txt", http.StatusOK)
		if answer.Header.Get("Content-Language") != "ar" || !strings.HasPrefix(answer.Body, "مقال رأي كتبه صانع المحتوى: Awa_du_Fleuve.\n") {
			t.Errorf("in %q: %s", answer.Header.Get("Content-Language"), answer.Body)
		}
		const address = `<https://laplace.example/2026/11/23/%D8%AF%D9%81%D8%AA%D8%B1-%D8%A7%D9%84%D8%B3%D9%88%D9%82/>; rel="canonical"`
		if got := answer.Header.Get("Link"); got != address {
			t.Errorf("Link is %q", got)
		}
	})
}

func TestFormsFollowTheirArticle(t *testing.T) {
	each(t, func(s *site) {
		at := s.market()
		actor := author.Actor{Author: s.awa.ID}
		path, err := s.articles.RenameSlug(t.Context(), s.edition, actor, at.Key, "La halle est prête")
		s.must(err)
		for form := range forms {
			if got := s.get(at.Path+form, http.StatusMovedPermanently).Header.Get("Location"); got != path+form {
				t.Errorf("%s leads to %q, want %q", form, got, path+form)
			}
			s.get(path+form, http.StatusOK)
			s.get("/2026/11/23/inconnu/"+form, http.StatusNotFound)
		}
		s.get(path+"article.pdf", http.StatusNotFound)

		s.must(s.articles.Withdraw(t.Context(), s.edition, actor, at.Key))
		gone := s.get(path+"article.txt", http.StatusGone)
		if gone.Body != "Cet article n’est plus en ligne\nCet article a été retiré par son auteur le lundi 23 novembre 2026.\n"+
			"Son adresse lui reste réservée\u00a0: aucun autre texte ne la prendra. Les autres articles sont à la une.\n" {
			t.Errorf("withdrawn: %q", gone.Body)
		}
	})
}

func TestAFormOfARemovedArticleCitesTheDecision(t *testing.T) {
	each(t, func(s *site) {
		at := s.market()
		made := s.remove(at)
		for form := range forms {
			answer := s.get(at.Path+form, http.StatusUnavailableForLegalReasons)
			if !strings.Contains(answer.Body, "par décision "+made.Reference+", parce qu’une loi le demande.") {
				t.Errorf("%s does not cite %s: %s", form, made.Reference, answer.Body)
			}
			for _, told := range []string{"marché", "marche", "Thiès", "Awa", "étals"} {
				if strings.Contains(answer.Body, told) || strings.Contains(answer.Header.Get("Link"), told) {
					t.Errorf("%s still says %q", form, told)
				}
			}
		}
		if feed := s.get("/feed/", http.StatusOK).Body; strings.Contains(feed, "Thiès") {
			t.Error("the feed still names it")
		}
	})
}

func TestTheFeedCarriesTheNewestFirst(t *testing.T) {
	each(t, func(s *site) {
		s.market()
		const hostile = "]]></title><script>\"'&\u200f😀"
		s.publish(hostile, "fr", "Un texte.", hostile)
		answer := s.get("/feed/", http.StatusOK)
		if answer.Header.Get("Content-Type") != "application/rss+xml; charset=utf-8" || answer.Header.Get("Content-Language") != "fr" {
			t.Errorf("the feed is %q in %q", answer.Header.Get("Content-Type"), answer.Header.Get("Content-Language"))
		}
		var feed struct {
			Title string `xml:"channel>title"`
			Items []struct {
				Title string `xml:"title"`
				Link  string `xml:"link"`
			} `xml:"channel>item"`
		}
		s.must(xml.Unmarshal([]byte(answer.Body), &feed))
		if feed.Title != "La Place" || len(feed.Items) != 2 || feed.Items[0].Title != hostile || feed.Items[1].Title != "Le marché de Thiès rouvre" ||
			feed.Items[1].Link != "https://laplace.example/2026/11/23/le-marche-de-thies-rouvre/" {
			t.Errorf("the feed says %+v", feed)
		}
		if head := s.Send(http.MethodHead, "/feed/", nil); head.Status != http.StatusOK || head.Body != "" {
			t.Errorf("HEAD answers %d", head.Status)
		}
		if got := s.get("/feed", http.StatusMovedPermanently).Header.Get("Location"); got != "/feed/" {
			t.Errorf("/feed leads to %q", got)
		}
	})
}

func TestAnEmptyFeedIsAFeed(t *testing.T) {
	each(t, func(s *site) {
		var feed struct {
			Title string     `xml:"channel>title"`
			Items []struct{} `xml:"channel>item"`
		}
		s.must(xml.Unmarshal([]byte(s.get("/feed/", http.StatusOK).Body), &feed))
		if feed.Title != "La Place" || len(feed.Items) != 0 {
			t.Errorf("the feed says %+v", feed)
		}
	})
}
