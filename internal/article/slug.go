package article

import (
	"context"

	"palabre/internal/author"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/id"
	"palabre/internal/text"
)

// RenameSlug gives an article another address of the same day; the old one
// redirects for ever. A slug that the day already has gets a number. It returns
// the new address.
//
// Errors: errs.Invalid for a slug without a letter or digit; errs.NotFound,
// errs.Forbidden.
func (s *Service) RenameSlug(ctx context.Context, e *edition.Edition, actor author.Actor, key id.Key, wanted string) (path string, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		path, err = s.RenameSlugIn(ctx, tx, e, actor, key, wanted)
		return err
	})
	return path, err
}

// RenameSlugIn is RenameSlug inside the caller's transaction.
func (s *Service) RenameSlugIn(ctx context.Context, tx *db.Tx, e *edition.Edition, actor author.Actor, key id.Key, wanted string) (string, error) {
	a, err := lockOf(ctx, tx, e.ID, key)
	if err != nil {
		return "", err
	}
	if err := mayChange(actor, a); err != nil {
		return "", err
	}
	slug := text.Slug(wanted)
	if slug == "" {
		return "", errs.Fields(errs.Field{Name: "slug", Message: "field.required"})
	}
	path, err := s.addresses.take(ctx, tx, e, a.ID, a.Shown, slug)
	if err != nil || path == a.Path {
		return path, err
	}
	tx.Touched(tagsOf(a)...)
	return path, note(ctx, tx, a, changeSlug)
}
