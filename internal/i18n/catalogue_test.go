package i18n_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"palabre/internal/i18n"
)

func readFile(path string) (string, error) {
	content, err := os.ReadFile(path)
	return string(content), err
}

// messages is one catalogue as its file has it: key → form → text. A message
// without plural forms has the form other.
type messages map[string]map[string]string

func readCatalogue(t *testing.T, name string) messages {
	t.Helper()
	content, err := readFile("catalogue/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal([]byte(content), &raw); err != nil {
		t.Fatalf("catalogue %s: %v", name, err)
	}
	if lines := bytes.Count([]byte(content), []byte("\n  \"")); lines != len(raw) {
		t.Errorf("catalogue %s: %d keys on %d lines: a key stands twice", name, len(raw), lines)
	}
	read := messages{}
	for key, value := range raw {
		forms := map[string]string{}
		if json.Unmarshal(value, &forms) != nil {
			var text string
			if err := json.Unmarshal(value, &text); err != nil {
				t.Fatalf("catalogue %s: %s is neither a text nor plural forms", name, key)
			}
			forms["other"] = text
		}
		read[key] = forms
	}
	return read
}

// TestEveryKeyIsKnownAndUsed compares the keys that the module says with those of
// the catalogues.
func TestEveryKeyIsKnownAndUsed(t *testing.T) {
	known := readCatalogue(t, "fr")
	said := scanModule(t, slices.Collect(maps.Keys(known)))
	used := map[string]bool{}
	for key, where := range said.keys {
		used[key] = true
		if known[key] == nil {
			t.Errorf("missing: %s says %q, which no catalogue has", where, key)
		}
	}
	for _, f := range families {
		if !said.begins[f.prefix] {
			t.Errorf("stale: nothing puts keys together that begin with %q", f.prefix)
		}
		for _, key := range f.keys() {
			used[key] = true
			if known[key] == nil {
				t.Errorf("missing: the family %q needs %q", f.prefix, key)
			}
		}
	}
	for key := range known {
		if !used[key] {
			t.Errorf("stale: nobody says %q", key)
		}
	}
}

func TestCataloguesHaveTheSameKeys(t *testing.T) {
	want := slices.Sorted(maps.Keys(readCatalogue(t, "fr")))
	for _, name := range i18n.Languages() {
		got := slices.Sorted(maps.Keys(readCatalogue(t, name)))
		for _, key := range want {
			if !slices.Contains(got, key) {
				t.Errorf("catalogue %s lacks %s", name, key)
			}
		}
		for _, key := range got {
			if !slices.Contains(want, key) {
				t.Errorf("catalogue %s has %s, which French lacks", name, key)
			}
		}
	}
}

var placeholders = regexp.MustCompile(`\{\{\.([a-z][a-z0-9]*)\}\}`)

// names returns the placeholders of a text, sorted, count left out: a form for
// one number need not write it.
func names(text string) []string {
	var found []string
	for _, match := range placeholders.FindAllStringSubmatch(text, -1) {
		if match[1] != "count" {
			found = append(found, match[1])
		}
	}
	slices.Sort(found)
	return found
}

func TestPlaceholdersAreTheSameInEveryLanguageAndForm(t *testing.T) {
	french := readCatalogue(t, "fr")
	for _, name := range i18n.Languages() {
		for key, forms := range readCatalogue(t, name) {
			want := names(french[key]["other"])
			for form, text := range forms {
				if got := names(text); !slices.Equal(got, want) {
					t.Errorf("%s %s %s has placeholders %v, French has %v", name, key, form, got, want)
				}
				if strings.ContainsAny(placeholders.ReplaceAllString(text, ""), "{}") {
					t.Errorf("%s %s %s: %q holds a brace that is not a placeholder", name, key, form, text)
				}
			}
			if (len(forms) > 1) != (len(french[key]) > 1) {
				t.Errorf("%s %s has plural forms in one language and not in the other", name, key)
			}
		}
	}
}

// TestPluralFormsAreThoseOfCLDR asks golang.org/x/text, which has the rules from
// another generator than go-i18n; many in French and Portuguese came to CLDR later
// and is written down here.
func TestPluralFormsAreThoseOfCLDR(t *testing.T) {
	formNames := map[plural.Form]string{
		plural.Zero: "zero", plural.One: "one", plural.Two: "two",
		plural.Few: "few", plural.Many: "many", plural.Other: "other",
	}
	for _, name := range i18n.Languages() {
		want := map[string]bool{"other": true}
		for n := range 200 {
			want[formNames[plural.Cardinal.MatchPlural(language.MustParse(name), n, 0, 0, 0, 0)]] = true
		}
		if name == "fr" || name == "pt" {
			want["many"] = true
		}
		for key, forms := range readCatalogue(t, name) {
			if len(forms) > 1 && !slices.Equal(slices.Sorted(maps.Keys(forms)), slices.Sorted(maps.Keys(want))) {
				t.Errorf("%s %s has forms %v, CLDR wants %v", name, key, slices.Sorted(maps.Keys(forms)), slices.Sorted(maps.Keys(want)))
			}
		}
	}
}

// TestTextsAreWellSet looks for what a translator gets wrong without noticing.
func TestTextsAreWellSet(t *testing.T) {
	straight := regexp.MustCompile(`\pL'\pL`)
	frenchBreak := regexp.MustCompile(` [:;?!»]|« `)
	frenchGlued := regexp.MustCompile(`[^ \x{a0}][;?!»]|«[^\x{a0}]|\pL:`)
	arabic := regexp.MustCompile(`\p{Arabic}`)
	for _, name := range i18n.Languages() {
		for key, forms := range readCatalogue(t, name) {
			plain := strings.HasPrefix(key, "attribution.") || strings.HasPrefix(key, "plain.")
			for form, text := range forms {
				bare := placeholders.ReplaceAllString(text, "x")
				switch {
				case strings.TrimSpace(text) != text || text == "":
					t.Errorf("%s %s %s begins or ends with a space, or is empty", name, key, form)
				case strings.ContainsAny(text, "<>&\u2028\u202f\ufeff"):
					t.Errorf("%s %s %s: %q holds markup or a sign that old phones do not have", name, key, form, text)
				case straight.MatchString(bare):
					t.Errorf("%s %s %s: %q has a straight apostrophe", name, key, form, text)
				case plain && strings.Contains(text, "\u00a0"):
					t.Errorf("%s %s %s: plain text carries no no-break space", name, key, form)
				case name == "fr" && !plain && frenchBreak.MatchString(bare):
					t.Errorf("fr %s %s: %q has an ordinary space before a sign", key, form, text)
				case name == "fr" && frenchGlued.MatchString(bare):
					t.Errorf("fr %s %s: %q has no space before a sign", key, form, text)
				case name == "ar" && len(bare) > 6 && !arabic.MatchString(bare) && !strings.HasPrefix(key, "licence."):
					t.Errorf("ar %s %s: %q is not Arabic", key, form, text)
				}
			}
		}
	}
}
