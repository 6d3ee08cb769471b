package ui

import "palabre/internal/i18n"

// Genre marks what an article claims to be.
type Genre struct {
	Code  string // information, opinion, testimony or statement
	Name  string // the word that readers see
	Class string // gives an element the colour, mark and motif of the genre; empty for an unknown one
}

// NewGenre returns the genre of a code. name is what readers see.
func NewGenre(code, name string) Genre {
	g := Genre{Code: code, Name: name}
	switch code {
	case "information", "opinion", "testimony", "statement":
		g.Class = code[:2]
	}
	return g
}

// Piece is a part of a line, with an address where it is a link.
type Piece struct {
	Words string
	URL   string
}

// Fact is one of the facts in a row below a title.
type Fact struct {
	Words  string
	Moment string // the moment in Words for machines (HTML, time element); may be empty
	Before string // "Publié le ", where there is a moment
	After  string
	Names  []Name // who signs, in the place of everything else
}

// Name is one name in a line of names. Each has a direction of its own: a joined
// line would turn with its first letter.
type Name struct {
	Before string // what stands between it and the name before
	Name   string
}

// Names puts names into a line as the language of the page does.
func Names(t i18n.Text, names ...string) []Name {
	line := make([]Name, len(names))
	for i, name := range names {
		line[i] = Name{t.Between(i, len(names)), name}
	}
	return line
}

// perMinute is how many words are read in a minute: on a phone, often in a second
// language.
const perMinute = 180

// Reading says how long so many words take to read, in whole minutes.
func Reading(t i18n.Text, words int) string {
	return t.Count("meta.reading", max(1, (words+perMinute-1)/perMinute))
}

// Entry is an article in a list: the argument of "entry". Every word is ready, in
// the language of the page.
type Entry struct {
	Genre     Genre
	URL       string
	Title     string
	Summary   string // may be empty
	Language  string // of title and summary, BCP 47, when not that of the page; else empty
	Direction string // of the same: ltr or rtl; empty with Language
	By        []Name // who signs; none on the author's own page
	What      string // their kind in words
	Place     string // may be empty
	Picked    string // who selected it, in words; empty for nobody
	Facts     []Fact
}

// Beside is what stands beside the genre of an entry.
type Beside struct {
	Names []Name
	Words string
}

// Beside returns the place for an information, which says where first, and who
// signs for every other genre; nil where there is nothing to say.
func (e Entry) Beside() *Beside {
	switch {
	case e.placeFirst() && e.Place != "":
		return &Beside{Words: e.Place}
	case !e.placeFirst() && len(e.By) > 0:
		return &Beside{Names: e.By, Words: e.What}
	default:
		return nil
	}
}

// Row returns the facts below the title, with what does not stand beside the genre.
func (e Entry) Row() []Fact {
	var row []Fact
	switch {
	case e.placeFirst() && len(e.By) > 0:
		row = append(row, Fact{Names: e.By})
		if e.What != "" { // nothing is said of who has left
			row = append(row, Fact{Words: e.What})
		}
	case !e.placeFirst() && e.Place != "":
		row = append(row, Fact{Words: e.Place})
	}
	return append(row, e.Facts...)
}

func (e Entry) placeFirst() bool { return e.Genre.Code == "information" }

// Claim is the head of an article: the argument of "claim". Explained says in a
// sentence what the genre promises.
type Claim struct {
	Genre     Genre
	Explained string
}

// Signed is the attribution at the head of an article: the argument of "signed".
// The words of Line, one after the other, are the head line and nothing else.
type Signed struct {
	Line  []Piece
	What  string // kind and place of who signs, may be empty
	Wefts []Weft
}

// Sign is the attribution at the foot of an article, a dash and the edition's
// notice: the argument of "sign".
type Sign struct {
	Line   []Piece
	Notice []Piece
}

// Note is a box that says what happened, what was kept and what to do: the
// argument of "note".
type Note struct {
	Tone       string // empty for a fact, done, warn, stop
	Title      string
	Paragraphs []string
	Link       *Link
}

// Crumb says where an article stands: the argument of "crumb". A step without an
// address is words alone.
type Crumb struct {
	Label string // what the steps are, for who hears the page
	Steps []Link
}
