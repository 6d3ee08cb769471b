package richtext_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"palabre/internal/richtext"
)

// checkOutputs holds every writer to its promise for one accepted document.
func checkOutputs(t testing.TB, d *richtext.Document) {
	t.Helper()
	stored := encode(t, d)
	if again := encode(t, decode(t, stored)); again != stored {
		t.Fatalf("Decode of Encode is another document:\n%s\n%s", stored, again)
	}
	bare := d.HTML(richtext.HTML{})
	checkHTML(t, bare)
	if got, want := textOf(t, bare), visible(d); got != want {
		t.Fatalf("text of HTML\n%q\nwant\n%q", got, want)
	}
	set := d.HTML(richtext.HTML{Language: "fr", Address: address, Labels: words(), Links: richtext.LinksUnvouched})
	checkHTML(t, set)
	typeset := textOf(t, d.HTML(richtext.HTML{Language: "fr"}))
	if unspaced(typeset) != unspaced(visible(d)) {
		t.Fatalf("typography changes more than spaces:\n%q\n%q", typeset, visible(d))
	}
	checkPlain(t, d)
	checkMarkdown(t, d)
	if strings.ContainsFunc(d.Excerpt(80), unicode.IsControl) || d.Words() < 0 {
		t.Fatal("excerpt or words")
	}
}

func checkPlain(t testing.TB, d *richtext.Document) {
	t.Helper()
	plain := d.Plain(words())
	if strings.ContainsFunc(plain, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) || strings.Contains(plain, "\u2028") {
		t.Fatalf("a control character in %q", plain)
	}
	for _, b := range d.Blocks {
		if b.Kind != richtext.KindParagraph {
			continue
		}
		line := ""
		for _, run := range b.Text {
			line += run.Text
			if run.Break {
				line += " "
			}
			if run.Note != "" || run.Source != "" {
				return // numbers are the literals' business
			}
		}
		if line != "" && !strings.Contains("\n"+plain+"\n", "\n"+line+"\n") {
			t.Fatalf("%q is no line of %q", line, plain)
		}
	}
}

func unspaced(text string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00a0' {
			return -1
		}
		return r
	}, text)
}

func TestOutputsOfAnyDocument(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d, err := richtext.Decode([]byte(anyDocument(r)))
		if err != nil {
			r.Fatal(err)
		}
		checkOutputs(t, d)
	})
}

var (
	anyWord = rapid.SampledFrom([]string{
		"a", "eau", "B2", "12", "1.", "2)", " ", "  ", "*", "**", "_", "`", "``", "[", "]", "(", ")", "<b>", "</p>", "&amp;", "&",
		"!", "#", "##", "+", "-", "---", "=", "===", ">", "|", "~~~", `\`, `"`, "'", "«", "»", ":", ";", "?", "…", "—",
		"\u00a0", "\u200b", "\u0301", "€", "\U0001F600", "السوق", "\u202e", "<!--", "-->", "```", "    ", "http://a.example/?b;c", "&#32;", "[x]: /u",
	})
	anyText = rapid.Custom(func(r *rapid.T) string { return strings.Join(rapid.SliceOfN(anyWord, 1, 6).Draw(r, "words"), "") })
	anyLink = rapid.SampledFrom([]string{"https://a.example", "http://b.example/(x)?a=1&copy;=2&b=*_", "mailto:c@d.example", "https://é.example/é%20x"})
)

func anyRun(r *rapid.T) string {
	switch rapid.IntRange(0, 11).Draw(r, "run") {
	case 0:
		return `{"break":true}`
	case 1:
		return `{"note":"` + rapid.SampledFrom([]string{"notea", "noteb"}).Draw(r, "note") + `"}`
	case 2:
		return `{"source":"sourc"}`
	}
	run := `{"text":` + quoted(anyText.Draw(r, "text"))
	for _, mark := range []string{"strong", "emphasis", "code"} {
		if rapid.IntRange(0, 3).Draw(r, mark) == 0 {
			run += `,"` + mark + `":true`
		}
	}
	if rapid.IntRange(0, 4).Draw(r, "linked") == 0 {
		run += `,"link":` + quoted(anyLink.Draw(r, "link"))
	}
	return run + "}"
}

func anyRuns(r *rapid.T) string {
	return "[" + strings.Join(rapid.SliceOfN(rapid.Custom(anyRun), 0, 5).Draw(r, "runs"), ",") + "]"
}

func anyBlocks(r *rapid.T, depth, least int) string {
	kinds := []string{"paragraph", "paragraph", "code", "figure"}
	if depth == 1 {
		kinds = append(kinds, "heading", "separator")
	}
	if depth < 4 {
		kinds = append(kinds, "list", "quote")
	}
	var blocks []string
	for range rapid.IntRange(least, 4).Draw(r, "blocks") {
		blocks = append(blocks, anyBlock(r, rapid.SampledFrom(kinds).Draw(r, "kind"), depth))
	}
	return "[" + strings.Join(blocks, ",") + "]"
}

func anyBlock(r *rapid.T, kind string, depth int) string {
	block := `{"kind":"` + kind + `"`
	if rapid.IntRange(0, 7).Draw(r, "spoken") == 0 {
		block += `,"language":"ar","direction":"rtl"`
	}
	switch kind {
	case "paragraph":
		block += `,"text":` + anyRuns(r)
	case "heading":
		block += `,"level":` + rapid.SampledFrom([]string{"2", "3"}).Draw(r, "level") + `,"text":` + anyRuns(r)
	case "code":
		lines := rapid.SliceOfN(rapid.OneOf(anyText, rapid.Just(""), rapid.Just("\tx")), 1, 3).Draw(r, "code")
		block += `,"code":` + quoted(strings.Join(lines, "\n"))
	case "figure":
		block += `,"figure":{"media":"abcd","alternative":` + quoted(anyText.Draw(r, "alternative")) + `,"caption":` + anyRuns(r) +
			`,"credit":` + quoted(anyText.Draw(r, "credit")) + `,"licence":"CC0"}`
	case "quote":
		block += `,"blocks":` + anyBlocks(r, depth+1, 1) + `,"cite":` + anyRuns(r)
	case "list":
		block += rapid.SampledFrom([]string{"", `,"ordered":true`, `,"ordered":true,"start":99`}).Draw(r, "ordered") + `,"items":[{"blocks":` + anyBlocks(r, depth+1, 1) + "}"
		for range rapid.IntRange(0, 2).Draw(r, "items") {
			block += `,{"blocks":` + anyBlocks(r, depth+1, 1) + "}"
		}
		block += "]"
	}
	return block + "}"
}

func anyDocument(r *rapid.T) string {
	notes := `[{"id":"notea","text":[{"text":` + quoted(anyText.Draw(r, "note")) + `},{"source":"sourc"}]},{"id":"noteb","text":[{"text":"b"}]}]`
	sources := `[{"id":"sourc","kind":"document","text":` + quoted(anyText.Draw(r, "source")) + `,"address":` + quoted(anyLink.Draw(r, "address")) +
		`,"note":` + quoted(anyText.Draw(r, "about")) + `}]`
	return `{"version":1,"blocks":` + anyBlocks(r, 1, 0) + `,"notes":` + notes + `,"sources":` + sources + `}`
}
