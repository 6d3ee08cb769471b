package web

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"

	"palabre/internal/clock"
)

// page is a whole answer, ready for any number of readers: its headers and its
// body in the codings that were asked for so far.
type page struct {
	key   pageKey
	began moment
	slots []uint16      // of the tags of what it shows
	kept  clock.Instant // since when
	until clock.Instant // it is not kept longer

	fields []field // what every coding has in common
	rested []field // those that an answer without a body has too
	base   string  // of the entity tags; empty for a page without
	list   bool    // it changes often, so it begins with light codings
	packs  bool    // its media type shrinks

	reads atomic.Int64
	liked [codings]atomic.Bool
	mu    sync.Mutex // held to make a form
	forms [codings]atomic.Pointer[form]
}

// field is a line of the header. The values are shared by all answers and never
// appended to.
type field struct {
	name   string
	values []string
}

// form is the body in one coding, with the fields that go with it.
type form struct {
	body    []byte
	quality quality
	length  []string
	coding  []string // nil for identity
	tag     []string // nil for a page without entity tag
}

// hashed is how many bytes of the body's hash are its entity tag.
const hashed = 12

// newPage takes the header as it stands and the body, which nobody changes any
// more. tagged gives it entity tags.
func newPage(header http.Header, body []byte, tagged bool) *page {
	p := &page{packs: compressible(header.Get("Content-Type"))}
	for name, values := range header {
		f := field{name, values[:len(values):len(values)]}
		p.fields = append(p.fields, f)
		switch name { // RFC 9110 §15.4.5
		case "Cache-Control", "Vary", "Strict-Transport-Security":
			p.rested = append(p.rested, f)
		}
	}
	if tagged {
		sum := sha256.Sum256(body)
		p.base = base64.RawURLEncoding.EncodeToString(sum[:hashed])
	}
	p.forms[identity].Store(p.newForm(identity, usual, body))
	return p
}

// marks end the entity tags of a coding by quality: a strong tag stands for
// bytes (RFC 9110 §8.8.1), so each form has its own.
var marks = [codings][densest + 1]string{
	brotliCoding: {"-b", "-b", "-B"},
	zstdCoding:   {"-z", "-z", "-z"},
	gzipCoding:   {"-g", "-G", "-G"},
}

func (p *page) newForm(c coding, q quality, body []byte) *form {
	f := &form{body: body, quality: q, length: []string{strconv.Itoa(len(body))}}
	if c != identity {
		f.coding = []string{codingNames[c]}
	}
	if p.base != "" {
		f.tag = []string{`"` + p.base + marks[c][q] + `"`}
	}
	return f
}

// like notes the coding that a reader likes best, whichever they get now.
func (p *page) like(c coding) {
	if !p.liked[c].Load() { // readers share it without writing
		p.liked[c].Store(true)
	}
}

// deserves counts a read and returns how well the page is worth being compressed.
func (p *page) deserves(now clock.Instant) quality {
	reads, age := p.reads.Add(1), now-p.kept
	switch {
	case reads >= readOften && age >= lasting:
		return densest
	case reads >= readAgain && age >= settled && p.list:
		return usual
	default:
		return light
	}
}

// lacks reports whether a coding that readers like is not there so well.
func (p *page) lacks(better quality) bool {
	for c := brotliCoding; c < codings; c++ {
		if p.liked[c].Load() {
			if f := p.forms[c].Load(); f == nil || f.quality < better {
				return true
			}
		}
	}
	return false
}

func (p *page) plain() *form { return p.forms[identity].Load() }

// choose returns the coding for a reader. A list takes what is there among those
// that the reader likes alike, else the quickest to make.
func (p *page) choose(a accepted) coding {
	if len(a.order) == 0 || !p.packs || len(p.plain().body) < minCompressed && !a.forced {
		return identity
	}
	if !p.list {
		return a.order[0]
	}
	for _, c := range a.order[:a.equal] {
		if p.forms[c].Load() != nil {
			return c
		}
	}
	for _, quick := range [...]coding{zstdCoding, gzipCoding} {
		for _, c := range a.order[:a.equal] {
			if c == quick {
				return c
			}
		}
	}
	return a.order[0]
}

// form returns the page in a coding, made now when it is not there or not of
// that quality yet; made reports it. Who comes at the same time waits for it.
func (p *page) form(by *compressor, c coding, q quality) (f *form, made bool) {
	enough := func() bool {
		f = p.forms[c].Load()
		return f != nil && (f.quality >= q || c == identity)
	}
	if enough() {
		return f, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if enough() {
		return f, false
	}
	f = p.newForm(c, q, by.compress(c, q, p.plain().body))
	p.forms[c].Store(f)
	return f, true
}

// overhead is what a page costs besides its bytes, roughly: its structs, the
// slices of its fields, its place in the cache.
const overhead = 1500

// weight is what the page takes in memory, in bytes.
func (p *page) weight() uint32 {
	sum := overhead + len(p.key.host) + len(p.key.path) + len(p.key.query) + 2*len(p.slots)
	for _, f := range p.fields {
		for _, value := range f.values {
			sum += len(value)
		}
	}
	for c := range p.forms {
		if f := p.forms[c].Load(); f != nil {
			sum += cap(f.body)
		}
	}
	return uint32(sum)
}
