package app_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"

	"palabre/internal/article"
)

// checkText reads article.txt: a line is a block, and nothing ends the last one.
func (h house) checkText(c claimed) {
	h.Helper()
	got := strings.Split(h.get(c.edition, c.path+"article.txt", http.StatusOK), "\n")
	h.same("article.txt", c.between(nil, c.paragraphs), got)
}

// checkMarkdown reads article.md as another program shows it.
func (h house) checkMarkdown(c claimed) {
	h.Helper()
	var shown bytes.Buffer
	h.must(goldmark.Convert([]byte(h.get(c.edition, c.path+"article.md", http.StatusOK)), &shown))
	page := h.parse(shown.String())
	h.same("article.md", c.between([]string{c.title}, c.paragraphs), atMost(5+len(c.paragraphs), h.texts(page.Find("body > *"), "h1, p")))
	h.checkLinks("article.md", c, page.Find("body > p").Eq(3+len(c.paragraphs)))
}

// checkHTML reads article.html as a browser does.
func (h house) checkHTML(c claimed) {
	h.Helper()
	page := h.parse(h.get(c.edition, c.path+"article.html", http.StatusOK))
	got := atMost(5+len(c.paragraphs), h.texts(page.Find("body > article > *"), "h1, p"))
	h.same("article.html", c.between([]string{c.title}, unspaced(c.paragraphs)), c.unspace(got, 2))
	h.checkLinks("article.html", c, page.Find("article > p").Eq(3+len(c.paragraphs)))
}

// checkFeed reads the item of the article in the feed of the edition.
func (h house) checkFeed(c claimed) {
	h.Helper()
	var feed struct {
		Items []struct {
			Title    string   `xml:"title"`
			Link     string   `xml:"link"`
			Creators []string `xml:"http://purl.org/dc/elements/1.1/ creator"`
			Genre    string   `xml:"category"`
			Text     string   `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
		} `xml:"channel>item"`
	}
	h.must(xml.Unmarshal([]byte(h.get(c.edition, "/feed/", http.StatusOK)), &feed))
	for _, item := range feed.Items {
		if h.pathOf(item.Link) != "http://"+c.edition.Main()+c.path {
			continue
		}
		page := h.parse(item.Text)
		got := append([]string{item.Title, item.Genre}, h.texts(page.Find("body > *"), "p")...)
		h.same("the feed", c.between([]string{c.title, c.tongue().genres[c.genre]}, unspaced(c.paragraphs)), c.unspace(got, 3))
		h.same("the feed's names", c.names(c.tongue()), item.Creators)
		h.checkLinks("the feed", c, page.Find("p").Last())
		return
	}
	h.Errorf("the feed does not carry %s", c.path)
}

// checkJSON reads article.json.
func (h house) checkJSON(c claimed) {
	h.Helper()
	var got struct {
		Title   string
		Genre   article.Genre
		Authors []struct{ Name, Kind, URL string }
		Said    struct{ Head, Foot, Notice, Join string } `json:"attribution"`
	}
	h.must(json.Unmarshal([]byte(h.get(c.edition, c.path+"article.json", http.StatusOK)), &got))
	h.same("article.json", c.between([]string{c.title, string(c.genre)}, nil), []string{got.Title, string(got.Genre), got.Said.Head, got.Said.Foot, "—", got.Said.Notice})
	h.same("article.json: join", c.join("http://"+c.edition.Main()), []string{got.Said.Join})
	if len(got.Authors) != len(c.signers) {
		h.Fatalf("article.json has %d authors, want %d", len(got.Authors), len(c.signers))
	}
	for i, signer := range c.signers {
		want := []string{c.names(c.tongue())[i], string(signer.Kind), "http://" + c.edition.Main() + "/author/" + strings.ToLower(signer.Handle) + "/"}
		if signer.gone {
			want[2] = ""
		}
		h.same("article.json: author", want, []string{got.Authors[i].Name, got.Authors[i].Kind, got.Authors[i].URL})
	}
}

// checkPage reads the page of the article: what stands in it comes in this order.
func (h house) checkPage(c claimed) {
	h.Helper()
	page := h.parse(h.get(c.edition, c.path, http.StatusOK))
	got := h.texts(page.Find("article h1, article .by, article .text > *, article .sign p"), "h1, p")
	got[0] = bare(got[0])
	h.same("the page", c.between([]string{bare(c.title)}, unspaced(c.paragraphs)), c.unspace(got, 2))
	h.same("the page: join", c.join(""), h.addresses(page.Find(".sign .notice a")))
	var linked, leads []string
	for i, signer := range c.signers {
		if !signer.gone {
			linked = append(linked, c.names(c.tongue())[i])
			leads = append(leads, "/author/"+strings.ToLower(signer.Handle)+"/")
		}
	}
	for _, where := range []string{".by", ".sign"} {
		h.same("the page: names in "+where, linked, h.texts(page.Find(where+" a[rel=author]"), "a"))
		h.same("the page: links in "+where, leads, h.addresses(page.Find(where+" a[rel=author]")))
	}
	var data struct {
		Headline string
		Author   []struct{ Name string }
	}
	h.must(json.Unmarshal([]byte(page.Find("script[type='application/ld+json']").Text()), &data))
	described := []string{data.Headline}
	for _, by := range data.Author {
		described = append(described, by.Name)
	}
	h.same("the page: data", append([]string{c.title}, c.names(c.tongue())...), described)
}

// checkLists reads the front page and the pages of the authors.
func (h house) checkLists(c claimed) {
	h.Helper()
	for i, language := range c.edition.Languages {
		path := "/"
		if i > 0 {
			path += language + "/"
		}
		speaks := tongues[language]
		entry := h.entry(c, path)
		signed := entry.Find(".genre i")
		if c.genre == article.Information {
			signed = entry.Find(".meta b")
		}
		h.same(path, []string{bare(c.title), speaks.genres[c.genre], speaks.list(c.names(speaks))}, []string{bare(entry.Find(".title").Text()), entry.Find(".genre > b").Text(), signed.Text()})
	}
	speaks := tongues[c.edition.First()]
	for _, signer := range c.signers {
		path := "/author/" + strings.ToLower(signer.Handle) + "/"
		if signer.gone {
			h.get(c.edition, path, http.StatusNotFound)
			continue
		}
		entry := h.entry(c, path)
		want := []string{signer.Name, bare(c.title), speaks.genres[c.genre], ""}
		if len(c.signers) > 1 {
			want[3] = speaks.list(c.names(speaks))
		}
		name := entry.Parents().Find("header h1")
		h.same(path, want, []string{name.Text(), bare(entry.Find(".title").Text()), entry.Find(".genre > b").Text(), entry.Find(".meta b").Text()})
	}
}

// entry finds the article on a page that lists it.
func (h house) entry(c claimed, path string) *goquery.Selection {
	h.Helper()
	page := h.parse(h.get(c.edition, path, http.StatusOK))
	entry := page.Find(".piece").FilterFunction(func(_ int, li *goquery.Selection) bool {
		return h.pathOf(li.Find(".title a").AttrOr("href", "")) == c.path
	})
	if entry.Length() != 1 {
		h.Fatalf("%s lists %s %d times", path, c.path, entry.Length())
	}
	return entry
}

// checkLinks looks whether the notice leads to registration, where it is open.
func (h house) checkLinks(output string, c claimed, notice *goquery.Selection) {
	h.Helper()
	want := c.join("http://" + c.edition.Main())
	if !c.open {
		want = nil
	}
	h.same(output+": join", want, h.addresses(notice.Find("a")))
	if c.open {
		h.same(output+": words of join", []string{c.notice().join}, h.texts(notice.Find("a"), "a"))
	}
}

func (h house) same(what string, want, got []string) {
	h.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		h.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func (h house) parse(page string) *goquery.Document {
	h.Helper()
	document, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	h.must(err)
	return document
}

// texts are the texts of elements, none of which may be of another kind.
func (h house) texts(elements *goquery.Selection, allowed string) (texts []string) {
	h.Helper()
	for _, element := range elements.EachIter() {
		if !element.Is(allowed) {
			h.Errorf("a %s stands where only %s may", goquery.NodeName(element), allowed)
		}
		texts = append(texts, element.Text())
	}
	return texts
}

func (h house) addresses(links *goquery.Selection) (addresses []string) {
	for _, link := range links.EachIter() {
		addresses = append(addresses, link.AttrOr("href", ""))
	}
	return addresses
}

// atMost leaves out what a form says after the notice: its licence and address.
func atMost(n int, texts []string) []string { return texts[:min(n, len(texts))] }

// bare is unspaced for one text.
func bare(title string) string { return unspaced([]string{title})[0] }

// unspaced takes spaces out of texts: HTML has the typography of its language,
// which the tests of richtext look at.
func unspaced(texts []string) []string {
	bare := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "")
	out := slices.Clone(texts)
	for i := range out {
		out[i] = bare.Replace(out[i])
	}
	return out
}

// unspace is unspaced for the paragraphs alone, which begin at from.
func (c claimed) unspace(got []string, from int) []string {
	if to := from + len(c.paragraphs); to <= len(got) {
		return slices.Concat(got[:from], unspaced(got[from:to]), got[to:])
	}
	return got
}
