package load

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// Answer is one answer. Its slices are those of the reader: they last until the
// next one.
type Answer struct {
	Status int
	Head   []byte // status line and headers, with the empty line
	Body   []byte
}

// What a server may send before it is refused.
const (
	headLimit = 64 << 10
	bodyLimit = 64 << 20
)

// Reader reads the answers of one connection, one after the other.
type Reader struct {
	conn     io.Reader
	buffer   []byte
	from, to int // what is read and not yet taken
}

// NewReader reads answers from a connection.
func NewReader(conn io.Reader) *Reader { return newReader(conn, 64<<10) }

func newReader(conn io.Reader, size int) *Reader {
	return &Reader{conn: conn, buffer: make([]byte, size)}
}

var errHead = errors.New("not the head of an HTTP/1.1 answer")

// Next reads the next answer whole. It is an error where a connection ends
// before one, or where it cannot know how long the body is.
func (r *Reader) Next() (Answer, error) {
	if r.from == r.to {
		r.from, r.to = 0, 0
	}
	size := 0
	for searched := 0; ; {
		waiting := r.buffer[r.from:r.to]
		if i := bytes.Index(waiting[searched:], []byte("\r\n\r\n")); i >= 0 {
			size = searched + i + len("\r\n\r\n")
			break
		}
		if len(waiting) > headLimit {
			return Answer{}, errHead
		}
		searched = max(0, len(waiting)-len("\r\n\r"))
		if err := r.more(1); err != nil {
			return Answer{}, err
		}
	}
	status, length, err := readHead(r.buffer[r.from : r.from+size])
	if err != nil {
		return Answer{}, err
	}
	if missing := size + length - (r.to - r.from); missing > 0 {
		if err := r.more(missing); err != nil {
			return Answer{}, err
		}
	}
	all := r.buffer[r.from : r.from+size+length]
	r.from += len(all)
	return Answer{status, all[:size], all[size:]}, nil
}

// more reads so many bytes at least, and makes room for them.
func (r *Reader) more(missing int) error {
	if r.to+missing > len(r.buffer) {
		waiting := r.buffer[r.from:r.to]
		if len(waiting)+missing > len(r.buffer) {
			r.buffer = make([]byte, 2*(len(waiting)+missing))
		}
		r.from, r.to = 0, copy(r.buffer, waiting)
	}
	n, err := io.ReadAtLeast(r.conn, r.buffer[r.to:], missing)
	r.to += n
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// readHead reads the status and how long the body is (RFC 9112 §4 and §6.3).
func readHead(head []byte) (status, length int, err error) {
	line, rest, _ := bytes.Cut(head, []byte("\r\n"))
	const version = "HTTP/1.1 "
	if len(line) < len(version)+3 || string(line[:len(version)]) != version {
		return 0, 0, errHead
	}
	status, err = strconv.Atoi(string(line[len(version) : len(version)+3]))
	if err != nil || status < 200 {
		return 0, 0, errHead
	}
	length = -1
	for len(rest) > len("\r\n") {
		if line, rest, _ = bytes.Cut(rest, []byte("\r\n")); lengthHeader(line) {
			if length >= 0 {
				return 0, 0, fmt.Errorf("two Content-Length: %w", errHead)
			}
			length, err = strconv.Atoi(string(bytes.TrimSpace(line[len(contentLength):])))
			if err != nil || length < 0 || length > bodyLimit {
				return 0, 0, fmt.Errorf("%q: %w", line, errHead)
			}
		}
	}
	switch {
	case status == 204 || status == 304:
		return status, 0, nil
	case length < 0:
		return 0, 0, fmt.Errorf("status %d without Content-Length", status)
	}
	return status, length, nil
}

const contentLength = "Content-Length:"

func lengthHeader(line []byte) bool {
	return len(line) > len(contentLength) && (line[0] == 'C' || line[0] == 'c') &&
		bytes.EqualFold(line[:len(contentLength)], []byte(contentLength))
}

// Headers returns the header of the answer.
func (a Answer) Headers() http.Header {
	h := http.Header{}
	_, lines, _ := bytes.Cut(a.Head, []byte("\r\n"))
	for line := range bytes.SplitSeq(lines, []byte("\r\n")) {
		if name, value, ok := bytes.Cut(line, []byte(":")); ok {
			h.Add(string(name), string(bytes.TrimSpace(value)))
		}
	}
	return h
}
