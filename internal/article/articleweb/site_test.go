package articleweb_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"palabre/internal/account"
	"palabre/internal/article"
	"palabre/internal/article/articleweb"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/jobs"
	"palabre/internal/richtext"
	"palabre/internal/seal"
	"palabre/internal/trust"
	"palabre/internal/web"
	"palabre/internal/web/ui"
	"palabre/internal/web/webtest"
)

const host = "laplace.example"

// site is an edition on the real router, looked at by a reader.
type site struct {
	*testing.T
	*webtest.Browser
	db        *db.DB
	now       time.Time
	editions  *edition.Service
	edition   *edition.Edition
	router    *web.Router
	authors   *author.Service
	articles  *article.Service
	decisions *trust.Service
	awa       author.Author
	judge     account.ID // who removed something
}

// each runs a test on an edition of each engine, at 16:47:31 in Dakar.
func each(t *testing.T, test func(s *site), languages ...string) {
	t.Helper()
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		s := &site{T: t, now: time.Date(2026, 11, 23, 16, 47, 31, 123_456_000, time.UTC)}
		o.Clock = s.clock
		s.db = dbtest.Open(t, o)
		s.build(languages)
		test(s)
	})
}

func (s *site) clock() clock.Instant { return clock.At(s.now) }

func (s *site) build(languages []string) {
	s.Helper()
	key, err := seal.Open(s.TempDir())
	s.must(err)
	catalogue, err := i18n.Load()
	s.must(err)
	client, err := jobs.New(jobs.Options{DB: s.db, Log: slog.New(slog.DiscardHandler)})
	s.must(err)
	s.editions = edition.NewService(s.db)
	s.edition, err = s.editions.Add(s.Context(), edition.New{
		Host: host, Name: "La Place", Country: "SN", Languages: languages, Timezone: "Africa/Dakar",
		Notice: "La Place est ouverte à tous. {join}.", Join: "Ouvrir un compte",
		Sections: []edition.NewSection{{Names: map[string]string{"": "Société", "fr": "Société", "ar": "المجتمع"}}},
	})
	s.must(err)
	s.authors = author.NewService(s.db)
	s.articles = article.NewService(article.Options{DB: s.db, Seal: key, Jobs: client, Catalogue: catalogue, Dir: s.TempDir()})
	s.decisions = trust.NewService(s.db, s.articles)
	s.awa = s.author("Awa_du_Fleuve", "", author.Individual)
	handler, err := articleweb.New(articleweb.Options{
		Editions: s.editions, Articles: s.articles, Decisions: s.decisions, Catalogue: catalogue, Clock: s.clock,
	})
	s.must(err)
	s.router, err = web.New(web.Options{
		Edition:   func(ctx context.Context, host string) (*ui.Edition, error) { return look(ctx, s.editions, host) },
		Ready:     func(context.Context) error { return nil },
		MAC:       key.MAC,
		Catalogue: catalogue,
		Clock:     s.clock,
		Log:       slog.New(slog.DiscardHandler),
	}, handler.Routes())
	s.must(err)
	s.db.OnTouched(s.router.Drop)
	s.Browser = webtest.Open(s.T, s.router, host)
}

// look finds the edition of a host as pages show it.
func look(ctx context.Context, editions *edition.Service, host string) (*ui.Edition, error) {
	e, err := editions.ByHost(ctx, host)
	if err != nil {
		return nil, err
	}
	of := func(country string) *ui.Edition {
		return &ui.Edition{
			ID: int64(e.ID), Host: e.Main(), URL: "https://" + e.Main(), Name: e.Text(e.First()).Name, Country: country,
			Languages: e.Languages, First: e.First(), Zone: e.Zone,
		}
	}
	found := of("Sénégal")
	found.Translations = map[string]*ui.Edition{"ar": of("السنغال")}
	return found, nil
}

func (s *site) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *site) author(handle, name string, kind author.Kind) author.Author {
	s.Helper()
	a, err := s.authors.Add(s.Context(), author.New{Edition: s.edition, Kind: kind, Handle: handle, Name: name})
	s.must(err)
	return a
}

// exec changes what no verb changes yet.
func (s *site) exec(query string, args ...any) {
	s.Helper()
	s.must(s.db.Write(s.Context(), func(tx *db.Tx) error {
		_, err := db.Exec(s.Context(), tx, query, args...)
		return err
	}))
	s.router.Flush() // no verb has said what changed
}

// reopen lets the edition be read again after exec changed it.
func (s *site) reopen() {
	s.Helper()
	s.must(s.db.Write(s.Context(), func(tx *db.Tx) error {
		tx.Touched(s.edition.ID.Tag())
		return nil
	}))
}

// claims are those of an opinion in French.
func (s *site) claims(title string, paragraphs ...string) article.Claims {
	s.Helper()
	document, err := richtext.FromParagraphs(paragraphs)
	s.must(err)
	return article.Claims{Title: title, Genre: article.Opinion, Language: "fr", Licence: "cc-by-4.0", Document: document}
}

func (s *site) publish(by author.Author, c article.Claims, cosigners ...author.ID) article.Address {
	s.Helper()
	at, err := s.articles.Publish(s.Context(), author.Actor{Author: by.ID}, article.Publication{Edition: s.edition, Claims: c, Cosigners: cosigners})
	s.must(err)
	return at
}

// market publishes the article that most tests look at.
func (s *site) market() article.Address {
	s.Helper()
	return s.publish(s.awa, s.claims("Le marché de Thiès rouvre", "Les étals sont de nouveau en place.", "On y trouve : du mil, du poisson."))
}

// remove decides that an article goes, under a law or under the charter.
func (s *site) remove(at article.Address, ground trust.Ground) trust.Decision {
	s.Helper()
	s.must(s.db.Write(s.Context(), func(tx *db.Tx) (err error) {
		s.judge, err = account.OpenIn(s.Context(), tx, "fr", "moderatrice")
		return err
	}))
	s.exec(`INSERT INTO charter (edition_id, version, day) VALUES ($1, 1, 20000)`, s.edition.ID)
	s.exec(`INSERT INTO charter_article (edition_id, version, number) VALUES ($1, 1, 3)`, s.edition.ID)
	made, err := s.decisions.Restrict(s.Context(), s.edition, trust.Judge{Account: s.judge, Role: "moderator"}, trust.Order{
		Article: at.Key, Effect: trust.Removed, Ground: ground, Category: "privacy", Facts: "Une adresse privée est donnée.",
		Explanation: "L’article donne l’adresse du domicile d’une personne qui n’y a pas consenti, ce que la règle citée interdit.",
	})
	s.must(err)
	return made
}

// get asks for a page and fails when the answer has another status.
func (s *site) get(path string, status int) *webtest.Answer {
	s.Helper()
	answer := s.Get(path)
	if answer.Status != status {
		s.Fatalf("%s answers %d, want %d: %s", path, answer.Status, status, answer.Text("main"))
	}
	return answer
}

// texts compares what selectors find with what readers must see.
func (s *site) texts(page *webtest.Answer, want map[string]string) {
	s.Helper()
	for selector, text := range want {
		if got := page.Text(selector); got != text {
			s.Errorf("%s is %q, want %q", selector, got, text)
		}
	}
}
