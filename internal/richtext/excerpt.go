package richtext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const ellipsis = "…"

// Excerpt returns the beginning of the text in at most limit characters (runes):
// paragraphs, items and quotes as one line, without headings, code, figures,
// numbers of notes and what stands at the foot. What is cut ends after a whole
// word with …, which counts; only a first word that is longer is cut itself.
func (d *Document) Excerpt(limit int) string {
	var text strings.Builder
	length := 0
	d.eachText(func(b *Block, runs []Inline) bool {
		if b.Kind == KindParagraph {
			length += appendWords(&text, runs)
		}
		return length <= limit
	})
	return cut(text.String(), limit)
}

// appendWords adds the words of the runs, one plain space between them, and
// returns how many characters that were.
func appendWords(text *strings.Builder, runs []Inline) (added int) {
	for word := range strings.FieldsFuncSeq(spoken(runs), isPlainSpace) {
		if text.Len() > 0 {
			text.WriteByte(' ')
			added++
		}
		text.WriteString(word)
		added += utf8.RuneCountInString(word)
	}
	return added
}

// spoken is the text of the runs alone, a break being a space.
func spoken(runs []Inline) string {
	var text strings.Builder
	for _, run := range runs {
		text.WriteString(run.Text)
		if run.Break {
			text.WriteByte(' ')
		}
	}
	return text.String()
}

// isPlainSpace leaves no-break spaces where the author put them.
func isPlainSpace(r rune) bool { return unicode.IsSpace(r) && r != noBreakSpace && r != '\u202F' }

func cut(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	if limit < 1 {
		return ""
	}
	end := byteOf(text, limit-1)
	if r, _ := utf8.DecodeRuneInString(text[end:]); !unicode.IsSpace(r) {
		if space := strings.LastIndexFunc(text[:end], unicode.IsSpace); space > 0 {
			end = space
		}
	}
	return strings.TrimRightFunc(text[:end], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;:.…–—-«(", r)
	}) + ellipsis
}

// byteOf returns where the character with the given number begins, moved back
// so that no combining mark is torn from its letter.
func byteOf(text string, runes int) int {
	at := 0
	for i, r := range text {
		if runes--; runes < 0 {
			if !unicode.Is(unicode.M, r) {
				return i
			}
			return at
		}
		if !unicode.Is(unicode.M, r) {
			at = i
		}
	}
	return len(text)
}

// Words counts the words of the text, captions, attributions of quotes and
// notes; not code, alternative texts and sources. A word is what stands between
// white space or dashes and has a letter or digit: l'eau, peut-être and 16:05
// are one, « 12 000 » two, a lone ! none; Arabic particles written with their
// word count with it.
func (d *Document) Words() int {
	count := 0
	d.eachText(func(_ *Block, runs []Inline) bool {
		count += countWords(spoken(runs))
		return true
	})
	for _, note := range d.Notes {
		count += countWords(spoken(note.Text))
	}
	return count
}

func countWords(text string) (count int) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) || r == '–' || r == '—' }) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			count++
		}
	}
	return count
}

// eachText visits the inline texts of all blocks in reading order until visit
// returns false.
func (d *Document) eachText(visit func(*Block, []Inline) bool) { eachText(d.Blocks, visit) }

func eachText(blocks []Block, visit func(*Block, []Inline) bool) bool {
	for i := range blocks {
		b := &blocks[i]
		if !visit(b, b.Text) || !eachText(b.Blocks, visit) {
			return false
		}
		for j := range b.Items {
			if !eachText(b.Items[j].Blocks, visit) {
				return false
			}
		}
		if len(b.Cite) > 0 && !visit(b, b.Cite) || b.Figure != nil && !visit(b, b.Figure.Caption) {
			return false
		}
	}
	return true
}
