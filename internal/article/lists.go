package article

import (
	"context"
	"slices"

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
	Tags     []string // cache tags of those who sign; the list has one of its own
}

// PageSize is how many articles a page of a list shows.
const PageSize = 20

// Latest returns an edition's newest listed articles.
func (s *Service) Latest(ctx context.Context, e *edition.Edition) (latest []Listed, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		latest, err = listedIn(ctx, tx, ofEdition, e.ID, PageSize)
		return err
	})
	return latest, err
}

// ByAuthor returns an author's newest listed articles in an edition.
func (s *Service) ByAuthor(ctx context.Context, e *edition.Edition, by author.ID) (latest []Listed, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		latest, err = listedIn(ctx, tx, ofAuthor, e.ID, PageSize, by)
		return err
	})
	return latest, err
}

// Feed returns an edition's newest listed articles with their text.
func (s *Service) Feed(ctx context.Context, e *edition.Edition) (latest []*Shown, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		found, err := s.shownIn(ctx, tx, ofEdition, e.ID, PageSize)
		latest = make([]*Shown, len(found)) // anew: this may run twice
		for i, one := range found {
			latest[i] = one.Shown
		}
		return err
	})
	return latest, err
}

const (
	selectListed = `
	SELECT a.published_at, a.id, a.key, p.path, b.title, b.summary, a.genre, a.language, b.words, a.shown_at, a.shown_as`
	joinListed = `
	JOIN article a ON a.id = l.article_id
	JOIN permalink p ON p.article_id = a.id AND p.current
	JOIN revision_body b ON b.revision_id = a.current_revision`
)

type listedRow struct {
	place
	Listed
}

func scanListed(row db.Row) (l listedRow, err error) {
	err = row.Scan(&l.published, &l.article, &l.Key, &l.Path, &l.Title, &l.Summary, &l.Genre, &l.Language, &l.Words, &l.Moment.At, &l.Moment.As)
	return l, err
}

// listedIn reads the lines of a list, newest first.
func listedIn(ctx context.Context, tx *db.Tx, of reading, args ...any) ([]Listed, error) {
	rows, err := db.Collect(ctx, tx, scanListed, of.listed, args...)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	signers, err := signersIn(ctx, tx, of, args...)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b listedRow) int { return newestFirst(a.place, b.place) })
	list := make([]Listed, len(rows))
	for i, row := range rows {
		for _, signer := range signers[row.article] {
			row.Signers = append(row.Signers, signer.Signer)
			row.Tags = append(row.Tags, signer.id.Tag())
		}
		list[i] = row.Listed
	}
	return list, nil
}
