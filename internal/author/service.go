package author

import (
	"context"
	"errors"

	"palabre/internal/account"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/errs"
	"palabre/internal/id"
)

// Service holds the verbs of authors.
type Service struct{ db *db.DB }

// NewService returns the service over a database.
func NewService(d *db.DB) *Service { return &Service{d} }

// Add makes an author and the account that owns it.
//
// Errors: errs.Invalid by field; errs.Conflict when the handle is taken.
func (s *Service) Add(ctx context.Context, n New) (made Author, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		made, err = AddIn(ctx, tx, n)
		return err
	})
	if db.IsUnique(err) { // somebody took it since we looked
		return Author{}, errHandleTaken(n.Handle)
	}
	return made, err
}

func errHandleTaken(handle string) error {
	return errs.Say(errs.Conflict, "author.handle_taken", "handle", handle)
}

// AddIn is Add inside the caller's transaction. When somebody takes the handle
// at the same moment the error is one of db.IsUnique: whoever tries again is told.
func AddIn(ctx context.Context, tx *db.Tx, n New) (Author, error) {
	n, wrong := n.complete()
	if err := errs.Fields(wrong...); err != nil {
		return Author{}, err
	}
	switch _, err := ByHandleIn(ctx, tx, n.Handle); {
	case err == nil:
		return Author{}, errHandleTaken(n.Handle)
	case !errors.Is(err, errs.NotFound):
		return Author{}, err
	}
	owner, err := account.OpenIn(ctx, tx, n.Edition.First(), Fold(n.Handle))
	if err != nil {
		return Author{}, err
	}
	a := Author{ID: ID(id.Random()), Key: id.NewKey(), Home: n.Edition.ID, Kind: n.Kind, Handle: n.Handle, Name: n.Name, Made: tx.Now().Day()}
	if err := insert(ctx, tx, a); err != nil {
		return Author{}, err
	}
	return a, own(ctx, tx, a.ID, owner, a.Made)
}

// ByHandle returns the active author of a handle, in whatever case it is written.
//
// Errors: errs.NotFound.
func (s *Service) ByHandle(ctx context.Context, handle string) (a Author, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		a, err = ByHandleIn(ctx, tx, handle)
		return err
	})
	return a, err
}

// ByHandleIn is ByHandle inside the caller's transaction.
func ByHandleIn(ctx context.Context, q db.Queryer, handle string) (Author, error) {
	if !handleForm.MatchString(handle) {
		return Author{}, errs.NotFound
	}
	return db.One(ctx, q, scanAuthor, selectAuthor+` WHERE handle_folded = $1`, Fold(handle))
}

// ByIDIn returns an author, a retired one too.
//
// Errors: errs.NotFound.
func ByIDIn(ctx context.Context, q db.Queryer, author ID) (Author, error) {
	return db.One(ctx, q, scanAuthor, selectAuthor+` WHERE id = $1`, author)
}

const selectAuthor = `
	SELECT id, key, home_edition_id, kind, COALESCE(handle, ''), COALESCE(name, ''), biography, verified_day, state = 'retired', made_day
	FROM author`

func scanAuthor(row db.Row) (a Author, err error) {
	err = row.Scan(&a.ID, &a.Key, &a.Home, &a.Kind, &a.Handle, &a.Name, &a.Biography, &a.Verified, &a.Retired, &a.Made)
	return a, err
}

func insert(ctx context.Context, tx *db.Tx, a Author) error {
	const query = `
		INSERT INTO author (id, key, home_edition_id, kind, handle, handle_folded, name, biography, state, made_day, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, '', 'active', $8, 1)`
	_, err := db.Exec(ctx, tx, query, a.ID, a.Key, a.Home, a.Kind, a.Handle, Fold(a.Handle), a.Name, a.Made)
	return err
}

func own(ctx context.Context, tx *db.Tx, author ID, owner account.ID, day clock.Day) error {
	_, err := db.Exec(ctx, tx, `INSERT INTO member (author_id, account_id, role, since_day) VALUES ($1, $2, 'owner', $3)`, author, owner, day)
	return err
}
