package richtext

// Version is the only version of the stored form that exists.
const Version = 1

// Document is a text in the normal form that Decode describes. Its fields are
// for reading; who changes one passes the result of Encode to Decode again.
type Document struct {
	Version int      `json:"version"`
	Blocks  []Block  `json:"blocks"`
	Notes   []Note   `json:"notes,omitempty"`   // in the order of their first references
	Sources []Source `json:"sources,omitempty"` // in the author's order
}

// ID names a block, note or source within its document: 4 to 24 of a-z and 0-9.
// Devices make their own; the package makes one for what arrives without.
type ID string

// Kind says what a block is.
type Kind string

// The kinds of blocks. Headings and separators stand at the top of a document
// only; list items and quotes hold the others.
const (
	KindParagraph Kind = "paragraph"
	KindHeading   Kind = "heading"
	KindList      Kind = "list"
	KindQuote     Kind = "quote"
	KindCode      Kind = "code"
	KindSeparator Kind = "separator"
	KindFigure    Kind = "figure"
)

// Block is one piece of the text. Which fields it may have follows from Kind.
type Block struct {
	ID        ID     `json:"id"`
	Kind      Kind   `json:"kind"`
	Language  string `json:"language,omitempty"`  // BCP 47, where it is not the document's
	Direction string `json:"direction,omitempty"` // ltr or rtl, where it is not the document's

	Level   int      `json:"level,omitempty"`   // heading: 2 or 3
	Text    []Inline `json:"text,omitempty"`    // paragraph, heading
	Code    string   `json:"code,omitempty"`    // code: lines end with LF, tabs stay
	Ordered bool     `json:"ordered,omitempty"` // list
	Start   int      `json:"start,omitempty"`   // ordered list: first number, 0 for 1
	Items   []Item   `json:"items,omitempty"`   // list: at least one
	Blocks  []Block  `json:"blocks,omitempty"`  // quote: at least one
	Cite    []Inline `json:"cite,omitempty"`    // quote: who said it, and where
	Figure  *Figure  `json:"figure,omitempty"`  // figure
}

// Item is one item of a list: at least one block.
type Item struct {
	Blocks []Block `json:"blocks"`
}

// Figure is a picture with what must be said of it.
type Figure struct {
	Media       string   `json:"media"`                 // public key of the medium
	Width       int      `json:"width,omitempty"`       // pixels, with Height, so that its room is reserved
	Height      int      `json:"height,omitempty"`      // 0 where unknown
	Alternative string   `json:"alternative,omitempty"` // what it shows, for who does not see it
	Caption     []Inline `json:"caption,omitempty"`
	Credit      string   `json:"credit,omitempty"`  // who made it
	Licence     string   `json:"licence,omitempty"` // as the author writes it
}

// Inline is a run of text with its marks, or one of a line break, a reference to
// a note and a reference to a source, which bear no marks.
type Inline struct {
	Text     string `json:"text,omitempty"`
	Emphasis bool   `json:"emphasis,omitempty"`
	Strong   bool   `json:"strong,omitempty"`
	Code     bool   `json:"code,omitempty"`
	Link     string `json:"link,omitempty"` // http, https or mailto

	Break  bool `json:"break,omitempty"` // in paragraphs only
	Note   ID   `json:"note,omitempty"`
	Source ID   `json:"source,omitempty"`
}

// Note is an aside at the foot. It may refer to sources, not to notes.
type Note struct {
	ID   ID       `json:"id"`
	Text []Inline `json:"text,omitempty"`
}

// SourceKind says where a statement comes from.
type SourceKind string

// The kinds of sources.
const (
	SourceLink        SourceKind = "link"
	SourceDocument    SourceKind = "document"
	SourceObservation SourceKind = "observation"
	SourceTestimony   SourceKind = "testimony"
	SourceData        SourceKind = "data"
)

// Source is where a statement comes from. It has a text, an address or both;
// one of kind link has an address.
type Source struct {
	ID      ID         `json:"id"`
	Kind    SourceKind `json:"kind"`
	Text    string     `json:"text,omitempty"`
	Address string     `json:"address,omitempty"` // http, https or mailto
	Note    string     `json:"note,omitempty"`    // what the reader should know of it
}

// Labels are the words of a writer that come from the catalogues. An empty one
// is left out where that leaves no hole.
type Labels struct {
	Image   string // stands for a figure that is not shown
	Notes   string // heading
	Sources string // heading
	Back    string // name of the link from a note back to the text

	// The kinds of sources.
	Link, Document, Observation, Testimony, Data string
}

func (l Labels) source(kind SourceKind) string {
	switch kind {
	case SourceLink:
		return l.Link
	case SourceDocument:
		return l.Document
	case SourceObservation:
		return l.Observation
	case SourceTestimony:
		return l.Testimony
	default:
		return l.Data
	}
}

// numbers gives notes and sources one sequence, so that a number in the text
// means the same in every output: notes from 1, sources after them.
type numbers map[ID]int

func (d *Document) numbers() numbers {
	if len(d.Notes)+len(d.Sources) == 0 {
		return nil
	}
	n := make(numbers, len(d.Notes)+len(d.Sources))
	for _, note := range d.Notes {
		n[note.ID] = len(n) + 1
	}
	for _, source := range d.Sources {
		n[source.ID] = len(n) + 1
	}
	return n
}
