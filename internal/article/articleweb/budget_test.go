package articleweb_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"palabre/internal/article"
	"palabre/internal/author"
)

// What a first visitor may receive, headers and all, in bytes (product.md).
const (
	articleBudget = 14_336
	frontBudget   = 20_480
)

// prose is French as people write it: its words come from a small number of
// sentences in an order that does not repeat, so that it compresses like a text
// and not like a pattern.
func prose(words int) []string {
	subjects := []string{"La vendeuse", "Un pêcheur de Guet Ndar", "Le comité du forage", "Notre voisine", "Chaque relayeuse", "L’infirmier de nuit", "Une élève de terminale"}
	verbs := []string{"compte", "répare", "attend", "partage", "surveille", "raconte", "mesure", "refuse", "prépare", "retrouve", "défend"}
	objects := []string{"le prix affiché à l’entrée", "la pièce promise en septembre", "les trois jours sans courant", "l’ombre du grand nim", "une borne-fontaine neuve", "le cahier des relevés", "la piste coupée par l’eau", "sa part de la récolte", "les bancs de la classe", "un robinet qui ferme", "la décision du conseil", "le filet déchiré", "cette lettre sans réponse"}
	ends := []string{"avant l’hivernage", "devant tout le village", "sans attendre la commune", "depuis onze ans", "chaque dimanche à huit heures", "avec quarante autres", "pour la première fois", "malgré la chaleur", "entre Louga et Dahra"}
	var paragraphs []string
	for i, count := 0, 0; count < words; i++ {
		var paragraph []string
		for j := range 5 {
			n := i*5 + j
			sentence := fmt.Sprintf("%s %s %s %s.", subjects[n%7], verbs[n*3%11], objects[n*5%13], ends[n*7%9])
			count += len(strings.Fields(sentence))
			paragraph = append(paragraph, sentence)
		}
		paragraphs = append(paragraphs, strings.Join(paragraph, " "))
	}
	return paragraphs
}

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

func TestPagesStayWithinTheirBudgets(t *testing.T) {
	each(t, func(s *site) {
		relay := s.author("Relayeuses", "Les Relayeuses du Ferlo", author.Association)
		c := s.claims("Avant de bâtir des halles, donnons de l’eau aux marchés de la ville", prose(600)...)
		c.Summary = "On promet du béton aux vendeuses. Elles demandent un robinet, des latrines qui ferment et de l’ombre : écoutons-les d’abord."
		at := s.publish(s.awa, c, relay.ID)
		s.must(s.articles.Revise(t.Context(), author.Actor{Author: s.awa.ID}, at.Key, article.Revision{
			Edition: s.edition, Base: 1, Kind: article.Correction, Note: "Nous avions écrit douze villages. Il y en a onze, et le titre a changé.", Claims: c,
		}))
		for i := range article.PageSize {
			other := s.claims(fmt.Sprintf("%s, %d", first(prose(10)[0], 60+i), i), "Un texte.")
			other.Genre, other.Summary = article.Genres()[i%3], first(prose(200)[i%4], 180-i)
			s.publish(s.awa, other)
		}
		for _, encoding := range []string{"br", "gzip"} {
			if got := weigh(s, at.Path, encoding); got > articleBudget {
				t.Errorf("the article takes %d bytes in %s, %d are the most", got, encoding, articleBudget)
			}
			if got := weigh(s, "/", encoding); got > frontBudget {
				t.Errorf("the front page takes %d bytes in %s, %d are the most", got, encoding, frontBudget)
			}
		}
	}, "fr", "en", "pt", "ar")
}
