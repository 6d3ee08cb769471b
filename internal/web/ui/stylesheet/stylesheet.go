// Package stylesheet turns the styles that people write into the style that a
// page carries: complete for old browsers, small, and without the rules that the
// page cannot use. It knows the part of CSS that the page kit uses and refuses the
// rest; what a rule means is not its business.
//
//	sheet, err := stylesheet.Parse(text)
//	index, err := sheet.Index()
//	style, err := sheet.Compile(stylesheet.Options{Direction: "rtl"}, index)
//	text := style.For(index.Of(page))
//
// People write each thing once, as a browser of today wants it. Before a line
// that an old browser does not know, Compile puts one that it does:
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
	Head         string // "h1,.title" or "@media print"
	Declarations []Declaration
	Rules        Sheet // of an at-rule
}

// Declaration is a property with its value.
type Declaration struct{ Name, Value string }

// custom reports whether the declaration defines a variable.
func (d Declaration) custom() bool { return strings.HasPrefix(d.Name, "--") }

// holdsRules reports whether the rule is an at-rule around others.
func (r Rule) holdsRules() bool { return strings.HasPrefix(r.Head, "@") }

// Options say for which pages a sheet is compiled.
type Options struct {
	Direction string // of the page: ltr or rtl
	Mixed     bool   // something on the page is written the other way

	// Set has other values for variables: each is then the same everywhere, in
	// the dark too.
	Set map[string]string
}

// finish returns the sheet as readers get it. Selectors that ask for a direction
// are settled, variables that never change are their values, and what old browsers
// need is there.
func (s Sheet) finish(o Options) (Sheet, error) {
	s = s.settle(o).set(o.Set)
	tokens := s.tokens()
	return s.inline(tokens).complete(completion{tokens: tokens, rtl: o.Direction == "rtl"})
}

// each calls do for every declaration, whatever stands around it.
func (s Sheet) each(do func(Declaration)) {
	for _, r := range s {
		for _, d := range r.Declarations {
			do(d)
		}
		r.Rules.each(do)
	}
}
