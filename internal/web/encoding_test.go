package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"palabre/internal/web"
)

func TestReaderGetsTheCodingThatItLikesBest(t *testing.T) {
	browser := newHouse(t, nil).open()
	plain := browser.Get("/author/awa/").Body
	for _, c := range []struct{ accept, want string }{
		{"", ""},
		{"br", "br"},
		{"gzip", "gzip"},
		{"x-gzip", "gzip"},
		{"zstd", "zstd"},
		{"GZIP;Q=0.5", "gzip"},
		{"gzip, deflate", "gzip"},
		{"gzip, deflate, br, zstd", "br"},
		{"zstd, gzip", "zstd"},
		{"br;q=0.5, gzip;q=0.8", "gzip"},
		{"br;q=0, gzip", "gzip"},
		{"br; q=0.0 , *", "zstd"},
		{"*", "br"},
		{"*;q=0", ""},
		{"*;q=0, gzip;q=0.001", "gzip"},
		{"identity", ""},
		{"identity;q=0", ""},
		{"identity;q=0, gzip;q=0.1", "gzip"},
		{"identity, gzip;q=0.5", ""},
		{"deflate, compress", ""},
		{"gzip;q=2, br;q=x, zstd;v=1", ""},
		{"gzip;q=0.12345", ""},
		{",,;;q=1,=", ""},
	} {
		answer := browser.Get("/author/awa/", "Accept-Encoding", c.accept)
		if got := answer.Header.Get("Content-Encoding"); got != c.want {
			t.Errorf("%q: coding %q, want %q", c.accept, got, c.want)
			continue
		}
		if got := decode(t, c.want, answer.Body); got != plain {
			t.Errorf("%q: %d bytes after decoding, want %d", c.accept, len(got), len(plain))
		}
		if got := answer.Header.Get("Content-Length"); got != strconv.Itoa(len(answer.Body)) {
			t.Errorf("%q: Content-Length %s for %d bytes", c.accept, got, len(answer.Body))
		}
		if got := answer.Header.Get("Vary"); got != "Accept-Encoding, Save-Data" {
			t.Errorf("%q: Vary %q", c.accept, got)
		}
	}
}

func decode(t *testing.T, coding, body string) string {
	t.Helper()
	var from io.Reader = strings.NewReader(body)
	switch coding {
	case "br":
		from = brotli.NewReader(from)
	case "gzip":
		unzip, err := gzip.NewReader(from)
		if err != nil {
			t.Fatal(err)
		}
		from = unzip
	case "zstd":
		decoder, err := zstd.NewReader(from)
		if err != nil {
			t.Fatal(err)
		}
		defer decoder.Close()
		from = decoder
	}
	var plain bytes.Buffer
	if _, err := plain.ReadFrom(from); err != nil {
		t.Fatal(err)
	}
	return plain.String()
}

func TestShortBodiesAreNotCompressedUnlessPlainOnesAreRefused(t *testing.T) {
	browser := newHouse(t, nil).open()
	for accept, want := range map[string]string{"gzip, br": "", "gzip, identity;q=0": "gzip", "gzip, *;q=0": "gzip"} {
		answer := browser.Get("/short.txt", "Accept-Encoding", accept)
		if got := answer.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%q: coding %q, want %q", accept, got, want)
		}
		if got := decode(t, want, answer.Body); got != "court\n" {
			t.Errorf("%q: %q", accept, got)
		}
	}
}

func TestPicturesAreNotCompressedAgain(t *testing.T) {
	route := web.Route{Method: "GET", Path: "/m/photo", Who: web.Everybody, Handler: sendPhoto}
	answer := newHouse(t, nil, route).open().Get("/m/photo", "Accept-Encoding", "br, gzip, identity;q=0")
	if answer.Header.Get("Content-Encoding") != "" || answer.Header.Get("Vary") != "" || len(answer.Body) != 9000 {
		t.Errorf("coding %q, Vary %q, %d bytes", answer.Header.Get("Content-Encoding"), answer.Header.Get("Vary"), len(answer.Body))
	}
}

func TestCompressorsAreSharedSafely(t *testing.T) {
	browser := newHouse(t, nil).open()
	var readers sync.WaitGroup
	for range 4 {
		for _, coding := range []string{"br", "gzip", "zstd"} {
			readers.Go(func() {
				for range 10 {
					answer := browser.Get("/article.txt", "Accept-Encoding", coding)
					if got := decode(t, coding, answer.Body); got != strings.Repeat("Une ligne.\n", 100) {
						t.Errorf("%s: %d bytes", coding, len(got))
					}
				}
			})
		}
	}
	readers.Wait()
}
