package stylesheet

import "strings"

// Style is a finished sheet of which a page takes what it can use. Choosing is
// quick: it is done for each page that is made.
type Style struct{ rules []rule }

// rule is a Rule as text, with what it takes to be of use.
type rule struct {
	head      string // of an at-rule
	rules     []rule
	selectors []selector
	parts     []part
}

type selector struct {
	text string
	asks Set
}

// part is declarations that stay or go together.
type part struct {
	text    string
	defines variables // one, or none
	uses    variables
}

// variables is a bit for each variable of the sheet.
type variables uint64

// Compile finishes the sheet for pages that o describes. index is that of the
// sheet.
func (s Sheet) Compile(o Options, index Index) (*Style, error) {
	finished, err := s.finish(o)
	if err != nil {
		return nil, err
	}
	c := compiler{index: index, names: map[string]variables{}}
	return &Style{c.rules(finished)}, nil
}

type compiler struct {
	index Index
	names map[string]variables
}

func (c *compiler) rules(s Sheet) []rule {
	var compiled []rule
	for _, r := range s {
		if r.holdsRules() {
			compiled = append(compiled, rule{head: r.Head, rules: c.rules(r.Rules)})
			continue
		}
		one := rule{parts: c.parts(r.Declarations)}
		for text := range strings.SplitSeq(r.Head, ",") {
			one.selectors = append(one.selectors, selector{text, c.index.asked(text)})
		}
		compiled = append(compiled, one)
	}
	return compiled
}

// parts keeps variables apart, since each may be of no use, and the rest together.
func (c *compiler) parts(all []Declaration) []part {
	var parts []part
	for _, d := range all {
		one := part{text: d.Name + ":" + d.Value}
		for _, name := range uses(d.Value) {
			one.uses |= c.variable(name)
		}
		if d.custom() {
			one.defines = c.variable(d.Name)
		}
		if last := len(parts) - 1; last >= 0 && one.defines == 0 && parts[last].defines == 0 {
			parts[last].text += ";" + one.text
			parts[last].uses |= one.uses
			continue
		}
		parts = append(parts, one)
	}
	return parts
}

// variable returns the bit of a variable. Those beyond the last share it, and then
// one may be kept that nothing uses.
func (c *compiler) variable(name string) variables {
	if _, known := c.names[name]; !known {
		c.names[name] = 1 << min(len(c.names), 63)
	}
	return c.names[name]
}

// For writes what a page can use that has these names.
func (s *Style) For(has Set) string {
	used := gather(s.rules, has, 0)
	for more := gather(s.rules, has, used); more != used; more = gather(s.rules, has, used) {
		used = more // one may be used by another alone
	}
	var b strings.Builder
	b.Grow(12 << 10) // of the largest
	write(&b, s.rules, has, used)
	return b.String()
}

// gather returns the variables that the parts of use take their values from.
func gather(rules []rule, has Set, used variables) variables {
	var found variables
	for _, r := range rules {
		found |= gather(r.rules, has, used)
		if !r.matches(has) {
			continue
		}
		for _, p := range r.parts {
			if p.serves(used) {
				found |= p.uses
			}
		}
	}
	return found
}

// serves reports whether the part is of use where these variables are.
func (p part) serves(used variables) bool { return p.defines == 0 || p.defines&used != 0 }

func (r rule) matches(has Set) bool {
	for _, s := range r.selectors {
		if has.covers(s.asks) {
			return true
		}
	}
	return false
}

func write(b *strings.Builder, rules []rule, has Set, used variables) {
	for _, r := range rules {
		if r.head != "" {
			var inside strings.Builder
			if write(&inside, r.rules, has, used); inside.Len() > 0 {
				b.WriteString(r.head + "{" + inside.String() + "}")
			}
			continue
		}
		r.write(b, has, used)
	}
}

func (r rule) write(b *strings.Builder, has Set, used variables) {
	open := false
	for _, p := range r.parts {
		if !p.serves(used) {
			continue
		}
		if !open && !r.writeHead(b, has) {
			return
		}
		if open {
			b.WriteByte(';')
		}
		open = true
		b.WriteString(p.text)
	}
	if open {
		b.WriteByte('}')
	}
}

// writeHead writes the selectors that can match, or reports that there are none.
func (r rule) writeHead(b *strings.Builder, has Set) bool {
	first := true
	for _, s := range r.selectors {
		if !has.covers(s.asks) {
			continue
		}
		if !first {
			b.WriteByte(',')
		}
		first = false
		b.WriteString(s.text)
	}
	if !first {
		b.WriteByte('{')
	}
	return !first
}
