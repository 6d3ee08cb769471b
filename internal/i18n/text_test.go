package i18n_test

import (
	"html/template"
	"strings"
	"testing"
	"time"

	"palabre/internal/clock"
	"palabre/internal/i18n"
)

func load(t testing.TB) *i18n.Catalogue {
	t.Helper()
	c, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLanguageOfATag(t *testing.T) {
	c := load(t)
	for tag, want := range map[string]string{
		"fr": "fr", "fr-SN": "fr", "PT_br": "pt", "ar-MR": "ar", "en": "en", "wo": "fr", "": "fr", "arq": "fr",
	} {
		if got := c.In(tag).Language(); got != want {
			t.Errorf("In(%q) speaks %s, want %s", tag, got, want)
		}
		if got, want := c.Has(tag), tag != "wo" && tag != "" && tag != "arq"; got != want {
			t.Errorf("Has(%q) = %t", tag, got)
		}
	}
	if c.In("ar").Direction() != "rtl" || c.In("pt").Direction() != "ltr" {
		t.Error("Arabic is written from right to left, Portuguese from left to right")
	}
}

func TestAttributionLines(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		language, key string
		signers       []string
		want          string
	}{
		{"fr", "attribution.opinion", []string{"Plume_du_Saloum"}, "Article opinion écrit par le créateur de contenu : Plume_du_Saloum"},
		{"fr", "attribution.opinion", []string{"A", "B", "C"}, "Article opinion écrit par les créateurs de contenu : A, B et C"},
		{"fr", "attribution.information", []string{"A"}, "Article d’information écrit par le créateur de contenu : A"},
		{"fr", "attribution.testimony", []string{"A"}, "Témoignage écrit par le créateur de contenu : A"},
		{"fr", "attribution.statement.ngo", []string{"X"}, "Communiqué publié par l’ONG : X"},
		{"fr", "attribution.statement.association", []string{"X", "Y"}, "Communiqué publié par les associations : X et Y"},
		{"en", "attribution.opinion", []string{"A", "B", "C"}, "Opinion article written by the content creators: A, B and C"},
		{"pt", "attribution.statement.ngo", []string{"X"}, "Comunicado publicado pela ONG: X"},
		{"ar", "attribution.opinion", []string{"A"}, "مقال رأي كتبه صانع المحتوى: A"},
		{"ar", "attribution.opinion", []string{"A", "B"}, "مقال رأي كتبه صانعا المحتوى: A وB"},
		{"ar", "attribution.opinion", []string{"A", "B", "C"}, "مقال رأي كتبه صنّاع المحتوى: A وB وC"},
	} {
		text := c.In(test.language)
		line := text.Count(test.key, len(test.signers), "names", text.List(test.signers))
		if line != test.want {
			t.Errorf("%s %s:\n got %q\nwant %q", test.language, test.key, line, test.want)
		}
		before, after := text.Around(test.key, len(test.signers), "names")
		if got := before + text.List(test.signers) + after; got != test.want {
			t.Errorf("%s %s around its names: %q", test.language, test.key, got)
		}
		if got := text.Say("attribution.head", "line", line); got != test.want+"." {
			t.Errorf("%s head line: %q", test.language, got)
		}
	}
}

func TestPluralForms(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		language string
		n        int
		want     string
	}{
		{"fr", 0, "0 mot"},
		{"fr", 1, "1 mot"},
		{"fr", 2, "2 mots"},
		{"fr", 1000, "1\u00a0000 mots"},
		{"fr", 1_000_000, "1\u00a0000\u00a0000 de mots"},
		{"en", 0, "0 words"},
		{"en", 1, "1 word"},
		{"en", 1_000_000, "1,000,000 words"},
		{"pt", 1, "1 palavra"},
		{"pt", 2, "2 palavras"},
		{"pt", 1_000_000, "1\u00a0000\u00a0000 de palavras"},
		{"ar", 0, "لا كلمات"},
		{"ar", 1, "كلمة واحدة"},
		{"ar", 2, "كلمتان"},
		{"ar", 3, "3 كلمات"},
		{"ar", 11, "11 كلمة"},
		{"ar", 100, "100 كلمة"},
		{"ar", 103, "103 كلمات"},
		{"ar", 1003, "1.003 كلمات"},
	} {
		if got := c.In(test.language).Count("meta.words", test.n); got != test.want {
			t.Errorf("%s %d: %q, want %q", test.language, test.n, got, test.want)
		}
	}
}

// TestValuesArePlainText: nothing in a value is read again, whatever its type.
func TestValuesArePlainText(t *testing.T) {
	text := load(t).In("fr")
	for _, value := range []any{"{{.edition}} <b>&amp; %s", template.HTML("{{.edition}} <b>&amp; %s")} {
		if got := text.Say("author.description", "name", value, "edition", "E"); got != "Les articles de {{.edition}} <b>&amp; %s sur E." {
			t.Errorf("%T: %q", value, got)
		}
	}
	day := clock.DayOf(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
	for _, value := range []any{day, day.Date()} {
		if got, want := text.Say("gone.withdrawn", "day", value), "Cet article a été retiré par son auteur le lundi 23 novembre 2026."; got != want {
			t.Errorf("%T: %q, want %q", value, got, want)
		}
	}
}

func TestWhatDoesNotFitShowsItself(t *testing.T) {
	text := load(t).In("fr")
	for got, want := range map[string]string{
		text.Say("no.such.key"):                        "⟦no.such.key⟧",
		text.Count("no.such.key", 2):                   "⟦no.such.key⟧",
		text.Say("gone.removed"):                       "Cet article a été retiré par décision {reference}.",
		text.Say("gone.removed", "reference"):          "Cet article a été retiré par décision {reference}.",
		text.Say("gone.removed", 1, 2, "reference", 3): "Cet article a été retiré par décision 3.",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if before, after := text.Around("attribution.opinion", 1, "nobody"); !strings.Contains(before, "{names}") || after != "" {
		t.Errorf("around a placeholder that is not there: %q, %q", before, after)
	}
}

// BenchmarkSay: a page says some fifty messages and 5,000 pages a second are
// wanted, so that a message must stay well below two microseconds.
func BenchmarkSay(b *testing.B) {
	text := load(b).In("fr")
	b.Run("plain", func(b *testing.B) {
		for b.Loop() {
			text.Say("layout.skip")
		}
	})
	b.Run("filled", func(b *testing.B) {
		for b.Loop() {
			text.Say("gone.removed", "reference", "D-2026-17")
		}
	})
	b.Run("counted", func(b *testing.B) {
		for b.Loop() {
			text.Count("meta.words", 575)
		}
	})
	b.Run("date", func(b *testing.B) {
		at := time.Date(2026, 11, 23, 16, 5, 0, 0, time.UTC)
		for b.Loop() {
			text.DateHour(at)
		}
	})
}
