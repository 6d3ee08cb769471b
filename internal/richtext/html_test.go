package richtext_test

import (
	"strings"
	"testing"

	"palabre/internal/richtext"
)

func address(media string) string { return "/m/" + media }

func TestHTMLOfEverything(t *testing.T) {
	const want = `<h2 id="b-titre1">Le pont de Kayar</h2>
<p id="b-parag1">Il a <strong>deux</strong> travées<sup class="ref"><a href="#b-note1" id="b-note1-r" role="doc-noteref">1</a></sup>, dit <a href="https://exemple.org/pont?a=1&amp;b=2">le <em>rapport</em></a><sup class="ref"><a href="#b-sourc1" id="b-sourc1-r" role="doc-noteref">2</a></sup>.<br>Voir <code>x &lt; y</code>` + "\u00a0" + `!</p>
<ol id="b-liste1" start="3"><li><p id="b-parag2">Le béton</p><ul id="b-liste2"><li><p id="b-parag3">fissuré</p></li></ul></li><li><p id="b-parag4">L’acier</p></li></ol>
<figure id="b-quote1" class="quote"><blockquote><p id="b-parag5">On traverse à pied</p></blockquote><figcaption>Un pêcheur</figcaption></figure>
<pre id="b-codes1"><code>a
	b</code></pre>
<hr id="b-ligne1">
<figure id="b-image1"><img src="/m/m4kd9w2m" alt="Le pont, vu d’en bas" width="1200" height="800" loading="lazy"><figcaption>Avril <small class="credit">A. Sow</small> <small class="licence">CC-BY-4.0</small></figcaption></figure>
<p id="b-arabe1" lang="ar" dir="rtl">الجسر قديم</p>
<section class="notes" role="doc-endnotes"><h2>Notes</h2><ol><li id="b-note1">Trois avant la crue <a href="#b-note1-r" role="doc-backlink" aria-label="Retour au texte">↩` + "\uFE0E" + `</a></li></ol></section>
<section class="sources"><h2>Sources</h2><ol start="2"><li id="b-sourc1"><span class="kind">Document</span> <a href="https://exemple.org/r.pdf">Rapport d’inspection</a> <span class="about">Page 4</span> <a href="#b-sourc1-r" role="doc-backlink" aria-label="Retour au texte">↩` + "\uFE0E" + `</a></li><li id="b-sourc2"><span class="kind">Observation</span> Visite du samedi</li></ol></section>
`
	got := decode(t, sample).HTML(richtext.HTML{Language: "fr", Labels: words(), Address: address})
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestHTMLOfRuns(t *testing.T) {
	for _, test := range []struct{ name, runs, want string }{
		{"markup in text is text", `{"text":"<script>&amp;\"'"}`, `&lt;script&gt;&amp;amp;&quot;'`},
		{
			"markup in a link is its address", `{"text":"x","link":"https://exemple.org/?a&lt=1'onclick='"}`,
			`<a href="https://exemple.org/?a&amp;lt=1'onclick='">x</a>`,
		},
		{
			"shared marks stay open", `{"strong":true,"text":"a"},{"strong":true,"emphasis":true,"text":"b"},{"strong":true,"code":true,"text":"c"}`,
			`<strong>a<em>b</em><code>c</code></strong>`,
		},
		{
			"marks that cross are balanced", `{"strong":true,"text":"a"},{"strong":true,"emphasis":true,"text":"b"},{"emphasis":true,"text":"c"}`,
			`<strong>a<em>b</em></strong><em>c</em>`,
		},
		{
			"neighbouring links stay two", `{"text":"a","link":"https://a.example"},{"text":"b","link":"https://b.example"}`,
			`<a href="https://a.example">a</a><a href="https://b.example">b</a>`,
		},
		{
			"a break parts no link", `{"text":"a","link":"https://a.example"},{"break":true},{"text":"b"}`,
			`<a href="https://a.example">a</a><br>b`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := `<p id="x-parag1">` + test.want + "</p>\n"
			if got := paragraph(t, test.runs).HTML(richtext.HTML{Language: "en", Prefix: "x-"}); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestLinksOfHTML(t *testing.T) {
	d := paragraph(t, `{"text":"a "},{"text":"b","link":"https://b.example"}`)
	for links, want := range map[richtext.Links]string{
		richtext.LinksPlain:     `a <a href="https://b.example">b</a>`,
		richtext.LinksUnvouched: `a <a href="https://b.example" rel="ugc nofollow">b</a>`,
		richtext.LinksInert:     `a b`,
	} {
		if got := d.HTML(richtext.HTML{Links: links}); got != `<p id="b-parag1">`+want+"</p>\n" {
			t.Errorf("links %d: got %s", links, got)
		}
	}
}

func TestFigureThatIsNotShownIsItsAlternative(t *testing.T) {
	d := blocks(t, `{"id":"image1","kind":"figure","figure":{"media":"abcd","alternative":"Un <pont>.","credit":"A. Sow"}}`)
	want := `<figure id="b-image1"><p>[Image : Un &lt;pont&gt;]</p><figcaption> <small class="credit">A. Sow</small></figcaption></figure>` + "\n"
	for name, options := range map[string]richtext.HTML{
		"no function":   {Labels: words()},
		"no such thing": {Labels: words(), Address: func(string) string { return "" }},
	} {
		if got := d.HTML(options); got != want {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestOnlyTheFirstReferenceIsLedBackTo(t *testing.T) {
	d := decode(t, `{"version":1,"blocks":[{"id":"parag1","kind":"paragraph","text":[{"note":"note1"},{"text":" et "},{"note":"note1"}]}],
		"notes":[{"id":"note1","text":[{"text":"n"}]},{"id":"note2","text":[{"text":"o"}]}]}`)
	got := d.HTML(richtext.HTML{})
	for text, want := range map[string]int{`id="b-note1-r"`: 1, `href="#b-note1-r"`: 1, `href="#b-note1"`: 2, `b-note2-r`: 0} {
		if n := strings.Count(got, text); n != want {
			t.Errorf("%s occurs %d times, want %d, in\n%s", text, n, want, got)
		}
	}
}

func TestAHandMadeLinkIsNotWritten(t *testing.T) {
	d := &richtext.Document{Version: 1, Blocks: []richtext.Block{{
		ID: "parag1", Kind: richtext.KindParagraph, Text: []richtext.Inline{{Text: "x", Link: "javascript:alert(1)"}},
	}}}
	if got, want := d.HTML(richtext.HTML{}), `<p id="b-parag1">x</p>`+"\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
