package trust_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"palabre/internal/article"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/errs"
	"palabre/internal/richtext"
	"palabre/internal/trust"
)

func TestARemovedArticleIsNowhereAndSaysWhichDecision(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish()
		made, err := s.restrict(order(at, trust.Removed))
		s.must(err)
		if !strings.HasPrefix(made.Reference, "D-") || made.Law {
			t.Errorf("the decision is %+v", made)
		}

		lists, address := s.seen(at)
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
		lists, address = s.seen(at)
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
		lists, address := s.seen(at)
		s.want("its address", address, 0)
		if lists != 0 {
			t.Errorf("%d lists show it", lists)
		}
		s.must(s.lift(made.Reference))
		if lists, _ = s.seen(at); lists != 3 {
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
		_, address := s.seen(at)
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
		lists, address := s.seen(at)
		s.want("its address, while it is demoted", address, 0)
		if lists != 0 {
			t.Errorf("lifting the removal undid the demotion: %d lists", lists)
		}
		s.want("lifting twice", s.lift(removal.Reference), errs.Conflict)
		s.must(s.lift(demotion.Reference))
		_, err = s.restrict(order(at, trust.Removed))
		s.want("removing again", err, 0)
		s.want("lifting what was lifted, while another stands", s.lift(removal.Reference), errs.Conflict)
		if _, address := s.seen(at); errs.KindOf(address) != errs.Gone {
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
			lists, address := s.seen(at)
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
		lists, address := s.seen(at)
		var h *article.Hidden
		if errors.As(address, &h) || errs.KindOf(address) != errs.Gone || lists != 0 {
			t.Errorf("lifted, but withdrawn: %v, %d lists", address, lists)
		}
		s.must(s.articles.Restore(t.Context(), s.edition, s.author(), at.Key))
		if lists, address := s.seen(at); address != nil || lists != 3 {
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
		_, address := s.seen(at)
		s.want("its address", address, errs.Gone)
	})
}
