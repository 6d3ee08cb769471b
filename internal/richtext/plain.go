package richtext

import (
	"strconv"
	"strings"
)

// Plain writes the text alone: no title, one line a block, LF between lines and
// none at the end.
//
// Paragraphs and headings are a line each; so are items, each after "- " in
// ordered lists too, and what a quote holds, each within « ». A link is its
// text, a figure [Image : alternative text. Credit], a reference [number], an
// attribution of a quote « — » at the end of its last line. Code keeps its
// lines. Notes and sources follow, numbered. An empty paragraph and a separator
// leave nothing. No character of a line is a control character.
func (d *Document) Plain(labels Labels) string {
	w := plainWriter{labels: labels, numbers: d.numbers()}
	w.blocks(d.Blocks)
	for _, note := range d.Notes {
		w.line(numbered(w.numbers[note.ID]) + w.inline(note.Text))
	}
	for _, source := range d.Sources {
		w.line(numbered(w.numbers[source.ID]) + source.plain(labels))
	}
	return w.out.String()
}

type plainWriter struct {
	labels  Labels
	numbers numbers
	out     strings.Builder
	begun   bool   // a line has been written
	bullet  string // stands before the next line
	quoted  int    // quotes around what is being written
}

func (w *plainWriter) line(text string) {
	if w.begun {
		w.out.WriteByte('\n')
	}
	w.begun = true
	w.out.WriteString(w.bullet)
	w.bullet = ""
	w.out.WriteString(text)
}

func (w *plainWriter) blocks(blocks []Block) {
	for i := range blocks {
		w.block(&blocks[i])
	}
}

func (w *plainWriter) block(b *Block) {
	switch b.Kind {
	case KindParagraph, KindHeading:
		if len(b.Text) > 0 {
			w.quotable(w.inline(b.Text))
		}
	case KindList:
		for i := range b.Items {
			w.bullet = "- "
			w.blocks(b.Items[i].Blocks)
			w.bullet = "" // an empty item has no line to stand before
		}
	case KindQuote:
		w.quote(b)
	case KindCode:
		for text := range strings.SplitSeq(b.Code, "\n") {
			if b.Code != "" {
				w.line(strings.ReplaceAll(text, "\t", " "))
			}
		}
	case KindFigure:
		w.line(b.Figure.unseen(w.labels.Image, b.Figure.Credit))
	}
}

// quotable writes a line of text, within « » inside a quote.
func (w *plainWriter) quotable(text string) {
	if w.quoted > 0 {
		text = "« " + text + " »"
	}
	w.line(text)
}

func (w *plainWriter) quote(b *Block) {
	before := w.out.Len()
	w.quoted++
	w.blocks(b.Blocks)
	w.quoted--
	switch {
	case len(b.Cite) == 0:
	case w.out.Len() > before:
		w.out.WriteString(" — " + w.inline(b.Cite))
	default: // nothing was quoted: the line before is another block's
		w.line("— " + w.inline(b.Cite))
	}
}

func (w *plainWriter) inline(runs []Inline) string {
	if len(runs) == 1 && runs[0].isText() {
		return runs[0].Text
	}
	var text strings.Builder
	for _, run := range runs {
		switch {
		case run.Break:
			text.WriteByte(' ')
		case run.Note != "":
			text.WriteString("[" + strconv.Itoa(w.numbers[run.Note]) + "]")
		case run.Source != "":
			text.WriteString("[" + strconv.Itoa(w.numbers[run.Source]) + "]")
		default:
			text.WriteString(run.Text)
		}
	}
	return text.String()
}

func numbered(n int) string { return "[" + strconv.Itoa(n) + "] " }

func (s Source) plain(labels Labels) string {
	return joinFilled(" · ", labels.source(s.Kind), s.Text, s.Address, s.Note)
}

// unseen stands for the figure where it is not shown: [Image : what it shows.
// Credit], each part where there is one.
func (f *Figure) unseen(image, credit string) string {
	text := joinFilled(". ", strings.TrimSuffix(f.Alternative, "."), credit)
	return "[" + joinFilled(" : ", image, text) + "]"
}

func joinFilled(separator string, parts ...string) string {
	filled := parts[:0]
	for _, part := range parts {
		if part != "" {
			filled = append(filled, part)
		}
	}
	return strings.Join(filled, separator)
}
