package article

import (
	"encoding/json"
	"slices"

	"golang.org/x/text/language"

	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/richtext"
	"palabre/internal/text"
)

// Claims is what an author says and stands for; a revision freezes it.
type Claims struct {
	Title    string
	Summary  string
	Genre    Genre
	Flags    Flags
	Language string // BCP 47
	Licence  string // a code of the table `licence`
	Document *richtext.Document
}

// Flags stand beside the genre. Their JSON is hashed with the revision: a name
// is never changed, an empty flag is left out.
type Flags struct {
	Sponsor    string      `json:"sponsor,omitempty"`    // who pays
	Translated *Translated `json:"translated,omitempty"` // from what, by whom
	Assisted   string      `json:"assisted,omitempty"`   // what a machine was used for
	Satire     bool        `json:"satire,omitempty"`
}

// Translated names the original of a translation.
type Translated struct {
	From string `json:"from"` // what it was: a title, an address, a language
	By   string `json:"by"`
}

// Licences are the codes that an article may carry.
func Licences() []string {
	return []string{"cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nd-4.0", "cc-by-nc-4.0", "cc-by-nc-sa-4.0", "cc-by-nc-nd-4.0", "reserved"}
}

// The limits of what is claimed, in signs.
const (
	TitleLimit   = 200
	SummaryLimit = 500
	noteLimit    = 1000
	flagLimit    = 200
)

// check returns every mistake of the claims.
func (c *Claims) check() []errs.Field {
	wrong := slices.Concat(
		text.Line("title", c.Title, TitleLimit),
		text.Optional("summary", c.Summary, SummaryLimit),
		text.Optional("sponsor", c.Flags.Sponsor, flagLimit),
		text.Optional("assisted", c.Flags.Assisted, flagLimit),
	)
	if t := c.Flags.Translated; t != nil {
		wrong = slices.Concat(wrong, text.Line("translated-from", t.From, flagLimit), text.Line("translated-by", t.By, flagLimit))
	}
	if !slices.Contains(Genres(), c.Genre) {
		wrong = append(wrong, errs.Field{Name: "genre", Message: "article.genre"})
	}
	if tag, err := language.Parse(c.Language); err != nil || tag.String() != c.Language || tag == language.Und {
		wrong = append(wrong, errs.Field{Name: "language", Message: "article.language"})
	}
	if !slices.Contains(Licences(), c.Licence) {
		wrong = append(wrong, errs.Field{Name: "licence", Message: "article.licence_unknown"})
	}
	if c.Document == nil || c.Document.Words() == 0 {
		wrong = append(wrong, errs.Field{Name: "text", Message: "field.required"})
	}
	return wrong
}

// body is a row of revision_body.
type body struct {
	richtext.Claims
	salt []byte
}

// freeze writes claims in the form in which they are stored and hashed.
func (c *Claims) freeze(w written, note string, signers []string, salt []byte) (body, [32]byte, error) {
	flags, err := json.Marshal(c.Flags)
	if err != nil {
		return body{}, [32]byte{}, err
	}
	signed, err := json.Marshal(signers)
	if err != nil {
		return body{}, [32]byte{}, err
	}
	frozen := richtext.Claims{
		Title: c.Title, Summary: c.Summary, Note: note, Genre: string(c.Genre), Flags: flags,
		Language: c.Language, Direction: i18n.Direction(c.Language), Licence: c.Licence,
		Signers: signed, Words: w.words, Document: w.document,
	}
	hash, err := richtext.Hash(salt, frozen)
	return body{frozen, salt}, hash, err
}
