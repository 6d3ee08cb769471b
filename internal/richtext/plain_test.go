package richtext_test

import (
	"errors"
	"strings"
	"testing"

	"palabre/internal/errs"
	"palabre/internal/richtext"
)

func TestPlainTextOfEverything(t *testing.T) {
	const want = `Le pont de Kayar
Il a deux travées[1], dit le rapport[2]. Voir x < y !
- Le béton
- fissuré
- L’acier
« On traverse à pied » — Un pêcheur
a
 b
[Image : Le pont, vu d’en bas. A. Sow]
الجسر قديم
[1] Trois avant la crue
[2] Document · Rapport d’inspection · https://exemple.org/r.pdf · Page 4
[3] Observation · Visite du samedi`
	if got := decode(t, sample).Plain(words()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPlainTextOfBlocks(t *testing.T) {
	const p1, p2 = `{"kind":"paragraph","text":[{"text":"un"}]}`, `{"kind":"paragraph","text":[{"text":"deux"}]}`
	for _, test := range []struct{ name, blocks, want string }{
		{"nothing", ``, ""},
		{"an empty paragraph leaves nothing", p1 + `,{"kind":"paragraph"},` + p2, "un\ndeux"},
		{"a separator leaves nothing", p1 + `,{"kind":"separator"},` + p2, "un\ndeux"},
		{"an item of two paragraphs", `{"kind":"list","items":[{"blocks":[` + p1 + `,` + p2 + `]}]},` + p1, "- un\ndeux\nun"},
		{"a list that begins an item", `{"kind":"list","items":[{"blocks":[{"kind":"list","items":[{"blocks":[` + p1 + `]}]}]}]}`, "- un"},
		{"an empty item", `{"kind":"list","items":[{"blocks":[{"kind":"paragraph"}]}]},` + p1, "un"},
		{"a quote of two paragraphs", `{"kind":"quote","blocks":[` + p1 + `,` + p2 + `],"cite":[{"text":"Awa"}]}`, "« un »\n« deux » — Awa"},
		{"a quote of nothing", p1 + `,{"kind":"quote","blocks":[{"kind":"paragraph"}],"cite":[{"text":"Awa"}]}`, "un\n— Awa"},
		{"a quote within a quote", `{"kind":"quote","blocks":[{"kind":"quote","blocks":[` + p1 + `]}]}`, "« un »"},
		{"a quoted list", `{"kind":"quote","blocks":[{"kind":"list","items":[{"blocks":[` + p1 + `]}]}]}`, "- « un »"},
		{"empty code", p1 + `,{"kind":"code"}`, "un"},
		{"code keeps its lines", `{"kind":"code","code":"a\n\n\tb"}`, "a\n\n b"},
		{"a figure with nothing to say", `{"kind":"figure","figure":{"media":"abcd"}}`, "[Image]"},
		{"a figure with an alternative", `{"kind":"figure","figure":{"media":"abcd","alternative":"Un pont."}}`, "[Image : Un pont]"},
		{"a figure with a credit", `{"kind":"figure","figure":{"media":"abcd","credit":"A. Sow"}}`, "[Image : A. Sow]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := blocks(t, test.blocks).Plain(words()); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestParagraphsComeBackByteForByte(t *testing.T) {
	paragraphs := []string{
		"L’école de Ziguinchor n’a « plus » de toit ; qui le dit ?",
		"  deux espaces  au début, au milieu et à la fin  ",
		"- ceci n’est pas une liste", "[Image : ceci non plus]", "« ni ceci une citation »", "1. # * _ ` < & \\ |",
		"\u00a0\u202f\u200b\u200f\u202a\ufeff", " ", "é e\u0301 \U0001F600 عربية", "x\ufffdy",
	}
	d, err := richtext.FromParagraphs(paragraphs)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := d.Plain(words()), strings.Join(paragraphs, "\n"); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	if got, want := decode(t, encode(t, d)).Plain(words()), strings.Join(paragraphs, "\n"); got != want {
		t.Errorf("stored and read again\n%q\nwant\n%q", got, want)
	}
}

func TestFromParagraphsRefusesWhatCouldNotComeBack(t *testing.T) {
	for _, text := range []string{"", "a\nb", "a\rb", "a\tb", "a\x00b", "a\x7fb", "a\u0085b", "a\u2028b", "a\uffffb", "a\xffb"} {
		_, err := richtext.FromParagraphs([]string{"premier", text})
		var said *errs.Said
		if !errors.As(err, &said) || said.Message != "document.paragraph" || said.Args[0] != "number" || said.Args[1] != 2 {
			t.Errorf("%q: got %v, want document.paragraph with number 2", text, err)
		}
	}
	if _, err := richtext.FromParagraphs([]string{strings.Repeat("x", richtext.MaxBytes)}); !errors.Is(err, errs.TooLarge) {
		t.Errorf("too long a text: got %v", err)
	}
}
