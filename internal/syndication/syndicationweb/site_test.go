package syndicationweb_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"palabre/internal/account"
	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/jobs"
	"palabre/internal/richtext"
	"palabre/internal/seal"
	"palabre/internal/syndication/syndicationweb"
	"palabre/internal/trust"
	"palabre/internal/web"
	"palabre/internal/web/ui"
	"palabre/internal/web/webtest"
)

const host = "laplace.example"

// site is an edition on the real router, asked by another program.
type site struct {
	*testing.T
	*webtest.Browser
	db        *db.DB
	edition   *edition.Edition
	articles  *article.Service
	decisions *trust.Service
	awa       author.Author
}

// each runs a test on an edition of each engine, at 16:47:31 in Dakar.
func each(t *testing.T, test func(s *site)) {
	t.Helper()
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		o.Clock = func() clock.Instant { return clock.At(time.Date(2026, 11, 23, 16, 47, 31, 123_456_000, time.UTC)) }
		s := &site{T: t, db: dbtest.Open(t, o)}
		s.build(o.Clock)
		test(s)
	})
}

func (s *site) build(now clock.Clock) {
	s.Helper()
	key, err := seal.Open(s.TempDir())
	s.must(err)
	catalogue, err := i18n.Load()
	s.must(err)
	client, err := jobs.New(jobs.Options{DB: s.db, Log: slog.New(slog.DiscardHandler)})
	s.must(err)
	editions := edition.NewService(s.db)
	s.edition, err = editions.Add(s.Context(), edition.New{
		Host: host, Name: "La Place", Languages: []string{"fr"}, Timezone: "Africa/Dakar", Notice: "La Place est ouverte à tous. {join}.", Join: "Ouvrir un compte",
		Sections: []edition.NewSection{{Names: map[string]string{"": "Société"}}},
	})
	s.must(err)
	s.awa, err = author.NewService(s.db).Add(s.Context(), author.New{Edition: s.edition, Kind: author.Individual, Handle: "Awa_du_Fleuve"})
	s.must(err)
	s.articles = article.NewService(article.Options{DB: s.db, Seal: key, Jobs: client, Catalogue: catalogue, Dir: s.TempDir()})
	s.decisions = trust.NewService(s.db, s.articles)
	handler := syndicationweb.New(syndicationweb.Options{Editions: editions, Articles: s.articles, Decisions: s.decisions, Catalogue: catalogue})
	router, err := web.New(web.Options{
		Edition: func(ctx context.Context, host string) (*ui.Edition, error) {
			e, err := editions.ByHost(ctx, host)
			if err != nil {
				return nil, err
			}
			return &ui.Edition{ID: int64(e.ID), Host: host, URL: "https://" + host, Name: "La Place", Languages: e.Languages, First: e.First(), Zone: e.Zone}, nil
		},
		Ready:     func(context.Context) error { return nil },
		MAC:       key.MAC,
		Catalogue: catalogue,
		Clock:     now,
		Log:       slog.New(slog.DiscardHandler),
	}, handler.Routes())
	s.must(err)
	s.db.OnTouched(router.Drop)
	s.Browser = webtest.Open(s.T, router, host)
}

func (s *site) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *site) publish(title, language string, paragraphs ...string) article.Address {
	s.Helper()
	document, err := richtext.FromParagraphs(paragraphs)
	s.must(err)
	at, err := s.articles.Publish(s.Context(), author.Actor{Author: s.awa.ID}, article.Publication{
		Edition: s.edition,
		Claims:  article.Claims{Title: title, Genre: article.Opinion, Language: language, Licence: "cc-by-4.0", Document: document},
	})
	s.must(err)
	return at
}

// market publishes the article that most tests ask for.
func (s *site) market() article.Address {
	s.Helper()
	return s.publish("Le marché de Thiès rouvre", "fr", "Les étals sont de nouveau en place.", "On y trouve : du mil, du poisson.")
}

// remove decides that an article goes because a law asks for it.
func (s *site) remove(at article.Address) trust.Decision {
	s.Helper()
	var judge account.ID
	s.must(s.db.Write(s.Context(), func(tx *db.Tx) (err error) {
		judge, err = account.OpenIn(s.Context(), tx, "fr", "moderatrice")
		return err
	}))
	made, err := s.decisions.Restrict(s.Context(), s.edition, trust.Judge{Account: judge, Role: "moderator"}, trust.Order{
		Article: at.Key, Effect: trust.Removed, Ground: trust.Ground{Law: "loi 2008-12, art. 34"}, Category: "privacy", Facts: "Une adresse privée est donnée.",
		Explanation: "L’article donne l’adresse du domicile d’une personne qui n’y a pas consenti, ce que la loi citée interdit.",
	})
	s.must(err)
	return made
}

// get asks for a path and fails when the answer has another status.
func (s *site) get(path string, status int) *webtest.Answer {
	s.Helper()
	answer := s.Get(path)
	if answer.Status != status {
		s.Fatalf("%s answers %d, want %d: %s", path, answer.Status, status, answer.Body)
	}
	return answer
}
