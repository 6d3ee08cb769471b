// Package stylesheet turns the styles that people write into the style that a
// page carries: complete for old browsers, and small. It knows the part of CSS
// that the page kit uses and refuses the rest; what a rule means is not its
// business.
//
//	sheet, err := stylesheet.Parse(text)
//	style, err := sheet.Finish(stylesheet.Options{Direction: "rtl"})
//	page := style.String()
//
// People write each thing once, as a browser of today wants it. Before a line
// that an old browser does not know, Finish puts one that it does:
//
//	color: var(--ink)         color:#1B1A16;color:var(--ink)
//	font-size: min(2rem, 9vw) font-size:2rem;font-size:min(2rem,9vw)
//	margin-inline: 0 auto     margin-right:auto;margin-inline:0 auto
//	mask: var(--m)            -webkit-mask:var(--m);mask:var(--m)
package stylesheet

import "strings"

// Sheet is rules in their order.
type Sheet []Rule

// Rule is a selector with its declarations, or an at-rule that holds rules.
type Rule struct {
	Head         string // "h1, .title" or "@media print"
	Declarations []Declaration
	Rules        Sheet // of an at-rule
}

// Declaration is a property with its value.
type Declaration struct{ Name, Value string }

// custom reports whether the declaration defines a variable.
func (d Declaration) custom() bool { return strings.HasPrefix(d.Name, "--") }

// holdsRules reports whether the rule is an at-rule around others.
func (r Rule) holdsRules() bool { return strings.HasPrefix(r.Head, "@") }

// Options say for which pages a sheet is finished.
type Options struct {
	Direction string // of the page: ltr or rtl

	// Free names the variables that somebody may set behind the sheet: they
	// stay variables although the sheet itself never changes them.
	Free []string
}

// Finish returns the sheet as readers get it. Selectors that begin with
// html[dir=…] are settled, variables that never change are their values, and what
// old browsers need is there.
func (s Sheet) Finish(o Options) (Sheet, error) {
	s = s.settle(o.Direction)
	tokens := s.tokens()
	s = s.inline(tokens, o.Free).prune()
	return s.complete(completion{tokens: tokens, rtl: o.Direction == "rtl"})
}

// String writes the sheet without a sign too many.
func (s Sheet) String() string {
	var b strings.Builder
	s.write(&b)
	return b.String()
}

func (s Sheet) write(b *strings.Builder) {
	for _, r := range s {
		b.WriteString(r.Head)
		b.WriteByte('{')
		for i, d := range r.Declarations {
			if i > 0 {
				b.WriteByte(';')
			}
			b.WriteString(d.Name + ":" + d.Value)
		}
		r.Rules.write(b)
		b.WriteByte('}')
	}
}

// each calls do for every declaration, whatever stands around it.
func (s Sheet) each(do func(Rule, Declaration)) {
	for _, r := range s {
		for _, d := range r.Declarations {
			do(r, d)
		}
		r.Rules.each(do)
	}
}

// Filter returns the sheet with those rules and declarations alone that keep
// their places; a rule that is left with nothing goes too. keep is asked for an
// at-rule before what it holds, with no declaration.
func (s Sheet) Filter(keep func(Rule, Declaration) bool) Sheet {
	var kept Sheet
	for _, r := range s {
		if !keep(r, Declaration{}) {
			continue
		}
		one := Rule{Head: r.Head, Rules: r.Rules.Filter(keep)}
		for _, d := range r.Declarations {
			if keep(r, d) {
				one.Declarations = append(one.Declarations, d)
			}
		}
		if len(one.Declarations)+len(one.Rules) > 0 {
			kept = append(kept, one)
		}
	}
	return kept
}
