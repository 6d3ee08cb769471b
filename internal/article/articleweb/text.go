package articleweb

import "strings"

// unanchored is the text of an article without the ids of those blocks that
// nothing in it leads to. They are random, so each costs a reader a dozen bytes
// that no compression takes away; they stay in the document. It reads what
// richtext wrote: no < and > but around tags.
func unanchored(html string) string {
	var b strings.Builder
	b.Grow(len(html))
	for rest := html; rest != ""; {
		words, tag, _ := strings.Cut(rest, "<")
		b.WriteString(words)
		if len(words) == len(rest) {
			break
		}
		tag, rest, _ = strings.Cut(tag, ">")
		before, after, found := strings.Cut(tag, ` id="`)
		id, behind, _ := strings.Cut(after, `"`)
		if found && !strings.Contains(html, `"#`+id+`"`) {
			tag = before + behind
		}
		b.WriteString("<" + tag + ">")
	}
	return b.String()
}
