package richtext_test

import (
	"errors"
	"testing"

	"palabre/internal/errs"
	"palabre/internal/richtext"
)

// The corpus of these tests stands in testdata/fuzz and runs with every go test.

func FuzzDecode(f *testing.F) {
	f.Add([]byte(sample))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := richtext.Decode(data)
		if err != nil {
			if !errors.Is(err, errs.Invalid) && !errors.Is(err, errs.TooLarge) {
				t.Fatalf("%v has no kind", err)
			}
			return
		}
		checkOutputs(t, d)
	})
}

// FuzzText puts two texts where they touch each other and every writer's markup.
func FuzzText(f *testing.F) {
	f.Add("Vrai ", "« non » ?")
	f.Fuzz(func(t *testing.T, a, b string) {
		run := func(marks, text string) string { return `{` + marks + `"text":` + quoted(text) + `}` }
		runs := run("", a) + "," + run(`"strong":true,`, b) + "," + run(`"emphasis":true,`, a) + `,{"break":true},` +
			run(`"code":true,`, b) + "," + run(`"link":"https://a.example",`, a) + "," + run("", b)
		figure := `{"media":"abcd","alternative":` + quoted(a) + `,"credit":` + quoted(b) + `}`
		d, err := richtext.Decode([]byte(`{"version":1,"blocks":[{"kind":"paragraph","text":[` + runs + `]},
			{"kind":"heading","level":2,"text":[` + run("", a) + `]},{"kind":"quote","blocks":[{"kind":"code","code":` + quoted(a) + `}],"cite":[` + run("", b) + `]},
			{"kind":"figure","figure":` + figure + `},{"kind":"list","items":[{"blocks":[{"kind":"paragraph","text":[` + run("", b) + `]}]}]}],
			"sources":[{"kind":"data","text":` + quoted("x"+a) + `,"note":` + quoted(b) + `}]}`))
		if err != nil {
			return
		}
		checkOutputs(t, d)
	})
}

func FuzzFrenchSpacing(f *testing.F) {
	f.Add("Qui?« Lui »:16:05 !")
	french := richtext.HTML{Language: "fr"}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := richtext.FromParagraphs([]string{text})
		if err != nil {
			return
		}
		once := textOf(t, d.HTML(french))
		if twice := textOf(t, paragraph(t, `{"text":`+quoted(once)+`}`).HTML(french)); twice != once {
			t.Fatalf("%q: applied twice %q, once %q", text, twice, once)
		}
	})
}

func FuzzParagraphsComeBack(f *testing.F) {
	f.Add("L’eau\u00a0!", "- [1] « x »")
	f.Fuzz(func(t *testing.T, a, b string) {
		d, err := richtext.FromParagraphs([]string{a, b})
		if err != nil {
			return
		}
		if got := decode(t, encode(t, d)).Plain(words()); got != a+"\n"+b {
			t.Fatalf("%q, %q came back as %q", a, b, got)
		}
	})
}

// FuzzHash asks for no panic, and for one hash however the JSON is spelt.
func FuzzHash(f *testing.F) {
	f.Add([]byte(`{"b":[1,-2,null],"a":"\u00e9"}`))
	f.Fuzz(func(t *testing.T, flags []byte) {
		c := claims()
		c.Flags = flags
		sum, err := richtext.Hash(salt, c)
		if err != nil {
			return
		}
		c.Flags = append(append([]byte(" "), flags...), "\n "...)
		if again, err := richtext.Hash(salt, c); err != nil || again != sum {
			t.Fatalf("white space around %s changes the hash (%v)", flags, err)
		}
	})
}
