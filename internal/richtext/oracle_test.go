package richtext_test

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"palabre/internal/richtext"
)

// parseHTML reads a fragment as a browser would inside a page's body.
func parseHTML(t testing.TB, fragment string) *html.Node {
	t.Helper()
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), body)
	if err != nil {
		t.Fatal(err)
	}
	for _, node := range nodes {
		body.AppendChild(node)
	}
	return body
}

// textOf returns the text of a fragment without its markup and last line feed.
func textOf(t testing.TB, fragment string) string {
	t.Helper()
	var text strings.Builder
	for node := range parseHTML(t, fragment).Descendants() {
		if node.Type == html.TextNode {
			text.WriteString(node.Data)
		}
	}
	return strings.TrimSuffix(text.String(), "\n")
}

// allowed is every element that HTML may write, with its attributes.
var allowed = map[string][]string{
	"p": {"id", "lang", "dir"}, "h2": {"id", "lang", "dir"}, "h3": {"id", "lang", "dir"},
	"ul": {"id", "lang", "dir"}, "ol": {"id", "lang", "dir", "start"}, "li": {"id"},
	"blockquote": {"id", "lang", "dir"}, "pre": {"id", "lang", "dir"}, "hr": {"id", "lang", "dir"},
	"figure": {"id", "lang", "dir", "class"}, "figcaption": {}, "small": {"class"}, "section": {"class", "role"},
	"img":    {"src", "alt", "width", "height", "loading"},
	"a":      {"href", "id", "role", "rel", "aria-label"},
	"strong": {}, "em": {}, "code": {}, "br": {}, "sup": {"class"}, "span": {"class"},
}

// checkHTML reads the fragment twice, as tokens and as a tree, and fails where
// anything but what is allowed stands in it, or where the two do not agree, so
// that a browser would have repaired it.
func checkHTML(t testing.TB, fragment string) {
	t.Helper()
	var open, started, ids, targets []string
	tokens := html.NewTokenizer(strings.NewReader(fragment))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		token := tokens.Token()
		switch kind {
		case html.StartTagToken:
			started = append(started, token.Data)
			if !slices.Contains([]string{"br", "hr", "img"}, token.Data) {
				open = append(open, token.Data)
			}
			for _, a := range token.Attr {
				checkAttribute(t, token.Data, a)
				switch {
				case a.Key == "id":
					ids = append(ids, a.Val)
				case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
					targets = append(targets, a.Val[1:])
				}
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> closes %v in\n%s", token.Data, open, fragment)
			}
			open = open[:len(open)-1]
		case html.TextToken:
		default:
			t.Fatalf("a %v in\n%s", kind, fragment)
		}
	}
	if len(open) > 0 {
		t.Fatalf("%v not closed in\n%s", open, fragment)
	}
	if parsed := elements(parseHTML(t, fragment)); !slices.Equal(parsed, started) {
		t.Fatalf("a browser sees\n%v\nnot\n%v\nin\n%s", parsed, started, fragment)
	}
	checkTargets(t, ids, targets)
}

func checkAttribute(t testing.TB, element string, a html.Attribute) {
	t.Helper()
	names, known := allowed[element]
	if !known || !slices.Contains(names, a.Key) {
		t.Fatalf("<%s %s=%q>", element, a.Key, a.Val)
	}
	if a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
		parsed, err := url.Parse(a.Val)
		if err != nil || !slices.Contains([]string{"http", "https", "mailto"}, parsed.Scheme) {
			t.Fatalf("a link to %q (%v)", a.Val, err)
		}
	}
	if a.Key == "src" && !strings.HasPrefix(a.Val, "/m/") {
		t.Fatalf("a picture from %q", a.Val)
	}
}

func checkTargets(t testing.TB, ids, targets []string) {
	t.Helper()
	seen := map[string]bool{}
	for _, id := range ids {
		if seen[id] || !strings.HasPrefix(id, "b-") {
			t.Fatalf("id %q: twice or without prefix, in %v", id, ids)
		}
		seen[id] = true
	}
	for _, target := range targets {
		if !seen[target] {
			t.Fatalf("a link to #%s, which is not among %v", target, ids)
		}
	}
}

func elements(root *html.Node) []string {
	var names []string
	for node := range root.Descendants() {
		if node.Type == html.ElementNode {
			names = append(names, node.Data)
		}
	}
	return names
}

// visible is the text that a reader of the HTML without typography, labels and
// pictures must find, in order; it is written from the rules, not from the writer.
func visible(d *richtext.Document) string {
	var text strings.Builder
	numbers, used := map[richtext.ID]string{}, map[richtext.ID]bool{}
	for _, note := range d.Notes {
		numbers[note.ID] = strconv.Itoa(len(numbers) + 1)
	}
	for _, source := range d.Sources {
		numbers[source.ID] = strconv.Itoa(len(numbers) + 1)
	}
	runs := func(runs []richtext.Inline) {
		for _, run := range runs {
			text.WriteString(run.Text + numbers[run.Note] + numbers[run.Source])
			used[run.Note], used[run.Source] = true, true
		}
	}
	back := func(id richtext.ID) {
		if used[id] {
			text.WriteString(" \u21A9\uFE0E")
		}
	}
	var blocks func([]richtext.Block)
	blocks = func(all []richtext.Block) {
		for _, b := range all {
			runs(b.Text)
			text.WriteString(b.Code)
			for _, item := range b.Items {
				blocks(item.Blocks)
			}
			blocks(b.Blocks)
			runs(b.Cite)
			if f := b.Figure; f != nil {
				text.WriteString("[" + strings.TrimSuffix(f.Alternative, ".") + "]")
				runs(f.Caption)
				for _, small := range []string{f.Credit, f.Licence} {
					if small != "" {
						text.WriteString(" " + small)
					}
				}
			}
		}
	}
	for _, b := range d.Blocks {
		blocks([]richtext.Block{b})
		text.WriteString("\n")
	}
	for _, note := range d.Notes {
		runs(note.Text)
		back(note.ID)
	}
	if len(d.Notes) > 0 {
		text.WriteString("\n")
	}
	for _, source := range d.Sources {
		if source.Text == "" {
			source.Text = source.Address
		}
		text.WriteString(source.Text)
		if source.Note != "" {
			text.WriteString(" " + source.Note)
		}
		back(source.ID)
	}
	return strings.TrimSuffix(text.String(), "\n")
}
