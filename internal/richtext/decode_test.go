package richtext_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"palabre/internal/errs"
	"palabre/internal/richtext"
)

func TestDecodeBringsDocumentIntoNormalForm(t *testing.T) {
	for _, test := range []struct{ name, runs, want string }{
		{
			"equal neighbours are one run", `{"text":"a"},{"text":"b"},{"strong":true,"text":"c"},{"strong":true,"text":"d"}`,
			`{"text":"ab"},{"strong":true,"text":"cd"}`,
		},
		{
			"order of marks means nothing", `{"text":"a","strong":true,"emphasis":true},{"emphasis":true,"strong":true,"text":"b"}`,
			`{"emphasis":true,"strong":true,"text":"ab"}`,
		},
		{"empty runs go and join what they parted", `{"text":"a"},{"strong":true},{"text":""},{"text":"b"}`, `{"text":"ab"}`},
		{"line breaks and control characters are spaces", `{"text":"a\nb\r\nc\td\u0085e\u2028f\u0007g"}`, `{"text":"a b c d e f g"}`},
		{
			"breaks at either end go", `{"break":true},{"text":"a"},{"break":true},{"text":"b"},{"break":true}`,
			`{"text":"a"},{"break":true},{"text":"b"}`,
		},
		{"of two equal keys the later counts", `{"text":"a","text":"b"}`, `{"text":"b"}`},
		{
			"odd but lawful characters stay", `{"text":"’ \u00a0\u202f\u200b\ufeff\ud83d\ude00é"}`,
			"{\"text\":\"’ \u00a0\u202f\u200b\ufeff\U0001F600é\"}",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := `{"blocks":[{"id":"parag1","kind":"paragraph","text":[` + test.want + `]}],"version":1}`
			if got := encode(t, paragraph(t, test.runs)); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestEqualDocumentsAreEqualBytes(t *testing.T) {
	want := `{"blocks":[{"id":"parag1","kind":"paragraph"},{"id":"liste1","items":[{"blocks":[{"id":"parag2","kind":"paragraph"}]}],` +
		`"kind":"list","ordered":true},{"code":"a\n\nb\t","id":"codes1","kind":"code"},` +
		`{"id":"title1","kind":"heading","level":2,"text":[{"text":"a b"}]}],"version":1}`
	for _, stored := range []string{want, ` {"version":1, "notes":[], "sources":null, "blocks":[
		{"kind":"paragraph","text":[],"id":"parag1"},
		{"kind":"list","id":"liste1","ordered":true,"start":1,"items":[{"blocks":[{"kind":"paragraph","id":"parag2"}]}]},
		{"kind":"code","code":"a\r\n \t\rb\t","id":"codes1"},
		{"kind":"heading","level":3,"id":"title1","text":[{"text":"a"},{"break":true},{"text":"b"}]}]} `} {
		if got := encode(t, decode(t, stored)); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestNotesFollowTheirFirstReferences(t *testing.T) {
	d := decode(t, `{"version":1,"blocks":[{"kind":"paragraph","text":[{"note":"notea"},{"note":"noteb"},{"note":"notea"}]}],
		"notes":[{"id":"notec"},{"id":"noteb"},{"id":"notea"}]}`)
	var got []string
	for _, note := range d.Notes {
		got = append(got, string(note.ID))
	}
	if want := "notea noteb notec"; strings.Join(got, " ") != want {
		t.Errorf("notes stand as %v, want %s", got, want)
	}
}

func TestWhatHasNoIDIsGivenOne(t *testing.T) {
	d := decode(t, `{"version":1,"blocks":[{"kind":"quote","blocks":[{"kind":"paragraph"}]},
		{"kind":"list","items":[{"blocks":[{"kind":"code"}]}]}],"notes":[{}],"sources":[{"kind":"data","text":"x"}]}`)
	ids := []richtext.ID{
		d.Blocks[0].ID, d.Blocks[0].Blocks[0].ID, d.Blocks[1].ID, d.Blocks[1].Items[0].Blocks[0].ID,
		d.Notes[0].ID, d.Sources[0].ID,
	}
	seen := map[richtext.ID]bool{}
	for _, id := range ids {
		if !regexp.MustCompile(`^[a-z2-7]{8}$`).MatchString(string(id)) || seen[id] {
			t.Errorf("ids are %q, want six different ones of eight letters", ids)
		}
		seen[id] = true
	}
}

func TestDecodeRefuses(t *testing.T) {
	inBlocks := func(blocks string) string { return `{"version":1,"blocks":[` + blocks + `]}` }
	inText := func(runs string) string { return inBlocks(`{"kind":"paragraph","text":[` + runs + `]}`) }
	inFigure := func(fields string) string { return inBlocks(`{"kind":"figure","figure":{` + fields + `}}`) }
	inSource := func(fields string) string { return `{"version":1,"blocks":[],"sources":[{` + fields + `}]}` }
	nested := func(depth int) string {
		block := `{"kind":"paragraph"}`
		for range depth - 1 {
			block = `{"kind":"list","items":[{"blocks":[` + block + `]}]}`
		}
		return inBlocks(block)
	}
	decode(t, nested(richtext.MaxDepth)) // the deepest that is accepted

	for _, test := range []struct{ name, stored, key string }{
		{"nothing", "", "document.malformed"},
		{"not JSON", "{", "document.malformed"},
		{"another value", `[]`, "document.malformed"},
		{"trailing data", inBlocks("") + "{}", "document.malformed"},
		{"no blocks", `{"version":1}`, "document.malformed"},
		{"no version", `{"blocks":[]}`, "document.version"},
		{"a later version", `{"version":2,"blocks":[]}`, "document.version"},
		{"an unknown field", `{"version":1,"blocks":[],"title":"x"}`, "document.malformed"},
		{"an unknown field of a run", inText(`{"text":"x","onclick":"y"}`), "document.malformed"},
		{"an unknown kind", inBlocks(`{"kind":"script"}`), "document.malformed"},
		{"a kind in capitals", inBlocks(`{"kind":"Paragraph"}`), "document.malformed"},
		{"no kind", inBlocks(`{}`), "document.malformed"},
		{"a number for a text", inText(`{"text":1}`), "document.malformed"},
		{"a field of another kind", inBlocks(`{"kind":"paragraph","level":2}`), "document.malformed"},
		{"code in a paragraph", inBlocks(`{"kind":"paragraph","code":"x"}`), "document.malformed"},
		{"text in a separator", inBlocks(`{"kind":"separator","text":[{"text":"x"}]}`), "document.malformed"},
		{"a heading of the first level", inBlocks(`{"kind":"heading","level":1}`), "document.malformed"},
		{"a heading of the fourth level", inBlocks(`{"kind":"heading","level":4}`), "document.malformed"},
		{"a heading in a quote", inBlocks(`{"kind":"quote","blocks":[{"kind":"heading","level":2}]}`), "document.malformed"},
		{"an empty quote", inBlocks(`{"kind":"quote"}`), "document.malformed"},
		{"an empty list", inBlocks(`{"kind":"list"}`), "document.malformed"},
		{"an empty item", inBlocks(`{"kind":"list","items":[{"blocks":[]}]}`), "document.malformed"},
		{"a start of bullets", inBlocks(`{"kind":"list","start":2,"items":[{"blocks":[{"kind":"paragraph"}]}]}`), "document.malformed"},
		{"a figure of nothing", inBlocks(`{"kind":"figure"}`), "document.malformed"},
		{"a bad language", inBlocks(`{"kind":"paragraph","language":"fr\"x"}`), "document.malformed"},
		{"a bad direction", inBlocks(`{"kind":"paragraph","direction":"up"}`), "document.malformed"},
		{"a break with text", inText(`{"break":true,"text":"x"}`), "document.malformed"},
		{"a break with marks", inText(`{"break":true,"strong":true}`), "document.malformed"},
		{"too deep", nested(richtext.MaxDepth + 1), "document.too_deep"},
		{"too deep by far", nested(1000), "document.too_deep"},
		{"too many", inText(strings.Repeat(`{"text":"x"},`, richtext.MaxNodes) + `{"text":"x"}`), "document.too_many"},
		{"too large", inText(`{"text":"` + strings.Repeat("x", richtext.MaxBytes) + `"}`), "document.too_large"},
		{"too large once it has ids", inBlocks(strings.Repeat(`{"kind":"paragraph"},`, 19_000) +
			`{"kind":"code","code":"` + strings.Repeat("x", richtext.MaxBytes-19_000*21-100) + `"}`), "document.too_large"},
		{"a short id", inBlocks(`{"id":"abc","kind":"paragraph"}`), "document.id"},
		{"a long id", inBlocks(`{"id":"` + strings.Repeat("a", 25) + `","kind":"paragraph"}`), "document.id"},
		{"an id of other letters", inBlocks(`{"id":"A-b_c","kind":"paragraph"}`), "document.id"},
		{"an id twice", inBlocks(`{"id":"aaaa","kind":"paragraph"},{"id":"aaaa","kind":"paragraph"}`), "document.id_twice"},
		{"a block's id on a source", `{"version":1,"blocks":[{"id":"aaaa","kind":"paragraph"}],"sources":[{"id":"aaaa","kind":"data","text":"x"}]}`, "document.id_twice"},
		{"a reference to no note", inText(`{"note":"aaaa"}`), "document.reference"},
		{"a reference to no source", inText(`{"source":"aaaa"}`), "document.reference"},
		{"a note in a note", `{"version":1,"blocks":[],"notes":[{"id":"aaaa","text":[{"note":"aaaa"}]}]}`, "document.reference"},
		{"NUL", inText(`{"text":"a\u0000b"}`), "document.characters"},
		{"a noncharacter", inText(`{"text":"a\uffffb"}`), "document.characters"},
		{"a noncharacter in code", inBlocks(`{"kind":"code","code":"\ufdd0"}`), "document.characters"},
		{"half a pair", inText(`{"text":"a\ud83db"}`), "document.characters"},
		{"the other half", inText(`{"text":"a\ude00b"}`), "document.characters"},
		{"a pair the wrong way round", inText(`{"text":"\ude00\ud83d"}`), "document.characters"},
		{"half a pair at the end", inText(`{"text":"\ud83d`), "document.characters"},
		{"bytes that are not UTF-8", inText("{\"text\":\"a\xffb\"}"), "document.characters"},
		{"a figure without key", inFigure(`"media":""`), "document.figure"},
		{"a figure with a path", inFigure(`"media":"../x"`), "document.figure"},
		{"a width alone", inFigure(`"media":"abcd","width":3`), "document.figure"},
		{"a long alternative", inFigure(`"media":"abcd","alternative":"` + strings.Repeat("é", 2001) + `"`), "document.too_long"},
		{"a source of no kind", inSource(`"text":"x"`), "document.source"},
		{"a source of nothing", inSource(`"kind":"document"`), "document.source"},
		{"a link to nowhere", inSource(`"kind":"link","text":"x"`), "document.source"},
		{"a source with a bad link", inSource(`"kind":"link","address":"javascript:alert(1)"`), "document.link"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := richtext.Decode([]byte(test.stored))
			kind := errs.Invalid
			if test.key == "document.too_large" {
				kind = errs.TooLarge
			}
			var said *errs.Said
			if !errors.As(err, &said) || said.Message != test.key || !errors.Is(err, kind) {
				t.Errorf("got %v, want %v with %s", err, kind, test.key)
			}
		})
	}
}

func TestLinks(t *testing.T) {
	for link, accepted := range map[string]bool{
		"http://exemple.org":                               true,
		"https://exemple.org/é?a=1&b=[2]#top":              true,
		"HTTPS://Exemple.ORG/":                             true,
		"https://192.0.2.1:8080/":                          true,
		"mailto:redaction@exemple.org":                     true,
		"javascript:alert(1)":                              false,
		"JaVaScRiPt:alert(1)":                              false,
		" javascript:alert(1)":                             false,
		"java\tscript:alert(1)":                            false,
		"java\nscript:alert(1)":                            false,
		"\u0001javascript:alert(1)":                        false,
		"javascript&colon;alert(1)":                        false,
		"data:text/html,x":                                 false,
		"vbscript:x":                                       false,
		"file:///etc/passwd":                               false,
		"ftp://exemple.org":                                false,
		"//exemple.org":                                    false,
		"/relatif":                                         false,
		"#ancre":                                           false,
		"https:":                                           false,
		"https:exemple.org":                                false,
		"https:///chemin":                                  false,
		`https:\\exemple.org`:                              false,
		"https://exemple.org\\@autre.org":                  false,
		"https://moi:secret@exemple.org":                   false,
		"https://exemple.org/ a":                           false,
		"https://exemple.org/\u00a0a":                      false,
		"https://exemple.org/\u202ea":                      false,
		`https://exemple.org/"a`:                           false,
		"https://exemple.org/<a>":                          false,
		"https://exemple.org:port/":                        false,
		"https://[::1/":                                    false,
		"mailto:":                                          false,
		"mailto:personne":                                  false,
		"https://exemple.org/" + strings.Repeat("a", 2029): false,
	} {
		_, err := richtext.Decode(fmt.Appendf(nil, `{"version":1,"blocks":[{"kind":"paragraph","text":[{"text":"x","link":%s}]}]}`, quoted(link)))
		if (err == nil) != accepted {
			t.Errorf("%q: got %v, want accepted %v", link, err, accepted)
		}
	}
}

func TestNoHeadingStandsBelowOneThatIsMissing(t *testing.T) {
	for levels, want := range map[string]string{
		"2": "2", "3": "2", "3 3": "2 2", "3 2": "2 2", "2 3": "2 3", "3 2 3": "2 2 3", "3 3 2 3 3 2 3": "2 2 2 3 3 2 3", "2 2 3": "2 2 3",
	} {
		document := func(levels string) string {
			var blocks []string
			for i, level := range strings.Fields(levels) {
				blocks = append(blocks, fmt.Sprintf(`{"id":"title%d","kind":"heading","level":%s,"text":[{"text":"a"}]}`, i, level))
			}
			return `{"blocks":[` + strings.Join(blocks, ",") + `],"version":1}`
		}
		if got := encode(t, decode(t, document(levels))); got != document(want) {
			t.Errorf("%s becomes\n%s, want\n%s", levels, got, document(want))
		}
	}
}
