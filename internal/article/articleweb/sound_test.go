package articleweb_test

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"palabre/internal/web/webtest"
)

// sound looks at what every page must have and must never have.
func sound(s *site, name string, answer *webtest.Answer) {
	s.Helper()
	page := answer.Document()
	for _, one := range []string{"h1", "main", "body > header", "body > footer", "style", "title", "link[rel=canonical]", "link[type='application/rss+xml'][href='/feed/']"} {
		if n := page.Find(one).Length(); n != 1 {
			s.Errorf("%s has %d of %s, want 1", name, n, one)
		}
	}
	for _, none := range []string{"[style]", "script:not([type='application/ld+json'])", "link[rel=stylesheet]", "iframe", "base", "form", "main img"} {
		if n := page.Find(none).Length(); n != 0 {
			s.Errorf("%s has %d of %s, want none", name, n, none)
		}
	}
	ids := map[string]bool{}
	for _, element := range page.Find("[id]").EachIter() {
		id := element.AttrOr("id", "")
		if ids[id] {
			s.Errorf("%s: two elements have the id %q", name, id)
		}
		ids[id] = true
	}
	for _, element := range page.Find("use, a[href^='#']").EachIter() {
		if to := strings.TrimPrefix(element.AttrOr("href", ""), "#"); !ids[to] {
			s.Errorf("%s: nothing has the id %q", name, to)
		}
	}
	headings(s, name, page)
	for _, moment := range []string{"47:31", "123456"} { // finer than what may be shown
		if strings.Contains(answer.Body, moment) {
			s.Errorf("%s says %s", name, moment)
		}
	}
	if strings.Contains(answer.Body, "⟦") || strings.Contains(answer.Body, "ZgotmplZ") {
		s.Errorf("%s: a message is missing or a value was refused", name)
	}
	sum := sha256.Sum256([]byte(page.Find("style").Text()))
	if want := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(answer.Header.Get("Content-Security-Policy"), want) {
		s.Errorf("%s: the policy is %q, want %s in it", name, answer.Header.Get("Content-Security-Policy"), want)
	}
	if got := answer.Header.Get("Content-Type"); got != "text/html; charset=utf-8" {
		s.Errorf("%s is %q", name, got)
	}
}

// headings never skip a level on the way down.
func headings(s *site, name string, page *goquery.Document) {
	s.Helper()
	level := 0
	for _, heading := range page.Find("h1, h2, h3, h4").EachIter() {
		own := int(goquery.NodeName(heading)[1] - '0')
		if own > level+1 {
			s.Errorf("%s: heading %q is of level %d after %d", name, heading.Text(), own, level)
		}
		level = own
	}
}
