// Package edition holds the public sites of an installation: a country's, a
// city's, a community's. An edition has host names, languages, a time zone,
// sections, and the notice that ends every article. It does not know articles
// or people.
//
//	e, err := editions.ByHost(ctx, "sn.example.org")
package edition

import (
	"fmt"
	"strings"
	"time"

	"palabre/internal/clock"
	"palabre/internal/id"
)

// ID is the internal number of an edition; it never leaves the server.
type ID int64

// Edition is one public site, as every page needs it. It is never changed after
// it was read.
type Edition struct {
	ID           ID
	Key          id.Key
	Country      string // ISO 3166-1 alpha-2, ZZ when the edition belongs to none
	Zone         *time.Location
	Languages    []string // BCP 47, the first one first
	Licence      string   // the licence of articles that name none
	ReviewPolicy string
	Registration string
	Colours      [2]string       // of the woven band and its edge, #RRGGBB
	Texts        map[string]Text // by language, one for each of Languages
	Hosts        []string        // the main one first
	Sections     []Section       // in their order, the closed ones too
}

// Text is what an edition says of itself in one language.
type Text struct {
	Name, Tagline string
	Notice        string // holds {join} once
	Join          string // what stands in place of {join} and leads to registration
}

// Section is one of the fixed set of sections of an edition.
type Section struct {
	ID       int64
	Key      id.Key
	Slug     string
	Names    map[string]string // by language
	Position int64
	Closed   *clock.Day
}

// First is the language of an edition's first catalogue and plain addresses.
func (e *Edition) First() string { return e.Languages[0] }

// Main is the host name that addresses are written with.
func (e *Edition) Main() string { return e.Hosts[0] }

// Text returns what the edition says in a language, or in its first one.
func (e *Edition) Text(language string) Text {
	if text, ok := e.Texts[language]; ok {
		return text
	}
	return e.Texts[e.First()]
}

// Notice is the notice in a language, cut at its link.
type Notice struct{ Before, Join, After string }

// Notice returns the edition's notice in a language, or in its first one.
func (e *Edition) Notice(language string) Notice {
	text := e.Text(language)
	before, after, _ := strings.Cut(text.Notice, join)
	return Notice{before, text.Join, after}
}

// join stands in a stored notice for the words that lead to registration.
const join = "{join}"

func (n Notice) String() string { return n.Before + n.Join + n.After }

// Open reports whether a reader may open an account, so that the notice's link
// leads somewhere.
func (e *Edition) Open() bool { return e.Registration != "closed" }

// Section returns the section with that slug, or the first open one for "".
func (e *Edition) Section(slug string) (Section, bool) {
	for _, s := range e.Sections {
		if s.Slug == slug || (slug == "" && s.Closed == nil) {
			return s, true
		}
	}
	return Section{}, false
}

// Name returns the section's name in a language, or in any that it has.
func (s Section) Name(language string) string {
	if name, ok := s.Names[language]; ok {
		return name
	}
	return s.Names[""]
}

// Tag is the cache tag of everything that shows the edition itself.
func (id ID) Tag() string { return fmt.Sprintf("%s%d", tagPrefix, id) }

const tagPrefix = "edition:"

// isTag reports whether a cache tag is that of some edition.
func isTag(tag string) bool { return strings.HasPrefix(tag, tagPrefix) }
