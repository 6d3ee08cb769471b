package ui_test

import (
	"regexp"
	"strings"
	"testing"
)

// plainRules returns the declarations of a style that old browsers read too, rule
// by rule: those outside what asks for variables or for the reader's colours.
func plainRules(style string) [][]string {
	var all [][]string
	depth, skipped, from := 0, 0, 0
	for i, c := range style {
		switch c {
		case '{':
			depth++
			head := style[from:i]
			if skipped == 0 && (strings.Contains(head, "(--") || strings.Contains(head, "prefers-color-scheme")) {
				skipped = depth
			}
			from = i + 1
		case '}':
			if body := style[from:i]; skipped == 0 && strings.Contains(body, ":") {
				all = append(all, strings.Split(body, ";"))
			}
			if depth == skipped {
				skipped = 0
			}
			depth--
			from = i + 1
		}
	}
	return all
}

// TestNoLineIsForNewBrowsersAlone: before each declaration with a variable, a
// min() or two logical sides stands one of the same thing without.
func TestNoLineIsForNewBrowsersAlone(t *testing.T) {
	later := regexp.MustCompile(`var\(|min\(|-inline|inset-`)
	url := regexp.MustCompile(`url\("[^"]*"\)`) // holds no brace that counts
	for _, language := range []string{"fr", "ar"} {
		for _, economy := range []bool{false, true} {
			s := newSample(t, language)
			s.Economy = economy
			_, page := render(t, "sample", s)
			checked := 0
			for _, rule := range plainRules(url.ReplaceAllString(page.Find("style").Text(), "url()")) {
				for i, declaration := range rule {
					name, _, _ := strings.Cut(declaration, ":")
					if strings.HasPrefix(name, "--") || !later.MatchString(declaration) {
						continue
					}
					checked++
					kind := strings.TrimPrefix(strings.Split(name, "-inline")[0], "inset") // left and right are an inset's plain names
					if i == 0 || later.MatchString(rule[i-1]) || !strings.HasPrefix(rule[i-1], kind) {
						t.Errorf("%s: nothing plain stands before %q in %q", language, declaration, rule)
					}
				}
			}
			if least := map[bool]int{false: 60, true: 8}[economy]; checked < least {
				t.Errorf("%s: only %d lines were looked at", language, checked)
			}
		}
	}
}

// TestAnOldPhoneSeesTheColoursAndSides holds some lines still, each in the style of
// a page from left to right and of one from right to left.
func TestAnOldPhoneSeesTheColoursAndSides(t *testing.T) {
	for language, lines := range map[string][]string{
		"fr": {"background:#FBF8F2;background:var(--paper)", ".foot{margin-top:4rem;", "padding-left:1.625rem;padding-inline:1.625rem 0"},
		"ar": {"background:#FBF8F2;background:var(--paper)", ".foot{margin-top:4rem;", "padding-right:1.625rem;padding-inline:1.625rem 0"},
	} {
		_, page := render(t, "sample", newSample(t, language))
		for _, line := range lines {
			if !strings.Contains(page.Find("style").Text(), line) {
				t.Errorf("%s: the style lacks %s", language, line)
			}
		}
	}
}
