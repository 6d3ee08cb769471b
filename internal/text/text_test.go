package text_test

import (
	"errors"
	"strings"
	"testing"

	"palabre/internal/errs"
	"palabre/internal/text"
)

func TestSlug(t *testing.T) {
	long := strings.Repeat("marché ", 30)
	for title, want := range map[string]string{
		"Le marché de Thiès rouvre":      "le-marche-de-thies-rouvre",
		"L’œuvre & le cœur : 3 leçons !": "l-oeuvre-le-coeur-3-lecons",
		"   ":                            "",
		"«»":                             "",
		"سوق المدينة":                    "سوق-المدينة",
		"Ɓaawo ŋaari ɛ":                  "baawo-naari-e",
		"../../etc/passwd?x=1#y":         "etc-passwd-x-1-y",
		long:                             strings.TrimSuffix(strings.Repeat("marche-", 11), "-"),
		strings.Repeat("a", 200):         strings.Repeat("a", 80),
		"Ⅷ ﬁn ½":                         "viii-fin-1-2",
	} {
		if got := text.Slug(title); got != want {
			t.Errorf("Slug(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestWhatNoPageCanCarryIsRefusedAtTheDoor(t *testing.T) {
	for _, c := range []struct{ value, want string }{
		{"Le marché", ""},
		{"", "field.required"},
		{" \u00a0 ", "field.required"},
		{"nul \x00 inside", "field.unreadable"},
		{"not \xff utf-8", "field.unreadable"},
		{"a lone \xed\xa0\x80 surrogate", "field.unreadable"},
		{"two\nlines", "field.unreadable"},
		{"two\u2028lines", "field.unreadable"},
		{"turned \u202e", "field.unreadable"},
		{"isolate\u2066", "field.unreadable"},
		{"a\u200bb", "field.unreadable"},
		{"a\u00adb", "field.unreadable"},
		{"a\U000e0041b", "field.unreadable"},
		{"a\u200cb\u200f", ""},
		{"none \ufffe", "field.unreadable"},
		{"\u200c\u200d", "field.required"},
		{"\u00ad", "field.required"},
		{"\u034f\u034f", "field.required"},
		{"\U000e0041", "field.required"},
		{"سوق", ""},
		{"👩\u200d🌾", ""},
		{strings.Repeat("é", 10), ""},
		{strings.Repeat("é", 11), "field.too_long"},
	} {
		err := errs.Fields(text.Line("title", c.value, 10)...)
		var refused *errs.FieldErrors
		got := ""
		if errors.As(err, &refused) {
			got = refused.Fields[0].Message
		}
		if got != c.want {
			t.Errorf("Line(%q) says %q, want %q", c.value, got, c.want)
		}
	}
}
