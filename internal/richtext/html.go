package richtext

import "strconv"

// HTML says how a document is written for a page. The zero value is usable.
type HTML struct {
	// Language of every block that names none. Typography of a language is
	// applied where it is known; with "" nothing is, in no block, so that the
	// text of the result is the text of the document, character for character.
	Language string

	// Prefix stands before each id, "b-" where empty: the device chooses ids,
	// the prefix keeps them from meaning something on the page. Two documents on
	// one page need two.
	Prefix string

	Labels Labels

	// Address gives the address of a medium, "" for one that cannot be shown.
	// Without a function no figure is shown; its alternative text stands there.
	Address func(media string) string

	Links Links
}

// Links says what becomes of links.
type Links uint8

// What becomes of links: they work; they work and say that nobody vouches for
// them (rel="ugc nofollow"); their text is all that remains.
const (
	LinksPlain Links = iota
	LinksUnvouched
	LinksInert
)

// HTML writes the document as balanced HTML of these elements and nothing else:
// p h2 h3 ul ol li blockquote pre hr figure figcaption img small section, and
// inside them strong em code a br sup span. Attributes are id, class, role,
// lang, dir, start, href, rel, src, alt, width, height, loading, aria-label;
// never style. Each block bears its id. Notes and sources stand at the end,
// numbered as in every output, with links back to the text.
func (d *Document) HTML(options HTML) string {
	if options.Prefix == "" {
		options.Prefix = "b-"
	}
	w := htmlWriter{HTML: options, numbers: d.numbers(), used: map[ID]bool{}, out: make([]byte, 0, 4096)}
	for i := range d.Blocks {
		w.block(&d.Blocks[i], options.Language)
		w.text("\n")
	}
	w.notes(d.Notes)
	w.sources(d.Sources, len(d.Notes)+1)
	return string(w.out)
}

type htmlWriter struct {
	HTML
	numbers numbers
	used    map[ID]bool // notes and sources that the text has referred to
	french  bool        // what is being written is French
	out     []byte
}

// tag writes markup of ours, which needs no escaping.
func (w *htmlWriter) tag(markup string) { w.out = append(w.out, markup...) }

// text writes text of theirs as it is.
func (w *htmlWriter) text(text string) { w.out = appendEscaped(w.out, text) }

// attribute writes one with a value of theirs.
func (w *htmlWriter) attribute(name, value string) {
	w.out = append(w.out, ' ')
	w.out = append(w.out, name...)
	w.out = append(w.out, '=', '"')
	w.out = appendEscaped(w.out, value)
	w.out = append(w.out, '"')
}

func (w *htmlWriter) number(name string, value int) {
	if value > 0 {
		w.attribute(name, strconv.Itoa(value))
	}
}

// open writes the start tag of a block with what every block may bear.
func (w *htmlWriter) open(element string, b *Block) {
	w.tag("<" + element)
	w.attribute("id", w.Prefix+string(b.ID))
	if b.Language != "" {
		w.attribute("lang", b.Language)
	}
	if b.Direction != "" {
		w.attribute("dir", b.Direction)
	}
}

// speak sets the typography of what follows.
func (w *htmlWriter) speak(language string) { w.french = w.Language != "" && isFrench(language) }

// block writes one block whose surroundings are of the given language.
func (w *htmlWriter) block(b *Block, language string) {
	if b.Language != "" {
		language = b.Language
	}
	w.speak(language)
	switch b.Kind {
	case KindParagraph:
		w.line("p", b)
	case KindHeading:
		w.line("h"+strconv.Itoa(b.Level), b)
	case KindList:
		w.list(b, language)
	case KindQuote:
		w.quote(b, language)
	case KindCode:
		w.open("pre", b)
		w.tag("><code>") // the element between keeps a first line feed (HTML §13.1.2.5)
		w.text(b.Code)
		w.tag("</code></pre>")
	case KindSeparator:
		w.open("hr", b)
		w.tag(">")
	case KindFigure:
		w.figure(b)
	}
}

func (w *htmlWriter) line(element string, b *Block) {
	w.open(element, b)
	w.tag(">")
	w.inline(b.Text)
	w.tag("</" + element + ">")
}

func (w *htmlWriter) list(b *Block, language string) {
	element := "ul"
	if b.Ordered {
		element = "ol"
	}
	w.open(element, b)
	w.number("start", b.Start)
	w.tag(">")
	for i := range b.Items {
		w.tag("<li>")
		for j := range b.Items[i].Blocks {
			w.block(&b.Items[i].Blocks[j], language)
		}
		w.tag("</li>")
	}
	w.tag("</" + element + ">")
}

// quote puts the attribution outside of the blockquote, whose content is from
// elsewhere (HTML §4.4.4).
func (w *htmlWriter) quote(b *Block, language string) {
	if len(b.Cite) == 0 {
		w.open("blockquote", b)
		w.tag(">")
		w.quoted(b, language)
		return
	}
	w.open("figure", b)
	w.tag(` class="quote"><blockquote>`)
	w.quoted(b, language)
	w.speak(language)
	w.tag("<figcaption>")
	w.inline(b.Cite)
	w.tag("</figcaption></figure>")
}

func (w *htmlWriter) quoted(b *Block, language string) {
	for i := range b.Blocks {
		w.block(&b.Blocks[i], language)
	}
	w.tag("</blockquote>")
}

func (w *htmlWriter) figure(b *Block) {
	f := b.Figure
	w.open("figure", b)
	w.tag(">")
	if address := w.address(f.Media); address != "" {
		w.tag("<img")
		w.attribute("src", address)
		w.attribute("alt", f.Alternative)
		w.number("width", f.Width)
		w.number("height", f.Height)
		w.tag(` loading="lazy">`)
	} else {
		w.tag("<p>")
		w.typeset(f.unseen(w.Labels.Image, ""), 0, 0)
		w.tag("</p>")
	}
	w.caption(f)
	w.tag("</figure>")
}

func (w *htmlWriter) address(media string) string {
	if w.Address == nil {
		return ""
	}
	return w.Address(media)
}

func (w *htmlWriter) caption(f *Figure) {
	if len(f.Caption) == 0 && f.Credit == "" && f.Licence == "" {
		return
	}
	w.tag("<figcaption>")
	w.inline(f.Caption)
	w.small("credit", f.Credit)
	w.small("licence", f.Licence)
	w.tag("</figcaption>")
}

func (w *htmlWriter) small(class, text string) {
	if text == "" {
		return
	}
	w.tag(` <small class="` + class + `">`)
	w.typeset(text, 0, 0)
	w.tag("</small>")
}

// appendEscaped is safe between tags and within double quotes.
func appendEscaped(dst []byte, text string) []byte {
	from := 0
	for i := 0; i < len(text); i++ {
		var entity string
		switch text[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&quot;"
		default:
			continue
		}
		dst = append(append(dst, text[from:i]...), entity...)
		from = i + 1
	}
	return append(dst, text[from:]...)
}
