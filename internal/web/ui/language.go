package ui

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"palabre/internal/i18n"
)

// In returns the edition as pages in a language show it: e itself where it has
// nothing else to say in that language.
func (e *Edition) In(language string) *Edition {
	if translated := e.Translations[language]; translated != nil {
		return translated
	}
	return e
}

// LanguageName returns the name of a language in the language of a page: "arabe"
// for ar in French; the tag itself where CLDR has no name for it.
func LanguageName(t i18n.Text, tag string) string {
	if name := display.Tags(language.Make(t.Language())).Name(language.Make(tag)); name != "" {
		return name
	}
	return tag
}

// OwnName returns the name that a language gives itself: "العربية".
func OwnName(tag string) string { return display.Self.Name(language.Make(tag)) }
