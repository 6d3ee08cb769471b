package stylesheet

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Set is what a page has, or a selector asks for: a bit for each name of an Index.
type Set [4]uint64

// capacity is how many names an Index may hold.
const capacity = 4 * 64

func (s *Set) add(i int) { s[i/64] |= 1 << (i % 64) }

// covers reports whether all of other is in the set.
func (s Set) covers(other Set) bool {
	for i := range s {
		if other[i]&^s[i] != 0 {
			return false
		}
	}
	return true
}

// Index numbers the names that the selectors of a sheet ask a page for: elements,
// classes and directions.
type Index struct{ elements, classes, directions map[string]int }

// Index returns the names of the sheet.
func (s Sheet) Index() (Index, error) {
	x := Index{map[string]int{}, map[string]int{}, map[string]int{}}
	count := 0
	s.selectors(func(selector string) {
		for _, name := range asks(selector) {
			names, name := x.kind(name)
			if _, known := names[name]; !known {
				names[name] = count
				count++
			}
		}
	})
	if count > capacity {
		return Index{}, fmt.Errorf("style: it asks for %d names, %d are the most", count, capacity)
	}
	return x, nil
}

// kind tells the names of classes, directions and elements apart.
func (x Index) kind(name string) (map[string]int, string) {
	if class, ok := strings.CutPrefix(name, "."); ok {
		return x.classes, class
	}
	if direction, ok := strings.CutPrefix(name, "[dir="); ok {
		return x.directions, strings.TrimSuffix(direction, "]")
	}
	return x.elements, name
}

// asked is what a selector asks for.
func (x Index) asked(selector string) Set {
	var s Set
	for _, name := range asks(selector) {
		names, name := x.kind(name)
		s.add(names[name])
	}
	return s
}

// Has reports whether a page has a direction somewhere.
func (x Index) Has(s Set, direction string) bool {
	var one Set
	i, known := x.directions[direction]
	if !known {
		return false
	}
	one.add(i)
	return s.covers(one)
}

// selectors calls do for each selector.
func (s Sheet) selectors(do func(selector string)) {
	for _, r := range s {
		if r.holdsRules() {
			r.Rules.selectors(do)
			continue
		}
		for selector := range strings.SplitSeq(r.Head, ",") {
			do(selector)
		}
	}
}

var (
	pseudo    = regexp.MustCompile(`::?[a-z-]+(\([^)]*\))?`) // :not(.a) asks for nothing
	attribute = regexp.MustCompile(`\[[^\]]*\]`)
	asked     = regexp.MustCompile(`\.?[a-zA-Z][a-zA-Z0-9_-]*`)
)

// asks returns the names that a selector asks for: "h1", ".title", "[dir=rtl]".
func asks(selector string) []string {
	selector = pseudo.ReplaceAllString(selector, "")
	names := slices.DeleteFunc(attribute.FindAllString(selector, -1), func(a string) bool { return !strings.HasPrefix(a, "[dir=") })
	return append(names, asked.FindAllString(attribute.ReplaceAllString(selector, ""), -1)...)
}

// Of returns which of the names stand in the tags of a page. It reads what
// html/template and richtext write: quotes around each value, and no < nor >
// outside of tags. What is missed, and what is found in a script, costs some
// bytes or a rule, never more.
func (x Index) Of(page []byte) Set {
	var s Set
	for {
		start := bytes.IndexByte(page, '<')
		if start < 0 {
			return s
		}
		page = page[start+1:]
		end := bytes.IndexByte(page, '>')
		if end < 0 {
			return s
		}
		tag := page[:end]
		page = page[end+1:]
		if bytes.HasPrefix(tag, []byte("/")) {
			continue // a tag that closes asks for nothing
		}
		name, attributes, more := bytes.Cut(tag, []byte(" "))
		if i, known := x.elements[string(name)]; known {
			s.add(i)
		}
		if !more {
			continue
		}
		for word := range bytes.FieldsSeq(valueOf(attributes, ` class="`)) {
			if i, known := x.classes[string(word)]; known {
				s.add(i)
			}
		}
		if i, known := x.directions[string(valueOf(attributes, ` dir="`))]; known {
			s.add(i)
		}
	}
}

// valueOf is the value of the attribute that opens so, nil for none. The space that
// the first attribute has lost is no matter to it.
func valueOf(attributes []byte, opens string) []byte {
	if !bytes.HasPrefix(attributes, []byte(opens[1:])) {
		_, after, _ := bytes.Cut(attributes, []byte(opens))
		attributes = after
	} else {
		attributes = attributes[len(opens)-1:]
	}
	value, _, _ := bytes.Cut(attributes, []byte(`"`))
	return value
}
