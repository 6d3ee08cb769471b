package richtext

import (
	"strings"
	"unicode/utf8"
)

// Limits of single fields, in characters.
const (
	maxLanguage   = 35
	maxSourceText = 2_000
	maxFigureText = 2_000
	maxMedia      = 64
	maxPixels     = 100_000
	maxStart      = 999_999_999 // nine digits, as CommonMark §5.3 has it
)

func (c *checker) blocks(blocks []Block, depth int) error {
	if depth > MaxDepth {
		return invalid("document.too_deep", "limit", MaxDepth)
	}
	for i := range blocks {
		if err := c.block(&blocks[i], depth); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) block(b *Block, depth int) error {
	if err := c.count(); err != nil {
		return err
	}
	if err := c.id(b.ID); err != nil {
		return err
	}
	if b.misplacedField() || !validLanguage(b.Language) || !validDirection(b.Direction) {
		return invalid("document.malformed")
	}
	if depth > 1 && (b.Kind == KindHeading || b.Kind == KindSeparator) {
		return invalid("document.malformed")
	}
	return c.content(b, depth)
}

// level raises headings of the third level that no one of the second stands
// above: who hears a page would look for the missing one (WCAG 2.2, 1.3.1).
func (c *checker) level(b *Block) {
	switch {
	case len(b.Text) == 0: // it will not stand
	case b.Level == 2:
		c.headed = true
	case !c.headed:
		b.Level = 2
	}
}

func (c *checker) content(b *Block, depth int) (err error) {
	switch b.Kind {
	case KindParagraph:
		b.Text, err = c.inline(b.Text, inParagraph)
	case KindHeading:
		if b.Level != 2 && b.Level != 3 {
			return invalid("document.malformed")
		}
		b.Text, err = c.inline(b.Text, inLine)
		c.level(b)
	case KindList:
		err = c.list(b, depth)
	case KindQuote:
		err = c.quote(b, depth)
	case KindCode:
		code, ok := cleanCode(b.Code)
		if !ok {
			return invalid("document.characters")
		}
		b.Code = code
	case KindFigure:
		err = c.figure(b.Figure)
	case KindSeparator:
	default:
		return invalid("document.malformed")
	}
	return err
}

// misplacedField is true when a block has a field of another kind.
func (b *Block) misplacedField() bool {
	hasText := b.Kind == KindParagraph || b.Kind == KindHeading
	return b.Kind != KindHeading && b.Level != 0 ||
		!hasText && len(b.Text) > 0 ||
		b.Kind != KindCode && b.Code != "" ||
		b.Kind != KindList && (b.Ordered || b.Start != 0 || len(b.Items) > 0) ||
		b.Kind != KindQuote && (len(b.Blocks) > 0 || len(b.Cite) > 0) ||
		(b.Kind == KindFigure) != (b.Figure != nil)
}

func (c *checker) list(b *Block, depth int) error {
	if len(b.Items) == 0 || !b.Ordered && b.Start != 0 || b.Start < 0 || b.Start > maxStart {
		return invalid("document.malformed")
	}
	if b.Start == 1 {
		b.Start = 0 // one form for what is the default
	}
	for i := range b.Items {
		if err := c.count(); err != nil {
			return err
		}
		if len(b.Items[i].Blocks) == 0 {
			return invalid("document.malformed")
		}
		if err := c.blocks(b.Items[i].Blocks, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) quote(b *Block, depth int) (err error) {
	if len(b.Blocks) == 0 {
		return invalid("document.malformed")
	}
	if err := c.blocks(b.Blocks, depth+1); err != nil {
		return err
	}
	b.Cite, err = c.inline(b.Cite, inLine)
	return err
}

func (c *checker) figure(f *Figure) (err error) {
	if !validMedia(f.Media) || f.Width < 0 || f.Height < 0 || f.Width > maxPixels || f.Height > maxPixels ||
		(f.Width == 0) != (f.Height == 0) {
		return invalid("document.figure")
	}
	for _, text := range []*string{&f.Alternative, &f.Credit, &f.Licence} {
		if err := line(text, maxFigureText); err != nil {
			return err
		}
	}
	f.Caption, err = c.inline(f.Caption, inLine)
	return err
}

// line cleans a field of plain text that has no marks.
func line(text *string, limit int) error {
	cleaned, ok := cleanLine(*text)
	if !ok {
		return invalid("document.characters")
	}
	if utf8.RuneCountInString(cleaned) > limit {
		return invalid("document.too_long", "limit", limit)
	}
	*text = cleaned
	return nil
}

// validMedia accepts a key as a file system and an address can hold it.
func validMedia(key string) bool {
	if key == "" || len(key) > maxMedia {
		return false
	}
	return !strings.ContainsFunc(key, func(r rune) bool { return !isAlphanumeric(r) && r != '-' && r != '_' })
}

// validLanguage looks at the form of a tag only (RFC 5646 §2.1): letters and
// digits in parts of 1 to 8, the first of 2 to 8 letters. "" is the document's.
func validLanguage(tag string) bool {
	if tag == "" {
		return true
	}
	if len(tag) > maxLanguage {
		return false
	}
	for i, part := range strings.Split(tag, "-") {
		if part == "" || len(part) > 8 || strings.ContainsFunc(part, func(r rune) bool { return !isAlphanumeric(r) }) {
			return false
		}
		if i == 0 && (len(part) < 2 || strings.ContainsAny(part, "0123456789")) {
			return false
		}
	}
	return true
}

func validDirection(direction string) bool {
	return direction == "" || direction == "ltr" || direction == "rtl"
}

func isAlphanumeric(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}
