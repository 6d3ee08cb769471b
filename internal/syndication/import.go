package syndication

import (
	"context"
	"errors"
	"slices"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/richtext"
	"palabre/internal/text"
)

// Importer brings in syndicated texts.
type Importer struct {
	Articles  *article.Service
	Authors   *author.Service
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

// originLimit is how many signs the name of a text may have where it comes from.
const originLimit = 200

// check returns the mistakes of what decides how the text is read and known
// again; article.Import looks at the rest.
func (r *Request) check() []errs.Field {
	wrong := text.Optional("origin", r.Origin, originLimit)
	if !slices.Contains(article.Genres(), r.Genre) {
		wrong = append(wrong, errs.Field{Name: "genre", Message: "article.genre"})
	}
	if !slices.Contains(author.Kinds(), r.Kind) {
		wrong = append(wrong, errs.Field{Name: "kind", Message: "author.kind"})
	}
	return wrong
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
	if err := errs.Fields(r.check()...); err != nil {
		return Imported{}, err
	}
	signer := article.Signer{Name: r.Handle, Kind: r.Kind}
	switch known, err := i.Authors.ByHandle(ctx, r.Handle); {
	case err == nil:
		signer.Name = known.Name // what article.txt will say
	case !errors.Is(err, errs.NotFound):
		return Imported{}, err
	}
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
