package uitest

import (
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Economy fails the test unless every link of a page that leads to another page of
// the site at origin keeps the reader in economy, or none does where the page is
// not in economy. Links to feeds, texts and other sites never do, nor does what the
// head says of the page. It returns how many links it looked at.
func Economy(t testing.TB, page *goquery.Document, origin string, economy bool) int {
	t.Helper()
	site, err := url.Parse(origin)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, link := range page.Find("a[href], link[href], area[href], form[action]").EachIter() {
		href := link.AttrOr("href", link.AttrOr("action", ""))
		to, err := site.Parse(href)
		if err != nil {
			t.Fatal(err)
		}
		kept := strings.Contains(to.RawQuery, "economie=1")
		toPage := link.Is("a, area, form") && to.Host == site.Host && !strings.HasPrefix(href, "#") && !strings.HasPrefix(href, "?") && isPage(to.Path)
		if strings.HasPrefix(href, "?") { // the link that changes the version of this page
			want := map[bool]string{true: "?economie=0", false: "?economie=1"}[economy]
			if href != want {
				t.Errorf("the link to the other version is %q, want %q", href, want)
			}
			continue
		}
		if kept != (toPage && economy) {
			t.Errorf("economy %t: the link to %q keeps to it: %t", economy, href, kept)
		}
		if toPage {
			count++
		}
	}
	return count
}

// isPage reports whether people read what stands at a path.
func isPage(path string) bool {
	for _, end := range []string{"/feed/", ".txt", ".md", ".html", ".json", ".svg", ".png"} {
		if strings.HasSuffix(path, end) {
			return false
		}
	}
	return true
}
