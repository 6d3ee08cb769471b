package stylesheet

import (
	"maps"
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

// set gives variables other values, in :root alone.
func (s Sheet) set(values map[string]string) Sheet {
	if len(values) == 0 {
		return s
	}
	var own []Declaration
	for _, name := range slices.Sorted(maps.Keys(values)) {
		own = append(own, Declaration{name, values[name]})
	}
	return append(Sheet{{Head: ":root", Declarations: own}}, s.unset(values)...)
}

// unset takes the definitions of variables away.
func (s Sheet) unset(names map[string]string) Sheet {
	left := make(Sheet, len(s))
	for i, r := range s {
		left[i] = Rule{Head: r.Head, Rules: r.Rules.unset(names)}
		for _, d := range r.Declarations {
			if names[d.Name] == "" {
				left[i].Declarations = append(left[i].Declarations, d)
			}
		}
	}
	return left
}

// inline puts the values of the variables that have one value everywhere into
// the place of their uses.
func (s Sheet) inline(all tokens) Sheet {
	times := map[string]int{}
	s.each(func(d Declaration) {
		if d.custom() {
			times[d.Name]++
		}
	})
	fixed := tokens{}
	for name, value := range all {
		if times[name] == 1 {
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

// settle decides what depends on the direction of the page: a selector that
// begins with html[dir=rtl] stays in pages from right to left alone, one that asks
// for [dir=rtl] also where something on the page is written so.
func (s Sheet) settle(o Options) Sheet {
	var settled Sheet
	for _, r := range s {
		if r.holdsRules() {
			r.Rules = r.Rules.settle(o)
			settled = append(settled, r)
			continue
		}
		var heads []string
		for head := range strings.SplitSeq(r.Head, ",") {
			if !o.excludes(head) {
				heads = append(heads, head)
			}
		}
		if len(heads) > 0 {
			r.Head = strings.Join(heads, ",")
			settled = append(settled, r)
		}
	}
	return settled
}

func (o Options) excludes(selector string) bool {
	own := "[dir=" + o.Direction + "]"
	if strings.HasPrefix(selector, "html[dir=") {
		selector = strings.TrimPrefix(selector, "html")
		if !strings.HasPrefix(selector, own) {
			return true
		}
	}
	return !o.Mixed && slices.ContainsFunc(asks(selector), func(name string) bool { return strings.HasPrefix(name, "[dir=") && name != own })
}
