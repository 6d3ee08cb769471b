package richtext_test

import (
	"strings"
	"testing"

	"palabre/internal/richtext"
)

// _ stands for U+00A0 and ~ for U+202F in these tests.
var spaces = strings.NewReplacer("_", "\u00a0", "~", "\u202f")

func TestFrenchSpacing(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Qui ? Quoi ! Où ; là : ici", "Qui_? Quoi_! Où_; là_: ici"},
		{"Qui? Quoi! Où; là: ici", "Qui_? Quoi_! Où_; là_: ici"},
		{"« Bonjour », dit-il", "«_Bonjour_», dit-il"},
		{"«Bonjour», dit-il", "«_Bonjour_», dit-il"},
		{"Déjà_! Et~: «~non~»", "Déjà_! Et~: «~non~»"},
		{"Quoi?! Non!!! Si…?", "Quoi_?! Non_!!! Si…?"},
		{"à 16:05, 3:1, 12 000, 1;2", "à 16:05, 3:1, 12 000, 1;2"},
		{"voir https://exemple.org/?a=1;b:2! puis", "voir https://exemple.org/?a=1;b:2_! puis"},
		{"voir https://exemple.org/a ; puis", "voir https://exemple.org/a_; puis"},
		{"(www.exemple.org:80?) ou a;b@exemple.org", "(www.exemple.org:80_?) ou a;b@exemple.org"},
		{"https://exemple.org/(a?)/«b;»", "https://exemple.org/(a?)/«_b_;_»"},
		{"50 % : oui", "50 %_: oui"},
		{"rien à faire.", "rien à faire."},
		{"deux  ! espaces", "deux _! espaces"},
		{":", ":"},
		{"«", "«"},
		{"»", "»"},
		{"«»", "«_»"},
		{"« ", "«_"},
		{" !", "_!"},
	} {
		d := paragraph(t, `{"text":`+quoted(spaces.Replace(test.text))+`}`)
		once := textOf(t, d.HTML(richtext.HTML{Language: "fr"}))
		if want := spaces.Replace(test.want); once != want {
			t.Errorf("%q: got %q, want %q", test.text, once, want)
		}
		again := paragraph(t, `{"text":`+quoted(once)+`}`)
		if twice := textOf(t, again.HTML(richtext.HTML{Language: "fr"})); twice != once {
			t.Errorf("%q: applied twice %q, once %q", test.text, twice, once)
		}
	}
}

func TestFrenchSpacingSeesAcrossMarks(t *testing.T) {
	for _, test := range []struct{ runs, want string }{
		{`{"text":"Vrai "},{"strong":true,"text":"! Oui"}`, "Vrai_! Oui"},
		{`{"strong":true,"text":"Vrai"},{"text":": oui"}`, "Vrai_: oui"},
		{`{"text":"«"},{"emphasis":true,"text":"oui"},{"text":"»"}`, "«_oui_»"},
		{`{"text":"« "},{"emphasis":true,"text":"oui"}`, "«_oui"},
		{`{"text":"à 16"},{"strong":true,"text":":05"}`, "à 16:05"},
		{`{"text":"fin"},{"break":true},{"text":"! début"}`, "fin! début"},
		{`{"code":true,"text":"a : b"},{"text":" !"}`, "a : b_!"},
	} {
		got := textOf(t, paragraph(t, test.runs).HTML(richtext.HTML{Language: "fr-SN"}))
		if want := spaces.Replace(test.want); got != want {
			t.Errorf("%s: got %q, want %q", test.runs, got, want)
		}
	}
}

func TestSpacingIsForFrenchTextOnly(t *testing.T) {
	const runs = `"text":[{"text":"a ! b"}]`
	d := blocks(t, `{"id":"parag1","kind":"paragraph",`+runs+`},{"id":"parag2","kind":"paragraph","language":"fr",`+runs+`},
		{"id":"quote1","kind":"quote","language":"fr-CI","blocks":[{"id":"parag3","kind":"paragraph",`+runs+`},
		 {"id":"parag4","kind":"paragraph","language":"en",`+runs+`}],"cite":[{"text":"c ! d"}]},
		{"id":"codes1","kind":"code","language":"fr","code":"e ! f"}`)
	for language, want := range map[string]string{
		"fr":  "a_! b|a_! b|a_! b|a ! b|c_! d|e ! f",
		"en":  "a ! b|a_! b|a_! b|a ! b|c_! d|e ! f",
		"fra": "a ! b|a_! b|a_! b|a ! b|c_! d|e ! f",
		"":    "a ! b|a ! b|a ! b|a ! b|c ! d|e ! f",
	} {
		html := strings.NewReplacer("</p>", "|", "</figcaption>", "|", "\n", "").Replace(d.HTML(richtext.HTML{Language: language}))
		if got := textOf(t, html); got != spaces.Replace(want) {
			t.Errorf("%q: got %q, want %q", language, got, want)
		}
	}
}

func TestSpacingReachesNeitherAttributesNorOtherOutputs(t *testing.T) {
	d := blocks(t, `{"id":"image1","kind":"figure","figure":{"media":"abcd","alternative":"Quoi ? Un pont !","caption":[{"text":"x","link":"https://exemple.org/a:b;c?d!"}]}}`)
	got := d.HTML(richtext.HTML{Language: "fr", Address: address})
	if strings.Contains(got, "\u00a0") {
		t.Errorf("a no-break space in %s", got)
	}
	p := paragraph(t, `{"text":"Qui ? « Lui »"}`)
	for _, got := range []string{p.Plain(words()), p.Markdown(richtext.Markdown{}), p.Excerpt(100)} {
		if got != "Qui ? « Lui »" {
			t.Errorf("got %q", got)
		}
	}
}

func TestALineBesideADocumentIsSetAsItsLanguageWants(t *testing.T) {
	for _, c := range []struct{ line, language, want string }{
		{"Kayar : la nuit", "fr", "Kayar\u00a0: la nuit"},
		{"« Que faire ? »", "fr-SN", "«\u00a0Que faire\u00a0?\u00a0»"},
		{"Kayar : by night", "en", "Kayar : by night"},
		{"", "fr", ""},
	} {
		if got := richtext.Typeset(c.line, c.language); got != c.want {
			t.Errorf("%q in %s is set as %q, want %q", c.line, c.language, got, c.want)
		}
	}
}
