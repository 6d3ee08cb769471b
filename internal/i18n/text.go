package i18n

import (
	"fmt"
	"strings"
	"time"
)

// Text is the catalogue in one language. The zero Text is not usable; it comes
// from Catalogue.In. Page structs embed it, so that templates say {{.Say "key"}}.
type Text struct{ *text }

type text struct {
	language string
	messages map[string]message
	plural   *plural
	habits   habits
}

// Language returns the base language, a BCP 47 tag such as "fr".
func (t Text) Language() string { return t.language }

// Direction returns "ltr" or "rtl", as the dir attribute of HTML takes it.
func (t Text) Direction() string { return t.habits.direction }

// Say returns the message of a key with its placeholders filled. args are pairs
// of a name and a value; an int is written as Number does, a time.Time or a
// clock.Day as Date does, anything else as fmt has it.
//
// What does not fit shows itself instead of failing: an unknown key comes back
// between ⟦ and ⟧, a placeholder without a value as {name}. A test of this package
// looks for such keys in the whole module.
func (t Text) Say(key string, args ...any) string {
	m, known := t.messages[key]
	if !known {
		return "⟦" + key + "⟧"
	}
	return t.fill(m[other], args)
}

// Count is Say with the plural form that n takes; the message writes n itself
// as {{.count}}.
func (t Text) Count(key string, n int, args ...any) string {
	m, known := t.messages[key]
	if !known {
		return "⟦" + key + "⟧"
	}
	return t.fill(m.in(t.plural.of(n)), append([]any{"count", n}, args...))
}

// Around returns what the message of a key says before and after its placeholder
// name, in the form that n takes: for a page where links stand in its place. The
// message has no other placeholder; without this one all is before.
func (t Text) Around(key string, n int, name string) (before, after string) {
	m, known := t.messages[key]
	if !known {
		return "⟦" + key + "⟧", ""
	}
	parts := m.in(t.plural.of(n))
	for i, p := range parts {
		if p.name == name {
			return t.fill(append(parts[:i:i], part{literal: p.literal}), nil), t.fill(parts[i+1:], nil)
		}
	}
	return t.fill(parts, nil), ""
}

// in returns the parts of a form; a message without plural forms has only one.
func (m *message) in(f form) []part {
	if m[f] != nil {
		return m[f]
	}
	return m[other]
}

func (t Text) fill(parts []part, args []any) string {
	if len(parts) == 1 {
		return parts[0].literal
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.literal)
		if p.name != "" {
			b.WriteString(t.value(p.name, args))
		}
	}
	return b.String()
}

func (t Text) value(name string, args []any) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != name {
			continue
		}
		switch v := args[i+1].(type) {
		case string:
			return v
		case int:
			return t.Number(v)
		case time.Time:
			return t.Date(v)
		case interface{ Date() time.Time }:
			return t.Date(v.Date())
		default:
			return fmt.Sprint(v)
		}
	}
	return "{" + name + "}"
}
