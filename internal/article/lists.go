package article

import (
	"context"

	"palabre/internal/author"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/id"
)

// Listed is an article as lists show it.
type Listed struct {
	Key      id.Key
	Path     string
	Title    string
	Summary  string
	Genre    Genre
	Language string
	Words    int
	Moment   Moment
	Signers  []Signer
}

// PageSize is how many articles a page of a list shows.
const PageSize = 20

// Latest returns an edition's newest listed articles.
func (s *Service) Latest(ctx context.Context, e *edition.Edition) (latest []Listed, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		const query = selectListed + ` WHERE l.edition_id = $1 AND l.list = 'edition' AND l.subject_id = 0` + inOrder
		latest, err = s.list(ctx, tx, query, e.ID, PageSize)
		return err
	})
	return latest, err
}

// ByAuthor returns an author's newest listed articles in an edition.
func (s *Service) ByAuthor(ctx context.Context, e *edition.Edition, by author.ID) (latest []Listed, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		const query = selectListed + ` WHERE l.edition_id = $1 AND l.list = 'author' AND l.subject_id = $3` + inOrder
		latest, err = s.list(ctx, tx, query, e.ID, PageSize, by)
		return err
	})
	return latest, err
}

// Feed returns an edition's newest listed articles whole.
func (s *Service) Feed(ctx context.Context, e *edition.Edition) (latest []*Shown, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		const query = `SELECT l.article_id FROM listing l WHERE l.edition_id = $1 AND l.list = 'edition' AND l.subject_id = 0` + inOrder
		articles, err := db.Collect(ctx, tx, db.ScanInt, query, e.ID, PageSize)
		if err != nil {
			return err
		}
		latest = nil // this may run twice
		for _, article := range articles {
			shown, err := s.read(ctx, tx, ID(article))
			if err != nil {
				return err
			}
			latest = append(latest, shown)
		}
		return nil
	})
	return latest, err
}

const selectListed = `
	SELECT a.id, a.key, p.path, b.title, b.summary, a.genre, a.language, b.words, a.shown_at, a.shown_as
	FROM listing l
	JOIN article a ON a.id = l.article_id
	JOIN permalink p ON p.article_id = a.id AND p.current
	JOIN revision_body b ON b.revision_id = a.current_revision`

const inOrder = ` ORDER BY l.published_at DESC, l.article_id DESC LIMIT $2`

type listedRow struct {
	article ID
	Listed
}

func scanListed(row db.Row) (l listedRow, err error) {
	err = row.Scan(&l.article, &l.Key, &l.Path, &l.Title, &l.Summary, &l.Genre, &l.Language, &l.Words, &l.Moment.At, &l.Moment.As)
	return l, err
}

func (s *Service) list(ctx context.Context, tx *db.Tx, query string, args ...any) ([]Listed, error) {
	rows, err := db.Collect(ctx, tx, scanListed, query, args...)
	if err != nil {
		return nil, err
	}
	listed := make([]Listed, len(rows))
	for i, row := range rows {
		signers, err := signersShown(ctx, tx, row.article)
		if err != nil {
			return nil, err
		}
		for _, signer := range signers {
			row.Signers = append(row.Signers, signer.Signer)
		}
		listed[i] = row.Listed
	}
	return listed, nil
}

type signerRow struct {
	id author.ID
	Signer
}

// signersShown returns who signs an article, as readers may know them now.
func signersShown(ctx context.Context, q db.Queryer, article ID) ([]signerRow, error) {
	const query = `
		SELECT u.id, COALESCE(u.handle, ''), COALESCE(u.name, ''), u.kind, u.verified_day IS NOT NULL, u.state = 'retired'
		FROM byline s
		JOIN author u ON u.id = s.author_id
		WHERE s.article_id = $1 AND s.until_revision IS NULL
		ORDER BY s.position`
	scan := func(row db.Row) (s signerRow, err error) {
		err = row.Scan(&s.id, &s.Handle, &s.Name, &s.Kind, &s.Verified, &s.Retired)
		return s, err
	}
	return db.Collect(ctx, q, scan, query, article)
}
