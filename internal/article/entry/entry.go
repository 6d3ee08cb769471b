// Package entry says of an article what lists on pages show of it, in words that
// are ready: the front page and the page of an author list the same articles in
// the same way. Which articles, and where the list stands, is theirs to decide.
//
//	for _, l := range latest {
//		page.Articles = append(page.Articles, entry.Of(catalogue, t, e, l))
//	}
package entry

import (
	"slices"

	"palabre/internal/article"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/richtext"
	"palabre/internal/syndication"
	"palabre/internal/web/ui"
)

// Of is an article in a list whose page speaks t.
func Of(c *i18n.Catalogue, t i18n.Text, e *edition.Edition, l article.Listed) ui.Entry {
	entry := ui.Entry{
		Genre:   Genre(t, l.Genre),
		URL:     l.Path,
		Title:   richtext.Typeset(l.Title, l.Language),
		Summary: richtext.Typeset(l.Summary, l.Language),
		By:      ui.Names(t, article.Attribute(c, e, t.Language(), l.Genre, l.Signers).Names...),
		What:    Kinds(t, l.Signers),
		Facts:   []ui.Fact{{Words: syndication.When(t, e, l.Moment)}, {Words: ui.Reading(t, l.Words)}},
	}
	if l.Language != t.Language() {
		entry.Language, entry.Direction = l.Language, i18n.Direction(l.Language)
		entry.Facts = append(entry.Facts, ui.Fact{Words: t.Say("list.inlanguage", "language", ui.LanguageName(t, l.Language))})
	}
	return entry
}

// Genre names a genre.
func Genre(t i18n.Text, g article.Genre) ui.Genre {
	return ui.NewGenre(string(g), t.Say("genre."+string(g)))
}

// Kinds says what those are who sign, each in the order of the names, or once
// when all are the same. Of a retired author nothing is said.
func Kinds(t i18n.Text, signers []article.Signer) string {
	var words []string
	for _, s := range signers {
		if s.Retired {
			continue
		}
		key := "kind." + string(s.Kind)
		if s.Kind.Organisation() && !s.Verified {
			key += ".declared"
		}
		words = append(words, t.Say(key))
	}
	if len(words) == len(signers) && len(slices.Compact(slices.Clone(words))) == 1 {
		words = words[:1]
	}
	return t.List(words)
}
