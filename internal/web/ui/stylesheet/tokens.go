package stylesheet

import (
	"regexp"
	"slices"
	"strings"
)

// Variables are found as they are written here: var(--name), without a spare
// value behind it.
var use = regexp.MustCompile(`var\((--[a-z0-9-]+)\)`)

func uses(value string) []string {
	var names []string
	for _, match := range use.FindAllStringSubmatch(value, -1) {
		names = append(names, match[1])
	}
	return names
}

// tokens are the variables of the page: those of :root outside every at-rule.
// They are what an old browser, which knows no variables, gets.
type tokens map[string]string

func (s Sheet) tokens() tokens {
	all := tokens{}
	for _, r := range s {
		if r.Head == ":root" {
			for _, d := range r.Declarations {
				if d.custom() {
					all[d.Name] = d.Value
				}
			}
		}
	}
	return all
}

// inline puts the values of the variables that have one value everywhere into
// the place of their uses. Those that others may set stay.
func (s Sheet) inline(all tokens, free []string) Sheet {
	times := map[string]int{}
	s.each(func(_ Rule, d Declaration) {
		if d.custom() {
			times[d.Name]++
		}
	})
	fixed := tokens{}
	for name, value := range all {
		if times[name] == 1 && !slices.Contains(free, name) {
			fixed[name] = value
		}
	}
	return s.replace(func(value string) string { return fixed.put(value) })
}

// put replaces the variables that it knows by their values.
func (t tokens) put(value string) string {
	return use.ReplaceAllStringFunc(value, func(found string) string {
		name := found[len("var(") : len(found)-len(")")]
		if known, ok := t[name]; ok {
			return t.put(known)
		}
		return found
	})
}

func (s Sheet) replace(with func(value string) string) Sheet {
	replaced := make(Sheet, len(s))
	for i, r := range s {
		replaced[i] = Rule{Head: r.Head, Rules: r.Rules.replace(with)}
		for _, d := range r.Declarations {
			replaced[i].Declarations = append(replaced[i].Declarations, Declaration{d.Name, with(d.Value)})
		}
	}
	return replaced
}

// prune leaves out the variables that nothing uses, again and again: one may be
// used by another alone.
func (s Sheet) prune() Sheet {
	for {
		used := map[string]bool{}
		defined := 0
		s.each(func(_ Rule, d Declaration) {
			for _, name := range uses(d.Value) {
				used[name] = true
			}
			if d.custom() {
				defined++
			}
		})
		kept := 0
		s = s.Filter(func(_ Rule, d Declaration) bool {
			if d.custom() && !used[d.Name] {
				return false
			}
			if d.custom() {
				kept++
			}
			return true
		})
		if kept == defined {
			return s
		}
	}
}

// settle decides what depends on the direction of the page: a selector that
// begins with html[dir=rtl] stays in pages from right to left alone.
func (s Sheet) settle(direction string) Sheet {
	var settled Sheet
	for _, r := range s {
		r.Rules = r.Rules.settle(direction)
		var heads []string
		for head := range strings.SplitSeq(r.Head, ",") {
			if strings.HasPrefix(head, "html[dir=") && !strings.HasPrefix(head, "html[dir="+direction+"]") {
				continue
			}
			heads = append(heads, head)
		}
		if len(heads) > 0 {
			r.Head = strings.Join(heads, ",")
			settled = append(settled, r)
		}
	}
	return settled
}
