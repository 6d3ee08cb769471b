package trust

import (
	"context"
	"errors"
	"regexp"

	"palabre/internal/article"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/id"
	"palabre/internal/text"
)

// Service holds the verbs of decisions.
type Service struct {
	db       *db.DB
	articles *article.Service
}

// NewService returns the service; it acts upon articles through theirs.
func NewService(d *db.DB, articles *article.Service) *Service { return &Service{d, articles} }

// Restrict decides that an article is removed or taken out of lists: decision,
// its text, the restriction and what it does, together or not at all.
//
// Errors: errs.Invalid by field; errs.NotFound, also for an article of another
// edition; errs.Forbidden when both judges are one person; errs.Conflict when a
// decision already does that to the article.
func (s *Service) Restrict(ctx context.Context, e *edition.Edition, by Judge, o Order) (made Decision, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		made, err = s.RestrictIn(ctx, tx, e, by, o)
		return err
	})
	return made, err
}

// RestrictIn is Restrict inside the caller's transaction.
func (s *Service) RestrictIn(ctx context.Context, tx *db.Tx, e *edition.Edition, by Judge, o Order) (Decision, error) {
	wrong, err := wrongCharter(ctx, tx, e.ID, o.Ground)
	if err != nil {
		return Decision{}, err
	}
	if err := errs.Fields(append(o.check(), wrong...)...); err != nil {
		return Decision{}, err
	}
	a, err := article.LockIn(ctx, tx, o.Article)
	if err != nil {
		return Decision{}, err
	}
	if err := mayRestrict(e.ID, a, by, o); err != nil {
		return Decision{}, err
	}
	made := Decision{Reference: newReference(), Law: o.Ground.Law != ""}
	decision, err := insertDecision(ctx, tx, decisionRow{
		reference: made.Reference, edition: e.ID, article: a.ID, revision: a.Current, verdict: "restricted",
		ground: o.Ground, category: o.Category, by: by, second: o.Second,
	})
	if err != nil {
		return Decision{}, err
	}
	if err := insertText(ctx, tx, decision, o.Facts, o.Explanation); err != nil {
		return Decision{}, err
	}
	restriction, err := insertRestriction(ctx, tx, decision, a.ID, o)
	if err != nil {
		return Decision{}, err
	}
	if err := journal(ctx, tx, e.ID, by, "restrict", o.Article); err != nil {
		return Decision{}, err
	}
	act := s.articles.HideIn
	if o.Effect == Demoted {
		act = s.articles.UnlistIn
	}
	return made, act(ctx, tx, e, o.Article, restriction)
}

// Lift ends a restriction: the article returns to where it stood, with its
// address, its lists and its versions.
//
// Errors: errs.Invalid for an explanation that cannot be kept; errs.NotFound for
// a reference that restricts nothing here; errs.Conflict when it was lifted before.
func (s *Service) Lift(ctx context.Context, e *edition.Edition, by Judge, reference, explanation string) (made Decision, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		made, err = s.LiftIn(ctx, tx, e, by, reference, explanation)
		return err
	})
	return made, err
}

// LiftIn is Lift inside the caller's transaction.
func (s *Service) LiftIn(ctx context.Context, tx *db.Tx, e *edition.Edition, by Judge, reference, explanation string) (Decision, error) {
	if err := errs.Fields(text.Lines("explanation", explanation, explanationLimit)...); err != nil {
		return Decision{}, err
	}
	switch {
	case !referenceForm.MatchString(reference):
		return Decision{}, errs.NotFound
	case !by.person():
		return Decision{}, errs.Forbidden
	}
	key, err := articleOf(ctx, tx, e.ID, reference)
	if err != nil {
		return Decision{}, err
	}
	a, err := article.LockIn(ctx, tx, key) // the article's row guards its restrictions
	if err != nil {
		return Decision{}, err
	}
	open, err := restrictionOf(ctx, tx, reference)
	switch {
	case err != nil:
		return Decision{}, err
	case open.ended:
		return Decision{}, errs.Conflict
	}
	made := Decision{Reference: newReference()}
	decision, err := insertDecision(ctx, tx, decisionRow{
		reference: made.Reference, edition: e.ID, article: a.ID, revision: a.Current, verdict: "lifted", category: open.category, by: by,
	})
	if err != nil {
		return Decision{}, err
	}
	if err := insertText(ctx, tx, decision, "", explanation); err != nil {
		return Decision{}, err
	}
	if err := end(ctx, tx, open.id, decision); err != nil {
		return Decision{}, err
	}
	if err := journal(ctx, tx, e.ID, by, "lift", key); err != nil {
		return Decision{}, err
	}
	return made, s.articles.FreeIn(ctx, tx, e, key, open.id)
}

// Behind returns the decision behind a restriction.
//
// Errors: errs.NotFound.
func (s *Service) Behind(ctx context.Context, restriction int64) (d Decision, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		const query = `SELECT d.reference, d.law IS NOT NULL FROM restriction r JOIN decision d ON d.id = r.decision_id WHERE r.id = $1`
		d, err = db.One(ctx, tx, scanDecision, query, restriction)
		return err
	})
	return d, err
}

// Explain turns what article.Public and its like return for an article that a
// decision removed into an error with a sentence that cites the decision and
// nothing else: errs.Gone, or errs.Legal where a law asked for it. It returns any
// other error as it is.
func (s *Service) Explain(ctx context.Context, err error) error {
	var hidden *article.Hidden
	if !errors.As(err, &hidden) {
		return err
	}
	d, err := s.Behind(ctx, hidden.Restriction)
	switch {
	case err != nil:
		return err
	case d.Law:
		return errs.Say(errs.Legal, "gone.legal", "reference", d.Reference)
	}
	return errs.Say(errs.Gone, "gone.removed", "reference", d.Reference)
}

// newReference makes the name under which a decision is cited.
func newReference() string { return "D-" + id.Code() }

var referenceForm = regexp.MustCompile(`^D-[a-z2-7]{8}$`)
