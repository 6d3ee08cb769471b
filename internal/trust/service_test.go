package trust_test

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"palabre/internal/account"
	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/id"
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

// seen says where readers find the article: at its address, in which lists.
func (s *site) seen(at article.Address) (address error, lists int) {
	s.Helper()
	_, address = s.articles.Public(s.Context(), s.edition, at.Path)
	latest, err := s.articles.Latest(s.Context(), s.edition)
	s.must(err)
	mine, err := s.articles.ByAuthor(s.Context(), s.edition, s.awa.ID)
	s.must(err)
	feed, err := s.articles.Feed(s.Context(), s.edition)
	s.must(err)
	return address, len(latest) + len(mine) + len(feed)
}

func TestARemovedArticleIsNowhereAndSaysWhichDecision(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish()
		made, err := s.restrict(order(at, trust.Removed))
		s.must(err)
		if !strings.HasPrefix(made.Reference, "D-") || made.Law {
			t.Errorf("the decision is %+v", made)
		}

		address, lists := s.seen(at)
		s.want("its address", address, errs.Gone)
		var hidden *article.Hidden
		if !errors.As(address, &hidden) || lists != 0 {
			t.Fatalf("its address says %v, %d lists show it", address, lists)
		}
		behind, err := s.decisions.Behind(t.Context(), hidden.Restriction)
		if s.must(err); behind != made {
			t.Errorf("behind it stands %+v, want %+v", behind, made)
		}
		said := s.decisions.Explain(t.Context(), address)
		s.want("what readers are told", said, errs.Gone)
		if !strings.Contains(fmt.Sprintf("%+v", told(said)), made.Reference) {
			t.Errorf("readers are told %v", said)
		}
		if _, err := s.articles.ByCode(t.Context(), s.edition, s.code()); errs.KindOf(err) != errs.Gone {
			t.Errorf("its short address says %v", err)
		}

		s.must(s.lift(made.Reference))
		address, lists = s.seen(at)
		s.want("its address after", address, 0)
		if lists != 3 {
			t.Errorf("%d of 3 lists show it again", lists)
		}
		for table, want := range map[string]int64{"decision": 2, "decision_text": 2, "restriction": 1, "restriction_end": 1, "act": 2} {
			if n := s.count(`SELECT count(*) FROM ` + table); n != want {
				t.Errorf("%s has %d rows, want %d", table, n, want)
			}
		}
	})
}

// told is what an error says to people.
func told(err error) (said errs.Said) {
	var s *errs.Said
	if errors.As(err, &s) {
		said = *s
	}
	return said
}

// code is the short code of the only article.
func (s *site) code() (code string) {
	s.Helper()
	s.must(s.db.Read(s.Context(), func(tx *db.Tx) (err error) {
		code, err = db.One(s.Context(), tx, db.ScanText, `SELECT code FROM short_code`)
		return err
	}))
	return code
}

func TestADemotedArticleKeepsItsAddressAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish()
		made, err := s.restrict(order(at, trust.Demoted))
		s.must(err)
		address, lists := s.seen(at)
		s.want("its address", address, 0)
		if lists != 0 {
			t.Errorf("%d lists show it", lists)
		}
		s.must(s.lift(made.Reference))
		if _, lists = s.seen(at); lists != 3 {
			t.Errorf("%d of 3 lists show it again", lists)
		}
	})
}

func TestWhatALawAsksForSaysSo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish()
		o := order(at, trust.Removed)
		o.Ground = trust.Ground{Law: "Loi n° 2008-12, article 34"}
		made, err := s.restrict(o)
		s.must(err)
		if !made.Law {
			t.Error("the decision does not say that a law asked")
		}
		address, _ := s.seen(at)
		said := s.decisions.Explain(t.Context(), address)
		s.want("readers", said, errs.Legal)
		if !slices.Contains(told(said).Args, any(made.Reference)) {
			t.Errorf("readers are told %+v", told(said))
		}
	})
}

func TestOneEffectIsDecidedOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish()
		removal, err := s.restrict(order(at, trust.Removed))
		s.must(err)
		_, err = s.restrict(order(at, trust.Removed))
		s.want("removing twice", err, errs.Conflict)
		demotion, err := s.restrict(order(at, trust.Demoted))
		s.want("demoting what is removed", err, 0)
		_, err = s.restrict(order(at, trust.Demoted))
		s.want("demoting twice", err, errs.Conflict)

		s.must(s.lift(removal.Reference))
		address, lists := s.seen(at)
		s.want("its address, while it is demoted", address, 0)
		if lists != 0 {
			t.Errorf("lifting the removal undid the demotion: %d lists", lists)
		}
		s.want("lifting twice", s.lift(removal.Reference), errs.Conflict)
		s.must(s.lift(demotion.Reference))
		_, err = s.restrict(order(at, trust.Removed))
		s.want("removing again", err, 0)
		s.want("lifting what was lifted, while another stands", s.lift(removal.Reference), errs.Conflict)
		if address, _ := s.seen(at); errs.KindOf(address) != errs.Gone {
			t.Errorf("the second removal: %v", address)
		}
	})
}

func TestSixteenJudgesMakeOneDecision(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish()
		const many = 16
		race := func(what string, do func() error) {
			t.Helper()
			results := make(chan error, many)
			for range many {
				go func() { results <- do() }()
			}
			done := 0
			for range many {
				switch err := <-results; {
				case err == nil:
					done++
				case errs.KindOf(err) != errs.Conflict:
					t.Errorf("%s: a loser is told %v", what, err)
				}
			}
			if done != 1 {
				t.Errorf("%s: %d of 16 succeeded", what, done)
			}
		}
		references := make(chan string, many)
		race("restricting", func() error {
			made, err := s.restrict(order(at, trust.Removed))
			if err == nil {
				references <- made.Reference
			}
			return err
		})
		if n := s.count(`SELECT count(*) FROM restriction`); n != 1 {
			t.Fatalf("%d restrictions", n)
		}
		reference := <-references
		race("lifting", func() error { return s.lift(reference) })
		if n := s.count(`SELECT count(*) FROM restriction_end`); n != 1 {
			t.Errorf("%d ends", n)
		}
	})
}

func TestAnAuthorDoesNotUndoADecision(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish()
		made, err := s.restrict(order(at, trust.Removed))
		s.must(err)
		hidden := func(when string) {
			t.Helper()
			address, lists := s.seen(at)
			var h *article.Hidden
			if !errors.As(address, &h) || lists != 0 {
				t.Errorf("%s: its address says %v, %d lists show it", when, address, lists)
			}
		}
		document, err := richtext.FromParagraphs([]string{"Un autre texte."})
		s.must(err)
		s.must(s.articles.Revise(t.Context(), s.author(), at.Key, article.Revision{
			Edition: s.edition, Base: 1, Kind: article.Correction, Note: "L’adresse est ôtée.",
			Claims: article.Claims{Title: "Le marché rouvre", Genre: article.Opinion, Language: "fr", Licence: "cc-by-4.0", Document: document},
		}))
		hidden("corrected")
		moved, err := s.articles.RenameSlug(t.Context(), s.edition, s.author(), at.Key, "autre adresse")
		s.must(err)
		at.Path = moved
		hidden("at another address")
		s.must(s.articles.Withdraw(t.Context(), s.edition, s.author(), at.Key))
		hidden("withdrawn")
		s.must(s.articles.Restore(t.Context(), s.edition, s.author(), at.Key))
		hidden("restored")

		s.must(s.articles.Withdraw(t.Context(), s.edition, s.author(), at.Key))
		s.must(s.lift(made.Reference))
		address, lists := s.seen(at)
		var h *article.Hidden
		if errors.As(address, &h) || errs.KindOf(address) != errs.Gone || lists != 0 {
			t.Errorf("lifted, but withdrawn: %v, %d lists", address, lists)
		}
		s.must(s.articles.Restore(t.Context(), s.edition, s.author(), at.Key))
		if address, lists := s.seen(at); address != nil || lists != 3 {
			t.Errorf("restored: %v, %d lists", address, lists)
		}
	})
}

func TestAnErasedArticleIsNotJudged(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish()
		made, err := s.restrict(order(at, trust.Removed))
		s.must(err)
		s.must(s.articles.Erase(t.Context(), s.author(), at.Key))
		_, err = s.restrict(order(at, trust.Demoted))
		s.want("restricting it", err, errs.NotFound)
		s.want("lifting its restriction", s.lift(made.Reference), errs.NotFound)
		address, _ := s.seen(at)
		s.want("its address", address, errs.Gone)
	})
}

func TestAnOrderWithMistakesIsRefused(t *testing.T) {
	signs := func(n int) string { return strings.Repeat("ⵣ", n) }
	rows := []struct {
		what   string
		change func(*trust.Order)
		wrong  []string // the fields
	}{
		{"nothing", func(*trust.Order) {}, nil},
		{"no facts", func(o *trust.Order) { o.Facts = "" }, nil},
		{"the longest facts", func(o *trust.Order) { o.Facts = signs(5000) }, nil},
		{"facts of several lines", func(o *trust.Order) { o.Facts = "Un.\n\tDeux." }, nil},
		{"one sign more", func(o *trust.Order) { o.Facts = signs(5001) }, []string{"facts"}},
		{"facts with NUL", func(o *trust.Order) { o.Facts = "a\x00b" }, []string{"facts"}},
		{"facts of no encoding", func(o *trust.Order) { o.Facts = "a\xffb" }, []string{"facts"}},
		{"the shortest explanation", func(o *trust.Order) { o.Explanation = signs(80) }, nil},
		{"one sign less", func(o *trust.Order) { o.Explanation = signs(79) }, []string{"explanation"}},
		{"spaces that explain nothing", func(o *trust.Order) { o.Explanation = strings.Repeat(" ", 100) }, []string{"explanation"}},
		{"the longest explanation", func(o *trust.Order) { o.Explanation = signs(5000) }, nil},
		{"one sign more", func(o *trust.Order) { o.Explanation = signs(5001) }, []string{"explanation"}},
		{"no ground", func(o *trust.Order) { o.Ground = trust.Ground{} }, []string{"ground"}},
		{"two grounds", func(o *trust.Order) { o.Ground.Law = "Loi" }, []string{"ground"}},
		{"a charter without its article", func(o *trust.Order) { o.Ground.Article = 0 }, []string{"ground"}},
		{"an article that the charter lacks", func(o *trust.Order) { o.Ground.Article = 4 }, []string{"ground"}},
		{"a charter that never was", func(o *trust.Order) { o.Ground.Charter = 2 }, []string{"ground"}},
		{"the longest law", func(o *trust.Order) { o.Ground = trust.Ground{Law: signs(200)} }, nil},
		{"one sign more", func(o *trust.Order) { o.Ground = trust.Ground{Law: signs(201)} }, []string{"law"}},
		{"no category", func(o *trust.Order) { o.Category = "" }, []string{"category"}},
		{"a category of 81 signs", func(o *trust.Order) { o.Category = signs(81) }, []string{"category"}},
		{"another effect", func(o *trust.Order) { o.Effect = "labelled" }, []string{"effect"}},
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		for _, row := range rows {
			o := order(s.publish(), trust.Removed)
			row.change(&o)
			_, err := s.restrict(o)
			var refused *errs.FieldErrors
			var wrong []string
			if errors.As(err, &refused) {
				for _, f := range refused.Fields {
					wrong = append(wrong, f.Name)
				}
			}
			if !slices.Equal(wrong, row.wrong) || (err == nil) != (row.wrong == nil) {
				t.Errorf("%s: %v, want the fields %q", row.what, err, row.wrong)
			}
		}
		_, err := s.restrict(order(article.Address{Key: id.NewKey()}, trust.Removed))
		s.want("an article that never was", err, errs.NotFound)
	})
}

func TestALiftingSaysWhyInWordsThatCanBeKept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		made, err := s.restrict(order(s.publish(), trust.Removed))
		s.must(err)
		lift := func(reference, explanation string) error {
			_, err := s.decisions.Lift(t.Context(), s.edition, s.judge, reference, explanation)
			return err
		}
		for _, bad := range []string{strings.Repeat("é", 5001), "a\x00b", "a\xffb"} {
			s.want("an explanation that cannot be kept", lift(made.Reference, bad), errs.Invalid)
		}
		for _, unknown := range []string{"", "D-", "D-aaaaaaaa", strings.ToLower(made.Reference), "\x00", "\xff"} {
			s.want("lifting "+unknown, lift(unknown, "Pourquoi."), errs.NotFound)
		}
		s.must(lift(made.Reference, strings.Repeat("é", 5000)))
	})
}

func TestAnEditionJudgesItsOwnArticles(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		other := s.newEdition("laforge.example")
		at := s.publish()
		_, err := s.decisions.Restrict(t.Context(), other, s.judge, order(at, trust.Removed))
		s.want("restricting from another edition", err, errs.NotFound)
		made, err := s.restrict(order(at, trust.Removed))
		s.must(err)
		_, err = s.decisions.Lift(t.Context(), other, s.judge, made.Reference, "Pourquoi.")
		s.want("lifting from another edition", err, errs.NotFound)
	})
}

func TestTwoJudgesAreTwoPeople(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		o := order(s.publish(), trust.Removed)
		o.Second = &s.judge
		_, err := s.restrict(o)
		s.want("one person twice", err, errs.Forbidden)
		o.Second = &s.second
		_, err = s.restrict(o)
		s.want("two", err, 0)
		if n := s.count(`SELECT count(*) FROM restriction WHERE firm`); n != 1 {
			t.Errorf("%d firm restrictions", n)
		}
	})
}

func TestNoRestrictionStandsWithoutItsDecision(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish()
		made, err := s.restrict(order(s.publish(), trust.Removed))
		s.must(err)
		for what, query := range map[string]string{
			"a restriction without a decision": `INSERT INTO restriction (decision_id, verdict, firm, subject_kind, subject_id, kind, article_id, starts_at)
				SELECT 987654, 'restricted', firm, 'article', id, 'removed', id, 1 FROM article, (SELECT (1 = 0) AS firm) f WHERE key = $1`,
			"one of another article's decision": `INSERT INTO restriction (decision_id, verdict, firm, subject_kind, subject_id, kind, article_id, starts_at)
				SELECT d.id, d.verdict, d.firm, 'article', a.id, 'removed', a.id, 1 FROM article a, decision d WHERE a.key = $1`,
			"an article hidden by nothing":               `UPDATE article SET visible = (1 = 0), listed = (1 = 0), hidden_by = 987654 WHERE key = $1`,
			"an article hidden by another's restriction": `UPDATE article SET visible = (1 = 0), listed = (1 = 0), hidden_by = (SELECT max(id) FROM restriction) WHERE key = $1`,
			"a decision rewritten":                       `UPDATE decision SET category = $1`,
			"a restriction deleted":                      `DELETE FROM restriction WHERE kind <> $1`,
		} {
			if err := s.exec(query, at.Key); err == nil {
				t.Errorf("%s is stored", what)
			}
		}
		s.must(s.lift(made.Reference))
		if n := s.count(`SELECT count(*) FROM restriction`); n != 1 {
			t.Errorf("%d restrictions", n)
		}
	})
}
