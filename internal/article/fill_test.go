package article_test

import (
	"bytes"

	"palabre/internal/db"
)

// fill publishes many articles at once, signed by invented authors in turn: the
// rows that the verbs write, by statements that both engines take. The first one
// stands at a moment, each next one a step of microseconds later.
func (s *site) fill(articles, authors, start, step int64) {
	s.Helper()
	const numbers = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < $1 - 1) `
	hash, salt := bytes.Repeat([]byte{7}, 32), bytes.Repeat([]byte{7}, 16)
	document, err := s.claims("Titre", "Un paragraphe.").Document.Encode()
	s.must(err)
	s.must(s.db.Write(s.Context(), func(tx *db.Tx) error {
		for _, one := range []struct {
			query string
			args  []any
		}{
			{numberedAuthors, []any{authors, s.edition.ID}},
			{numbers + `
				INSERT INTO article (key, guid, edition_id, state, unread, visible, listed, published_at, shown_at, shown_as,
					genre, language, direction, licence, regime, section_id, version)
				SELECT 'k' || CAST(i AS TEXT), 'g' || CAST(i AS TEXT), $2, 'published', $3, $3, $3, $4 + CAST(i AS BIGINT) * $5, $4 + CAST(i AS BIGINT) * $5, 'hour',
					'opinion', 'fr', 'ltr', 'cc-by-4.0', 'hosted', (SELECT min(id) FROM section WHERE edition_id = $2) + i % (SELECT count(*) FROM section WHERE edition_id = $2), 1
				FROM n`, []any{articles, s.edition.ID, false, start, step}},
			{`INSERT INTO revision (article_id, number, kind, hash, shown_at) SELECT id, 1, 'first', $1, shown_at FROM article`, []any{hash}},
			{`INSERT INTO revision_body (revision_id, title, summary, note, genre, flags, language, direction, licence, signers, salt, words, document)
				SELECT r.id, a.key, '', '', 'opinion', '{}', 'fr', 'ltr', 'cc-by-4.0', '[]', $1, 2, $2 FROM revision r JOIN article a ON a.id = r.article_id`, []any{salt, string(document)}},
			{`INSERT INTO article_html (article_id, revision_id, renderer, excerpt, html) SELECT article_id, id, 1, 'Un paragraphe.', '<p>Un paragraphe.</p>' FROM revision`, nil},
			{`INSERT INTO byline (article_id, author_id, position, from_revision) SELECT article_id, 1 + article_id % $1, 0, id FROM revision`, []any{authors}},
			{`INSERT INTO regime (article_id, revision_id, regime, at) SELECT article_id, id, 'hosted', shown_at FROM revision`, nil},
			{`INSERT INTO permalink (edition_id, path_mac, path, article_id, current) SELECT edition_id, 'm' || key, '/2024/09/05/' || key || '/', id, $1 FROM article`, []any{true}},
			{`INSERT INTO short_code (code, article_id) SELECT 'c' || key, id FROM article`, nil},
			{`UPDATE article SET current_revision = (SELECT r.id FROM revision r WHERE r.article_id = article.id), visible = $1, listed = $1`, []any{true}},
			{intoLists, nil},
		} {
			if _, err := db.Exec(s.Context(), tx, one.query, one.args...); err != nil {
				return err
			}
		}
		return nil
	}))
}

const (
	numberedAuthors = `
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
		INSERT INTO author (id, key, home_edition_id, kind, handle, handle_folded, name, biography, state, made_day, version)
		SELECT i, 'a' || CAST(i AS TEXT), $2, 'individual', 'Plume_' || CAST(i AS TEXT), 'plume_' || CAST(i AS TEXT), 'Plume', '', 'active', 20000, 1 FROM n`

	intoLists = `
		INSERT INTO listing (edition_id, list, subject_id, published_at, article_id)
		SELECT edition_id, 'edition', 0, published_at, id FROM article
		UNION ALL SELECT edition_id, 'section', section_id, published_at, id FROM article
		UNION ALL SELECT edition_id, 'genre', 2, published_at, id FROM article
		UNION ALL SELECT edition_id, 'day', published_at / 86400000000, published_at, id FROM article
		UNION ALL SELECT a.edition_id, 'author', s.author_id, a.published_at, a.id FROM article a JOIN byline s ON s.article_id = a.id
		UNION ALL SELECT a.edition_id, 'desk', s.author_id, a.published_at, a.id FROM article a JOIN byline s ON s.article_id = a.id`
)
