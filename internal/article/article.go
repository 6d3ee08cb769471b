// Package article holds what people publish: its versions, its genre, who signs
// it, its addresses, the lists it stands in, and the words that say who speaks.
//
// Reading has one door for each thing that a reader can ask for, and nothing of
// a viewer in it; writing has one verb for each thing that can happen:
//
//	shown, err := articles.Public(ctx, edition, "/2026/11/23/le-marche/")
//	err := articles.Withdraw(ctx, actor, key)
//
// It knows no page, feed or file: those take what Public returns. Whether a text
// may be published without being read first is the business of review.
package article

import (
	"fmt"

	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/edition"
	"palabre/internal/id"
)

// ID is the internal number of an article; it never leaves the server.
type ID int64

// Tag is the cache tag of everything that shows the article.
func (id ID) Tag() string { return fmt.Sprintf("article:%d", id) }

// State is what the author has done with the article. What others did to it is
// a restriction.
type State string

// The states.
const (
	Published State = "published"
	Withdrawn State = "withdrawn"
	Erased    State = "erased"
)

// Genre is what an article claims to be.
type Genre string

// The genres. A statement is an organisation's.
const (
	Information Genre = "information"
	Opinion     Genre = "opinion"
	Testimony   Genre = "testimony"
	Statement   Genre = "statement"
)

// Genres are all genres in the order in which they are offered.
func Genres() []Genre { return []Genre{Information, Opinion, Testimony, Statement} }

// ShownAs says how exactly a moment may be shown.
type ShownAs string

// The exactnesses.
const (
	ToTheMinute ShownAs = "minute"
	ToTheHour   ShownAs = "hour"
	ToTheDay    ShownAs = "day"
)

// Moment is the only time that any output uses, rounded down in the edition's zone.
type Moment struct {
	At clock.Instant
	As ShownAs
}

// Article is the row that verbs judge, as it was when it was taken.
type Article struct {
	ID         ID
	Key        id.Key
	Edition    edition.ID
	State      State
	HiddenBy   *int64
	UnlistedBy *int64
	Unread     bool
	Published  clock.Instant // orders, is never shown
	Shown      Moment
	Current    RevisionID
	Number     int64 // of the current revision
	Genre      Genre
	Section    int64
	Place      *int64
	AnswerTo   *ID
	Origin     *string
	OriginGUID *string
	Signers    []author.ID // of the open byline, in order
	Path       string      // the current address
	Withheld   bool        // its author withheld the current version
}

// visible is whether the article's address shows it.
func (a *Article) visible() bool {
	return a.State == Published && a.HiddenBy == nil && a.Current != 0
}

// listed is whether lists show it.
func (a *Article) listed() bool { return a.visible() && a.UnlistedBy == nil && !a.Unread }

// RevisionID is the internal number of a revision; it never leaves the server.
type RevisionID int64

// RevisionKind says why a version exists.
type RevisionKind string

// The kinds.
const (
	First      RevisionKind = "first"
	Update     RevisionKind = "update"
	Correction RevisionKind = "correction"
	Retraction RevisionKind = "retraction"
)
