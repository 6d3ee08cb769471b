package richtext_test

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	renderer "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"palabre/internal/richtext"
)

// checkMarkdown has another program read the Markdown and compares what that
// understood with the document, ids apart. Both are drawn as one line: blocks
// as name(…), runs as their marks and quoted text.
func checkMarkdown(t testing.TB, d *richtext.Document) {
	t.Helper()
	markdown := d.Markdown(richtext.Markdown{Address: address})
	var rendered bytes.Buffer
	reader := goldmark.New(goldmark.WithRendererOptions(renderer.WithUnsafe())) // tags and comments are part of it
	if err := reader.Convert([]byte(markdown), &rendered); err != nil {
		t.Fatal(err)
	}
	got := drawTree(parseHTML(t, rendered.String()))
	if want := drawDocument(d); got != want {
		at := 0
		for at < min(len(got), len(want)) && got[at] == want[at] {
			at++
		}
		at = max(0, at-40)
		t.Fatalf("read …%.90s\nwant …%.90s\nin\n%s\nrendered\n%s", got[min(at, len(got)):], want[min(at, len(want)):], markdown, rendered.String())
	}
}

// drawing collects what stands in one block.
type drawing struct {
	out   strings.Builder
	marks string // of the run that is open
	run   string
}

func (d *drawing) text(marks, text string) {
	if text == "" {
		return
	}
	if marks != d.marks {
		d.flush()
		d.marks = marks
	}
	d.run += text
}

func (d *drawing) flush() {
	if d.run != "" {
		fmt.Fprintf(&d.out, "%s%q", d.marks, d.run)
	}
	d.marks, d.run = "", ""
}

func (d *drawing) sign(sign string) {
	d.flush()
	d.out.WriteString(sign)
}

func (d *drawing) String() string {
	d.flush()
	return d.out.String()
}

func marksOf(strong, emphasis, code bool, link string) string {
	marks := ""
	if strong {
		marks += "s"
	}
	if emphasis {
		marks += "e"
	}
	if code {
		marks += "c"
	}
	if link != "" {
		if plain, err := url.PathUnescape(link); err == nil {
			link = plain
		}
		marks += "<" + link + ">"
	}
	return marks
}

func drawDocument(d *richtext.Document) string {
	numbers := map[richtext.ID]string{}
	for i, note := range d.Notes {
		numbers[note.ID] = marked("note", i+1)
	}
	for i, source := range d.Sources {
		numbers[source.ID] = marked("source", len(d.Notes)+i+1)
	}
	out := drawBlocks(d.Blocks, numbers)
	if len(d.Notes) > 0 {
		out += "<!--notes-->ol1("
		for _, note := range d.Notes {
			out += "li(" + block("p", drawRuns(note.Text, numbers)) + ")"
		}
		out += ")"
	}
	if len(d.Sources) > 0 {
		out += fmt.Sprintf("<!--sources-->ol%d(", len(d.Notes)+1)
		for _, s := range d.Sources {
			out += "li(" + block("p", drawSource(s)) + ")"
		}
		out += ")"
	}
	return out
}

func marked(kind string, n int) string {
	return fmt.Sprintf("<#%s-%d>%q", kind, n, "["+strconv.Itoa(n)+"]")
}

func drawSource(s richtext.Source) string {
	var d drawing
	text := s.Text
	if text == "" {
		text = s.Address
	}
	d.text(marksOf(false, false, false, s.Address), text)
	if s.Note != "" {
		d.text("", " · "+s.Note)
	}
	return d.String()
}

// block leaves out a paragraph of nothing, which HTML does not have.
func block(name, content string) string {
	if name == "p" && content == "" {
		return ""
	}
	return name + "(" + content + ")"
}

func drawBlocks(blocks []richtext.Block, numbers map[richtext.ID]string) string {
	out := ""
	for _, b := range blocks {
		if b.Language != "" || b.Direction != "" {
			out += "<!--" + strings.TrimSpace(pair("language", b.Language)+pair("direction", b.Direction)) + "-->"
		}
		out += drawBlock(b, numbers)
	}
	return out
}

func pair(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + value + `"`
}

func drawBlock(b richtext.Block, numbers map[richtext.ID]string) string {
	switch b.Kind {
	case richtext.KindParagraph:
		if len(b.Text) == 0 {
			return "<!--paragraph-->"
		}
		return block("p", drawRuns(b.Text, numbers))
	case richtext.KindHeading:
		return block("h"+strconv.Itoa(b.Level), drawRuns(b.Text, numbers))
	case richtext.KindCode:
		return fmt.Sprintf("pre(%q)", b.Code+"\n")
	case richtext.KindSeparator:
		return "hr()"
	case richtext.KindQuote:
		cite := ""
		if len(b.Cite) > 0 {
			cite = "<!--cite-->" + block("p", drawRuns(append([]richtext.Inline{{Text: "— "}}, b.Cite...), numbers))
		}
		return block("blockquote", drawBlocks(b.Blocks, numbers)+cite)
	case richtext.KindFigure:
		return drawFigure(b.Figure, numbers)
	default:
		return drawList(b, numbers)
	}
}

func drawList(b richtext.Block, numbers map[richtext.ID]string) string {
	items := ""
	for _, item := range b.Items {
		items += block("li", drawBlocks(item.Blocks, numbers))
	}
	switch {
	case !b.Ordered:
		return block("ul", items)
	case b.Start == 0:
		return block("ol1", items)
	default:
		return block("ol"+strconv.Itoa(b.Start), items)
	}
}

func drawFigure(f *richtext.Figure, numbers map[richtext.ID]string) string {
	size := ""
	if f.Width > 0 {
		size = fmt.Sprintf(` width="%d" height="%d"`, f.Width, f.Height)
	}
	out := "<!--figure" + pair("media", f.Media) + size + pair("credit", f.Credit) + pair("licence", f.Licence) + "-->" +
		fmt.Sprintf("p(image</m/%s>%q)", f.Media, f.Alternative)
	out += block("p", drawRuns(f.Caption, numbers))
	var credit drawing
	switch {
	case f.Credit != "" && f.Licence != "":
		credit.text("", f.Credit+". "+f.Licence)
	default:
		credit.text("", f.Credit+f.Licence)
	}
	return out + block("p", credit.String())
}

func drawRuns(runs []richtext.Inline, numbers map[richtext.ID]string) string {
	var d drawing
	for _, run := range runs {
		switch {
		case run.Break:
			d.sign("/")
		case run.Note != "" || run.Source != "":
			d.sign(numbers[run.Note] + numbers[run.Source])
		default:
			d.text(marksOf(run.Strong, run.Emphasis, run.Code, run.Link), run.Text)
		}
	}
	return d.String()
}

// drawTree draws what the other program made of the Markdown.
func drawTree(root *html.Node) string {
	var out strings.Builder
	var loose drawing // text of a tight item, which has no paragraph of its own
	flush := func() {
		out.WriteString(block("p", loose.String()))
		loose = drawing{}
	}
	for node := range root.ChildNodes() {
		if node.Type == html.TextNode || node.Type == html.ElementNode && isInline(node.Data) {
			drawInline(&loose, node, richtext.Inline{})
			continue
		}
		flush()
		out.WriteString(drawElement(node))
	}
	flush()
	return out.String()
}

func isInline(name string) bool {
	return strings.Contains(" a strong em code br img ", " "+name+" ")
}

func drawElement(node *html.Node) string {
	if node.Type == html.CommentNode {
		return "<!--" + strings.TrimSpace(node.Data) + "-->" // the parser has decoded & in it
	}
	switch node.Data {
	case "p", "h2", "h3":
		var d drawing
		for child := range node.ChildNodes() {
			drawInline(&d, child, richtext.Inline{})
		}
		return block(node.Data, d.String())
	case "pre":
		text := ""
		for child := range node.Descendants() {
			if child.Type == html.TextNode {
				text += child.Data
			}
		}
		return fmt.Sprintf("pre(%q)", text)
	case "ol":
		start := "1"
		for _, a := range node.Attr {
			if a.Key == "start" {
				start = a.Val
			}
		}
		return block("ol"+start, drawTree(node))
	default:
		return block(node.Data, drawTree(node))
	}
}

func drawInline(d *drawing, node *html.Node, marks richtext.Inline) {
	if node.Type == html.TextNode {
		// The program breaks lines after a break and between blocks; text of ours has none.
		d.text(marksOf(marks.Strong, marks.Emphasis, marks.Code, marks.Link), strings.ReplaceAll(node.Data, "\n", ""))
		return
	}
	switch node.Data {
	case "br":
		d.sign("/")
		return
	case "img":
		d.sign(fmt.Sprintf("image<%s>%q", attr(node, "src"), attr(node, "alt")))
		return
	case "strong":
		marks.Strong = true
	case "em":
		marks.Emphasis = true
	case "code":
		marks.Code = true
	case "a":
		marks.Link = attr(node, "href")
	}
	for child := range node.ChildNodes() {
		drawInline(d, child, marks)
	}
	if strings.HasPrefix(marks.Link, "#") && node.Data == "a" {
		d.flush() // a reference stands alone
	}
}

func attr(node *html.Node, name string) string {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
