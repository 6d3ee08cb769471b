package web

import (
	"bytes"
	"io"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// minCompressed is the size in bytes under which a coding saves less than it
// costs: such a body travels in one packet anyway.
const minCompressed = 500

// quality is how much work goes into a coding.
type quality uint8

const (
	light   quality = iota // at once: lists, which change often
	usual                  // 0.1 to 0.3 ms: an article's first answer travels in one round trip
	densest                // some 20 ms and another tenth less: for what is read all day
)

// levels of each coding by quality. zstd has one: it is what lists begin with.
var levels = [codings][densest + 1]int{
	brotliCoding: {light: 5, usual: 5, densest: 11}, // 9 gains nothing over 5
	gzipCoding:   {light: 1, usual: 9, densest: 9},  // of this library, whose 6 is looser than others' 6
}

// compressor keeps the writers of each coding and level, whose windows are
// costly to make.
type compressor struct {
	writers map[coding]map[int]*sync.Pool // of resettable
	zstd    *zstd.Encoder
	said    map[string]accepted // what browsers say in Accept-Encoding, read once
}

// resettable is what brotli's and gzip's writers have in common.
type resettable interface {
	io.WriteCloser
	Reset(io.Writer)
}

func newCompressor() *compressor {
	c := &compressor{
		writers: map[coding]map[int]*sync.Pool{brotliCoding: {}, gzipCoding: {}},
		said:    map[string]accepted{},
	}
	for _, level := range levels[brotliCoding] {
		c.writers[brotliCoding][level] = &sync.Pool{New: func() any { return brotli.NewWriterLevel(nil, level) }}
	}
	for _, level := range levels[gzipCoding] {
		c.writers[gzipCoding][level] = &sync.Pool{New: func() any {
			w, _ := gzip.NewWriterLevel(nil, level) // fails on unknown levels only
			return w
		}}
	}
	for _, line := range [...]string{"gzip", "gzip, deflate", "gzip, deflate, br", "gzip, deflate, br, zstd", "br", "identity"} {
		c.said[line] = acceptedCodings([]string{line})
	}
	c.zstd, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1)) // fails on wrong options only
	return c
}

// accepted reads the lines of Accept-Encoding.
func (c *compressor) accepted(lines []string) accepted {
	if len(lines) == 1 {
		if known, there := c.said[lines[0]]; there {
			return known
		}
	}
	return acceptedCodings(lines)
}

// compress returns body in the coding, in a slice without slack; identity gives
// body itself.
func (c *compressor) compress(to coding, q quality, body []byte) []byte {
	switch to {
	case zstdCoding:
		return bytes.Clone(c.zstd.EncodeAll(body, make([]byte, 0, len(body)/2)))
	case brotliCoding, gzipCoding:
		return through(c.writers[to][levels[to][q]], body)
	default:
		return body
	}
}

func through(pool *sync.Pool, body []byte) []byte {
	w := pool.Get().(resettable)
	defer pool.Put(w)
	var packed bytes.Buffer
	packed.Grow(len(body) / 3)
	w.Reset(&packed)
	w.Write(body) // a bytes.Buffer takes everything
	w.Close()
	return bytes.Clone(packed.Bytes())
}

// compressible reports whether a body of the content type shrinks: text in any
// form, and not what is compressed already.
func compressible(contentType string) bool {
	media, _, _ := strings.Cut(contentType, ";")
	switch media {
	case "application/json", "application/xml", "application/javascript", "image/svg+xml":
		return true
	}
	return strings.HasPrefix(media, "text/") || strings.HasSuffix(media, "+xml") || strings.HasSuffix(media, "+json")
}
