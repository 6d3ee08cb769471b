package load_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"palabre/bench/load"
)

// pieces are the ways in which bytes may come in.
var pieces = map[string]func(string) io.Reader{
	"whole":        func(s string) io.Reader { return strings.NewReader(s) },
	"byte by byte": func(s string) io.Reader { return iotest.OneByteReader(strings.NewReader(s)) },
	"by halves":    func(s string) io.Reader { return iotest.HalfReader(strings.NewReader(s)) },
	"end at once":  func(s string) io.Reader { return iotest.DataErrReader(strings.NewReader(s)) },
}

func TestAnswersAreReadOneAfterTheOther(t *testing.T) {
	long := strings.Repeat("é", 100_000) // longer than what is read at once
	sent := "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A:  b \r\n\r\nhello" +
		"HTTP/1.1 304 Not Modified\r\nEtag: \"x\"\r\n\r\n" +
		"HTTP/1.1 304 Not Modified\r\ncontent-length: 12\r\n\r\n" + // of the page that is not sent
		"HTTP/1.1 204 No Content\r\n\r\n" +
		"HTTP/1.1 200 OK\r\nCONTENT-LENGTH:200000\r\n\r\n" + long +
		"HTTP/1.1 503 \r\nContent-Length: 0\r\nContent-Lengthy: 4\r\n\r\n" +
		"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\n\r\n\r\n"
	want := []struct {
		status int
		body   string
	}{{200, "hello"}, {304, ""}, {304, ""}, {204, ""}, {200, long}, {503, ""}, {404, "\r\n\r\n"}}
	for name, in := range pieces {
		answers := load.NewReader(in(sent))
		for i, w := range want {
			got, err := answers.Next()
			if err != nil {
				t.Fatalf("%s: answer %d: %v", name, i, err)
			}
			if got.Status != w.status || string(got.Body) != w.body {
				t.Errorf("%s: answer %d is %d with %d bytes, want %d with %d", name, i, got.Status, len(got.Body), w.status, len(w.body))
			}
			if value := got.Headers().Get("X-A"); i == 0 && value != "b" {
				t.Errorf("%s: a header reads %q", name, value)
			}
		}
		if _, err := answers.Next(); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: after the last: %v", name, err)
		}
	}
}

func TestWhatIsNoAnswerIsRefused(t *testing.T) {
	for name, sent := range map[string]string{
		"nothing":                "",
		"half a head":            "HTTP/1.1 200 OK\r\nContent-Le",
		"half a body":            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
		"another protocol":       "SSH-2.0-OpenSSH_9.2\r\n\r\n",
		"HTTP/1.0":               "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
		"no status":              "HTTP/1.1 \r\nContent-Length: 0\r\n\r\n",
		"a status of letters":    "HTTP/1.1 abc\r\nContent-Length: 0\r\n\r\n",
		"a negative status":      "HTTP/1.1 -20 OK\r\nContent-Length: 0\r\n\r\n",
		"a herald":               "HTTP/1.1 100 Continue\r\n\r\n",
		"no length":              "HTTP/1.1 200 OK\r\n\r\n",
		"chunks":                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"an empty length":        "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n",
		"a negative length":      "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
		"a length of letters":    "HTTP/1.1 200 OK\r\nContent-Length: 0x10\r\n\r\n",
		"a length beyond bounds": "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
		"a length beyond ints":   "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
		"two lengths":            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
		"a head without end":     "HTTP/1.1 200 OK\r\n" + strings.Repeat("X-Long: yes\r\n", 20_000),
		"lines without CR":       "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
	} {
		for how, in := range pieces {
			if got, err := load.NewReader(in(sent)).Next(); err == nil {
				t.Errorf("%s, %s: taken for status %d and %q", name, how, got.Status, got.Body)
			}
		}
	}
}

// FuzzNext lets a server send anything: what is taken must be what was sent.
func FuzzNext(f *testing.F) {
	f.Add("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
	f.Add("HTTP/1.1 304 \r\n\r\nHTTP/1.1 204 \r\n\r\n")
	f.Fuzz(func(t *testing.T, sent string) {
		answers := load.NewReader(iotest.OneByteReader(strings.NewReader(sent)))
		for at := 0; ; {
			got, err := answers.Next()
			if err != nil {
				return
			}
			whole := string(got.Head) + string(got.Body)
			if !strings.HasPrefix(sent[at:], whole) || !strings.HasSuffix(string(got.Head), "\r\n\r\n") {
				t.Fatalf("%q was taken from %q", whole, sent[at:])
			}
			at += len(whole)
		}
	})
}
