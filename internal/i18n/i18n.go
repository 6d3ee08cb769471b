// Package i18n holds every sentence that people read, in French, English,
// Portuguese and Arabic, and writes dates, numbers and lists as each language
// has them. It never chooses a language: the address of a page does.
//
// The sentences stand in catalogue/LANGUAGE.json in the format of go-i18n, which
// translators know and have tools for; French is the first language and the one
// that answers for a language without a catalogue. go-i18n reads the files and
// says which plural form a number takes; the forms are cut at their placeholders
// once, by Load, because go-i18n's own way of filling a message costs several
// microseconds and a page holds fifty of them. A placeholder is {{.name}} and
// nothing else of the template language.
//
// Messages give plain text: values are inserted as they are and the caller
// escapes the result for where it stands. Catalogues hold no markup.
//
// In French a no-break space stands before : ; ? ! and inside « », except in the
// messages under attribution. and plain., which plain text carries; dates have
// ordinary spaces for the same reason.
//
//	text := catalogue.In("fr")
//	text.Say("error.404.title")
//	text.Count("meta.reading", 575)
package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed catalogue/*.json
var files embed.FS

// Languages returns the languages of the interface, the first one first.
func Languages() []string { return []string{"fr", "en", "pt", "ar"} }

// Catalogue is every message in every language. It never changes after Load and
// serves any number of goroutines.
type Catalogue struct {
	texts map[string]*text
	first *text
}

// Load reads the embedded catalogues. It fails on a message that go-i18n cannot
// read, on a brace that is not a placeholder and on a missing plural form.
func Load() (*Catalogue, error) {
	first := Languages()[0]
	bundle := i18n.NewBundle(language.MustParse(first))
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	c := &Catalogue{texts: make(map[string]*text)}
	for _, name := range Languages() {
		file, err := bundle.LoadMessageFileFS(files, "catalogue/"+name+".json")
		if err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", name, err)
		}
		plural, err := newPlural(name)
		if err != nil {
			return nil, fmt.Errorf("plural forms of %s: %w", name, err)
		}
		t := &text{language: name, plural: plural, habits: habitsOf(name), messages: make(map[string]message, len(file.Messages))}
		for _, m := range file.Messages {
			compiled, err := compile(m, plural)
			if err != nil {
				return nil, fmt.Errorf("catalogue %s: message %s: %w", name, m.ID, err)
			}
			t.messages[m.ID] = compiled
		}
		c.texts[name] = t
	}
	c.first = c.texts[first]
	return c, nil
}

// In returns the messages in the language of a BCP 47 tag, of which only the
// base counts ("pt-BR" is "pt"); French for a language without a catalogue.
func (c *Catalogue) In(tag string) Text {
	if t := c.texts[base(tag)]; t != nil {
		return Text{t}
	}
	return Text{c.first}
}

// Has reports whether there is a catalogue for the base language of a BCP 47 tag.
func (c *Catalogue) Has(tag string) bool { return c.texts[base(tag)] != nil }

// base returns the language of a BCP 47 tag without script, region or variant.
func base(tag string) string {
	language, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	return strings.ToLower(language)
}
