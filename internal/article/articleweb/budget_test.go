package articleweb_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"palabre/internal/article"
	"palabre/internal/author"
)

// What a first visitor may receive, headers and all, in bytes (product.md). An
// article in economy saves at least what its reader would call a third.
const (
	articleBudget = 14_336
	frontBudget   = 20_480
	economySaves  = 3_000
)

// weigh returns the bytes of an answer on the wire, as HTTP/1.1 writes it.
func weigh(s *site, path, encoding string) int {
	s.Helper()
	request := httptest.NewRequest(http.MethodGet, "http://"+host+path, nil)
	request.Header.Set("Accept-Encoding", encoding)
	recorder := httptest.NewRecorder()
	s.router.ServeHTTP(recorder, request)
	answer := recorder.Result()
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Encoding") != encoding {
		s.Fatalf("%s answers %d in %q", path, answer.StatusCode, answer.Header.Get("Content-Encoding"))
	}
	answer.Header.Set("Date", "Mon, 23 Nov 2026 16:47:31 GMT") // net/http's server adds it
	var head strings.Builder
	s.must(answer.Header.Write(&head))
	return len("HTTP/1.1 200 OK\r\n") + head.Len() + len("\r\n") + recorder.Body.Len()
}

// packed is how many bytes gzip makes of a text.
func packed(s *site, text string) int {
	s.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(text))
	s.must(errors.Join(err, w.Close()))
	return b.Len()
}

// TestAnArabicArticleStaysWithinItsBudget weighs what 2,000 words weigh as people
// write them: the words alone are more than half of the budget.
func TestAnArabicArticleStaysWithinItsBudget(t *testing.T) {
	each(t, func(s *site) {
		text := arabic.prose(2_300)
		if n := packed(s, strings.Join(text, "\n")); n < 7_000 {
			s.Fatalf("2,000 words take %d bytes: no text of people is as thin", n)
		}
		c := s.claims("قبل أن نبني سوقا جديدة لنصلح ميزان السوق القديمة ونفتح أبوابها", text...)
		c.Language, c.Summary = "ar", "البائع يزن بحجر، والمشتري يزن بعينيه، وبين الاثنين يضيع كيلوغرام كل أسبوع، فلماذا ننتظر موسما آخر؟"
		at := s.publish(s.awa, c)
		for _, coding := range []string{"br", "gzip"} {
			if got := weigh(s, at.Path, coding); got > articleBudget {
				t.Errorf("the article takes %d bytes in %s, %d are the most", got, coding, articleBudget)
			}
		}
	}, "ar", "fr")
}

func TestPagesStayWithinTheirBudgets(t *testing.T) {
	each(t, func(s *site) {
		text := prose(2_000)
		if n := packed(s, strings.Join(text, "\n")); n < 5_200 {
			s.Fatalf("2,000 words take %d bytes: no text of people is as thin", n)
		}
		relay := s.author("Relayeuses", "Les Relayeuses du Ferlo", author.Association)
		c := s.claims("Avant de bâtir des halles, donnons de l’eau aux marchés de la ville", text...)
		c.Summary = "On promet du béton aux vendeuses. Elles demandent un robinet, des latrines qui ferment et de l’ombre : écoutons-les d’abord."
		at := s.publish(s.awa, c, relay.ID)
		s.must(s.articles.Revise(t.Context(), author.Actor{Author: s.awa.ID}, at.Key, article.Revision{
			Edition: s.edition, Base: 1, Kind: article.Correction, Note: "Nous avions écrit douze villages. Il y en a onze, et le titre a changé.", Claims: c,
		}))
		for i := range article.PageSize {
			other := s.claims(fmt.Sprintf("%s, %d", first(prose(10)[0], 60+i), i), "Un texte.")
			other.Genre, other.Summary = article.Genres()[i%3], first(prose(500)[i%4], 180-i)
			s.publish(s.awa, other)
		}
		for _, encoding := range []string{"br", "gzip"} {
			if got := weigh(s, at.Path, encoding); got > articleBudget {
				t.Errorf("the article takes %d bytes in %s, %d are the most", got, encoding, articleBudget)
			}
			if got := weigh(s, "/", encoding); got > frontBudget {
				t.Errorf("the front page takes %d bytes in %s, %d are the most", got, encoding, frontBudget)
			}
			for _, path := range []string{at.Path, "/"} {
				if full, light := weigh(s, path, encoding), weigh(s, path+"?economie=1", encoding); light > full-economySaves {
					t.Errorf("%s takes %d bytes in %s, in economy %d: it should save %d", path, full, encoding, light, economySaves)
				}
			}
		}
	}, "fr", "en", "pt", "ar")
}
