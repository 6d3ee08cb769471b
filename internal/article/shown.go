package article

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/edition"
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
	Excerpt   string     // the summary, or the first words where there is none
	Tags      []string   // cache tags of a page that shows it
}

// Whole is an article with its document, for the forms that are made from it.
type Whole struct {
	*Shown
	Document *richtext.Document
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

// reading is a choice of articles with the questions that are asked of them. A
// choice is part of each question, so that a list costs as many as one article.
// The rows come in no order that is promised.
type reading struct{ shown, listed, signers, changes string }

// What readers may choose: an address; the newest of a list, which is one range
// of its index.
const (
	chooseAtPath = ` FROM (
		SELECT article_id FROM permalink WHERE edition_id = $1 AND path = $2 AND current) l`
	chooseOfEdition = ` FROM (
		SELECT article_id FROM listing WHERE edition_id = $1 AND list = 'edition' AND subject_id = 0
		ORDER BY published_at DESC, article_id DESC LIMIT $2) l`
	chooseOfAuthor = ` FROM (
		SELECT article_id FROM listing WHERE edition_id = $1 AND list = 'author' AND subject_id = $3
		ORDER BY published_at DESC, article_id DESC LIMIT $2) l`
)

var (
	atPath    = reading{shown: selectShown + chooseAtPath + joinShown, signers: selectSigners + chooseAtPath + joinSigners, changes: selectChanges + chooseAtPath + joinChanges}
	ofEdition = reading{
		shown: selectShown + chooseOfEdition + joinShown, listed: selectListed + chooseOfEdition + joinListed,
		signers: selectSigners + chooseOfEdition + joinSigners, changes: selectChanges + chooseOfEdition + joinChanges,
	}
	ofAuthor = reading{listed: selectListed + chooseOfAuthor + joinListed, signers: selectSigners + chooseOfAuthor + joinSigners}
)

// place is where an article stands in its list.
type place struct {
	published clock.Instant
	article   ID
}

// newestFirst is the order of every list.
func newestFirst(a, b place) int {
	return cmp.Or(cmp.Compare(b.published, a.published), cmp.Compare(b.article, a.article))
}

const (
	selectShown = `
	SELECT a.published_at, a.id, a.edition_id, a.key, a.guid, p.path, c.code, b.title, b.summary, a.genre, b.flags, b.language, b.direction,
		b.licence, a.regime, a.section_id, b.words, a.shown_at, a.shown_as, COALESCE(h.excerpt, ''), COALESCE(h.html, '')`
	joinShown = `
	JOIN article a ON a.id = l.article_id AND a.visible
	JOIN permalink p ON p.article_id = a.id AND p.current
	JOIN short_code c ON c.article_id = a.id
	JOIN revision_body b ON b.revision_id = a.current_revision
	LEFT JOIN article_html h ON h.article_id = a.id AND h.revision_id = a.current_revision AND h.renderer = $3`
)

type shownRow struct {
	place
	*Shown
}

func scanShown(row db.Row) (shownRow, error) {
	r := shownRow{Shown: &Shown{}}
	s := r.Shown
	var flags string
	var e edition.ID
	err := row.Scan(&r.published, &r.article, &e, &s.Key, &s.GUID, &s.Path, &s.Code, &s.Title, &s.Summary, &s.Genre, &flags, &s.Language, &s.Direction,
		&s.Licence, &s.Regime, &s.Section, &s.Words, &s.Moment.At, &s.Moment.As, &s.Excerpt, &s.HTML)
	if err != nil {
		return r, err
	}
	s.Tags = []string{r.article.Tag(), e.Tag()}
	return r, json.Unmarshal([]byte(flags), &s.Flags)
}

// shownIn reads what is visible of a choice, newest first.
func (s *Service) shownIn(ctx context.Context, tx *db.Tx, of reading, args ...any) ([]shownRow, error) {
	rows, err := db.Collect(ctx, tx, scanShown, of.shown, append(slices.Clip(args), renderer)...)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	signers, err := signersIn(ctx, tx, of, args...)
	if err != nil {
		return nil, err
	}
	changes, err := changesIn(ctx, tx, of, args...)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b shownRow) int { return newestFirst(a.place, b.place) })
	for _, row := range rows {
		if err := s.complete(ctx, tx, row, signers[row.article], changes[row.article]); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// complete adds to an article what other tables know of it.
func (s *Service) complete(ctx context.Context, tx *db.Tx, row shownRow, signers []signerRow, changes []changeRow) error {
	if row.HTML == "" { // written by another renderer
		document, err := currentDocument(ctx, tx, row.article)
		if err != nil {
			return err
		}
		row.HTML, row.Excerpt = s.html(document, row.Language), document.Excerpt(excerptLimit)
	}
	if row.Summary != "" {
		row.Excerpt = row.Summary
	}
	for _, signer := range signers {
		row.Signers = append(row.Signers, signer.Signer)
		row.Tags = append(row.Tags, signer.id.Tag())
	}
	for _, c := range changes {
		c.Moment.As = row.Moment.As
		if c.withheld {
			row.Withheld = append(row.Withheld, c.was)
			c.Note = ""
		}
		if c.Kind != First {
			row.Changes = append(row.Changes, c.Change)
		}
	}
	return nil
}

const (
	selectSigners = `
	SELECT s.article_id, s.position, u.id, COALESCE(u.handle, ''), COALESCE(u.name, ''), u.kind, u.verified_day IS NOT NULL, u.state = 'retired'`
	joinSigners = `
	JOIN byline s ON s.article_id = l.article_id AND s.until_revision IS NULL
	JOIN author u ON u.id = s.author_id`
)

type signerRow struct {
	article  ID
	position int
	id       author.ID
	Signer
}

func scanSigner(row db.Row) (s signerRow, err error) {
	err = row.Scan(&s.article, &s.position, &s.id, &s.Handle, &s.Name, &s.Kind, &s.Verified, &s.Retired)
	return s, err
}

// signersIn returns who signs each article of a choice, in the order of the
// line, as readers may know them now.
func signersIn(ctx context.Context, tx *db.Tx, of reading, args ...any) (map[ID][]signerRow, error) {
	rows, err := db.Collect(ctx, tx, scanSigner, of.signers, args...)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b signerRow) int { return cmp.Compare(a.position, b.position) })
	signers := make(map[ID][]signerRow, len(rows))
	for _, row := range rows {
		signers[row.article] = append(signers[row.article], row)
	}
	return signers, nil
}

const (
	selectChanges = `
	SELECT r.article_id, r.kind, r.shown_at, b.note, w.revision_id IS NOT NULL, r.number, COALESCE(w.reason, ''), COALESCE(w.words_changed, 0)`
	joinChanges = `
	JOIN revision r ON r.article_id = l.article_id
	JOIN revision_body b ON b.revision_id = r.id
	LEFT JOIN revision_withheld w ON w.revision_id = r.id
	WHERE r.number > 1 OR w.revision_id IS NOT NULL`
)

// changeRow is a version after the first, or one that was withheld.
type changeRow struct {
	article ID
	Change
	withheld bool
	was      Withheld
}

func scanChange(row db.Row) (c changeRow, err error) {
	err = row.Scan(&c.article, &c.Kind, &c.Moment.At, &c.Note, &c.withheld, &c.was.Number, &c.was.Reason, &c.was.Changed)
	return c, err
}

// changesIn returns what later versions of each article say of themselves.
func changesIn(ctx context.Context, tx *db.Tx, of reading, args ...any) (map[ID][]changeRow, error) {
	rows, err := db.Collect(ctx, tx, scanChange, of.changes, args...)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b changeRow) int { return cmp.Compare(a.was.Number, b.was.Number) })
	changes := map[ID][]changeRow{}
	for _, row := range rows {
		changes[row.article] = append(changes[row.article], row)
	}
	return changes, nil
}

// currentDocument reads the text that is shown.
func currentDocument(ctx context.Context, tx *db.Tx, article ID) (*richtext.Document, error) {
	const query = `SELECT b.document FROM article a JOIN revision_body b ON b.revision_id = a.current_revision WHERE a.id = $1`
	stored, err := db.One(ctx, tx, db.ScanText, query, article)
	if err != nil {
		return nil, err
	}
	return decode(stored)
}
