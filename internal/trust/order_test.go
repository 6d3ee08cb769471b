package trust_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"palabre/internal/article"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/errs"
	"palabre/internal/id"
	"palabre/internal/trust"
)

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
