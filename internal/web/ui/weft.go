package ui

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
)

// Weft is the woven square of an author, drawn from the public handle and from
// nothing else, so that it tells nobody more than the handle does: the argument
// of "weft". A page shows the weft of a handle once, since its path has an id.
type Weft struct {
	Handle       string
	Organisation bool // square for an organisation, round for a person
	Size         int  // CSS pixels
}

// grounds are dark enough for the thread that is woven on them.
var grounds = [...]string{"#23276B", "#33502B", "#6B3A12", "#5A2347"}

// motifs fill a cell of 4 by 4 from its upper left corner; the last two are each
// other's mirror in the diagonal.
var motifs = [...]string{
	"",                        // nothing
	"M%d %dh4v4h-4z",          // full
	"M%d %dm2 0l2 2-2 2-2-2z", // lozenge
	"M%d %dh4l-4 4z",          // upper left
	"M%d %dm4 0v4h-4z",        // lower right
	"M%d %dh4v4z",             // upper right
	"M%d %dv4h4z",             // lower left
}

// mirrored returns the motif as it stands on the other side of the diagonal.
func mirrored(motif int) int {
	switch motif {
	case 5:
		return 6
	case 6:
		return 5
	default:
		return motif
	}
}

// cells of a quarter on and above its diagonal: column and row.
var cells = [...][2]int{{0, 0}, {1, 0}, {2, 0}, {1, 1}, {2, 1}, {2, 2}}

// ID returns the id of the path, a fragment of the handle's hash in letters.
func (w Weft) ID() string {
	sum := w.sum()
	return "w" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[24:29]))
}

// Ground returns the colour that the weft is woven on.
func (w Weft) Ground() string { return grounds[int(w.sum()[0])%len(grounds)] }

// Path returns the quarter of the drawing that is mirrored into the other three,
// 12 by 12 units.
func (w Weft) Path() string {
	sum := w.sum()
	var b strings.Builder
	for i, cell := range cells {
		motif := int(sum[i+1]) % len(motifs)
		column, row := cell[0]*4, cell[1]*4
		draw(&b, motif, column, row)
		if column != row {
			draw(&b, mirrored(motif), row, column)
		}
	}
	return b.String()
}

func draw(b *strings.Builder, motif, column, row int) {
	if motifs[motif] != "" {
		fmt.Fprintf(b, motifs[motif], column, row)
	}
}

func (w Weft) sum() [sha256.Size]byte { return sha256.Sum256([]byte(strings.ToLower(w.Handle))) }
