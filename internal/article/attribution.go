package article

import (
	"palabre/internal/author"
	"palabre/internal/edition"
	"palabre/internal/i18n"
)

// Attribution is what says who speaks, at the head and at the foot of every
// output. Every output takes it from Attribute; no stored field switches it off.
type Attribution struct {
	Head    string // "Article opinion écrit par le créateur de contenu : X."
	Foot    string // the same without its full stop
	Before  string // Foot up to the names, for pages that link each
	After   string // Foot after the names
	Names   []string
	Notice  edition.Notice
	Retired []bool // which of Names is nobody any more
}

// Dash stands between the foot and the notice.
const Dash = "—"

// Signer is who signs, as readers may know them now.
type Signer struct {
	Handle   string // "" for a retired author
	Name     string
	Kind     author.Kind
	Verified bool
	Retired  bool
}

// Attribute says who speaks in an article: in the article's language where a
// catalogue exists, else in the edition's first. signers is never empty.
func Attribute(catalogue *i18n.Catalogue, e *edition.Edition, language string, genre Genre, signers []Signer) Attribution {
	t := Speech(catalogue, e, language)
	key := "attribution." + string(genre)
	if genre == Statement {
		key += "." + statementKind(signers)
	}
	a := Attribution{Notice: e.Notice(t.Language())}
	for _, signer := range signers {
		name := signer.Name
		if signer.Retired {
			name = t.Say("attribution.retired")
		}
		a.Names = append(a.Names, name)
		a.Retired = append(a.Retired, signer.Retired)
	}
	a.Foot = t.Count(key, len(signers), "names", t.List(a.Names))
	a.Before, a.After = t.Around(key, len(signers), "names")
	a.Head = t.Say("attribution.head", "line", a.Foot)
	return a
}

// Speech is the catalogue that speaks around an article: of its language, else
// of the edition's first.
func Speech(catalogue *i18n.Catalogue, e *edition.Edition, language string) i18n.Text {
	if catalogue.Has(language) {
		return catalogue.In(language)
	}
	return catalogue.In(e.First())
}

// statementKind is the word for whoever states: the kind that all signers
// share, or one for organisations of several kinds.
func statementKind(signers []Signer) string {
	kind := signers[0].Kind
	for _, signer := range signers {
		if signer.Kind != kind {
			return "mixed"
		}
	}
	return string(kind)
}
