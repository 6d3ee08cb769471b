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

// compressor keeps the writers of each coding, whose windows are costly to make.
type compressor struct {
	brotli sync.Pool // of *brotli.Writer
	gzip   sync.Pool // of *gzip.Writer
	zstd   *zstd.Encoder
}

// resettable is what brotli's and gzip's writers have in common.
type resettable interface {
	io.WriteCloser
	Reset(io.Writer)
}

func newCompressor() *compressor {
	c := &compressor{
		brotli: sync.Pool{New: func() any { return brotli.NewWriterLevel(nil, 5) }},
		gzip: sync.Pool{New: func() any {
			w, _ := gzip.NewWriterLevel(nil, 6) // fails on unknown levels only
			return w
		}},
	}
	c.zstd, _ = zstd.NewWriter(nil) // fails on wrong options only
	return c
}

// compress returns body in the coding; identity gives body itself.
func (c *compressor) compress(coding string, body []byte) []byte {
	switch coding {
	case "br":
		return through(&c.brotli, body)
	case "gzip":
		return through(&c.gzip, body)
	case "zstd":
		return c.zstd.EncodeAll(body, make([]byte, 0, len(body)/3))
	}
	return body
}

func through(pool *sync.Pool, body []byte) []byte {
	w := pool.Get().(resettable)
	defer pool.Put(w)
	var packed bytes.Buffer
	packed.Grow(len(body) / 3)
	w.Reset(&packed)
	w.Write(body) // a bytes.Buffer takes everything
	w.Close()
	return packed.Bytes()
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
