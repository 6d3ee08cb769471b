package richtext

import (
	"strings"
	"unicode/utf8"
)

// FromParagraphs makes a document of plain text, one paragraph a text. Each
// comes back from Plain byte for byte; what could not is refused, not repaired:
// an empty paragraph, invalid UTF-8, NUL, noncharacters, line breaks, tabs and
// other control characters.
//
// Errors: a *errs.Said of kind errs.Invalid with the key document.paragraph and
// the paragraph's number from 1, or one of Decode's limits.
func FromParagraphs(paragraphs []string) (*Document, error) {
	d := &Document{Version: Version, Blocks: make([]Block, len(paragraphs))}
	for i, text := range paragraphs {
		if !isPlainLine(text) {
			return nil, invalid("document.paragraph", "number", i+1)
		}
		d.Blocks[i] = Block{Kind: KindParagraph, Text: []Inline{{Text: text}}}
	}
	if err := d.normalise(); err != nil {
		return nil, err
	}
	return d, nil
}

func isPlainLine(text string) bool {
	return text != "" && utf8.ValidString(text) &&
		!strings.ContainsFunc(text, func(r rune) bool { return isForbidden(r) || isControl(r) })
}
