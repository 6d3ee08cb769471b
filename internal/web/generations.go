package web

import (
	"hash/maphash"
	"sync/atomic"
)

// moment counts what was dropped: a page knows the moment at which its reading
// began.
type moment uint64

// tagSlots is how many tags are told apart. Two that share a slot drop each
// other's pages, which costs a page made anew and nothing else.
const tagSlots = 1 << 16

// generations remember for each tag when it was dropped last, in half a
// megabyte whatever the number of pages. Dropping a tag is one store; a page
// finds out when it is asked for. So a page that was read before a commit and is
// stored after it was never fresh, and no order of the two can be wrong.
type generations struct {
	seed    maphash.Seed
	now     atomic.Uint64
	floor   atomic.Uint64 // what began before is gone, whatever its tags
	dropped [tagSlots]atomic.Uint64
}

func newGenerations() *generations { return &generations{seed: maphash.MakeSeed()} }

// begin returns the moment before a page is read.
func (g *generations) begin() moment { return moment(g.now.Load()) }

func (g *generations) slot(tag string) uint16 {
	return uint16(maphash.String(g.seed, tag) % tagSlots)
}

// drop makes every page with one of the tags stale whose reading began before.
// The change is committed when it is called.
func (g *generations) drop(tags []string) {
	now := g.now.Add(1)
	for _, tag := range tags {
		raise(&g.dropped[g.slot(tag)], now)
	}
}

// flush makes every page stale.
func (g *generations) flush() { raise(&g.floor, g.now.Add(1)) }

// raise stores a moment unless a later one is there.
func raise(to *atomic.Uint64, value uint64) {
	for {
		old := to.Load()
		if old >= value || to.CompareAndSwap(old, value) {
			return
		}
	}
}

// fresh reports whether nothing of what the slots stand for was dropped since.
func (g *generations) fresh(began moment, slots []uint16) bool {
	if uint64(began) < g.floor.Load() {
		return false
	}
	for _, slot := range slots {
		if uint64(began) < g.dropped[slot].Load() {
			return false
		}
	}
	return true
}
