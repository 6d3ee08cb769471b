package article_test

import (
	"fmt"
	"testing"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

func TestSixteenImportsOfOneTextMakeOneArticle(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		const many = 16
		for round := range 3 { // in the first one connections are still being made
			type outcome struct {
				done article.Result
				err  error
			}
			results := make(chan outcome, many)
			for range many {
				i := article.Imported{
					Publication: article.Publication{Edition: s.edition, Claims: s.claims("Le marché de Thiès rouvre", "Un.", "Deux.")},
					Published:   clock.Instant(1725530400_000000), Origin: "text",
					Author: author.New{Edition: s.edition, Kind: author.Individual, Handle: fmt.Sprintf("Ancienne_plume_%d", round)},
				}
				go func() { done, err := s.articles.Import(t.Context(), i); results <- outcome{done, err} }()
			}
			made, paths := 0, map[string]bool{}
			for range many {
				r := <-results
				if r.err != nil {
					t.Errorf("an import fails: %v", r.err)
				}
				if !r.done.Unchanged {
					made++
				}
				paths[r.done.Path] = true
			}
			if made != 1 || len(paths) != 1 {
				t.Errorf("%d articles were made, at %v", made, paths)
			}
		}
	})
}
