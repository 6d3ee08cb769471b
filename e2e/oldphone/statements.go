package oldphone

import "strings"

// statement is a rule or an at-rule: head{body}, or head; without a block.
type statement struct {
	head, body string
	block      bool
}

// statements cuts a style without comments into its outermost statements.
func statements(css string) []statement {
	var all []statement
	for {
		css = strings.TrimSpace(css)
		if css == "" {
			return all
		}
		end := next(css, "{;")
		s := statement{head: strings.TrimSpace(css[:end]), block: end < len(css) && css[end] == '{'}
		css = css[min(end+1, len(css)):]
		if s.block {
			end := next(css, "}")
			s.body, css = css[:end], css[min(end+1, len(css)):]
		}
		all = append(all, s)
	}
}

// split cuts at a sign where it stands outside of strings and brackets.
func split(css string, at byte) []string {
	var parts []string
	for {
		end := next(css, string(at))
		if part := strings.TrimSpace(css[:end]); part != "" {
			parts = append(parts, part)
		}
		if end == len(css) {
			return parts
		}
		css = css[end+1:]
	}
}

// next is where the first of some signs stands outside of strings and brackets
// (CSS Syntax Module Level 3, 5.4.7), the length of css for nowhere.
func next(css, signs string) int {
	depth := 0
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case depth == 0 && strings.IndexByte(signs, c) >= 0:
			return i
		case c == '\\':
			i++
		case c == '"' || c == '\'':
			for i++; i < len(css) && css[i] != c; i++ {
				if css[i] == '\\' {
					i++
				}
			}
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		}
	}
	return len(css)
}
