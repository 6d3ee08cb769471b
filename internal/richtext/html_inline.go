package richtext

import (
	"strconv"
	"unicode/utf8"
)

// inline writes runs with as few tags as their marks need: what neighbours
// share stays open. From outside to inside: a, strong, em, code.
func (w *htmlWriter) inline(runs []Inline) {
	var open Inline
	for i, run := range runs {
		if w.Links == LinksInert || !allowedScheme(run.Link) {
			run.Link = ""
		}
		w.switchMarks(open, run)
		open = run.marksOf()
		switch {
		case run.Break:
			w.tag("<br>")
		case run.Note != "":
			w.reference(run.Note)
		case run.Source != "":
			w.reference(run.Source)
		case run.Code:
			w.text(run.Text)
		default:
			w.typeset(run.Text, lastOf(runs[:i]), firstOf(runs[i+1:]))
		}
	}
	w.switchMarks(open, Inline{})
}

// switchMarks closes the marks of from that to does not share and opens its own.
func (w *htmlWriter) switchMarks(from, to Inline) {
	sameLink := from.Link == to.Link
	sameStrong := sameLink && from.Strong == to.Strong
	sameEmphasis := sameStrong && from.Emphasis == to.Emphasis
	sameCode := sameEmphasis && from.Code == to.Code

	w.tagIf(from.Code && !sameCode, "</code>")
	w.tagIf(from.Emphasis && !sameEmphasis, "</em>")
	w.tagIf(from.Strong && !sameStrong, "</strong>")
	w.tagIf(from.Link != "" && !sameLink, "</a>")
	if to.Link != "" && !sameLink {
		w.link(to.Link)
	}
	w.tagIf(to.Strong && !sameStrong, "<strong>")
	w.tagIf(to.Emphasis && !sameEmphasis, "<em>")
	w.tagIf(to.Code && !sameCode, "<code>")
}

func (w *htmlWriter) tagIf(wanted bool, markup string) {
	if wanted {
		w.tag(markup)
	}
}

func (w *htmlWriter) link(address string) {
	w.tag("<a")
	w.attribute("href", address)
	if w.Links == LinksUnvouched {
		w.tag(` rel="ugc nofollow"`)
	}
	w.tag(">")
}

// reference writes the number of a note or source. The first one is where the
// link at the foot leads back to.
func (w *htmlWriter) reference(to ID) {
	w.tag(`<sup class="ref"><a`)
	w.attribute("href", "#"+w.Prefix+string(to))
	if !w.used[to] {
		w.used[to] = true
		w.attribute("id", w.backID(to))
	}
	w.tag(` role="doc-noteref">` + strconv.Itoa(w.numbers[to]) + "</a></sup>")
}

// backID cannot be the id of anything else: no id of a document has a hyphen.
func (w *htmlWriter) backID(of ID) string { return w.Prefix + string(of) + "-r" }

// lastOf returns the character that stands before what follows the runs, 0 when
// that is not text.
func lastOf(runs []Inline) rune {
	if len(runs) == 0 || !runs[len(runs)-1].isText() {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(runs[len(runs)-1].Text)
	return r
}

// firstOf returns the character that the runs begin with, 0 when that is not text.
func firstOf(runs []Inline) rune {
	if len(runs) == 0 || !runs[0].isText() {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(runs[0].Text)
	return r
}
