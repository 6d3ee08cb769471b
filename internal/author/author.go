// Package author holds the public identities that sign articles. An author is
// one person's pen name or an organisation's name; which account stands behind
// it is known to the table `member` alone, and nothing public links two authors
// of one account.
package author

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"palabre/internal/clock"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/id"
	"palabre/internal/text"
)

// ID is the internal number of an author; it never leaves the server.
type ID int64

// Kind is what an author is.
type Kind string

// The kinds. Only organisations may publish a statement, and only once verified.
const (
	Individual   Kind = "individual"
	Association  Kind = "association"
	NGO          Kind = "ngo"
	Professional Kind = "professional"
)

// Kinds are all kinds in the order in which they are offered.
func Kinds() []Kind { return []Kind{Individual, Association, NGO, Professional} }

// Organisation reports whether several people may stand behind the name.
func (k Kind) Organisation() bool { return k != Individual }

// Author is a public identity. A retired one has no handle and no name.
type Author struct {
	ID        ID
	Key       id.Key
	Home      edition.ID
	Kind      Kind
	Handle    string // as its owner writes it
	Name      string // what attribution shows
	Biography string
	Verified  *clock.Day
	Retired   bool
	Made      clock.Day
}

// Actor is who acts: one author, whatever account stands behind it.
type Actor struct{ Author ID }

// Is reports whether the actor acts as that author.
func (a Actor) Is(author ID) bool { return a.Author != 0 && a.Author == author }

// Fold is the form of a handle in which it is unique, and in which it stands in
// addresses.
func Fold(handle string) string { return strings.ToLower(handle) }

// Path is the address of an author's page.
func Path(handle string) string { return "/author/" + Fold(handle) + "/" }

// Tag is the cache tag of everything that shows the author.
func (id ID) Tag() string { return fmt.Sprintf("author:%d", id) }

// New is what an author is made from.
type New struct {
	Edition *edition.Edition
	Kind    Kind
	Handle  string
	Name    string // "" for the handle
}

const nameLimit = 60

var handleForm = regexp.MustCompile(`^[A-Za-z0-9_-]{3,30}$`)

func (n New) complete() (New, []errs.Field) {
	if n.Name == "" {
		n.Name = n.Handle
	}
	var wrong []errs.Field
	if !handleForm.MatchString(n.Handle) {
		wrong = append(wrong, errs.Field{Name: "handle", Message: "author.handle"})
	} else {
		wrong = append(wrong, text.Line("author-name", n.Name, nameLimit)...)
	}
	if !slices.Contains(Kinds(), n.Kind) {
		wrong = append(wrong, errs.Field{Name: "kind", Message: "author.kind"})
	}
	return n, wrong
}
