package article

import (
	"context"
	"errors"
	"fmt"
	"time"

	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/errs"
	"palabre/internal/id"
)

// Imported is an article that comes from elsewhere, with its own hour.
type Imported struct {
	Publication
	Published clock.Instant
	Origin    string // the kind of place it comes from
	GUID      string // its name there; "" for a MAC of edition, handle and instant
	Correct   string // the note of the correction that another text makes; "" to refuse it
	Author    author.New
}

// Result is what an import did.
type Result struct {
	Address
	Unchanged bool // the same text was there
	Corrected bool // another text was there; this one is its correction
}

// Differs says that another text of the same origin is there already.
type Differs struct {
	Path    string
	Kept    string // what is there: genre, title and plain text without attribution, a line each
	Brought string // what came
}

func (d *Differs) Error() string { return "another text of the same origin stands at " + d.Path }

// Unwrap lets errors.Is find the kind.
func (d *Differs) Unwrap() error { return errs.Conflict }

// Import publishes an article from elsewhere under the name of its author, whom
// it makes when nobody has the handle. The same text again changes nothing.
//
// Errors: errs.Invalid by field; *Differs when the origin brought another text
// before and no correction was asked for; errs.Gone when it was withdrawn or erased since.
func (s *Service) Import(ctx context.Context, i Imported) (done Result, err error) {
	for try := 0; ; try++ {
		err = s.db.Write(ctx, func(tx *db.Tx) error {
			done, err = s.importIn(ctx, tx, i)
			return err
		})
		if !db.IsUnique(err) || try == importRetries {
			return done, err
		}
	}
}

// wrongMoment refuses an hour that would stand in an address for ever by mistake:
// one that has not come, or one before there were newspapers to import.
func wrongMoment(published, now clock.Instant) []errs.Field {
	switch oldest := clock.At(time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC)); {
	case published > now:
		return []errs.Field{{Name: "published", Message: "import.future"}}
	case published < oldest:
		return []errs.Field{{Name: "published", Message: "import.ancient", Args: []any{"day", oldest.Time()}}}
	}
	return nil
}

// importRetries is how often another import may have come first since this one
// looked: with the author, and with the text.
const importRetries = 2

func (s *Service) importIn(ctx context.Context, tx *db.Tx, i Imported) (Result, error) {
	if err := errs.Fields(wrongMoment(i.Published, tx.Now())...); err != nil {
		return Result{}, err
	}
	if i.GUID == "" {
		i.GUID = s.addresses.seal.MAC("import", string(i.Edition.Key), author.Fold(i.Author.Handle), fmt.Sprint(i.Published))
	} else {
		i.GUID = string(i.Edition.Key) + ":" + i.GUID // two editions may know one name
	}
	key, err := s.byOrigin(ctx, tx, i.Origin, i.GUID)
	switch {
	case err == nil:
		return s.importAgain(ctx, tx, key, i)
	case !errors.Is(err, errs.NotFound):
		return Result{}, err
	}
	signer, err := author.ByHandleIn(ctx, tx, i.Author.Handle)
	if errors.Is(err, errs.NotFound) {
		signer, err = author.AddIn(ctx, tx, i.Author)
	}
	if errors.Is(err, errs.Conflict) { // another import made the author since we looked
		signer, err = author.ByHandleIn(ctx, tx, i.Author.Handle)
	}
	if err != nil {
		return Result{}, err
	}
	if signer.Kind != i.Author.Kind {
		return Result{}, errs.Say(errs.Conflict, "author.other_kind", "handle", i.Author.Handle)
	}
	w, err := s.write(i.Claims)
	if err != nil {
		return Result{}, err
	}
	at, err := s.publish(ctx, tx, author.Actor{Author: signer.ID}, i.Publication, w, source{i.Published, i.Origin, i.GUID})
	return Result{Address: at}, err
}

// byOrigin finds what an origin brought before, the erased too.
func (s *Service) byOrigin(ctx context.Context, tx *db.Tx, origin, guid string) (id.Key, error) {
	const query = `SELECT key, state = 'erased' FROM article WHERE origin = $1 AND origin_guid IN ($2, $3)`
	type brought struct {
		key    id.Key
		erased bool
	}
	scan := func(row db.Row) (b brought, err error) {
		err = row.Scan(&b.key, &b.erased)
		return b, err
	}
	found, err := db.One(ctx, tx, scan, query, origin, guid, s.erasedOrigin(origin, guid))
	if err == nil && found.erased {
		return "", errs.Say(errs.Gone, "import.erased")
	}
	return found.key, err
}

// importAgain compares with what the origin brought before, and corrects it when
// that was asked for.
func (s *Service) importAgain(ctx context.Context, tx *db.Tx, key id.Key, i Imported) (Result, error) {
	a, err := lockByKey(ctx, tx, key)
	if err != nil {
		return Result{}, err
	}
	if a.State != Published { // its author took it back: that is not undone from outside
		return Result{}, errs.Say(errs.Gone, "import.withdrawn")
	}
	signer, err := author.ByHandleIn(ctx, tx, i.Author.Handle)
	if err != nil && !errors.Is(err, errs.NotFound) {
		return Result{}, err
	}
	if signer.ID != a.Signers[0] {
		return Result{}, errs.Say(errs.Conflict, "import.other_author")
	}
	document, err := documentOf(ctx, tx, a.ID, a.Number)
	if err != nil {
		return Result{}, err
	}
	labels := Labels(s.catalogue.In(i.Language))
	done := Result{Address: Address{a.Key, a.Path}}
	title, err := titleOf(ctx, tx, a.Current)
	if err != nil {
		return Result{}, err
	}
	kept := said(a.Genre, title, document.Plain(labels))
	switch brought := said(i.Genre, i.Title, i.Document.Plain(labels)); {
	case kept == brought:
		done.Unchanged = true
		return done, nil
	case i.Correct == "":
		return done, &Differs{a.Path, kept, brought}
	}
	done.Corrected = true
	return done, s.ReviseIn(ctx, tx, author.Actor{Author: a.Signers[0]}, key, Revision{
		Edition: i.Edition, Base: a.Number, Kind: Correction, Note: i.Correct, Claims: i.Claims, imported: true,
	})
}

// said is what an import compares: genre, title and text.
func said(genre Genre, title, text string) string { return string(genre) + "\n" + title + "\n" + text }
