package stylesheet

import (
	"fmt"
	"regexp"
	"strings"
)

// Parse reads a style sheet. An error says what it does not know: statements such
// as @import, nested rules, a brace or a quote without its other half, and a < that
// could end the element that the style will stand in.
func Parse(text string) (Sheet, error) {
	p := &parser{rest: comment.ReplaceAllString(text, "")}
	if _, after, found := strings.Cut(p.rest, "<"); found {
		return nil, fmt.Errorf("style: %q stands in it, which could end its element, before %.20q", "<", after)
	}
	sheet, err := p.rules(false)
	if err != nil {
		at := strings.Join(strings.Fields(p.rest), " ")
		return nil, fmt.Errorf("style: %w before %q", err, at[:min(len(at), 40)])
	}
	return sheet, nil
}

var comment = regexp.MustCompile(`(?s)/\*.*?\*/`)

type parser struct{ rest string }

// rules reads rules up to the end, or up to the brace that closes them.
func (p *parser) rules(inside bool) (Sheet, error) {
	var sheet Sheet
	for {
		p.rest = strings.TrimSpace(p.rest)
		switch {
		case p.rest == "" && inside:
			return nil, fmt.Errorf("a rule is not closed")
		case p.rest == "":
			return sheet, nil
		case p.rest[0] == '}' && inside:
			p.rest = p.rest[1:]
			return sheet, nil
		}
		r, err := p.rule()
		if err != nil {
			return nil, err
		}
		sheet = append(sheet, r)
	}
}

func (p *parser) rule() (r Rule, err error) {
	head, end, err := p.until("{;}")
	if err != nil {
		return r, err
	}
	if end != '{' {
		return r, fmt.Errorf("%q is no rule", strings.TrimSpace(head))
	}
	r.Head = squeeze(head, headSpace)
	if strings.HasPrefix(r.Head, "@media") || strings.HasPrefix(r.Head, "@supports") {
		r.Rules, err = p.rules(true)
		return r, err
	}
	if r.holdsRules() {
		return r, fmt.Errorf("%s is not known here", r.Head)
	}
	r.Declarations, err = p.declarations()
	return r, err
}

func (p *parser) declarations() ([]Declaration, error) {
	var all []Declaration
	for {
		text, end, err := p.until(";}{")
		if err != nil {
			return nil, err
		}
		if end == '{' {
			return nil, fmt.Errorf("a rule stands in another")
		}
		if text = strings.TrimSpace(text); text != "" {
			name, value, found := strings.Cut(text, ":")
			if !found {
				return nil, fmt.Errorf("%q is no declaration", text)
			}
			all = append(all, Declaration{strings.TrimSpace(name), squeeze(value, valueSpace)})
		}
		if end == '}' {
			return all, nil
		}
	}
}

// until reads up to the first of the ends that stands neither in quotes nor in
// round brackets, and returns what is before it.
func (p *parser) until(ends string) (string, byte, error) {
	depth := 0
	var quote byte
	for i := 0; i < len(p.rest); i++ {
		switch c := p.rest[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth == 0 && strings.IndexByte(ends, c) >= 0:
			before := p.rest[:i]
			p.rest = p.rest[i+1:]
			return before, c, nil
		}
	}
	return "", 0, fmt.Errorf("something is not closed")
}

// Where a space is not needed: not around the signs of calc(), nor between the
// words of a query.
var (
	headSpace  = regexp.MustCompile(`\s*([,>]|:\s)\s*`)
	valueSpace = regexp.MustCompile(`\s*([,/])\s*|(\()\s+|\s+(\))`)
	space      = regexp.MustCompile(`\s+`)
)

// squeeze leaves out the spaces that nobody needs, but for those in quotes.
func squeeze(text string, around *regexp.Regexp) string {
	var b strings.Builder
	for i, part := range strings.Split(strings.TrimSpace(text), `"`) {
		if i > 0 {
			b.WriteByte('"')
		}
		if i%2 == 0 {
			part = around.ReplaceAllStringFunc(space.ReplaceAllString(part, " "), strings.TrimSpace)
		}
		b.WriteString(part)
	}
	return b.String()
}
