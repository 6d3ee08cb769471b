package richtext

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Markdown says how a document is written as Markdown. The zero value is usable.
type Markdown struct {
	Labels Labels

	// Address gives the address of a medium, as in HTML.
	Address func(media string) string
}

// Markdown writes CommonMark 0.31 that shows what the HTML shows: no extension
// is needed, and no character of the text can become markup. It ends without LF.
//
// What CommonMark has no words for stands in HTML comments before the block, so
// that it can be read back: language and direction, an empty paragraph, the
// attribution of a quote, the fields of a figure, the beginning of the notes and
// of the sources. References are links to #note-1 and #source-2, with the one
// sequence of numbers of every output. Block ids are left out. Emphasis whose
// edges Markdown's signs cannot mark (a space inside it) is written as a tag.
func (d *Document) Markdown(options Markdown) string {
	w := markdownWriter{Markdown: options, numbers: d.numbers()}
	w.blocks(d.Blocks)
	w.foot(d)
	return strings.TrimSuffix(w.out.String(), "\n")
}

type markdownWriter struct {
	Markdown
	numbers numbers
	out     strings.Builder
	begun   bool   // a line has been written
	pending bool   // first holds a marker that still waits for its line
	first   string // stands before the next line
	indent  string // stands before each line after it
}

// paragraph writes the lines of one block.
func (w *markdownWriter) paragraph(text string) {
	w.gap()
	for line := range strings.SplitSeq(text, "\n") {
		w.out.WriteString(strings.TrimRight(w.first+line, " ") + "\n")
		w.first, w.pending = w.indent, false
	}
}

// verbatim is paragraph for lines whose last spaces count.
func (w *markdownWriter) verbatim(text string) {
	w.gap()
	for line := range strings.SplitSeq(text, "\n") {
		w.out.WriteString(w.first + line + "\n")
		w.first, w.pending = w.indent, false
	}
}

// gap parts a block from the one before with a blank line; the first one in an
// item or quote stands on the line of its marker.
func (w *markdownWriter) gap() {
	if w.begun && !w.pending {
		w.out.WriteString(strings.TrimRight(w.indent, " ") + "\n")
	}
	w.begun = true
}

// within writes blocks behind a marker, and then an indent of the same width.
// Every block writes a line, so the marker always finds one.
func (w *markdownWriter) within(marker, indent string, write func()) {
	outer := w.indent
	w.first += marker
	w.indent += indent
	w.pending = true
	write()
	w.indent, w.first = outer, outer
}

func (w *markdownWriter) blocks(blocks []Block) {
	marker := byte(0) // of the list before, which a list of the same would continue
	for i := range blocks {
		b := &blocks[i]
		w.declare(b)
		if b.Kind == KindList {
			marker = w.list(b, marker)
			continue
		}
		marker = 0
		w.block(b)
	}
}

// declare writes what a block says of its language, in a comment of its own.
func (w *markdownWriter) declare(b *Block) {
	if b.Language != "" || b.Direction != "" {
		w.paragraph("<!--" + attribute("language", b.Language) + attribute("direction", b.Direction) + " -->")
	}
}

func (w *markdownWriter) block(b *Block) {
	switch b.Kind {
	case KindParagraph:
		if len(b.Text) == 0 {
			w.paragraph("<!-- paragraph -->")
			return
		}
		w.paragraph(w.inline(b.Text))
	case KindHeading:
		w.paragraph(strings.Repeat("#", b.Level) + " " + w.inline(b.Text))
	case KindQuote:
		w.quote(b)
	case KindCode:
		fence := strings.Repeat("`", max(3, longestRun(b.Code)+1))
		w.verbatim(fence + "\n" + b.Code + "\n" + fence)
	case KindSeparator:
		w.paragraph("---")
	case KindFigure:
		w.figure(b.Figure)
	}
}

func (w *markdownWriter) list(b *Block, before byte) byte {
	marker := byte('-')
	if b.Ordered {
		marker = '.'
	}
	if marker == before {
		marker = map[byte]byte{'-': '*', '.': ')'}[marker]
	}
	w.gap()
	for i := range b.Items {
		text := string(marker) + " "
		if b.Ordered {
			text = strconv.Itoa(min(max(b.Start, 1)+i, maxStart)) + text
		}
		w.within(text, strings.Repeat(" ", len(text)), func() { w.blocks(b.Items[i].Blocks) })
	}
	return marker
}

func (w *markdownWriter) quote(b *Block) {
	w.gap()
	w.within("> ", "> ", func() {
		w.blocks(b.Blocks)
		if len(b.Cite) > 0 {
			w.paragraph("<!-- cite -->")
			w.paragraph("— " + w.inline(b.Cite))
		}
	})
}

func (w *markdownWriter) figure(f *Figure) {
	w.paragraph("<!-- figure" + attribute("media", f.Media) + size("width", f.Width) + size("height", f.Height) +
		attribute("credit", f.Credit) + attribute("licence", f.Licence) + " -->")
	if address := w.address(f.Media); address != "" {
		w.paragraph("![" + escapeLine(f.Alternative) + "](" + destination(address) + ")")
	} else {
		w.paragraph(escapeLine(f.unseen(w.Labels.Image, "")))
	}
	if len(f.Caption) > 0 {
		w.paragraph(w.inline(f.Caption))
	}
	if credit := joinFilled(". ", f.Credit, f.Licence); credit != "" {
		w.paragraph(escapeLine(credit))
	}
}

func (w *markdownWriter) address(media string) string {
	if w.Address == nil {
		return ""
	}
	return w.Address(media)
}

// foot writes notes and sources as two ordered lists with one sequence of numbers.
func (w *markdownWriter) foot(d *Document) {
	if len(d.Notes) > 0 {
		w.section("notes", w.Labels.Notes)
		for _, note := range d.Notes {
			w.entry(note.ID, w.inline(note.Text))
		}
	}
	if len(d.Sources) > 0 {
		w.section("sources", w.Labels.Sources)
		for _, source := range d.Sources {
			w.entry(source.ID, w.source(source))
		}
	}
}

func (w *markdownWriter) section(name, heading string) {
	w.paragraph("<!-- " + name + " -->")
	if heading != "" {
		w.paragraph("## " + escapeLine(heading))
	}
	w.gap()
}

func (w *markdownWriter) entry(id ID, text string) {
	marker := fmt.Sprintf("%d. ", w.numbers[id])
	w.within(marker, strings.Repeat(" ", len(marker)), func() { w.paragraph(text) })
}

func (w *markdownWriter) source(s Source) string {
	text := escapeLine(cmp.Or(s.Text, s.Address))
	if s.Address != "" {
		text = "[" + text + "](" + destination(s.Address) + ")"
	}
	return joinFilled(" · ", escapeLine(w.Labels.source(s.Kind)), text, escapeLine(s.Note))
}
