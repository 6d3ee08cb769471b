package authorweb_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/author/authorweb"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/jobs"
	"palabre/internal/richtext"
	"palabre/internal/seal"
	"palabre/internal/web"
	"palabre/internal/web/ui"
	"palabre/internal/web/webtest"
)

const (
	host      = "laplace.example"
	otherHost = "lefleuve.example"
)

// site is two editions on the real router, looked at by a reader of the first.
type site struct {
	*testing.T
	*webtest.Browser
	db       *db.DB
	editions *edition.Service
	edition  *edition.Edition
	authors  *author.Service
	articles *article.Service
	router   *web.Router
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
	s.editions = edition.NewService(s.db)
	s.edition = s.add(host)
	s.authors = author.NewService(s.db)
	s.articles = article.NewService(article.Options{DB: s.db, Seal: key, Jobs: client, Catalogue: catalogue, Dir: s.TempDir()})
	handler, err := authorweb.New(authorweb.Options{Editions: s.editions, Authors: s.authors, Articles: s.articles, Catalogue: catalogue})
	s.must(err)
	s.router, err = web.New(web.Options{
		Edition: func(ctx context.Context, host string) (*ui.Edition, error) {
			e, err := s.editions.ByHost(ctx, host)
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
	s.db.OnTouched(s.router.Drop)
	s.Browser = webtest.Open(s.T, s.router, host)
}

func (s *site) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *site) add(host string) *edition.Edition {
	s.Helper()
	e, err := s.editions.Add(s.Context(), edition.New{
		Host: host, Name: "La Place", Languages: []string{"fr"}, Timezone: "Africa/Dakar", Notice: "La Place est ouverte à tous. {join}.", Join: "Ouvrir un compte",
		Sections: []edition.NewSection{{Names: map[string]string{"": "Société"}}},
	})
	s.must(err)
	return e
}

func (s *site) author(handle, name string, kind author.Kind) author.Author {
	s.Helper()
	a, err := s.authors.Add(s.Context(), author.New{Edition: s.edition, Kind: kind, Handle: handle, Name: name})
	s.must(err)
	return a
}

func (s *site) exec(query string, args ...any) {
	s.Helper()
	s.must(s.db.Write(s.Context(), func(tx *db.Tx) error {
		_, err := db.Exec(s.Context(), tx, query, args...)
		return err
	}))
	s.router.Flush() // no verb has said what changed
}

func (s *site) publish(by author.Author, title, language string, cosigners ...author.ID) article.Address {
	s.Helper()
	document, err := richtext.FromParagraphs([]string{"Un texte."})
	s.must(err)
	at, err := s.articles.Publish(s.Context(), author.Actor{Author: by.ID}, article.Publication{
		Edition: s.edition, Cosigners: cosigners,
		Claims: article.Claims{Title: title, Summary: "Un résumé.", Genre: article.Testimony, Language: language, Licence: "cc-by-4.0", Document: document},
	})
	s.must(err)
	return at
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
