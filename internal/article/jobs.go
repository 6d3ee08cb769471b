package article

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"

	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/jobs"
)

// register says what the package does later.
func (s *Service) register(c *jobs.Client) {
	jobs.Do(c, s.scrub)
}

// Periodic registers the work that comes round by itself.
func (s *Service) Periodic(c *jobs.Client) error {
	return c.Every("article.coarsen", 24*time.Hour, s.coarsen)
}

// scrubArgs ask for the end of an erasure.
type scrubArgs struct {
	Article ID `json:"article"`
}

// Kind is the name under which waiting jobs are stored.
func (scrubArgs) Kind() string { return "article.scrub" }

// scrub makes the engine forget what was erased and carries the erasure to
// erased.log, which a restore replays before it serves. Doing it twice is the
// same: a line that stands there twice is replayed twice.
func (s *Service) scrub(ctx context.Context, a scrubArgs) error {
	var lines []string
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		const query = `
			SELECT object_kind || ' ' || key_mac FROM erasure WHERE object_kind = 'article' AND object_id = $1
			UNION ALL
			SELECT e.object_kind || ' ' || e.key_mac FROM revision r
			JOIN erasure e ON e.object_kind = 'revision' AND e.object_id = r.id
			WHERE r.article_id = $1`
		lines, err = db.Collect(ctx, tx, db.ScanText, query, a.Article)
		return err
	})
	if err != nil {
		return err
	}
	if err := s.logErased(lines); err != nil {
		return err
	}
	return s.db.Scrub(ctx, "revision_body", "article_html", "listing", "byline", "permalink", "article")
}

// logErased appends to erased.log and sees it to the disk.
func (s *Service) logErased(lines []string) error {
	file, err := os.OpenFile(filepath.Join(s.dir, "erased.log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	for _, line := range lines {
		_, wrote := fmt.Fprintln(file, line)
		err = errors.Join(err, wrote)
	}
	return errors.Join(err, file.Sync(), file.Close())
}

// coarseAfter is how long an article keeps the very moment of its publication,
// which orders it; afterwards the shown one is enough.
const coarseAfter = 30 * 24 * time.Hour

// coarsen rewrites the moments of old publications to the ones that are shown,
// each a microsecond after the one before where they are equal: the order stays,
// the moment is forgotten. Articles of any state are walked in their order.
func (s *Service) coarsen(ctx context.Context) error {
	var editions []int64
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		editions, err = db.Collect(ctx, tx, db.ScanInt, `SELECT id FROM edition ORDER BY id`)
		return err
	})
	if err != nil {
		return err
	}
	for _, edition := range editions {
		if err := s.coarsenEdition(ctx, edition); err != nil {
			return err
		}
	}
	return nil
}

// moment is one article on the walk.
type moment struct {
	id               ID
	published, shown clock.Instant
}

// coarsenEdition walks one edition, some hundred articles a transaction.
func (s *Service) coarsenEdition(ctx context.Context, edition int64) error {
	last := moment{published: math.MinInt64} // where the walk is, by the moments as they were
	before := clock.Instant(math.MinInt64)   // the rewritten moment of the one before
	ahead := map[ID]bool{}                   // moved past where the walk is: it meets them again
	for more := true; more; {
		var moved []ID
		err := s.db.Write(ctx, func(tx *db.Tx) error {
			at, rewritten := last, before // fn may run twice
			moved = nil
			const query = `
				SELECT id, published_at, shown_at FROM article
				WHERE edition_id = $1 AND published_at < $2 AND (published_at, id) > ($3, $4)
				ORDER BY published_at, id
				LIMIT 200`
			limit := clock.At(tx.Now().Time().Add(-coarseAfter))
			old, err := db.Collect(ctx, tx, scanMoment, query, edition, limit, at.published, at.id)
			if err != nil {
				return err
			}
			for _, m := range old {
				at = m
				if ahead[m.id] {
					continue
				}
				rewritten = max(m.shown, rewritten+1)
				if rewritten > m.published {
					moved = append(moved, m.id)
				}
				if err := rewrite(ctx, tx, m, rewritten); err != nil {
					return err
				}
			}
			last, before, more = at, rewritten, len(old) > 0
			return nil
		})
		if err != nil {
			return err
		}
		for _, article := range moved {
			ahead[article] = true
		}
	}
	return nil
}

func rewrite(ctx context.Context, tx *db.Tx, m moment, to clock.Instant) error {
	if m.published == to {
		return nil
	}
	if _, err := db.Exec(ctx, tx, `UPDATE article SET published_at = $1 WHERE id = $2 AND published_at = $3`, to, m.id, m.published); err != nil {
		return err
	}
	_, err := db.Exec(ctx, tx, `UPDATE listing SET published_at = $1 WHERE article_id = $2`, to, m.id)
	return err
}

func scanMoment(row db.Row) (m moment, err error) {
	err = row.Scan(&m.id, &m.published, &m.shown)
	return m, err
}
