package trust_test

import (
	"log/slog"
	"testing"

	"palabre/internal/account"
	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/jobs"
	"palabre/internal/richtext"
	"palabre/internal/seal"
	"palabre/internal/trust"
)

// site is an edition with a charter, a pen name and two people of the team.
type site struct {
	*testing.T
	db        *db.DB
	edition   *edition.Edition
	articles  *article.Service
	decisions *trust.Service
	awa       author.Author
	judge     trust.Judge
	second    trust.Judge
}

func newSite(t *testing.T, d *db.DB) *site {
	t.Helper()
	s := &site{T: t, db: d}
	key, err := seal.Open(t.TempDir())
	s.must(err)
	catalogue, err := i18n.Load()
	s.must(err)
	client, err := jobs.New(jobs.Options{DB: d, Clock: clock.System, Log: slog.New(slog.DiscardHandler)})
	s.must(err)
	s.edition = s.newEdition("laplace.example")
	s.awa, err = author.NewService(d).Add(t.Context(), author.New{Edition: s.edition, Kind: author.Individual, Handle: "Awa_du_Fleuve"})
	s.must(err)
	s.articles = article.NewService(article.Options{DB: d, Seal: key, Jobs: client, Catalogue: catalogue, Dir: t.TempDir()})
	s.decisions = trust.NewService(d, s.articles)
	s.judge, s.second = s.person("moderatrice", "moderator"), s.person("redacteur", "editor")
	return s
}

// newEdition makes an edition whose charter has an article 3.
func (s *site) newEdition(host string) *edition.Edition {
	s.Helper()
	e, err := edition.NewService(s.db).Add(s.Context(), edition.New{
		Host: host, Name: "La Place", Languages: []string{"fr"}, Timezone: "Africa/Dakar", Notice: "{join}.", Join: "Ouvrir un compte",
		Sections: []edition.NewSection{{Names: map[string]string{"fr": "Société"}}},
	})
	s.must(err)
	s.must(s.exec(`INSERT INTO charter (edition_id, version, day) VALUES ($1, 1, 20000)`, e.ID))
	s.must(s.exec(`INSERT INTO charter_article (edition_id, version, number) VALUES ($1, 1, 3)`, e.ID))
	return e
}

func (s *site) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *site) want(what string, err error, kind errs.Kind) {
	s.Helper()
	if errs.KindOf(err) != kind || (kind == 0 && err != nil) {
		s.Errorf("%s: %v, want %v", what, err, kind)
	}
}

func (s *site) exec(query string, args ...any) error {
	return s.db.Write(s.Context(), func(tx *db.Tx) error {
		_, err := db.Exec(s.Context(), tx, query, args...)
		return err
	})
}

func (s *site) count(query string) (n int64) {
	s.Helper()
	s.must(s.db.Read(s.Context(), func(tx *db.Tx) (err error) {
		n, err = db.One(s.Context(), tx, db.ScanInt, query)
		return err
	}))
	return n
}

func (s *site) person(name, role string) trust.Judge {
	s.Helper()
	var a account.ID
	s.must(s.db.Write(s.Context(), func(tx *db.Tx) (err error) {
		a, err = account.OpenIn(s.Context(), tx, "fr", name)
		return err
	}))
	return trust.Judge{Account: a, Role: role}
}

func (s *site) publish() article.Address {
	s.Helper()
	document, err := richtext.FromParagraphs([]string{"Les étals sont de nouveau en place."})
	s.must(err)
	at, err := s.articles.Publish(s.Context(), s.author(), article.Publication{
		Edition: s.edition,
		Claims:  article.Claims{Title: "Le marché rouvre", Genre: article.Opinion, Language: "fr", Licence: "cc-by-4.0", Document: document},
	})
	s.must(err)
	return at
}

func (s *site) author() author.Actor { return author.Actor{Author: s.awa.ID} }

var because = "L’article donne l’adresse du domicile d’une personne qui n’y a pas consenti, ce que la charte interdit."

// order asks for a restriction under the charter.
func order(at article.Address, effect trust.Effect) trust.Order {
	return trust.Order{
		Article: at.Key, Effect: effect, Ground: trust.Ground{Charter: 1, Article: 3}, Category: "privacy",
		Facts: "Une adresse privée est donnée.", Explanation: because,
	}
}

func (s *site) restrict(o trust.Order) (trust.Decision, error) {
	return s.decisions.Restrict(s.Context(), s.edition, s.judge, o)
}

func (s *site) lift(reference string) error {
	_, err := s.decisions.Lift(s.Context(), s.edition, s.judge, reference, "La personne y a consenti depuis.")
	return err
}

// seen says where readers find the article: in how many lists, and what its
// address says.
func (s *site) seen(at article.Address) (lists int, address error) {
	s.Helper()
	_, address = s.articles.Public(s.Context(), s.edition, at.Path)
	latest, err := s.articles.Latest(s.Context(), s.edition)
	s.must(err)
	mine, err := s.articles.ByAuthor(s.Context(), s.edition, s.awa.ID)
	s.must(err)
	feed, err := s.articles.Feed(s.Context(), s.edition)
	s.must(err)
	return len(latest) + len(mine) + len(feed), address
}
