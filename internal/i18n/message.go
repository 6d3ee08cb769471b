package i18n

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// message is one message of one language, ready to be filled: its forms, of
// which only other is set when the message does not depend on a number.
type message [forms][]part

// part is a piece of text followed by a placeholder; the last has none.
type part struct {
	literal string
	name    string
}

var placeholder = regexp.MustCompile(`\{\{\.([a-z][a-z0-9]*)\}\}`)

// compile cuts a message at its placeholders. A message with any plural form
// must have every form that its language needs.
func compile(m *i18n.Message, p *plural) (message, error) {
	given := [forms]string{m.Zero, m.One, m.Two, m.Few, m.Many, m.Other}
	isPlural := false
	for _, text := range given[:other] {
		isPlural = isPlural || text != ""
	}
	needed := p.needed()
	var compiled message
	for f, text := range given {
		if text == "" {
			if form(f) == other || isPlural && needed[f] {
				return message{}, fmt.Errorf("form %q is missing", formNames[f])
			}
			continue
		}
		parts, err := cut(text)
		if err != nil {
			return message{}, err
		}
		compiled[f] = parts
	}
	return compiled, nil
}

func cut(text string) ([]part, error) {
	var parts []part
	rest := 0
	for _, at := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		parts = append(parts, part{literal: text[rest:at[0]], name: text[at[2]:at[3]]})
		rest = at[1]
	}
	parts = append(parts, part{literal: text[rest:]})
	for _, p := range parts {
		if strings.ContainsAny(p.literal, "{}") {
			return nil, fmt.Errorf("%q holds a brace that is not a placeholder {{.name}}", text)
		}
	}
	return parts, nil
}
