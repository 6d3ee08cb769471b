package richtext

import (
	"cmp"
	"strconv"
)

func (w *htmlWriter) notes(notes []Note) {
	if len(notes) == 0 {
		return
	}
	w.section(`<section class="notes" role="doc-endnotes">`, w.Labels.Notes)
	w.tag("<ol>")
	for _, note := range notes {
		w.entry(note.ID)
		w.inline(note.Text)
		w.back(note.ID)
		w.tag("</li>")
	}
	w.tag("</ol></section>\n")
}

// sources numbers them from first on, after the notes.
func (w *htmlWriter) sources(sources []Source, first int) {
	if len(sources) == 0 {
		return
	}
	w.section(`<section class="sources">`, w.Labels.Sources)
	w.tag("<ol")
	if first > 1 {
		w.tag(` start="` + strconv.Itoa(first) + `"`)
	}
	w.tag(">")
	for _, source := range sources {
		w.entry(source.ID)
		w.source(source)
		w.back(source.ID)
		w.tag("</li>")
	}
	w.tag("</ol></section>\n")
}

// section opens one; what stands at the foot is in the document's own language.
func (w *htmlWriter) section(start, heading string) {
	w.speak(w.Language)
	w.tag(start)
	if heading != "" {
		w.tag("<h2>")
		w.text(heading)
		w.tag("</h2>")
	}
}

func (w *htmlWriter) entry(id ID) {
	w.tag("<li")
	w.attribute("id", w.Prefix+string(id))
	w.tag(">")
}

func (w *htmlWriter) source(s Source) {
	if label := w.Labels.source(s.Kind); label != "" {
		w.tag(`<span class="kind">`)
		w.text(label)
		w.tag("</span> ")
	}
	w.inline([]Inline{{Text: cmp.Or(s.Text, s.Address), Link: s.Address}})
	if s.Note != "" {
		w.tag(` <span class="about">`)
		w.typeset(s.Note, 0, 0)
		w.tag("</span>")
	}
}

func (w *htmlWriter) back(to ID) {
	if !w.used[to] {
		return
	}
	w.tag(" <a")
	w.attribute("href", "#"+w.backID(to))
	w.tag(` role="doc-backlink"`)
	if w.Labels.Back != "" {
		w.attribute("aria-label", w.Labels.Back)
	}
	w.tag(">\u21A9\uFE0E</a>") // an arrow, not its coloured picture
}
