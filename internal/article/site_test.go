package article_test

import (
	"errors"
	"log/slog"
	"testing"
	"time"

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
)

// site is an edition with its services and one pen name.
type site struct {
	*testing.T
	db       *db.DB
	edition  *edition.Edition
	articles *article.Service
	authors  *author.Service
	awa      author.Author
	jobs     *jobs.Client
	dir      string   // where erased.log is kept
	touched  []string // tags dropped since the last look
}

func newSite(t *testing.T, d *db.DB) *site {
	t.Helper()
	s := &site{T: t, db: d, dir: t.TempDir()}
	key, err := seal.Open(t.TempDir())
	s.must(err)
	catalogue, err := i18n.Load()
	s.must(err)
	s.jobs, err = jobs.New(jobs.Options{DB: d, Clock: clock.System, Log: slog.New(slog.DiscardHandler)})
	s.must(err)
	s.edition, err = edition.NewService(d).Add(t.Context(), edition.New{
		Host: "laplace.example", Name: "La Place", Languages: []string{"fr", "en"}, Timezone: "Africa/Dakar",
		Notice: "La Place est ouverte à tous. {join}.", Join: "Ouvrir un compte",
		Sections: sections("Société", "Politique", "Économie", "Culture", "Santé", "Environnement", "Sport", "Monde"),
	})
	s.must(err)
	s.authors = author.NewService(d)
	s.awa = s.author("Awa_du_Fleuve", author.Individual)
	s.articles = article.NewService(article.Options{DB: d, Seal: key, Jobs: s.jobs, Catalogue: catalogue, Dir: s.dir})
	d.OnTouched(func(tags []string) { s.touched = append(s.touched, tags...) })
	return s
}

func sections(names ...string) []edition.NewSection {
	var all []edition.NewSection
	for _, name := range names {
		all = append(all, edition.NewSection{Names: map[string]string{"fr": name, "en": name}})
	}
	return all
}

func (s *site) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *site) author(handle string, kind author.Kind) author.Author {
	s.Helper()
	a, err := s.authors.Add(s.Context(), author.New{Edition: s.edition, Kind: kind, Handle: handle})
	s.must(err)
	return a
}

func actor(a author.Author) author.Actor { return author.Actor{Author: a.ID} }

func (s *site) claims(title string, paragraphs ...string) article.Claims {
	s.Helper()
	document, err := richtext.FromParagraphs(paragraphs)
	s.must(err)
	return article.Claims{Title: title, Genre: article.Opinion, Language: "fr", Licence: "cc-by-4.0", Document: document}
}

func (s *site) publish(title string) article.Address {
	s.Helper()
	at, err := s.articles.Publish(s.Context(), actor(s.awa), article.Publication{Edition: s.edition, Claims: s.claims(title, "Le premier paragraphe de "+title+".")})
	s.must(err)
	return at
}

func (s *site) revise(at article.Address, base int64, note string, paragraphs ...string) error {
	s.Helper()
	return s.articles.Revise(s.Context(), actor(s.awa), at.Key, article.Revision{
		Edition: s.edition, Base: base, Kind: article.Correction, Note: note, Claims: s.claims("Le marché de Thiès rouvre", paragraphs...),
	})
}

// front returns the titles that an edition's front page shows.
func (s *site) front() []string {
	s.Helper()
	latest, err := s.articles.Latest(s.Context(), s.edition)
	s.must(err)
	titles := []string{}
	for _, l := range latest {
		titles = append(titles, l.Title)
	}
	return titles
}

// look reads an address as the public does.
func (s *site) look(path string) (*article.Shown, error) {
	return s.articles.Public(s.Context(), s.edition, path)
}

// want fails unless err is of the kind, 0 for no error.
func (s *site) want(what string, err error, kind errs.Kind) {
	s.Helper()
	if errs.KindOf(err) != kind || (kind == 0 && err != nil) {
		s.Errorf("%s: %v, want %v", what, err, kind)
	}
}

func movedTo(err error) string {
	var moved *article.Moved
	if errors.As(err, &moved) {
		return moved.Path
	}
	return ""
}

// stopped is a clock that stands at a moment.
func stopped(text string) clock.Clock {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return func() clock.Instant { return clock.At(at) }
}
