package richtext

import "strings"

// place is where inline text stands, which decides what it may hold.
type place uint8

const (
	inParagraph place = iota // everything
	inLine                   // one line: a break there is a space
	inNote                   // one line, and no reference to a note
)

// inline returns the runs in normal form, nil for none. It reuses their array.
func (c *checker) inline(runs []Inline, at place) ([]Inline, error) {
	kept := runs[:0]
	for _, run := range runs {
		if err := c.count(); err != nil {
			return nil, err
		}
		if err := c.run(&run, at); err != nil {
			return nil, err
		}
		if run.empty() {
			continue
		}
		kept = append(kept, run)
	}
	kept = trimBreaks(merge(kept))
	if len(kept) == 0 {
		return nil, nil
	}
	return kept, nil
}

func (c *checker) run(run *Inline, at place) error {
	text, ok := cleanLine(run.Text)
	if !ok {
		return invalid("document.characters")
	}
	run.Text = text
	if run.Break && at != inParagraph && run.alone() {
		*run = Inline{Text: " "}
	}
	if !run.alone() {
		return invalid("document.malformed")
	}
	if run.Link != "" && !validLink(run.Link) {
		return invalid("document.link", "link", run.Link)
	}
	if run.Source != "" && !c.sources[run.Source] {
		return invalid("document.reference")
	}
	if run.Note != "" {
		return c.cite(run.Note, at)
	}
	return nil
}

// cite remembers the order of first references.
func (c *checker) cite(note ID, at place) error {
	order, exists := c.notes[note]
	if !exists || at == inNote {
		return invalid("document.reference")
	}
	if order == 0 {
		c.cited++
		c.notes[note] = c.cited
	}
	return nil
}

func (i Inline) empty() bool { return i.Text == "" && i.isText() }

func (i Inline) isText() bool { return !i.Break && i.Note == "" && i.Source == "" }

// alone is true when the run is one thing: a text, or a leaf without marks.
func (i Inline) alone() bool {
	return i.isText() || i == Inline{Break: i.Break} || i == Inline{Note: i.Note} || i == Inline{Source: i.Source}
}

func (i Inline) marksOf() Inline {
	i.Text = ""
	return i
}

// merge joins neighbours with equal marks, in place and without copying a long
// text once for each of its pieces.
func merge(runs []Inline) []Inline {
	kept := runs[:0]
	for from := 0; from < len(runs); {
		to := from + 1
		for runs[from].isText() && to < len(runs) && runs[to].marksOf() == runs[from].marksOf() {
			to++
		}
		run := runs[from]
		if to-from > 1 {
			var text strings.Builder
			for _, piece := range runs[from:to] {
				text.WriteString(piece.Text)
			}
			run.Text = text.String()
		}
		kept = append(kept, run)
		from = to
	}
	return kept
}

// trimBreaks drops breaks at either end, which part nothing from nothing.
func trimBreaks(runs []Inline) []Inline {
	for len(runs) > 0 && runs[0].Break {
		runs = runs[1:]
	}
	for len(runs) > 0 && runs[len(runs)-1].Break {
		runs = runs[:len(runs)-1]
	}
	return runs
}
