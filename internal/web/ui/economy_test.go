package ui_test

import (
	"crypto/sha256"
	"encoding/base64"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"palabre/internal/i18n"
	"palabre/internal/web/ui"
	"palabre/internal/web/ui/uitest"
)

func TestEconomyIsTheSamePageInFewerBytes(t *testing.T) {
	for _, language := range i18n.Languages() {
		s := newSample(t, language)
		full, page := render(t, "sample", s)
		s.Economy = true
		light, plain := render(t, "sample", s)
		if got, most := len(light.HTML), len(full.HTML)/2; got > most {
			t.Errorf("%s: %d bytes of %d are no economy", language, got, len(full.HTML))
		}
		if n := plain.Find("svg, img, script, .band, .strip, .motif").Length(); n != 0 {
			t.Errorf("%s: the page in economy has %d drawings", language, n)
		}
		if got, want := plain.Find("main").Text(), page.Find("main").Text(); got != want {
			t.Errorf("%s: in economy the page says %q, else %q", language, got, want)
		}
		sum := sha256.Sum256([]byte(plain.Find("style").Text()))
		if want := "sha256-" + base64.StdEncoding.EncodeToString(sum[:]); light.StyleHash != want {
			t.Errorf("%s: hash %s, a browser computes %s", language, light.StyleHash, want)
		}
	}
}

func TestEconomyIsKeptFromPageToPage(t *testing.T) {
	s := newSample(t, "fr")
	s.Body = `<p><a href="https://sn.example.org/2026/11/23/b/?x=1&amp;y=2#n">ici</a> <a href="https://example.org/">ailleurs</a>
<a href="https://sn.example.org.example/">presque ici</a> <a href="//example.org/">là</a> <a href="mailto:a@example.org">à vous</a> <a href="#b-1">plus haut</a></p>`
	s.List[0].URL = "/2026/11/23/c/"
	for _, economy := range []bool{false, true} {
		s.Economy = economy
		_, page := render(t, "sample", s)
		if n := uitest.Economy(t, page, "https://sn.example.org", economy); n < 9 {
			t.Errorf("only %d links were looked at", n)
		}
		if !economy {
			continue
		}
		for words, want := range map[string]string{
			"ici": "/2026/11/23/b/?x=1&y=2&economie=1#n", "Version complète": "?economie=0",
		} {
			link := page.Find("a").FilterFunction(func(_ int, a *goquery.Selection) bool { return a.Text() == words })
			if got := link.AttrOr("href", ""); got != want {
				t.Errorf("%s leads to %q, want %q", words, got, want)
			}
		}
		if got := page.Find(".skip").AttrOr("href", ""); got != "#contenu" {
			t.Errorf("the skip link leads to %q", got)
		}
	}
}

// TestAPageOutsideEveryEditionHasNoOtherVersion: it has no link at all.
func TestAPageOutsideEveryEditionHasNoOtherVersion(t *testing.T) {
	for _, economy := range []bool{false, true} {
		page := errorPage(t, ui.ErrorPage{Frame: ui.Frame{Text: text(t, "fr"), Economy: economy, Edition: &ui.Edition{Name: "Palabre"}}, Status: 404})
		if n := page.Find("footer a").Length(); n != 0 {
			t.Errorf("economy %t: %d links lead nowhere", economy, n)
		}
	}
}
