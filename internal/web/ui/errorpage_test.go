package ui_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"palabre/internal/web/ui"
)

func TestErrorPageSaysWhatToDo(t *testing.T) {
	said := text(t, "fr")
	frame := ui.Frame{
		Text: said, Title: said.Say("error.500.title"), Robots: "noindex",
		Edition: &ui.Edition{Name: "La Place", URL: "https://sn.example.org"},
	}
	page := errorPage(t, ui.ErrorPage{
		Frame: frame, Status: 500, Happened: "La page n’a pas pu être préparée.", Next: "Réessayez.", RequestID: "k7qfu2",
		Register: &ui.Link{Words: "Voir la décision", URL: "/registre/7/"},
	})
	for selector, want := range map[string]string{
		"title": "Une erreur de notre côté · La Place", "h1": "Une erreur de notre côté", ".request b": "k7qfu2",
		"a.btn[href='/']": "Revenir à la une", "a[href='/registre/7/']": "Voir la décision",
	} {
		if got := page.Find(selector).Text(); got != want {
			t.Errorf("%s says %q, want %q", selector, got, want)
		}
	}
	for _, words := range []string{"La page n’a pas pu être préparée.", "Réessayez."} {
		if !strings.Contains(page.Find("main").Text(), words) {
			t.Errorf("the page does not say %q", words)
		}
	}
}

// TestErrorPageOutsideEveryEdition: an unknown host name has no front page.
func TestErrorPageOutsideEveryEdition(t *testing.T) {
	said := text(t, "ar")
	page := errorPage(t, ui.ErrorPage{Frame: ui.Frame{Text: said, Title: said.Say("error.host.title"), Edition: &ui.Edition{Name: "Palabre"}}, Status: 404})
	if links := page.Find("a[href]:not(.skip)").Length(); links != 0 {
		t.Errorf("%d links lead nowhere", links)
	}
	if got := page.Find("html").AttrOr("dir", ""); got != "rtl" {
		t.Errorf("dir is %q", got)
	}
}

func errorPage(t *testing.T, page ui.ErrorPage) *goquery.Document {
	t.Helper()
	parsed, err := ui.ErrorTemplate()
	if err != nil {
		t.Fatal(err)
	}
	rendered, err := parsed.Render(page)
	if err != nil {
		t.Fatal(err)
	}
	document, err := goquery.NewDocumentFromReader(strings.NewReader(string(rendered.HTML)))
	if err != nil {
		t.Fatal(err)
	}
	return document
}
