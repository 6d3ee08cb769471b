package app_test

import (
	"fmt"
	"slices"
	"strings"

	"palabre/internal/app"
	"palabre/internal/db"
)

// storedStory is an article as the database has it.
type storedStory struct {
	id        int64
	key, path string
	code      string
	html      string
	bodies    []storedBody // of its versions, in their order
	facts     []string     // a line for each other row that belongs to it
}

type storedBody struct {
	number          int
	title, document string
}

// is reports whether a body says what a version of the story says.
func (b storedBody) is(s storyName) bool {
	return b.title == s.title() && strings.Contains(b.document, s.sentence(b.number))
}

// lines are the facts, and a line for each version that says what it should, sorted.
func (f *storedStory) lines(of storyName) []string {
	all := slices.Clone(f.facts)
	for _, body := range f.bodies {
		if body.is(of) {
			all = append(all, fmt.Sprintf("body %d", body.number))
		}
	}
	slices.Sort(all)
	return all
}

// stored reads the articles after the last one that was looked at, and all rows
// that belong to each. A row that is missing is missing in the lines too.
func (s *storm) stored(a *app.App) []*storedStory {
	s.Helper()
	var all []*storedStory
	byID := map[int64]*storedStory{}
	// of returns what a row belongs to; a row of no article makes one that is nobody's.
	of := func(article int64) *storedStory {
		if byID[article] == nil {
			byID[article] = &storedStory{id: article}
			all = append(all, byID[article])
		}
		return byID[article]
	}
	type none struct{}
	s.must(a.DB.Read(s.Context(), func(tx *db.Tx) error {
		all, byID = nil, map[int64]*storedStory{} // this may run twice
		_, err := db.Collect(s.Context(), tx, func(row db.Row) (none, error) {
			var one storedStory
			err := row.Scan(&one.id, &one.key, &one.path, &one.code, &one.html)
			*of(one.id) = one
			return none{}, err
		}, stormArticles, s.looked)
		if err != nil {
			return err
		}
		_, err = db.Collect(s.Context(), tx, func(row db.Row) (none, error) {
			var article int64
			var body storedBody
			err := row.Scan(&article, &body.number, &body.title, &body.document)
			of(article).bodies = append(of(article).bodies, body)
			return none{}, err
		}, stormBodies, s.looked)
		if err != nil {
			return err
		}
		_, err = db.Collect(s.Context(), tx, func(row db.Row) (none, error) {
			var article int64
			var fact string
			err := row.Scan(&article, &fact)
			of(article).facts = append(of(article).facts, fact)
			return none{}, err
		}, stormFacts, s.looked)
		return err
	}))
	return all
}

const stormArticles = `
	SELECT a.id, a.key, COALESCE(p.path, ''), COALESCE(c.code, ''), COALESCE(h.html, '')
	FROM article a
	LEFT JOIN permalink p ON p.article_id = a.id AND p.current
	LEFT JOIN short_code c ON c.article_id = a.id
	LEFT JOIN article_html h ON h.article_id = a.id
	WHERE a.id > $1
	ORDER BY a.id`

const stormBodies = `
	SELECT r.article_id, r.number, b.title, b.document
	FROM revision r JOIN revision_body b ON b.revision_id = r.id
	WHERE r.article_id > $1
	ORDER BY r.article_id, r.number`

const stormFacts = `
	SELECT id, 'state ' || state FROM article WHERE id > $1
	UNION ALL SELECT id, 'visible' FROM article WHERE id > $1 AND visible
	UNION ALL SELECT id, 'listed' FROM article WHERE id > $1 AND listed
	UNION ALL SELECT id, 'guid ' || guid FROM article WHERE id > $1
	UNION ALL SELECT id, 'genre ' || genre FROM article WHERE id > $1
	UNION ALL SELECT id, 'regime ' || regime FROM article WHERE id > $1
	UNION ALL SELECT a.id, 'section ' || s.slug FROM article a JOIN section s ON s.id = a.section_id WHERE a.id > $1
	UNION ALL SELECT a.id, 'shows ' || r.number FROM article a JOIN revision r ON r.id = a.current_revision WHERE a.id > $1
	UNION ALL SELECT article_id, 'revision ' || number || ' ' || kind FROM revision WHERE article_id > $1
	UNION ALL SELECT h.article_id, 'html of ' || r.number FROM article_html h JOIN revision r ON r.id = h.revision_id WHERE h.article_id > $1
	UNION ALL SELECT g.article_id, 'regime ' || g.regime || ' of ' || r.number FROM regime g JOIN revision r ON r.id = g.revision_id WHERE g.article_id > $1
	UNION ALL SELECT article_id, 'code' FROM short_code WHERE article_id > $1
	UNION ALL SELECT article_id, 'permalink ' || path FROM permalink WHERE article_id > $1
	UNION ALL SELECT article_id, 'change ' || kind FROM article_change WHERE article_id > $1
	UNION ALL SELECT b.article_id, 'signer ' || b.position || ' from ' || r.number || ' ' || u.handle
		FROM byline b JOIN author u ON u.id = b.author_id JOIN revision r ON r.id = b.from_revision WHERE b.article_id > $1 AND b.until_revision IS NULL
	UNION ALL SELECT l.article_id, 'list ' || l.list || ' ' || COALESCE(u.handle, s.slug, g.code, CAST(l.subject_id AS TEXT))
		FROM listing l
		JOIN article a ON a.id = l.article_id AND a.published_at = l.published_at
		LEFT JOIN author u ON l.list IN ('author', 'desk') AND u.id = l.subject_id
		LEFT JOIN section s ON l.list = 'section' AND s.id = l.subject_id
		LEFT JOIN genre g ON l.list = 'genre' AND g.number = l.subject_id
		WHERE l.article_id > $1
	UNION ALL SELECT CAST(args ->> 'id' AS BIGINT), 'job ' || kind || COALESCE(' ' || (args ->> 'number'), '')
		FROM river_job WHERE kind LIKE 'article.%/storm' AND CAST(args ->> 'id' AS BIGINT) > $1`
