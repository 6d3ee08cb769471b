package article

import (
	"context"
	"encoding/json"
	"errors"

	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/id"
	"palabre/internal/richtext"
)

// Shown is an article as anybody may read it: what each output is made from.
type Shown struct {
	Key       id.Key
	GUID      string
	Path      string
	Code      string // of the short address
	Title     string
	Summary   string
	Genre     Genre
	Flags     Flags
	Language  string
	Direction string
	Licence   string
	Regime    string
	Section   int64
	Words     int
	Moment    Moment
	Signers   []Signer
	Changes   []Change   // of the versions after the first, in their order
	Withheld  []Withheld // versions that their author withheld, in their order
	HTML      string     // of the text
	Tags      []string   // cache tags of a page that shows it

	document string
}

// Change is what a later version says of itself.
type Change struct {
	Kind   RevisionKind
	Note   string // "" for a version that was withheld
	Moment Moment
}

// Withheld is what readers learn of a version that was withheld.
type Withheld struct {
	Number  int
	Reason  Reason
	Changed int // words that the version had changed
}

// Document reads the text.
func (s *Shown) Document() (*richtext.Document, error) { return decode(s.document) }

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
		at, err := s.lookUp(ctx, tx, e, path)
		if err != nil {
			return err
		}
		shown, err = s.read(ctx, tx, at.article)
		return err
	})
	return shown, err
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

// lookUp finds what stands at a path: by the path itself, then by its MAC, which
// is all that an erased article leaves.
func (s *Service) lookUp(ctx context.Context, tx *db.Tx, e *edition.Edition, path string) (standing, error) {
	const query = selectStanding + ` JOIN permalink p ON p.article_id = a.id WHERE p.edition_id = $1 AND p.path = $2`
	at, err := db.One(ctx, tx, scanStanding, query, e.ID, path)
	if errors.Is(err, errs.NotFound) {
		const query = selectStanding + ` JOIN permalink p ON p.article_id = a.id WHERE p.edition_id = $1 AND p.path_mac = $2`
		at, err = db.One(ctx, tx, scanStanding, query, e.ID, s.addresses.mac(e.ID, path))
	}
	if err != nil {
		return at, err
	}
	if err := s.mayRead(ctx, tx, at); err != nil {
		return at, err
	}
	if at.path != path {
		return at, &Moved{at.path}
	}
	return at, nil
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

// read reads all that a page shows of a visible article.
func (s *Service) read(ctx context.Context, tx *db.Tx, article ID) (*Shown, error) {
	const query = `
		SELECT a.key, a.guid, p.path, c.code, b.title, b.summary, a.genre, b.flags, b.language, b.direction, b.licence, a.regime,
			a.section_id, b.words, a.shown_at, a.shown_as, COALESCE(h.html, ''), b.document, a.id, a.edition_id
		FROM article a
		JOIN permalink p ON p.article_id = a.id AND p.current
		JOIN short_code c ON c.article_id = a.id
		JOIN revision_body b ON b.revision_id = a.current_revision
		LEFT JOIN article_html h ON h.article_id = a.id AND h.revision_id = a.current_revision AND h.renderer = $2
		WHERE a.id = $1`
	shown, err := db.One(ctx, tx, scanShown, query, article, renderer)
	if err != nil {
		return nil, err
	}
	if shown.HTML == "" { // written by another renderer
		document, err := shown.Document()
		if err != nil {
			return nil, err
		}
		shown.HTML = s.html(document, shown.Language)
	}
	signers, err := signersShown(ctx, tx, article)
	if err != nil {
		return nil, err
	}
	for _, signer := range signers {
		shown.Signers = append(shown.Signers, signer.Signer)
		shown.Tags = append(shown.Tags, signer.id.Tag())
	}
	return shown, s.readChanges(ctx, tx, article, shown)
}

func scanShown(row db.Row) (*Shown, error) {
	var s Shown
	var flags string
	var article ID
	var e edition.ID
	err := row.Scan(&s.Key, &s.GUID, &s.Path, &s.Code, &s.Title, &s.Summary, &s.Genre, &flags, &s.Language, &s.Direction, &s.Licence,
		&s.Regime, &s.Section, &s.Words, &s.Moment.At, &s.Moment.As, &s.HTML, &s.document, &article, &e)
	if err != nil {
		return nil, err
	}
	s.Tags = []string{article.Tag(), e.Tag()}
	return &s, json.Unmarshal([]byte(flags), &s.Flags)
}

// readChanges reads what later versions say of themselves.
func (s *Service) readChanges(ctx context.Context, tx *db.Tx, article ID, shown *Shown) error {
	const query = `
		SELECT r.kind, r.shown_at, b.note, w.revision_id IS NOT NULL, r.number, COALESCE(w.reason, ''), COALESCE(w.words_changed, 0)
		FROM revision r
		JOIN revision_body b ON b.revision_id = r.id
		LEFT JOIN revision_withheld w ON w.revision_id = r.id
		WHERE r.article_id = $1
		ORDER BY r.number`
	type version struct {
		Change
		withheld bool
		was      Withheld
	}
	scan := func(row db.Row) (v version, err error) {
		err = row.Scan(&v.Kind, &v.Moment.At, &v.Note, &v.withheld, &v.was.Number, &v.was.Reason, &v.was.Changed)
		return v, err
	}
	versions, err := db.Collect(ctx, tx, scan, query, article)
	if err != nil {
		return err
	}
	for _, v := range versions {
		v.Moment.As = shown.Moment.As
		if v.withheld {
			shown.Withheld = append(shown.Withheld, v.was)
			v.Note = ""
		}
		if v.Kind != First {
			shown.Changes = append(shown.Changes, v.Change)
		}
	}
	return nil
}
