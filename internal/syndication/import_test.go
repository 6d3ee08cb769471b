package syndication_test

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/jobs"
	"palabre/internal/richtext"
	"palabre/internal/seal"
	"palabre/internal/syndication"
)

// desk is where texts are brought in: an edition with its services.
type desk struct {
	*testing.T
	db       *db.DB
	edition  *edition.Edition
	articles *article.Service
	importer syndication.Importer
}

func newDesk(t *testing.T, d *db.DB) *desk {
	t.Helper()
	s := &desk{T: t, db: d}
	key, err := seal.Open(t.TempDir())
	s.must(err)
	catalogue, err := i18n.Load()
	s.must(err)
	client, err := jobs.New(jobs.Options{DB: d, Log: slog.New(slog.DiscardHandler)})
	s.must(err)
	s.edition, err = edition.NewService(d).Add(t.Context(), edition.New{
		Host: "nim.example", Name: "Le Grand Nim", Languages: []string{"fr"}, Timezone: "Africa/Dakar", Notice: "Le Grand Nim est à tous. {join}.", Join: "Asseyez-vous",
		Sections: []edition.NewSection{{Names: map[string]string{"": "Société"}}},
	})
	s.must(err)
	s.articles = article.NewService(article.Options{DB: d, Seal: key, Jobs: client, Catalogue: catalogue, Dir: t.TempDir()})
	s.importer = syndication.Importer{Articles: s.articles, Authors: author.NewService(d), Catalogue: catalogue}
	return s
}

func (s *desk) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// request asks for the import of a text in good form with these paragraphs.
func (s *desk) request(paragraphs ...string) syndication.Request {
	return syndication.Request{
		Edition: s.edition, File: []byte(file(head, strings.Join(paragraphs, "\n"), foot, "—", invite)), Handle: "Sel_et_Mil",
		Kind: author.Individual, Genre: article.Opinion, Title: "Le puits", Published: clock.Instant(1725530400_000000), // 2024-09-05T10:00:00Z
	}
}

// stored counts what the tables hold, and the changes of the articles.
func (s *desk) stored() map[string]int64 {
	s.Helper()
	counts := map[string]int64{}
	s.must(s.db.Read(s.Context(), func(tx *db.Tx) error {
		for name, query := range map[string]string{
			"versions of the rows": `SELECT COALESCE(sum(version), 0) FROM article`,
			"articles":             `SELECT count(*) FROM article`, "revisions": `SELECT count(*) FROM revision`, "texts": `SELECT count(*) FROM revision_body`,
			"authors": `SELECT count(*) FROM author`, "accounts": `SELECT count(*) FROM account`, "members": `SELECT count(*) FROM member`,
			"bylines": `SELECT count(*) FROM byline`, "addresses": `SELECT count(*) FROM permalink`, "codes": `SELECT count(*) FROM short_code`,
			"lists": `SELECT count(*) FROM listing`, "pages": `SELECT count(*) FROM article_html`, "changes": `SELECT count(*) FROM article_change`,
			"jobs": `SELECT count(*) FROM river_job`,
		} {
			count, err := db.One(s.Context(), tx, db.ScanInt, query)
			if err != nil {
				return err
			}
			counts[name] = count
		}
		return nil
	}))
	return counts
}

// refuse fails unless the import is refused with that kind, and stores nothing.
func (s *desk) refuse(what string, r syndication.Request, kind errs.Kind) error {
	s.Helper()
	before := s.stored()
	_, err := s.importer.Import(s.Context(), r)
	if errs.KindOf(err) != kind {
		s.Errorf("%s: %v, want %v", what, err, kind)
	}
	if diff := cmp.Diff(before, s.stored()); diff != "" {
		s.Errorf("%s changed what is stored (-before +after):\n%s", what, diff)
	}
	return err
}

func (s *desk) text(path string) string {
	s.Helper()
	shown, err := s.articles.PublicWhole(s.Context(), s.edition, path)
	s.must(err)
	return shown.Document.Plain(richtext.Labels{})
}

func TestARefusedImportStoresNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newDesk(t, d)
		for what, row := range map[string]struct {
			change func(r *syndication.Request)
			field  string
		}{
			"a title of 10,000 characters": {func(r *syndication.Request) { r.Title = strings.Repeat("é", 10_000) }, "title"},
			"no title":                     {func(r *syndication.Request) { r.Title = " \u00a0" }, "title"},
			"NUL in the title":             {func(r *syndication.Request) { r.Title = "Le\x00puits" }, "title"},
			"a title that is not UTF-8":    {func(r *syndication.Request) { r.Title = "Le puits\xff" }, "title"},
			"a title of two lines":         {func(r *syndication.Request) { r.Title = "Le\npuits" }, "title"},
			"an unknown section":           {func(r *syndication.Request) { r.Section = "nulle-part" }, "section"},
			"an unknown genre":             {func(r *syndication.Request) { r.Genre = "rumeur" }, "genre"},
			"an unknown kind":              {func(r *syndication.Request) { r.Kind = "roi" }, "kind"},
			"another genre":                {func(r *syndication.Request) { r.Genre = article.Testimony }, "file"},
			"another author":               {func(r *syndication.Request) { r.Handle = "Sel_et_Riz" }, "file"},
			"NUL in the text":              {func(r *syndication.Request) { r.File = s.request("Un\x00.").File }, "file"},
			"a text that is not UTF-8":     {func(r *syndication.Request) { r.File = s.request("Un\xff.").File }, "file"},
			"a text that is not there":     {func(r *syndication.Request) { r.File = nil }, "file"},
			"a text without a word":        {func(r *syndication.Request) { r.File = s.request("\u200b").File }, "text"},
			"a handle that is no handle": {func(r *syndication.Request) {
				r.Handle, r.File = "é", []byte(strings.ReplaceAll(string(r.File), "Sel_et_Mil", "é"))
			}, "handle"},
			"a name of the origin with NUL": {func(r *syndication.Request) { r.Origin = "a\x00" }, "origin"},
			"an hour that has not come":     {func(r *syndication.Request) { r.Published = 32503680000_000000 }, "published"},  // the year 3000
			"an hour before newspapers":     {func(r *syndication.Request) { r.Published = -62135596800_000000 }, "published"}, // the year 1
		} {
			r := s.request("Un.")
			row.change(&r)
			err := s.refuse(what, r, errs.Invalid)
			var fields *errs.FieldErrors
			if !errors.As(err, &fields) || fields.Fields[0].Name != row.field {
				t.Errorf("%s: %v, want a mistake of the field %s", what, err, row.field)
			}
		}
		s.refuse("a character that no database keeps", s.request("Un.", "De\ufffeux."), errs.Invalid)
		statement := s.request("Un.")
		statement.Genre = article.Statement
		statement.File = []byte(file("Communiqué publié par le créateur de contenu : Sel_et_Mil.", "Un.", "Communiqué publié par le créateur de contenu : Sel_et_Mil", "—", invite))
		s.refuse("a person's statement", statement, errs.Forbidden)
	})
}

func TestTheSameOriginWithAnotherTextIsShownAndRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newDesk(t, d)
		first, err := s.importer.Import(t.Context(), s.request("Un.", "Deux."))
		s.must(err)

		var differs *article.Differs
		if err := s.refuse("another text", s.request("Un.", "Trois."), errs.Conflict); !errors.As(err, &differs) {
			t.Fatalf("%v does not tell the difference", err)
		}
		if diff := cmp.Diff(article.Differs{Path: first.Path, Kept: "opinion\nLe puits\nUn.\nDeux.", Brought: "opinion\nLe puits\nUn.\nTrois."}, *differs); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		retitled := s.request("Un.", "Deux.")
		retitled.Title = "Le forage"
		s.refuse("another title", retitled, errs.Conflict)
		other := s.request("Un.", "Deux.")
		other.Kind, other.Published = author.Association, other.Published+1
		s.refuse("the handle as that of an association", other, errs.Conflict)

		before := s.stored()
		again, err := s.importer.Import(t.Context(), s.request("Un.", "", "Deux."))
		s.must(err)
		if diff := cmp.Diff(before, s.stored()); !again.Unchanged || again.Path != first.Path || diff != "" {
			t.Errorf("the same text did %+v (-before +after):\n%s", again, diff)
		}

		corrected := s.request("Un.", "Trois.")
		corrected.Note = "Corrigé à la source."
		done, err := s.importer.Import(t.Context(), corrected)
		s.must(err)
		if !done.Corrected || done.Path != first.Path || s.text(done.Path) != "Un.\nTrois." {
			t.Errorf("the correction did %+v and reads %q", done, s.text(done.Path))
		}
		shown, err := s.articles.Public(t.Context(), s.edition, done.Path)
		s.must(err)
		if len(shown.Changes) != 1 || shown.Changes[0].Kind != article.Correction || shown.Changes[0].Note != "Corrigé à la source." {
			t.Errorf("readers learn of %+v", shown.Changes)
		}
		corrected.Note = "Une note\x00."
		corrected.File = s.request("Quatre.").File
		s.refuse("a note with NUL", corrected, errs.Invalid)
	})
}

func TestANamedOriginIsFoundByItsName(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newDesk(t, d)
		r := s.request("Un.")
		r.Origin = "nim-17"
		first, err := s.importer.Import(t.Context(), r)
		s.must(err)
		r.Published += 3600_000000
		again, err := s.importer.Import(t.Context(), r)
		s.must(err)
		if !again.Unchanged || again.Path != first.Path {
			t.Errorf("another hour under the same name did %+v", again)
		}
		r.Origin = "nim-18"
		other, err := s.importer.Import(t.Context(), r)
		s.must(err)
		if other.Unchanged || other.Path == first.Path {
			t.Errorf("another name did %+v", other)
		}
	})
}

func TestAnotherNoticeIsTold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newDesk(t, d)
		r := s.request("Un.")
		r.File = []byte(strings.ReplaceAll(string(r.File), invite, "La place d’en face. Entrez."))
		done, err := s.importer.Import(t.Context(), r)
		s.must(err)
		if !done.OtherNotice {
			t.Error("nobody learns that the notice was another")
		}
	})
}

// TestTheHeadNamesTheAuthorAsReadersKnowHim: what an import accepts is what
// article.txt says afterwards.
func TestTheHeadNamesTheAuthorAsReadersKnowHim(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newDesk(t, d)
		_, err := author.NewService(d).Add(t.Context(), author.New{Edition: s.edition, Kind: author.Individual, Handle: "sel_et_mil", Name: "Sel et Mil"})
		s.must(err)
		s.refuse("a head with the handle", s.request("Un."), errs.Invalid)

		named := s.request("Un.")
		named.File = []byte(strings.ReplaceAll(string(named.File), "Sel_et_Mil", "Sel et Mil"))
		_, err = s.importer.Import(t.Context(), named)
		s.must(err)
	})
}
