package richtext

import (
	"slices"

	"palabre/internal/errs"
)

// normalise brings the document into the normal form of Decode or says why it
// cannot be one.
func (d *Document) normalise() error {
	if d.Version != Version {
		return invalid("document.version")
	}
	if len(d.Notes) > maxNotes || len(d.Sources) > maxSources {
		return invalid("document.too_many")
	}
	c := checker{ids: map[ID]bool{}, notes: map[ID]int{}, sources: map[ID]bool{}}
	if d.Blocks == nil {
		return invalid("document.malformed")
	}
	if err := c.announce(d); err != nil {
		return err
	}
	if err := c.blocks(d.Blocks, 1); err != nil {
		return err
	}
	if err := c.foot(d); err != nil {
		return err
	}
	return c.name(d)
}

// checker walks one document once.
type checker struct {
	ids     map[ID]bool // every id given
	notes   map[ID]int  // note → order of its first reference, 0 before that
	sources map[ID]bool
	nodes   int
	cited   int  // notes met so far
	headed  bool // a heading of the second level has come
	unnamed bool // something has no id yet
}

// announce takes the ids of notes and sources, which the text refers to before
// the walk reaches them.
func (c *checker) announce(d *Document) error {
	for i := range d.Notes {
		if err := c.id(d.Notes[i].ID); err != nil {
			return err
		}
		c.notes[d.Notes[i].ID] = 0
	}
	for i := range d.Sources {
		if err := c.id(d.Sources[i].ID); err != nil {
			return err
		}
		c.sources[d.Sources[i].ID] = true
	}
	return nil
}

func (c *checker) id(id ID) error {
	if id == "" {
		c.unnamed = true
		return nil
	}
	if !id.valid() {
		return invalid("document.id")
	}
	if c.ids[id] {
		return invalid("document.id_twice", "id", string(id))
	}
	c.ids[id] = true
	return nil
}

func (c *checker) count() error {
	if c.nodes++; c.nodes > MaxNodes {
		return invalid("document.too_many")
	}
	return nil
}

// foot checks notes and sources and puts the notes in order.
func (c *checker) foot(d *Document) error {
	for i := range d.Notes {
		text, err := c.inline(d.Notes[i].Text, inNote)
		if err != nil {
			return err
		}
		d.Notes[i].Text = text
	}
	slices.SortStableFunc(d.Notes, func(a, b Note) int { return c.order(a) - c.order(b) })
	for i := range d.Sources {
		if err := c.source(&d.Sources[i]); err != nil {
			return err
		}
	}
	if len(d.Notes) == 0 {
		d.Notes = nil
	}
	if len(d.Sources) == 0 {
		d.Sources = nil
	}
	return nil
}

func (c *checker) order(n Note) int {
	if at := c.notes[n.ID]; at > 0 {
		return at
	}
	return maxNotes + 1
}

func (c *checker) source(s *Source) error {
	if err := c.count(); err != nil {
		return err
	}
	for _, text := range []*string{&s.Text, &s.Note} {
		if err := line(text, maxSourceText); err != nil {
			return err
		}
	}
	switch s.Kind {
	case SourceLink, SourceDocument, SourceObservation, SourceTestimony, SourceData:
	default:
		return invalid("document.source")
	}
	if s.Address == "" && (s.Text == "" || s.Kind == SourceLink) {
		return invalid("document.source")
	}
	if s.Address != "" && !validLink(s.Address) {
		return invalid("document.link", "link", s.Address)
	}
	return nil
}

// name gives ids to what arrived without. That is the only way in which a
// document grows here, so it looks whether it can still be read when stored.
func (c *checker) name(d *Document) error {
	if !c.unnamed {
		return nil
	}
	for i := range d.Notes {
		c.nameOne(&d.Notes[i].ID)
	}
	for i := range d.Sources {
		c.nameOne(&d.Sources[i].ID)
	}
	c.nameBlocks(d.Blocks)
	stored, err := d.Encode()
	if err == nil && len(stored) > MaxBytes {
		return errs.Say(errs.TooLarge, "document.too_large", "limit", MaxBytes)
	}
	return err
}

func (c *checker) nameBlocks(blocks []Block) {
	for i := range blocks {
		c.nameOne(&blocks[i].ID)
		c.nameBlocks(blocks[i].Blocks)
		for j := range blocks[i].Items {
			c.nameBlocks(blocks[i].Items[j].Blocks)
		}
	}
}

func (c *checker) nameOne(id *ID) {
	for *id == "" {
		if fresh := newID(); !c.ids[fresh] {
			c.ids[fresh] = true
			*id = fresh
		}
	}
}
