package richtext

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline writes runs as the text of one paragraph. Runs of one link stand in
// one pair of brackets; each run has its own signs of emphasis.
func (w *markdownWriter) inline(runs []Inline) string {
	var out []byte
	for from := 0; from < len(runs); {
		to := from + 1
		for runs[from].Link != "" && to < len(runs) && runs[to].Link == runs[from].Link {
			to++
		}
		if runs[from].Link == "" {
			out = w.run(out, runs, from)
		} else {
			text := []byte{}
			for i := range runs[from:to] {
				text = w.run(text, runs[from:to], i)
			}
			out = append(beforeBracket(out), "["+string(text)+"]("+destination(runs[from].Link)+")"...)
		}
		from = to
	}
	return string(out)
}

// run appends runs[i] to what has been written of the line.
func (w *markdownWriter) run(out []byte, runs []Inline, i int) []byte {
	run := runs[i]
	switch {
	case run.Break:
		return append(out, "\\\n"...)
	case run.Note != "":
		return append(beforeBracket(out), w.reference("note", run.Note)...)
	case run.Source != "":
		return append(beforeBracket(out), w.reference("source", run.Source)...)
	}
	var at edges
	if len(out) == 0 || out[len(out)-1] == '\n' {
		at |= lineStart
	}
	if i+1 == len(runs) || runs[i+1].Break {
		at |= lineEnd
	}
	text := escape(run.Text, at)
	switch {
	case run.Code && run.Link != "" && strings.Contains(run.Text, "]"):
		// Backticks do not hide a bracket: [`a]: b`](c) defines a link (CommonMark §4.7).
		text = "<code>" + escapeLine(run.Text) + "</code>"
	case run.Code:
		text = codeSpan(run.Text)
	}
	opening, closing := run.delimiters(out, runs[i+1:])
	return append(append(append(out, opening...), text...), closing...)
}

func (w *markdownWriter) reference(kind string, to ID) string {
	number := strconv.Itoa(w.numbers[to])
	return `[\[` + number + `\]](#` + kind + "-" + number + ")"
}

// delimiters returns signs where CommonMark surely takes them as such, else tags.
func (i Inline) delimiters(before []byte, after []Inline) (opening, closing string) {
	if !i.Strong && !i.Emphasis {
		return "", ""
	}
	if i.signsWork(before, after) {
		signs := i.signs()
		return signs, signs
	}
	if i.Strong {
		opening, closing = "<strong>", "</strong>"
	}
	if i.Emphasis {
		opening, closing = opening+"<em>", "</em>"+closing
	}
	return opening, closing
}

func (i Inline) signs() string {
	switch {
	case i.Strong && i.Emphasis:
		return "***"
	case i.Strong:
		return "**"
	default:
		return "*"
	}
}

// signsWork looks at both edges (CommonMark §6.2): a letter or digit inside one
// is enough; other characters, but for spaces, need a space or an end outside.
// Two rows of signs never touch.
func (i Inline) signsWork(before []byte, after []Inline) bool {
	outer, _ := utf8.DecodeLastRune(before)
	first, _ := utf8.DecodeRuneInString(i.Text)
	last, _ := utf8.DecodeLastRuneInString(i.Text)
	if outer == '*' {
		return false
	}
	return edgeWorks(first, i.Code, len(before) == 0 || unicode.IsSpace(outer)) &&
		edgeWorks(last, i.Code, len(after) == 0 || after[0].Break || opensWithSpace(after[0]))
}

// edgeWorks judges one edge by the character inside and whether outside is clear.
func edgeWorks(inside rune, code, clear bool) bool {
	if !code && (unicode.IsLetter(inside) || unicode.IsDigit(inside)) {
		return true
	}
	return clear && (code || !unicode.IsSpace(inside))
}

func opensWithSpace(run Inline) bool {
	first, _ := utf8.DecodeRuneInString(run.Text)
	return run == Inline{Text: run.Text} && unicode.IsSpace(first)
}
