package ui_test

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/PuerkitoBio/goquery"

	"palabre/internal/i18n"
	"palabre/internal/web/ui"
	"palabre/internal/web/ui/uitest"
)

// sample is a page that holds every component that a page may ask for.
type sample struct {
	ui.Frame
	Today  string
	Crumb  ui.Crumb
	Claim  ui.Claim
	Signed ui.Signed
	Facts  []ui.Fact
	Body   template.HTML
	Sign   ui.Sign
	Note   ui.Note
	List   []ui.Entry
	Go     ui.Link
}

var pages = fstest.MapFS{
	"sample.tmpl": {Data: []byte(`{{define "main"}}<article class="sample {{.Claim.Genre.Class}}"><header class="col">
{{template "crumb" .Crumb}}{{template "claim" .Claim}}<h1 class="title">{{.Title}}</h1>{{template "signed" .Signed}}{{template "meta" .Facts}}
{{template "note" .Note}}</header>{{template "text" .Body}}<footer class="col">{{template "sign" .Sign}}{{template "button" .Go}}</footer></article>
<ol class="river">{{range .List}}{{template "entry" .}}{{end}}</ol>{{end}}`)},
	"sample.css": {Data: []byte("/* what only this page has */\n.sample {\n  color: var(--ink)\n}\n")},
	"front.tmpl": {Data: []byte(`{{define "top"}}{{template "frontmast" .}}{{end}}
{{define "main"}}<ol class="river">{{range .List}}{{template "entry" .}}{{end}}</ol>{{end}}`)},
	"bare.tmpl": {Data: []byte(`{{define "main"}}<h1>{{.Title}}</h1>{{end}}`)},
}

func text(t *testing.T, language string) i18n.Text {
	t.Helper()
	catalogue, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.In(language)
}

// newSample fills every field with what somebody hostile would type.
func newSample(t *testing.T, language string) sample {
	const hostile = `<script>alert("x")</script>&amp;'--></style>{{.}}`
	said := text(t, language)
	return sample{
		Frame: ui.Frame{
			Text: said, Title: hostile, Description: hostile, Canonical: "https://sn.example.org/2026/11/23/a/", Robots: "noindex",
			Edition: &ui.Edition{
				ID: 8_765_432_109, Host: "sn.example.org", URL: "https://sn.example.org", Name: "La Place " + hostile, Country: "Sénégal",
				Zone: time.UTC, Sections: []ui.Link{{Words: hostile, URL: "/category/sante/", Current: true}},
			},
			Feeds:      []ui.Feed{{Words: said.Say("feed.rss"), URL: "/feed/", Type: "application/rss+xml"}},
			Alternates: []ui.Alternate{{URL: "/ar/", Language: "ar"}, {URL: "/a/article.md", Type: "text/markdown"}},
		},
		Today:  said.Date(time.Date(2026, 11, 23, 16, 0, 0, 0, time.UTC)),
		Crumb:  ui.Crumb{Label: hostile, Steps: []ui.Link{{Words: hostile}, {Words: hostile, URL: "javascript:alert(1)"}}},
		Claim:  ui.Claim{Genre: ui.NewGenre("opinion", said.Say("genre.opinion")), Explained: hostile},
		Signed: ui.Signed{Line: []ui.Piece{{Words: "par : "}, {Words: hostile, URL: "/author/x/"}, {Words: "."}}, What: hostile, Wefts: []ui.Weft{{Handle: "Plume_du_Saloum", Size: 52}, {Handle: hostile, Organisation: true, Size: 52}}},
		Facts:  []ui.Fact{{Before: "Publié le ", Words: "lundi", After: " !", Moment: "2026-11-23T16:00:00Z"}, {Names: []ui.Name{{Name: hostile}}}},
		Body:   `<p id="b-1">Un texte <a href="https://example.org/">sûr</a>.</p>`,
		Sign:   ui.Sign{Line: []ui.Piece{{Words: "par : "}, {Words: hostile, URL: "/author/x/"}}, Notice: []ui.Piece{{Words: hostile}, {Words: "Rejoindre", URL: "https://example.org/inscription/"}}},
		Note:   ui.Note{Tone: "warn", Title: hostile, Paragraphs: []string{hostile}, Link: &ui.Link{Words: hostile, URL: "/v/"}},
		List: []ui.Entry{
			{Genre: ui.NewGenre("information", "Information"), URL: "/1/", Title: hostile, By: []ui.Name{{Name: hostile}}, What: "particulier", Place: "Kaolack", Picked: hostile},
			{Genre: ui.NewGenre("testimony", "Témoignage"), URL: "/2/", Title: "عنوان", Summary: "ملخص", Language: "ar", Direction: "rtl", By: []ui.Name{{Name: hostile}}, What: "particulier", Place: "Kaolack"},
		},
		Go: ui.Link{Words: hostile, URL: "/"},
	}
}

func render(t *testing.T, name string, page ui.Page) (ui.Rendered, *goquery.Document) {
	t.Helper()
	parsed, err := ui.Parse(pages, name)
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
	return rendered, document
}

func TestTemplatesFitTheirPages(t *testing.T) {
	uitest.Check(t, pages, "sample", sample{})
	uitest.Check(t, pages, "front", sample{})
	uitest.Check(t, pages, "bare", sample{})
	uitest.Check(t, os.DirFS("."), "error", ui.ErrorPage{})
}

// TestPageIsSound looks at what every page must have and must never have, with
// hostile words in all places.
func TestPageIsSound(t *testing.T) {
	for _, language := range i18n.Languages() {
		rendered, page := render(t, "sample", newSample(t, language))
		count := func(selector string, want int) {
			t.Helper()
			if got := page.Find(selector).Length(); got != want {
				t.Errorf("%s: %d of %s, want %d", language, got, selector, want)
			}
		}
		for _, one := range []string{
			"h1", "main#contenu", "body > header", "body > footer", "body > a.skip[href='#contenu']", "style", "title",
			"link[rel=icon]", "link[rel=canonical]", "link[hreflang=ar]", "link[type='application/rss+xml'][title]", "meta[name=robots][content=noindex]",
		} {
			count(one, 1)
		}
		for _, none := range []string{"script", "[style]", "[onclick]", "a[href^='javascript:']", "iframe", "link[rel=stylesheet]", "base"} {
			count(none, 0)
		}
		direction := "ltr"
		if language == "ar" {
			direction = "rtl"
		}
		count("html[lang="+language+"][dir="+direction+"]", 1)
		count("li.te h3[lang=ar][dir=rtl]", 1)
		if strings.Contains(string(rendered.HTML), "8765432109") {
			t.Errorf("%s: the page shows the edition's internal id", language)
		}
		ids := map[string]bool{}
		page.Find("[id]").Each(func(_ int, s *goquery.Selection) {
			if id := s.AttrOr("id", ""); ids[id] {
				t.Errorf("%s: two elements have the id %q", language, id)
			} else {
				ids[id] = true
			}
		})
		page.Find("use, a[href^='#']").Each(func(_ int, s *goquery.Selection) {
			to := strings.TrimPrefix(s.AttrOr("href", ""), "#")
			if !ids[to] && to != "ZgotmplZ" { // what html/template makes of the hostile address
				t.Errorf("%s: nothing has the id %q", language, to)
			}
		})
		if strings.Contains(page.Text(), "⟦") {
			t.Errorf("%s: a message is missing: %s", language, page.Text())
		}
	}
}

func TestAttributionLineIsExact(t *testing.T) {
	s := newSample(t, "fr")
	s.Signed.Line = []ui.Piece{
		{Words: "Article opinion écrit par les créateurs de contenu : "},
		{Words: "A", URL: "/author/a/"},
		{Words: ", "},
		{Words: "B", URL: "/author/b/"},
		{Words: " et "},
		{Words: "auteur retiré"},
		{Words: "."},
	}
	s.Sign.Line = s.Signed.Line[:6]
	_, page := render(t, "sample", s)
	if got, want := page.Find(".by").Text(), "Article opinion écrit par les créateurs de contenu : A, B et auteur retiré."; got != want {
		t.Errorf("head line %q, want %q", got, want)
	}
	if got, want := page.Find(".sign .dash").Prev().Text(), "Article opinion écrit par les créateurs de contenu : A, B et auteur retiré"; got != want {
		t.Errorf("foot line %q, want %q", got, want)
	}
	if got := page.Find(".by a[rel=author]").Length(); got != 2 {
		t.Errorf("%d linked authors, want 2", got)
	}
}

func TestWordsBesideAnEntry(t *testing.T) {
	_, page := render(t, "front", newSample(t, "fr"))
	information := page.Find("li.in")
	if information.Find(".genre span").Text() != "Kaolack" || !strings.Contains(information.Find(".meta b").Text(), "alert") {
		t.Error("an information says the place beside its genre and the author among the facts")
	}
	testimony := page.Find("li.te")
	if !strings.HasSuffix(testimony.Find(".genre span").Text(), "· particulier") || testimony.Find(".meta").Text() != "Kaolack" {
		t.Error("a testimony says the author beside its genre and the place among the facts")
	}
	s := newSample(t, "fr")
	s.List[0].What, s.List[1].What = "", ""
	_, retired := render(t, "front", s)
	if got := retired.Find("li.te .genre span").Text(); got != s.List[1].By[0].Name {
		t.Errorf("beside the testimony of who has left stands %q", got)
	}
	if n := retired.Find("li.in .meta > *").Length(); n != 1 {
		t.Errorf("of who has left an information says %d things", n)
	}
	if page.Find("h1").Length() != 1 || page.Find("h1").Text() != page.Find("title").Text()[strings.LastIndex(page.Find("title").Text(), " · ")+len(" · "):] {
		t.Error("the title of the front page is the name of the edition")
	}
}

// TestStyleHash computes the hash as a browser does, over the text of the element.
func TestStyleHash(t *testing.T) {
	s := newSample(t, "fr")
	colours, err := ui.NewColours("#123456", "#B5651D")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []ui.Colours{{}, colours} {
		s.Edition.Colours = c
		rendered, page := render(t, "sample", s)
		style := page.Find("style").Text()
		sum := sha256.Sum256([]byte(style))
		if want := "sha256-" + base64.StdEncoding.EncodeToString(sum[:]); rendered.StyleHash != want {
			t.Errorf("hash %s, a browser computes %s", rendered.StyleHash, want)
		}
		own, ours := strings.Contains(style, "background:#123456"), strings.Contains(style, "#23276B")
		if own != (c == colours) || ours == own {
			t.Errorf("colours %v: the edition's own stands in the style: %t, ours: %t", c, own, ours)
		}
	}
}

func TestPageCarriesTheStylesOfItsComponentsOnly(t *testing.T) {
	style := func(name string) string {
		_, page := render(t, name, newSample(t, "fr"))
		return page.Find("style").Text()
	}
	sampleStyle, bareStyle, front := style("sample"), style("bare"), style("front")
	for _, rule := range []string{".claim", ".text", ".weft", ".sum", ".mast", ".sample", ".note"} {
		if !strings.Contains(sampleStyle, "}"+rule+"{") {
			t.Errorf("the sample lacks the rules of %s", rule)
		}
	}
	for _, rule := range []string{".claim", ".text", ".weft", ".sum", ".sample", ".top", ".note"} {
		if strings.Contains(bareStyle, "}"+rule+"{") {
			t.Errorf("a bare page carries the rules of %s", rule)
		}
	}
	if !strings.Contains(front, "}.top{") || strings.Contains(front, "}.mast{") {
		t.Error("the front page has its own masthead and not the other")
	}
	if strings.Contains(sampleStyle, "/*") {
		t.Error("comments cost readers nothing: they stay here")
	}
}

// TestPageCarriesWhatItUsesOnly: of the rules for four genres and two scripts an
// opinion in French carries its own.
func TestPageCarriesWhatItUsesOnly(t *testing.T) {
	s := newSample(t, "fr")
	s.List, s.Note = nil, ui.Note{}
	_, opinion := render(t, "sample", s)
	style := opinion.Find("style").Text()
	for _, rule := range []string{".op{", ".op .motif", "--opinion:"} {
		if !strings.Contains(style, rule) {
			t.Errorf("an opinion lacks %s", rule)
		}
	}
	for _, rule := range []string{".te{", ".te ", ".st ", "--testimony", "[dir=rtl]", "pre{", ".quote", ".notes", ".river"} {
		if strings.Contains(style, rule) {
			t.Errorf("an opinion in French carries %s", rule)
		}
	}
	if got := opinion.Find("symbol").Length(); got != 2 { // the baobab and its mark
		t.Errorf("an opinion carries %d drawings", got)
	}
	s.Claim.Genre, s.Body = ui.NewGenre("testimony", "Témoignage"), `<blockquote dir="rtl"><pre>x</pre></blockquote>`
	_, testimony := render(t, "sample", s)
	for _, rule := range []string{".te{", "[dir=rtl]", " pre{", " blockquote{"} {
		if !strings.Contains(testimony.Find("style").Text(), rule) {
			t.Errorf("a testimony with Arabic in it lacks %s", rule)
		}
	}
}

func TestBrokenPagesAreRefused(t *testing.T) {
	for name, file := range map[string]fstest.MapFS{
		"no file":    {},
		"not closed": {"x.tmpl": {Data: []byte(`{{define "main"}}{{if .Title}}{{end}}`)}},
		"style that ends itself": {
			"x.tmpl": {Data: []byte(`{{define "main"}}{{end}}`)},
			"x.css":  {Data: []byte(`a::after { content: "</style><script>" }`)},
		},
	} {
		if _, err := ui.Parse(file, "x"); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
