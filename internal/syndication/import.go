package syndication

import (
	"context"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/richtext"
)

// Importer brings in syndicated texts.
type Importer struct {
	Articles  *article.Service
	Catalogue *i18n.Catalogue
}

// Request is a syndicated text with what the text itself does not say.
type Request struct {
	Edition   *edition.Edition
	File      []byte
	Handle    string
	Kind      author.Kind
	Genre     article.Genre
	Title     string
	Section   string // slug, "" for the edition's first
	Published clock.Instant
	Origin    string // the text's name where it comes from, "" for none
	Note      string // of the correction that another text makes; "" to refuse it
}

// origin is the kind of place that syndicated texts come from; it is stored.
const origin = "text"

// Imported is what an import did.
type Imported struct {
	article.Result
	OtherNotice bool // the text ends in another notice than the edition's
}

// Import publishes a syndicated text under its author's name.
//
// Errors: errs.Invalid by field, "file" naming the line; those of article.Import.
func (i Importer) Import(ctx context.Context, r Request) (Imported, error) {
	signer := article.Signer{Handle: r.Handle, Name: r.Handle, Kind: r.Kind}
	a := article.Attribute(i.Catalogue, r.Edition, r.Edition.First(), r.Genre, []article.Signer{signer})
	parsed, err := Parse(r.File, a)
	if err != nil {
		return Imported{}, err
	}
	document, err := richtext.FromParagraphs(parsed.Paragraphs)
	if err != nil {
		return Imported{}, err
	}
	done, err := i.Articles.Import(ctx, article.Imported{
		Publication: article.Publication{
			Edition: r.Edition, Section: r.Section,
			Claims: article.Claims{Title: r.Title, Genre: r.Genre, Language: r.Edition.First(), Licence: r.Edition.Licence, Document: document},
		},
		Published: r.Published, Origin: origin, GUID: r.Origin, Correct: r.Note,
		Author: author.New{Edition: r.Edition, Kind: r.Kind, Handle: r.Handle},
	})
	return Imported{done, parsed.Notice != a.Notice.String()}, err
}
