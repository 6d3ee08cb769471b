package article_test

import (
	"fmt"
	"sync"
	"testing"

	"palabre/internal/article"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

// An address is guarded by two unique indexes, its own and its MAC's. On
// PostgreSQL two writers who meet at one of them must not fail at the other.
func TestArticlesThatMeetAtASlugAllGetAnAddress(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		var articles []article.Address
		for i := range 6 {
			articles = append(articles, s.publish(fmt.Sprintf("Titre %d", i)))
		}
		for round := range 150 {
			ready, paths := make(chan struct{}), make(chan string, len(articles))
			var all sync.WaitGroup
			for _, at := range articles {
				all.Go(func() {
					<-ready
					path, err := s.articles.RenameSlug(t.Context(), s.edition, actor(s.awa), at.Key, fmt.Sprintf("rencontre %d", round))
					if err != nil {
						t.Errorf("round %d: %v", round, err)
					}
					paths <- path
				})
			}
			close(ready)
			all.Wait()
			close(paths)
			different := map[string]bool{}
			for path := range paths {
				different[path] = true
			}
			if len(different) != len(articles) {
				t.Fatalf("round %d: %d addresses for %d articles", round, len(different), len(articles))
			}
		}
	})
}
