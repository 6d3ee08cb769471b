package article

import (
	"context"

	"palabre/internal/author"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/id"
)

// Withdraw takes a published article out of every list, feed and index. Its
// address answers 410 from then on and its versions close.
//
// Errors: errs.NotFound (also for what the actor may not see), errs.Forbidden,
// errs.Conflict when the article is already withdrawn.
func (s *Service) Withdraw(ctx context.Context, e *edition.Edition, actor author.Actor, key id.Key) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return s.WithdrawIn(ctx, tx, e, actor, key) })
}

// WithdrawIn is Withdraw inside the caller's transaction.
func (s *Service) WithdrawIn(ctx context.Context, tx *db.Tx, e *edition.Edition, actor author.Actor, key id.Key) error {
	a, err := lockOf(ctx, tx, e.ID, key) // takes the row, then reads it: the policy must judge what is changed
	if err != nil {
		return err
	}
	if err := mayWithdraw(actor, a); err != nil {
		return err
	}
	a.State = Withdrawn
	if err := show(ctx, tx, e, a); err != nil {
		return err
	}
	if err := note(ctx, tx, a, changeWithdrawn); err != nil {
		return err
	}
	return s.events.AnnounceIn(ctx, tx, ArticleWithdrawn{a.ID})
}

// Restore shows again an article that its author had withdrawn. What a decision
// hides stays hidden.
//
// Errors: errs.NotFound, errs.Forbidden; errs.Conflict when it is not withdrawn.
func (s *Service) Restore(ctx context.Context, e *edition.Edition, actor author.Actor, key id.Key) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return s.RestoreIn(ctx, tx, e, actor, key) })
}

// RestoreIn is Restore inside the caller's transaction.
func (s *Service) RestoreIn(ctx context.Context, tx *db.Tx, e *edition.Edition, actor author.Actor, key id.Key) error {
	a, err := lockOf(ctx, tx, e.ID, key)
	if err != nil {
		return err
	}
	if err := mayRestore(actor, a); err != nil {
		return err
	}
	a.State = Published
	if err := show(ctx, tx, e, a); err != nil {
		return err
	}
	if err := note(ctx, tx, a, changeRestored); err != nil {
		return err
	}
	return s.events.AnnounceIn(ctx, tx, ArticleRestored{a.ID})
}
