package article

import (
	"context"
	"errors"

	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/errs"
)

// Moved says that the article stands at another address now.
type Moved struct{ Path string }

func (m *Moved) Error() string { return "moved to " + m.Path }

// Hidden says that a decision hides what stood at the address. It is a
// errs.Gone until somebody who knows decisions says more.
type Hidden struct{ Restriction int64 }

func (h *Hidden) Error() string { return "hidden by a decision" }

// Unwrap lets errors.Is find the kind.
func (h *Hidden) Unwrap() error { return errs.Gone }

// Public returns the article that stands at a path of the edition.
//
// Errors: errs.NotFound for a path that never was, a draft or what is held;
// *Moved; errs.Gone with a sentence for what its author took back; *Hidden for
// what a decision removed.
func (s *Service) Public(ctx context.Context, e *edition.Edition, path string) (shown *Shown, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		found, err := s.at(ctx, tx, e, path)
		shown = found.Shown
		return err
	})
	return shown, err
}

// PublicWhole is Public with the document.
func (s *Service) PublicWhole(ctx context.Context, e *edition.Edition, path string) (whole Whole, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		found, err := s.at(ctx, tx, e, path)
		if err != nil {
			return err
		}
		whole.Shown = found.Shown
		whole.Document, err = currentDocument(ctx, tx, found.article)
		return err
	})
	return whole, err
}

func (s *Service) at(ctx context.Context, tx *db.Tx, e *edition.Edition, path string) (shownRow, error) {
	found, err := s.shownIn(ctx, tx, atPath, e.ID, path)
	if err != nil {
		return shownRow{}, err
	}
	if len(found) == 0 {
		return shownRow{}, s.whyNot(ctx, tx, e, path)
	}
	return found[0], nil
}

// ByCode returns the address behind a short code.
//
// Errors: those of Public.
func (s *Service) ByCode(ctx context.Context, e *edition.Edition, code string) (path string, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		const query = selectStanding + ` JOIN short_code c ON c.article_id = a.id WHERE c.code = $1 AND a.edition_id = $2`
		at, err := db.One(ctx, tx, scanStanding, query, code, e.ID)
		if err != nil {
			return err
		}
		path = at.path
		return s.mayRead(ctx, tx, at)
	})
	return path, err
}

// standing is what is known of an address before the article is read.
type standing struct {
	article  ID
	state    State
	hiddenBy *int64
	visible  bool
	path     string // the current one, "" for an erased article
}

const selectStanding = `
	SELECT a.id, a.state, a.hidden_by, a.visible, COALESCE(n.path, '')
	FROM article a
	LEFT JOIN permalink n ON n.article_id = a.id AND n.current`

func scanStanding(row db.Row) (s standing, err error) {
	err = row.Scan(&s.article, &s.state, &s.hiddenBy, &s.visible, &s.path)
	return s, err
}

// whyNot says why nothing can be read at a path. It looks for the path itself,
// then for its MAC, which is all that an erased article leaves.
func (s *Service) whyNot(ctx context.Context, tx *db.Tx, e *edition.Edition, path string) error {
	const query = selectStanding + ` JOIN permalink p ON p.article_id = a.id WHERE p.edition_id = $1 AND p.path = $2`
	at, err := db.One(ctx, tx, scanStanding, query, e.ID, path)
	if errors.Is(err, errs.NotFound) {
		const query = selectStanding + ` JOIN permalink p ON p.article_id = a.id WHERE p.edition_id = $1 AND p.path_mac = $2`
		at, err = db.One(ctx, tx, scanStanding, query, e.ID, s.addresses.mac(e.ID, path))
	}
	if err != nil {
		return err
	}
	if err := s.mayRead(ctx, tx, at); err != nil {
		return err
	}
	return &Moved{at.path}
}

// mayRead says why an article cannot be read, nil for one that can.
func (s *Service) mayRead(ctx context.Context, tx *db.Tx, at standing) error {
	switch {
	case at.visible:
		return nil
	case at.hiddenBy != nil:
		return &Hidden{*at.hiddenBy}
	case at.state == Published: // not shown yet, or held
		return errs.NotFound
	}
	query := `SELECT max(day) FROM article_change WHERE article_id = $1 AND kind = 'withdrawn'`
	if at.state == Erased {
		query = `SELECT day FROM erasure WHERE object_kind = 'article' AND object_id = $1`
	}
	day, err := db.One(ctx, tx, db.ScanInt, query, at.article)
	if err != nil {
		return err
	}
	return errs.Say(errs.Gone, "gone.withdrawn", "day", clock.Day(day).Date())
}
