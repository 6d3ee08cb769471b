package articleweb

import "testing"

func TestTextsKeepTheAnchorsThatSomethingLeadsTo(t *testing.T) {
	for html, want := range map[string]string{
		"": "",
		`<p id="b-aaaa">Un.</p><p id="b-bbbb">Deux.</p>`:                                                       `<p>Un.</p><p>Deux.</p>`,
		`<h2 id="b-aaaa" lang="ar" dir="rtl">Un.</h2>`:                                                         `<h2 lang="ar" dir="rtl">Un.</h2>`,
		`<p>a<sup><a href="#b-nota" id="b-ref1">1</a></sup></p><li id="b-nota">n <a href="#b-ref1">^</a></li>`: `<p>a<sup><a href="#b-nota" id="b-ref1">1</a></sup></p><li id="b-nota">n <a href="#b-ref1">^</a></li>`,
		`<p id="b-aaaa">Il écrit : id="b-aaaa" sans rien.</p>`:                                                 `<p>Il écrit : id="b-aaaa" sans rien.</p>`,
		`<img id="b-aaaa" alt="un &gt; id=">`:                                                                  `<img alt="un &gt; id=">`,
	} {
		if got := unanchored(html); got != want {
			t.Errorf("%s\n got %s\nwant %s", html, got, want)
		}
	}
}
