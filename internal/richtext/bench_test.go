package richtext_test

import (
	"strings"
	"testing"

	"palabre/internal/richtext"
)

// article is a text of about 4 KB with the marks that articles have.
func article(b *testing.B) *richtext.Document {
	b.Helper()
	block := `{"kind":"paragraph","text":[{"text":"La coopérative de Podor a vendu, cette saison, « deux fois plus » d’oignons que l’an dernier ; qui les achète ? Les commerçants de "},
		{"strong":true,"text":"Saint-Louis"},{"text":", surtout, et quelques-uns de Rosso. Le prix, lui, "},{"link":"https://exemple.org/prix?an=2026","text":"n’a pas bougé"},
		{"text":" : 300 francs le kilo au champ, 450 au marché, ce que chacun peut vérifier en passant le samedi matin !"}]}`
	return blocks(b, strings.TrimSuffix(strings.Repeat(block+",", 12), ","))
}

func BenchmarkHTML(b *testing.B) {
	d := article(b)
	b.ReportAllocs()
	for b.Loop() {
		d.HTML(richtext.HTML{Language: "fr", Labels: words()})
	}
}

func BenchmarkDecode(b *testing.B) {
	stored, err := article(b).Encode()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(stored)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := richtext.Decode(stored); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	d := article(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.Encode(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPlain(b *testing.B) {
	d := article(b)
	b.ReportAllocs()
	for b.Loop() {
		d.Plain(words())
	}
}
