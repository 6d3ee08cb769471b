package article

import (
	"context"
	"errors"
	"fmt"

	"palabre/internal/author"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/id"
	"palabre/internal/richtext"
)

// lockOf is lockByKey for a verb that was given the edition: an article of
// another one is not found in it.
func lockOf(ctx context.Context, tx *db.Tx, e edition.ID, key id.Key) (*Article, error) {
	a, err := lockByKey(ctx, tx, key)
	if err == nil && a.Edition != e {
		return nil, errs.NotFound
	}
	return a, err
}

// lockByKey takes an article and reads it.
func lockByKey(ctx context.Context, tx *db.Tx, key id.Key) (*Article, error) {
	if err := tx.Lock(ctx, "article", key); err != nil {
		return nil, err
	}
	const query = `
		SELECT a.id, a.key, a.edition_id, a.state, a.hidden_by, a.unlisted_by, a.unread, COALESCE(a.published_at, 0),
			COALESCE(a.shown_at, 0), COALESCE(a.shown_as, ''), COALESCE(a.current_revision, 0), COALESCE(r.number, 0),
			COALESCE(a.genre, ''), COALESCE(a.section_id, 0), a.place_id, a.answer_to, a.origin, a.origin_guid, COALESCE(p.path, ''),
			w.revision_id IS NOT NULL
		FROM article a
		LEFT JOIN revision r ON r.id = a.current_revision
		LEFT JOIN permalink p ON p.article_id = a.id AND p.current
		LEFT JOIN revision_withheld w ON w.revision_id = a.current_revision
		WHERE a.key = $1`
	a, err := db.One(ctx, tx, scanArticle, query, key)
	if err != nil {
		return nil, err
	}
	if a.State == Erased {
		return nil, errs.NotFound
	}
	const signers = `SELECT author_id FROM byline WHERE article_id = $1 AND until_revision IS NULL ORDER BY position`
	a.Signers, err = db.Collect(ctx, tx, scanAuthorID, signers, a.ID)
	return a, err
}

func scanArticle(row db.Row) (*Article, error) {
	var a Article
	err := row.Scan(&a.ID, &a.Key, &a.Edition, &a.State, &a.HiddenBy, &a.UnlistedBy, &a.Unread, &a.Published,
		&a.Shown.At, &a.Shown.As, &a.Current, &a.Number, &a.Genre, &a.Section, &a.Place, &a.AnswerTo, &a.Origin, &a.OriginGUID, &a.Path, &a.Withheld)
	return &a, err
}

func scanAuthorID(row db.Row) (author.ID, error) {
	var a author.ID
	err := row.Scan(&a)
	return a, err
}

// insertArticle inserts an article that nobody sees: its first revision refers
// to it, then show shows it.
func insertArticle(ctx context.Context, tx *db.Tx, a *Article, p Publication) (ID, error) {
	const query = `
		INSERT INTO article (key, guid, edition_id, state, unread, visible, listed, published_at, shown_at, shown_as,
			genre, language, direction, licence, regime, section_id, origin, origin_guid, version)
		VALUES ($1, $2, $3, $4, $5, $5, $5, $6, $7, $8, $9, $10, $11, $12, 'hosted', $13, $14, $15, 1)
		RETURNING id`
	number, err := db.One(ctx, tx, db.ScanInt, query, a.Key, guid(p.Edition, a), a.Edition, a.State, false,
		a.Published, a.Shown.At, a.Shown.As, p.Genre, p.Language, i18n.Direction(p.Language), p.Licence, a.Section, a.Origin, a.OriginGUID)
	return ID(number), err
}

// guid is the name of an article for machines (RFC 4151), written once.
func guid(e *edition.Edition, a *Article) string {
	return fmt.Sprintf("tag:%s,%d:%s", e.Main(), a.Shown.In(e.Zone).Year(), a.Key)
}

// insertFirst adds what every article has from its first version on. Its regime
// stays for ever and begins at a rounded moment, since the very one is forgotten.
func insertFirst(ctx context.Context, tx *db.Tx, a *Article, p Publication, signers []author.Author, code string) error {
	for position, signer := range signers {
		const query = `INSERT INTO byline (article_id, author_id, position, from_revision) VALUES ($1, $2, $3, $4)`
		if _, err := db.Exec(ctx, tx, query, a.ID, signer.ID, position, a.Current); err != nil {
			return err
		}
	}
	const regime = `INSERT INTO regime (article_id, revision_id, regime, at) VALUES ($1, $2, 'hosted', $3)`
	if _, err := db.Exec(ctx, tx, regime, a.ID, a.Current, shownAt(tx.Now(), a.Shown.As, p.Edition.Zone).At); err != nil {
		return err
	}
	_, err := db.Exec(ctx, tx, `INSERT INTO short_code (code, article_id) VALUES ($1, $2)`, code, a.ID)
	return err
}

// insertRevision adds a version, head and body.
func insertRevision(ctx context.Context, tx *db.Tx, a *Article, kind RevisionKind, hash []byte, shown Moment, b body) (RevisionID, error) {
	const head = `INSERT INTO revision (article_id, number, kind, hash, shown_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`
	number, err := db.One(ctx, tx, db.ScanInt, head, a.ID, a.Number, kind, hash, shown.At)
	if err != nil {
		return 0, err
	}
	const query = `
		INSERT INTO revision_body (revision_id, title, summary, note, genre, flags, language, direction, licence, cover, signers, salt, words, document)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, $10, $11, $12, $13)`
	_, err = db.Exec(ctx, tx, query, number, b.Title, b.Summary, b.Note, b.Genre, string(b.Flags), b.Language, b.Direction,
		b.Licence, string(b.Signers), b.salt, b.Words, string(b.Document))
	return RevisionID(number), err
}

// copyClaims repeats in the article what its current version claims.
func copyClaims(ctx context.Context, tx *db.Tx, a *Article, c Claims) error {
	const query = `UPDATE article SET genre = $1, language = $2, direction = $3, licence = $4 WHERE id = $5`
	_, err := db.Exec(ctx, tx, query, c.Genre, c.Language, i18n.Direction(c.Language), c.Licence, a.ID)
	return err
}

// changeKind is a change that needs no revision.
type changeKind string

const (
	changeSlug      changeKind = "slug"
	changeWithdrawn changeKind = "withdrawn"
	changeRestored  changeKind = "restored"
)

// note keeps that something changed, and the day.
func note(ctx context.Context, tx *db.Tx, a *Article, kind changeKind) error {
	_, err := db.Exec(ctx, tx, `INSERT INTO article_change (article_id, kind, day) VALUES ($1, $2, $3)`, a.ID, kind, tx.Now().Day())
	return err
}

// revisionByNumber returns a version and whether it is withheld.
func revisionByNumber(ctx context.Context, q db.Queryer, article ID, number int64) (RevisionID, bool, error) {
	const query = `
		SELECT r.id, w.revision_id IS NOT NULL
		FROM revision r LEFT JOIN revision_withheld w ON w.revision_id = r.id
		WHERE r.article_id = $1 AND r.number = $2`
	type row struct {
		id       RevisionID
		withheld bool
	}
	found, err := db.One(ctx, q, func(r db.Row) (f row, err error) { return f, r.Scan(&f.id, &f.withheld) }, query, article, number)
	return found.id, found.withheld, err
}

func withhold(ctx context.Context, tx *db.Tx, revision RevisionID, why Reason, changed int) error {
	const query = `INSERT INTO revision_withheld (revision_id, day, reason, words_changed) VALUES ($1, $2, $3, $4)`
	_, err := db.Exec(ctx, tx, query, revision, tx.Now().Day(), why, changed)
	return err
}

// revisionsOf returns the versions of an article, the first one first.
func revisionsOf(ctx context.Context, q db.Queryer, article ID) ([]int64, error) {
	return db.Collect(ctx, q, db.ScanInt, `SELECT id FROM revision WHERE article_id = $1 ORDER BY number`, article)
}

// titleOf returns the title of a version.
func titleOf(ctx context.Context, q db.Queryer, revision RevisionID) (string, error) {
	return db.One(ctx, q, db.ScanText, `SELECT title FROM revision_body WHERE revision_id = $1`, revision)
}

// documentOf reads the text of a version.
func documentOf(ctx context.Context, q db.Queryer, article ID, number int64) (*richtext.Document, error) {
	const query = `SELECT b.document FROM revision r JOIN revision_body b ON b.revision_id = r.id WHERE r.article_id = $1 AND r.number = $2`
	stored, err := db.One(ctx, q, db.ScanText, query, article, number)
	if err != nil {
		return nil, err
	}
	return decode(stored)
}

// decode reads a stored document. What is stored was checked when it came, so a
// document that cannot be read is a defect, not somebody's mistake.
func decode(stored string) (*richtext.Document, error) {
	document, err := richtext.Decode([]byte(stored))
	if err != nil {
		return nil, fmt.Errorf("a stored document cannot be read: %w", errors.New(err.Error()))
	}
	return document, nil
}
