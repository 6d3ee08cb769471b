package web

import (
	"net/http"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"

	"palabre/internal/clock"
)

// keptFor is how long a page is kept at most, whatever is dropped: a bound for
// mistakes of ours.
const keptFor = 10 * time.Minute

// defaultCache is what pages may take in memory, in bytes.
const defaultCache = 64 << 20

// When a page is compressed again, better: once it was read again, densely once
// it was read often; and never one that lives for moments only, as a list does
// while people publish.
const (
	readAgain = 1
	readOften = 100
	settled   = clock.Instant(1_000_000)  // microseconds
	lasting   = clock.Instant(10_000_000) // microseconds
)

// pageCache keeps answers for everybody as they go out. What it holds costs
// neither a layer nor a line in the log.
type pageCache struct {
	pages       *otter.Cache[pageKey, *page] // nil keeps nothing
	generations *generations
	compressor  *compressor
	clock       clock.Clock
	current     func() bool
	improving   chan struct{} // holds one while a page is being compressed again

	hits, misses, stored atomic.Int64
}

// Counted says how the page cache has done since the start.
type Counted struct {
	Hits   int64 // answers from the cache, 304 among them
	Misses int64 // pages for everybody that were made
	Stored int64 // those that were kept
	Pages  int   // kept now
	Bytes  int64 // what they take, as the cache weighs them
}

func newPageCache(o Options) (*pageCache, error) {
	c := &pageCache{
		generations: newGenerations(), compressor: newCompressor(), clock: o.Clock, current: o.Current,
		improving: make(chan struct{}, 1),
	}
	if c.current == nil {
		c.current = func() bool { return true }
	}
	if o.Cache < 0 {
		return c, nil
	}
	orDefault(&o.Cache, defaultCache)
	var err error
	c.pages, err = otter.New(&otter.Options[pageKey, *page]{
		MaximumWeight:    uint64(o.Cache),
		Weigher:          func(_ pageKey, p *page) uint32 { return p.weight() },
		ExpiryCalculator: otter.ExpiryWriting[pageKey, *page](keptFor),
	})
	return c, err
}

// answer answers from the cache, or reports false.
func (c *pageCache) answer(w http.ResponseWriter, r *http.Request, key pageKey) bool {
	if c.pages == nil || !c.current() {
		return false
	}
	p, there := c.pages.GetIfPresent(key)
	now := c.clock()
	if !there || now >= p.until || !c.generations.fresh(p.began, p.slots) {
		return false
	}
	c.hits.Add(1)
	p.answer(w, r, c.formFor(r, p), http.StatusOK) // nobody is told of a reader who left
	if better := p.deserves(now); better > light && p.lacks(better) {
		c.improve(p, better)
	}
	return true
}

// formFor returns the page as the reader likes it, in a coding that is made now
// if need be.
func (c *pageCache) formFor(r *http.Request, p *page) *form {
	accepted := c.compressor.accepted(r.Header["Accept-Encoding"])
	coding := p.choose(accepted)
	if coding != identity {
		p.like(accepted.order[0])
	}
	quality := usual
	if p.list {
		quality = light
	}
	f, made := p.form(c.compressor, coding, quality)
	if made {
		c.weigh(p)
	}
	return f
}

// keep stores a page unless something that it shows was dropped since its
// reading began.
func (c *pageCache) keep(p *page) {
	c.misses.Add(1)
	if c.pages == nil || !c.current() || !c.generations.fresh(p.began, p.slots) {
		return
	}
	c.stored.Add(1)
	c.pages.Set(p.key, p)
}

// weigh tells the cache that a page has grown by a form.
func (c *pageCache) weigh(p *page) {
	if c.pages == nil || p.key == (pageKey{}) {
		return
	}
	c.pages.ComputeIfPresent(p.key, func(there *page) (*page, otter.ComputeOp) {
		if there != p {
			return nil, otter.CancelOp
		}
		return p, otter.WriteOp
	})
}

// improve compresses a page again in the background, in the codings that readers
// like best: one page at a time, and who comes meanwhile asks again.
func (c *pageCache) improve(p *page, better quality) {
	select {
	case c.improving <- struct{}{}:
	default:
		return
	}
	go func() {
		defer func() { <-c.improving }()
		for coding := brotliCoding; coding < codings; coding++ {
			if p.liked[coding].Load() {
				p.form(c.compressor, coding, better)
			}
		}
		c.weigh(p)
	}()
}

func (c *pageCache) counted() Counted {
	counted := Counted{Hits: c.hits.Load(), Misses: c.misses.Load(), Stored: c.stored.Load()}
	if c.pages != nil {
		c.pages.CleanUp()
		counted.Pages, counted.Bytes = c.pages.EstimatedSize(), int64(c.pages.WeightedSize())
	}
	return counted
}
