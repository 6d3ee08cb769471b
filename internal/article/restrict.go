package article

import (
	"context"

	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/id"
)

// HideIn puts an article out of sight for a restriction, and announces it. The
// caller has written the decision; the database wants to see it.
//
// Errors: errs.NotFound.
func (s *Service) HideIn(ctx context.Context, tx *db.Tx, e *edition.Edition, key id.Key, restriction int64) error {
	return s.restrict(ctx, tx, e, key, func(a *Article) { a.HiddenBy = &restriction })
}

// UnlistIn takes an article out of every list for a restriction; its address
// goes on showing it.
//
// Errors: errs.NotFound.
func (s *Service) UnlistIn(ctx context.Context, tx *db.Tx, e *edition.Edition, key id.Key, restriction int64) error {
	return s.restrict(ctx, tx, e, key, func(a *Article) { a.UnlistedBy = &restriction })
}

// FreeIn undoes what a restriction did to an article. What another restriction
// or its author did stays.
//
// Errors: errs.NotFound.
func (s *Service) FreeIn(ctx context.Context, tx *db.Tx, e *edition.Edition, key id.Key, restriction int64) error {
	return s.restrict(ctx, tx, e, key, func(a *Article) {
		if a.HiddenBy != nil && *a.HiddenBy == restriction {
			a.HiddenBy = nil
		}
		if a.UnlistedBy != nil && *a.UnlistedBy == restriction {
			a.UnlistedBy = nil
		}
	})
}

func (s *Service) restrict(ctx context.Context, tx *db.Tx, e *edition.Edition, key id.Key, change func(*Article)) error {
	a, err := lockOf(ctx, tx, e.ID, key)
	if err != nil {
		return err
	}
	change(a)
	if err := show(ctx, tx, e, a); err != nil {
		return err
	}
	if a.listed() {
		return s.events.AnnounceIn(ctx, tx, ArticleRestored{a.ID})
	}
	return s.events.AnnounceIn(ctx, tx, ArticleRestricted{a.ID})
}

// LockIn takes the article that a decision judges and returns its internal
// number and current revision.
//
// Errors: errs.NotFound, also for an erased article.
func LockIn(ctx context.Context, tx *db.Tx, key id.Key) (*Article, error) {
	return lockByKey(ctx, tx, key)
}
