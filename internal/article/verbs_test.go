package article_test

import (
	"strings"
	"testing"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
	"palabre/internal/errs"
)

// TestSixteenWithdrawalsAreOne: each verb judges the row that it changes, so one
// of sixteen finds a published article and the others a withdrawn one.
func TestSixteenWithdrawalsAreOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish("Le marché de Thiès rouvre")
		for round, verb := range []func() error{
			func() error { return s.articles.Withdraw(t.Context(), s.edition, actor(s.awa), at.Key) },
			func() error { return s.articles.Restore(t.Context(), s.edition, actor(s.awa), at.Key) },
		} {
			results := make(chan error, 16)
			for range 16 {
				go func() { results <- verb() }()
			}
			done := 0
			for range 16 {
				switch err := <-results; {
				case err == nil:
					done++
				case errs.KindOf(err) != errs.Conflict:
					t.Error(err)
				}
			}
			if done != 1 {
				t.Errorf("round %d: %d of 16 were done, want 1", round, done)
			}
		}
	})
}

func TestAWithheldLastVersionIsReplacedAndNotRestored(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish("Le marché de Thiès rouvre")
		s.must(s.articles.Withdraw(t.Context(), s.edition, actor(s.awa), at.Key))
		s.must(s.articles.Withhold(t.Context(), actor(s.awa), at.Key, 1, article.ForLaw))

		s.want("restoring it", s.articles.Restore(t.Context(), s.edition, actor(s.awa), at.Key), errs.Conflict)
		_, err := s.look(at.Path)
		s.want("reading it", err, errs.Gone)
		s.must(s.revise(at, 1, "Un nom a été ôté.", "Un autre texte."))
		shown, err := s.look(at.Path)
		s.must(err)
		if len(shown.Withheld) != 1 || !strings.Contains(shown.HTML, "Un autre texte") || len(s.front()) != 1 {
			t.Errorf("the version that replaces it shows %+v, the front page %q", shown.Withheld, s.front())
		}
	})
}

func TestAnArticleIsNotFoundInAnotherEdition(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish("Le marché de Thiès rouvre")
		other, err := edition.NewService(d).Add(t.Context(), edition.New{
			Host: "ailleurs.example", Name: "Ailleurs", Languages: []string{"fr"}, Timezone: "Africa/Abidjan", Notice: "{join}", Join: "Venez",
			Sections: sections("Société"),
		})
		s.must(err)
		s.want("withdrawing", s.articles.Withdraw(t.Context(), other, actor(s.awa), at.Key), errs.NotFound)
		_, err = s.articles.RenameSlug(t.Context(), other, actor(s.awa), at.Key, "ailleurs")
		s.want("renaming", err, errs.NotFound)
		s.want("revising", s.articles.Revise(t.Context(), actor(s.awa), at.Key, article.Revision{
			Edition: other, Base: 1, Kind: article.Update, Note: "Une note.", Claims: s.claims("Ailleurs", "Texte."),
		}), errs.NotFound)
		if shown, err := s.look(at.Path); err != nil || shown.Title != "Le marché de Thiès rouvre" {
			t.Errorf("the article shows %+v, %v", shown, err)
		}
	})
}

// TestAnImportVerifiesNobody: what an operator may bring in as a statement, its
// organisation may not go on stating before somebody has seen its papers.
func TestAnImportVerifiesNobody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		claims := s.claims("Communiqué", "Texte.")
		claims.Genre = article.Statement
		done, err := s.articles.Import(t.Context(), article.Imported{
			Publication: article.Publication{Edition: s.edition, Claims: claims}, Published: clock.Instant(1725530400_000000), Origin: "text",
			Author: author.New{Edition: s.edition, Kind: author.NGO, Handle: "Compteur_Clair"},
		})
		s.must(err)
		club, err := s.authors.ByHandle(t.Context(), "Compteur_Clair")
		s.must(err)
		s.want("its own revision", s.articles.Revise(t.Context(), actor(club), done.Key, article.Revision{
			Edition: s.edition, Base: 1, Kind: article.Update, Note: "Une note.", Claims: claims,
		}), errs.Forbidden)
	})
}

// TestTwoWhoPublishTogetherNeverWaitForEachOther: each comes first half of the times.
func TestTwoWhoPublishTogetherNeverWaitForEachOther(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		awa, binta := s.awa, s.author("Binta_des_Dunes", author.Individual)
		results := make(chan error, 16)
		for i := range 16 {
			first, second := awa, binta
			if i%2 == 1 {
				first, second = binta, awa
			}
			go func() {
				_, err := s.articles.Publish(t.Context(), actor(first), article.Publication{
					Edition: s.edition, Cosigners: []author.ID{second.ID}, Claims: s.claims("À deux", "Texte."),
				})
				results <- err
			}()
		}
		for range 16 {
			if err := <-results; err != nil {
				t.Error(err)
			}
		}
	})
}

func TestAnImportDoesNotUndoItsAuthor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		bring := func(correct, text string) (article.Result, error) {
			return s.articles.Import(t.Context(), article.Imported{
				Publication: article.Publication{Edition: s.edition, Claims: s.claims("Le puits", text)},
				Published:   clock.Instant(1725530400_000000), Origin: "text", Correct: correct,
				Author: author.New{Edition: s.edition, Kind: author.Individual, Handle: "Ancienne_plume"},
			})
		}
		done, err := bring("", "Un.")
		s.must(err)
		old, err := s.authors.ByHandle(t.Context(), "ancienne_plume")
		s.must(err)
		s.must(s.articles.Withdraw(t.Context(), s.edition, actor(old), done.Key))
		s.must(s.articles.Withhold(t.Context(), actor(old), done.Key, 1, article.ForSafety))
		_, err = bring("", "Un.")
		s.want("the same text", err, errs.Gone)
		_, err = bring("Une note.", "Deux.")
		s.want("a correction", err, errs.Gone)
		_, err = s.look(done.Path)
		s.want("reading it", err, errs.Gone)
	})
}
