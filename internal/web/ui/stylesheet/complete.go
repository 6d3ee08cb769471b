package stylesheet

import (
	"fmt"
	"regexp"
	"strings"
)

// completion puts before each line that an old browser does not know one that it
// does.
type completion struct {
	tokens tokens
	rtl    bool
}

func (s Sheet) complete(c completion) (Sheet, error) {
	var completed Sheet
	for _, r := range s {
		var err error
		switch {
		case modern(r.Head):
			r.Rules = r.Rules.prefix()
		case r.holdsRules():
			r.Rules, err = r.Rules.complete(c)
		default:
			r.Declarations, err = c.declarations(r.Declarations)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.Head, err)
		}
		completed = append(completed, r)
	}
	return completed, nil
}

// modern reports whether an at-rule asks for what no browser has that knows no
// variables: variables themselves, or the reader's colours, which came later.
func modern(head string) bool {
	return strings.HasPrefix(head, "@supports") && strings.Contains(head, "(--") ||
		strings.HasPrefix(head, "@media") && strings.Contains(head, "prefers-color-scheme")
}

func (c completion) declarations(all []Declaration) ([]Declaration, error) {
	var completed []Declaration
	for _, d := range all {
		before, err := c.sides(d)
		if err != nil {
			return nil, err
		}
		if plain := c.plain(d.Value); len(before) == 0 && !d.custom() && plain != d.Value && !strings.Contains(plain, "var(") {
			before = append(before, Declaration{d.Name, plain})
		}
		completed = append(append(completed, before...), prefixed(d)...)
	}
	return completed, nil
}

var (
	least   = regexp.MustCompile(`min\(([^,()]+),[^()]+\)`)
	generic = regexp.MustCompile(`,(serif|sans-serif|monospace)$`)
)

// plain is a value as it was before there were variables and min(): the value of
// the page's token, the first of the lengths, the last of the faces.
func (c completion) plain(value string) string {
	value = use.ReplaceAllStringFunc(value, func(found string) string {
		known := c.tokens.put(found)
		if face := generic.FindStringSubmatch(known); face != nil {
			return face[1]
		}
		return known
	})
	return least.ReplaceAllString(value, "$1")
}

// sides of a page, in the order of a value of two parts: start and end.
var sides = map[bool][2]string{false: {"left", "right"}, true: {"right", "left"}}

// sides returns the lines that say left and right for one that says start and
// end, none for every other. The line itself, which follows them, undoes them
// inside what is written the other way: so it must name both ends.
func (c completion) sides(d Declaration) ([]Declaration, error) {
	property, after, found := strings.Cut(d.Name, "inline")
	if !found || strings.Contains(d.Name, "inline-size") {
		return nil, nil
	}
	parts := strings.Fields(d.Value)
	if after != "" && after != "-width" || len(parts) != 2 {
		return nil, fmt.Errorf("%s: %s: name both ends, start and end", d.Name, d.Value)
	}
	idle := "0"
	if property == "inset-" {
		property, idle = "", "auto"
	}
	var lines []Declaration
	for i, side := range sides[c.rtl] {
		if parts[i] != idle || parts[0] == parts[1] {
			lines = append(lines, Declaration{property + side + after, c.plain(parts[i])})
		}
	}
	return lines, nil
}

// prefixes are the properties that browsers of the last years know under their
// maker's name alone.
var prefixes = map[string]string{
	"mask":               "-webkit-mask",
	"print-color-adjust": "-webkit-print-color-adjust",
	"text-size-adjust":   "-webkit-text-size-adjust",
}

func prefixed(d Declaration) []Declaration {
	if old := prefixes[d.Name]; old != "" {
		return []Declaration{{old, d.Value}, d}
	}
	return []Declaration{d}
}

// prefix is all that rules for browsers of the last years need.
func (s Sheet) prefix() Sheet {
	done := make(Sheet, len(s))
	for i, r := range s {
		done[i] = Rule{Head: r.Head, Rules: r.Rules.prefix()}
		for _, d := range r.Declarations {
			done[i].Declarations = append(done[i].Declarations, prefixed(d)...)
		}
	}
	return done
}
