package richtext_test

import (
	"testing"
	"unicode/utf8"
)

func TestExcerpt(t *testing.T) {
	for _, test := range []struct {
		blocks string
		limit  int
		want   string
	}{
		{`{"kind":"paragraph","text":[{"text":"Le marché de Thiès rouvre."}]}`, 26, "Le marché de Thiès rouvre."},
		{`{"kind":"paragraph","text":[{"text":"Le marché de Thiès rouvre."}]}`, 25, "Le marché de Thiès…"},
		{`{"kind":"paragraph","text":[{"text":"Le marché de Thiès rouvre."}]}`, 19, "Le marché de Thiès…"},
		{`{"kind":"paragraph","text":[{"text":"Le marché de Thiès rouvre."}]}`, 18, "Le marché de…"},
		{`{"kind":"paragraph","text":[{"text":"Thiès, Mbour, Fatick et Kaolack"}]}`, 16, "Thiès, Mbour…"},
		{`{"kind":"paragraph","text":[{"text":"anticonstitutionnellement"}]}`, 5, "anti…"},
		{`{"kind":"paragraph","text":[{"text":"cafe\u0301s"}]}`, 5, "caf…"},
		{`{"kind":"paragraph","text":[{"text":"abc"}]}`, 1, "…"},
		{`{"kind":"paragraph","text":[{"text":"abc"}]}`, 0, ""},
		{`{"kind":"paragraph","text":[{"text":"abc"}]}`, -1, ""},
		{
			`{"kind":"heading","level":2,"text":[{"text":"Titre"}]},{"kind":"code","code":"x"},{"kind":"paragraph","text":[{"text":" un "},{"strong":true,"text":" deux"},{"break":true},{"text":"trois"}]},
		  {"kind":"list","items":[{"blocks":[{"kind":"paragraph","text":[{"text":"quatre"}]}]}]},{"kind":"quote","blocks":[{"kind":"paragraph","text":[{"text":"cinq"}]}],"cite":[{"text":"x"}]}`,
			100, "un deux trois quatre cinq",
		},
		{`{"kind":"paragraph","text":[{"text":"عاد السوق إلى العمل بعد شهرين"}]}`, 20, "عاد السوق إلى العمل…"},
		{``, 10, ""},
	} {
		got := blocks(t, test.blocks).Excerpt(test.limit)
		if got != test.want {
			t.Errorf("limit %d of %s: got %q, want %q", test.limit, test.blocks, got, test.want)
		}
		if utf8.RuneCountInString(got) > max(test.limit, 0) {
			t.Errorf("%q is longer than %d", got, test.limit)
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0,
		"L’eau n’est pas là, peut-être demain.": 6,
		"Qui ? « Lui » ! — Non – si ; 12 000 F": 7,
		"Dakar—Thiès":                         2,
		"à 16:05 le 3 mai":                    5,
		"مرحبا بالعالم والناس":                3,
		"Nanga def ? Maa ngi fi":              5,
		"un\u00a0deux\u202ftrois\u2009quatre": 4,
		"* * * … ???":                         0,
	} {
		if got := paragraph(t, `{"text":`+quoted(text)+`}`).Words(); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

func TestWordsOfEverything(t *testing.T) {
	const heading, paragraphs, items, quote, caption, arabic, note = 4, 10, 4, 6, 1, 2, 4
	if got, want := decode(t, sample).Words(), heading+paragraphs+items+quote+caption+arabic+note; got != want {
		t.Errorf("got %d, want %d", got, want)
	}
	if got := paragraph(t, `{"text":"un"},{"strong":true,"text":"e"},{"break":true},{"text":"deux"}`).Words(); got != 2 {
		t.Errorf("a mark inside a word and a break between two: got %d, want 2", got)
	}
}
