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

// Revision is another version of an article that stands.
type Revision struct {
	Edition *edition.Edition
	Base    int64 // number of the version that the person had before their eyes
	Kind    RevisionKind
	Note    string // what changed and why; readers see it
	Claims

	imported bool // an operator answers for what it claims
}

// Revise makes another version the current one. The old one stays public.
//
// Errors: errs.Invalid by field; errs.NotFound, errs.Forbidden; errs.Conflict
// when the article is not published or has another current version.
func (s *Service) Revise(ctx context.Context, actor author.Actor, key id.Key, r Revision) error {
	w, err := s.write(r.Claims)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error { return s.revise(ctx, tx, actor, key, r, w) })
}

// ReviseIn is Revise inside the caller's transaction.
func (s *Service) ReviseIn(ctx context.Context, tx *db.Tx, actor author.Actor, key id.Key, r Revision) error {
	w, err := s.write(r.Claims)
	if err != nil {
		return err
	}
	return s.revise(ctx, tx, actor, key, r, w)
}

func (s *Service) revise(ctx context.Context, tx *db.Tx, actor author.Actor, key id.Key, r Revision, w written) error {
	a, err := lockOf(ctx, tx, r.Edition.ID, key)
	if err != nil {
		return err
	}
	if err := mayRevise(actor, a, r.Base); err != nil {
		return err
	}
	if err := errs.Fields(append(r.check(), r.wrong()...)...); err != nil {
		return err
	}
	signers, err := signersOf(ctx, tx, actor, a.Signers[1:])
	if err != nil {
		return err
	}
	if err := maySign(r.Genre, signers, r.imported); err != nil {
		return err
	}
	if a.State == Withdrawn { // its last version was withheld: this one shows it again
		a.State = Published
		if err := note(ctx, tx, a, changeRestored); err != nil {
			return err
		}
		if err := s.events.AnnounceIn(ctx, tx, ArticleRestored{a.ID}); err != nil {
			return err
		}
	}
	tx.Touched(tagsOf(a)...) // the lists that the old version stood in
	if err := addVersion(ctx, tx, a, r.Claims, w, version{r.Kind, r.Note, shownAt(tx.Now(), a.Shown.As, r.Edition.Zone), signers}); err != nil {
		return err
	}
	if err := copyClaims(ctx, tx, a, r.Claims); err != nil {
		return err
	}
	if err := show(ctx, tx, r.Edition, a); err != nil {
		return err
	}
	return s.events.AnnounceIn(ctx, tx, ArticleRevised{a.ID, a.Number})
}

func (r *Revision) wrong() []errs.Field {
	wrong := text.Line("note", r.Note, noteLimit)
	switch r.Kind {
	case Update, Correction, Retraction:
		return wrong
	}
	return append(wrong, errs.Field{Name: "kind", Message: "article.revision_kind"})
}
