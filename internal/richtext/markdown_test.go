package richtext_test

import (
	"testing"

	"palabre/internal/richtext"
)

func TestMarkdownOfEverything(t *testing.T) {
	const want = `## Le pont de Kayar

Il a **deux** travées[\[1\]](#note-1), dit [le *rapport*](https://exemple.org/pont?a=1&b=2)[\[2\]](#source-2).\
Voir ` + "`x < y`" + ` !

3. Le béton

   - fissuré
4. L’acier

> On traverse à pied
>
> <!-- cite -->
>
> — Un pêcheur

` + "```" + `
a
	b
` + "```" + `

---

<!-- figure media="m4kd9w2m" width="1200" height="800" credit="A. Sow" licence="CC-BY-4.0" -->

![Le pont, vu d’en bas](/m/m4kd9w2m)

Avril

A. Sow. CC-BY-4.0

<!-- language="ar" direction="rtl" -->

الجسر قديم

<!-- notes -->

## Notes

1. Trois avant la crue

<!-- sources -->

## Sources

2. Document · [Rapport d’inspection](https://exemple.org/r.pdf) · Page 4
3. Observation · Visite du samedi`
	if got := decode(t, sample).Markdown(richtext.Markdown{Labels: words(), Address: address}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextIsNeverMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"# titre":             `\# titre`,
		"#Dakar est à #Thiès": `\#Dakar est à #Thiès`,
		"- point":             `\- point`,
		"12. point":           `12\. point`,
		"3) point":            `3\) point`,
		"12 points. Oui":      `12 points. Oui`,
		"> citation":          `\> citation`,
		"===":                 `\===`,
		"a * b _ c ` d":       "a \\* b \\_ c \\` d",
		"[a](b) ![c](d)":      `\[a\](b) !\[c\](d)`,
		"<script>&amp;":       `\<script\>\&amp;`,
		"  a  ":               `&#32;&#32;a&#32;&#32;`,
		`C:\`:                 `C:&#92;`,
		"a | b ~~c~~":         `a \| b \~\~c\~\~`,
		"Qui ? « Lui » !":     "Qui ? « Lui » !",
		`a\!`:                 `a\\!`,
	} {
		d := paragraph(t, `{"text":`+quoted(text)+`}`)
		checkMarkdown(t, d)
		if got := d.Markdown(richtext.Markdown{}); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestEmphasisOfMarkdown(t *testing.T) {
	for _, test := range []struct{ runs, want string }{
		{`{"text":"un "},{"strong":true,"text":"mot"},{"text":"s"}`, `un **mot**s`},
		{`{"strong":true,"emphasis":true,"text":"mot"}`, `***mot***`},
		{`{"text":"Non"},{"strong":true,"text":"!"},{"text":" Oui"}`, `Non<strong>!</strong> Oui`},
		{`{"strong":true,"text":"Attention !"},{"text":" Oui"}`, `**Attention !** Oui`},
		{`{"strong":true,"text":"mot "},{"text":"suite"}`, `<strong>mot </strong>suite`},
		{`{"strong":true,"text":"a"},{"emphasis":true,"text":"b"}`, `**a**<em>b</em>`},
		{`{"code":true,"text":"a ` + "`" + ` b"}`, "``a ` b``"},
		{`{"text":"Oui!"},{"link":"https://a.example/(b)","text":"c"}`, `Oui\![c](<https://a.example/(b)>)`},
	} {
		d := paragraph(t, test.runs)
		checkMarkdown(t, d)
		if got := d.Markdown(richtext.Markdown{}); got != test.want {
			t.Errorf("%s: got %s, want %s", test.runs, got, test.want)
		}
	}
}

func TestALineSetAroundADocumentIsText(t *testing.T) {
	for line, want := range map[string]string{
		"":                        "",
		"# Un *titre*":            `\# Un \*titre\*`,
		"Rejoignez-nous ! ":       `Rejoignez-nous !&#32;`,
		"Venez!":                  `Venez\!`,
		"2024. Une année [sic] #": `2024\. Une année \[sic\] \#`,
	} {
		if got := richtext.EscapeMarkdown(line); got != want {
			t.Errorf("%q: got %s, want %s", line, got, want)
		}
	}
}
