package article

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/seal"
	"palabre/internal/text"
)

// collisions is how many articles of one day may want one address.
const collisions = 1000

// path is the address of an article: the date of its shown moment in the
// edition's zone, then its slug. n counts those that want the same, from 1.
func path(shown Moment, zone *time.Location, slug string, n int) string {
	if n > 1 {
		slug = fmt.Sprintf("%s-%d", slug, n)
	}
	return shown.In(zone).Format("/2006/01/02/") + slug + "/"
}

// slugOf makes a slug of a title; one without a single letter or digit gets the
// article's short code, which means nothing.
func slugOf(title, otherwise string) string {
	if slug := text.Slug(title); slug != "" {
		return slug
	}
	return otherwise
}

// addresses finds and gives permalinks.
type addresses struct{ seal *seal.Key }

func (a addresses) mac(e edition.ID, path string) string {
	return a.seal.MAC("permalink", fmt.Sprint(e), path)
}

// take makes the first address for the slug that nobody ever had, or that was
// the article's own, its current one; the others go on redirecting. Who wants
// one that another transaction is taking waits for it, and takes the next.
func (a addresses) take(ctx context.Context, tx *db.Tx, e *edition.Edition, article ID, shown Moment, slug string) (string, error) {
	if _, err := db.Exec(ctx, tx, `UPDATE permalink SET current = $1 WHERE article_id = $2 AND current`, false, article); err != nil {
		return "", err
	}
	for n := 1; n <= collisions; n++ {
		wanted := path(shown, e.Zone, slug, n)
		mac := a.mac(e.ID, wanted)
		// Without a target: who meets another one at the index of the path instead
		// of the MAC's must not fail there.
		const insert = `INSERT INTO permalink (edition_id, path_mac, path, article_id, current) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`
		taken, err := db.Exec(ctx, tx, insert, e.ID, mac, wanted, article, true)
		if err != nil || taken == 1 {
			return wanted, err
		}
		const again = `UPDATE permalink SET current = $1 WHERE edition_id = $2 AND path_mac = $3 AND article_id = $4`
		taken, err = db.Exec(ctx, tx, again, true, e.ID, mac, article)
		if err != nil || taken == 1 {
			return wanted, err
		}
	}
	return "", fmt.Errorf("%d articles of one day want one address", collisions)
}

// Escaped writes a path as links have it: other scripts in percent form (RFC 3986 §2.1).
func Escaped(path string) string { return (&url.URL{Path: path}).EscapedPath() }
