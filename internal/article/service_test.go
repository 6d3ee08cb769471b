package article_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/errs"
)

func TestAPublishedArticleIsRead(t *testing.T) {
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		o.Clock = stopped("2026-11-23T16:47:31Z")
		s := newSite(t, dbtest.Open(t, o))
		at := s.publish("Le marché de Thiès rouvre")

		if at.Path != "/2026/11/23/le-marche-de-thies-rouvre/" {
			t.Errorf("address is %s", at.Path)
		}
		shown, err := s.look(at.Path)
		s.must(err)
		if shown.Title != "Le marché de Thiès rouvre" || shown.Genre != article.Opinion || shown.Words != 9 || shown.Regime != "hosted" {
			t.Errorf("shown is %+v", shown)
		}
		if got := shown.Moment.In(s.edition.Zone).Format("15:04:05"); got != "16:00:00" {
			t.Errorf("a person's article shows %s, want the hour alone", got)
		}
		if len(shown.Signers) != 1 || shown.Signers[0].Name != "Awa_du_Fleuve" {
			t.Errorf("signed by %+v", shown.Signers)
		}
		if !strings.HasPrefix(shown.GUID, "tag:laplace.example,2026:") || !strings.Contains(shown.HTML, "Le premier paragraphe") {
			t.Errorf("guid %s, HTML %s", shown.GUID, shown.HTML)
		}
		if got := s.front(); !slices.Equal(got, []string{"Le marché de Thiès rouvre"}) {
			t.Errorf("front shows %q", got)
		}
		path, err := s.articles.ByCode(t.Context(), s.edition, shown.Code)
		s.want("short code", err, 0)
		if path != at.Path {
			t.Errorf("short code leads to %s", path)
		}
	})
}

func TestAWithdrawnArticleLeavesEveryListAndComesBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish("Le marché de Thiès rouvre")
		stranger := actor(s.author("Plume_voisine", author.Individual))

		s.want("a stranger withdraws", s.articles.Withdraw(t.Context(), s.edition, stranger, at.Key), errs.NotFound)
		s.must(s.articles.Withdraw(t.Context(), s.edition, actor(s.awa), at.Key))
		if got := s.front(); len(got) != 0 {
			t.Errorf("front still shows %q", got)
		}
		_, err := s.look(at.Path)
		s.want("reading it", err, errs.Gone)
		s.want("withdrawing twice", s.articles.Withdraw(t.Context(), s.edition, actor(s.awa), at.Key), errs.Conflict)
		s.want("revising it", s.revise(at, 1, "note", "autre texte"), errs.Conflict)

		s.must(s.articles.Restore(t.Context(), s.edition, actor(s.awa), at.Key))
		_, err = s.look(at.Path)
		s.want("reading it again", err, 0)
		if got := s.front(); len(got) != 1 {
			t.Errorf("front shows %q", got)
		}
		s.want("restoring twice", s.articles.Restore(t.Context(), s.edition, actor(s.awa), at.Key), errs.Conflict)
	})
}

func TestARevisionReplacesAndTells(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish("Le marché de Thiès rouvre")

		s.want("without a note", s.revise(at, 1, "", "Un autre texte."), errs.Invalid)
		s.must(s.revise(at, 1, "Le prix était faux.", "Un autre texte."))
		s.want("from an old base", s.revise(at, 1, "Encore.", "Un troisième texte."), errs.Conflict)

		shown, err := s.look(at.Path)
		s.must(err)
		if !strings.Contains(shown.HTML, "Un autre texte") || strings.Contains(shown.HTML, "premier paragraphe") {
			t.Errorf("HTML is %s", shown.HTML)
		}
		if len(shown.Changes) != 1 || shown.Changes[0].Note != "Le prix était faux." || shown.Changes[0].Kind != article.Correction {
			t.Errorf("changes are %+v", shown.Changes)
		}
	})
}

func TestARenamedSlugRedirectsForEver(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		first := s.publish("Le marché de Thiès rouvre")
		rename := func(slug string) string {
			t.Helper()
			path, err := s.articles.RenameSlug(t.Context(), s.edition, actor(s.awa), first.Key, slug)
			s.must(err)
			return path
		}
		second := rename("La halle est prête")
		if !strings.HasSuffix(second, "/la-halle-est-prete/") {
			t.Errorf("new address is %s", second)
		}
		if _, err := s.look(first.Path); movedTo(err) != second {
			t.Errorf("the old address says %v", err)
		}
		other := s.publish("Le marché de Thiès rouvre") // the old address is not free
		if other.Path != strings.TrimSuffix(first.Path, "/")+"-2/" {
			t.Errorf("another article got %s", other.Path)
		}
		if back := rename("Le marché de Thiès rouvre"); back != first.Path {
			t.Errorf("its own old address came back as %s", back)
		}
		if _, err := s.look(second); movedTo(err) != first.Path {
			t.Errorf("the middle address says %v", err)
		}
	})
}

func TestSixteenArticlesOfOneTitleGetSixteenAddresses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		var mu sync.Mutex
		paths := map[string]bool{}
		var all sync.WaitGroup
		for range 16 {
			all.Go(func() {
				at, err := s.articles.Publish(t.Context(), actor(s.awa), article.Publication{Edition: s.edition, Claims: s.claims("Même titre", "Texte.")})
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				paths[at.Path] = true
			})
		}
		all.Wait()
		if len(paths) != 16 {
			t.Errorf("%d addresses for 16 articles", len(paths))
		}
	})
}

func TestSixteenRevisionsOfOneVersionLeaveOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish("Le marché de Thiès rouvre")
		results := make(chan error, 16)
		for range 16 {
			go func() { results <- s.revise(at, 1, "Une note.", "Un autre texte.") }()
		}
		kept := 0
		for range 16 {
			switch err := <-results; errs.KindOf(err) {
			case errs.Conflict:
			default:
				s.must(err)
				kept++
			}
		}
		if kept != 1 {
			t.Errorf("%d of 16 revisions of the same version were kept", kept)
		}
	})
}

func TestAWithheldVersionIsSaidToBe(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish("Le marché de Thiès rouvre")
		withhold := func(number int64) error {
			return s.articles.Withhold(t.Context(), actor(s.awa), at.Key, number, article.ForSafety)
		}
		s.want("the current version", withhold(1), errs.Conflict)
		s.must(s.revise(at, 1, "Un nom a été ôté.", "Un autre texte."))
		s.must(withhold(1))
		s.want("twice", withhold(1), errs.Conflict)
		s.want("one that never was", withhold(7), errs.NotFound)

		shown, err := s.look(at.Path)
		s.must(err)
		if want := []article.Withheld{{Number: 1, Reason: article.ForSafety, Changed: 9}}; !slices.Equal(shown.Withheld, want) {
			t.Errorf("readers learn of %+v, want %+v", shown.Withheld, want)
		}
	})
}

func TestAnErasedArticleLeavesItsAddressAndNothingElse(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		at := s.publish("Le marché de Thiès rouvre")
		s.must(s.revise(at, 1, "Une note.", "Un autre texte."))
		s.must(s.articles.Erase(t.Context(), actor(s.awa), at.Key))

		_, err := s.look(at.Path)
		s.want("its address", err, errs.Gone)
		s.want("erasing twice", s.articles.Erase(t.Context(), actor(s.awa), at.Key), errs.NotFound)
		if again := s.publish("Le marché de Thiès rouvre"); again.Path == at.Path {
			t.Errorf("its address %s was given again", at.Path)
		}
		for table, want := range map[string]int64{"revision": 3, "revision_body": 1, "byline": 1, "article_html": 1, "erasure": 3, "permalink": 2} {
			var got int64
			s.must(d.Read(t.Context(), func(tx *db.Tx) (err error) {
				got, err = db.One(t.Context(), tx, db.ScanInt, `SELECT count(*) FROM `+table)
				return err
			}))
			if got != want {
				t.Errorf("%s has %d rows, want %d", table, got, want)
			}
		}
	})
}

func TestAStatementIsTheWordOfAVerifiedOrganisation(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		claims := s.claims("Communiqué", "Texte.")
		claims.Genre = article.Statement
		publish := func(by author.Author) error {
			_, err := s.articles.Publish(t.Context(), actor(by), article.Publication{Edition: s.edition, Claims: claims})
			return err
		}
		s.want("a person", publish(s.awa), errs.Forbidden)
		club := s.author("Compteur_Clair", author.Association)
		s.want("an unverified association", publish(club), errs.Forbidden)
		s.must(d.Write(t.Context(), func(tx *db.Tx) error {
			_, err := db.Exec(t.Context(), tx, `UPDATE author SET verified_day = 1 WHERE id = $1`, club.ID)
			return err
		}))
		s.want("a verified one", publish(club), 0)
	})
}

func TestAnImportIsDoneOnce(t *testing.T) {
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		s := newSite(t, dbtest.Open(t, o))
		bring := func(correct string, paragraphs ...string) (article.Result, error) {
			return s.articles.Import(t.Context(), article.Imported{
				Publication: article.Publication{Edition: s.edition, Claims: s.claims("Le marché de Thiès rouvre", paragraphs...)},
				Published:   clock.Instant(1725530400_000000), // 2024-09-05T10:00:00Z
				Origin:      "text", Correct: correct,
				Author: author.New{Edition: s.edition, Kind: author.Individual, Handle: "Ancienne_plume"},
			})
		}
		first, err := bring("", "Un.", "Deux.")
		s.must(err)
		if first.Path != "/2024/09/05/le-marche-de-thies-rouvre/" {
			t.Errorf("address is %s", first.Path)
		}
		again, err := bring("", "Un.", "Deux.")
		s.want("the same text", err, 0)
		if !again.Unchanged || again.Key != first.Key {
			t.Errorf("the same text again did %+v", again)
		}
		_, err = bring("", "Un.", "Trois.")
		s.want("another text", err, errs.Conflict)
		corrected, err := bring("Corrigé à la source.", "Un.", "Trois.")
		s.want("its correction", err, 0)
		if !corrected.Corrected || corrected.Path != first.Path {
			t.Errorf("the correction did %+v", corrected)
		}
		old, err := s.authors.ByHandle(t.Context(), "ancienne_PLUME")
		s.must(err)
		s.must(s.articles.Erase(t.Context(), actor(old), first.Key))
		_, err = bring("", "Un.", "Trois.")
		s.want("what was erased", err, errs.Gone)
	})
}
