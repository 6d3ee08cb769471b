package app_test

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	xhtml "golang.org/x/net/html"
)

// hidden is what no answer may hold, in whatever spelling.
type hidden struct {
	numbers map[uint64]string // ids, and moments as Unix seconds, milliseconds and microseconds
	texts   map[string]string // MACs, salts, what decisions say of people
	seconds map[int64]string  // moments that are finer than what is shown
	clocks  map[string]string // the same as a clock of the edition reads them: "16:47"

	read map[string][]string // values that were looked at before, as most stand on every page
}

// find returns what an answer gives away, each once.
func (h hidden) find(header http.Header, body []byte) []string {
	found := map[string]bool{}
	for _, value := range append(valuesOf(header.Get("Content-Type"), body), valuesOfHeader(header)...) {
		known, seen := h.read[value]
		if !seen {
			known = h.findIn(value, 2)
			h.read[value] = known
		}
		for _, one := range known {
			found[one] = true
		}
	}
	var all []string
	for one := range found {
		all = append(all, one)
	}
	slices.Sort(all)
	return all
}

// findIn reads one value in every spelling; what is spelled in it, in turn, as
// often as depth says.
func (h hidden) findIn(value string, depth int) (found []string) {
	for _, spelling := range unescaped(value) {
		for text, what := range h.texts {
			if strings.Contains(spelling, text) {
				found = append(found, fmt.Sprintf("%s in %.60q", what, value))
			}
		}
		found = append(found, h.findTimes(spelling)...)
	}
	for _, token := range tokens(value) {
		for _, number := range numbersOf(token) {
			if what := h.numbers[number]; what != "" {
				found = append(found, fmt.Sprintf("%s as %q", what, token))
			}
		}
		if depth == 0 {
			continue
		}
		for _, inside := range bytesOf(token) {
			if printable(inside) {
				found = append(found, h.findIn(string(inside), depth-1)...)
			}
		}
	}
	return found
}

// Times as machines and as people write them.
var (
	isoTime   = regexp.MustCompile(`\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?`)
	mailTime  = regexp.MustCompile(`\d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC)`)
	clockTime = regexp.MustCompile(`(?:^|[^-+:\d])(\d{1,2})\s?(?:h|:)\s?(\d\d)\b`) // not the +03:00 of a zone
)

func (h hidden) findTimes(value string) (found []string) {
	layouts := []string{
		time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateTime, "2006-01-02 15:04",
		"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST",
	}
	for _, text := range append(isoTime.FindAllString(value, -1), mailTime.FindAllString(value, -1)...) {
		for _, layout := range layouts {
			if at, err := time.Parse(layout, text); err == nil {
				if what := h.seconds[at.Unix()]; what != "" {
					found = append(found, fmt.Sprintf("%s as %q", what, text))
				}
			}
		}
	}
	for _, match := range clockTime.FindAllStringSubmatch(value, -1) {
		if what := h.clocks[fmt.Sprintf("%02s:%s", match[1], match[2])]; what != "" {
			found = append(found, fmt.Sprintf("%s as %q", what, match[0]))
		}
	}
	return found
}

// Where a number may begin and end in a text.
var (
	alphanumeric = regexp.MustCompile(`[0-9A-Za-z]+`)
	digits       = regexp.MustCompile(`[0-9]+`)
	base64signs  = regexp.MustCompile(`[0-9A-Za-z+/_-]+`)
)

// longest is how long a token may be to be a number, or a text that holds one.
const longest = 400

// unescaped returns a value as it stands, and as HTML and addresses mean it.
func unescaped(value string) []string {
	all := []string{value}
	if meant := html.UnescapeString(value); meant != value {
		all = append(all, meant)
	}
	for _, part := range percent.FindAllString(value, -1) {
		if meant, err := url.QueryUnescape(part); err == nil {
			all = append(all, meant)
		}
	}
	return all
}

// percent is a word with signs in percent form (RFC 3986 §2.1).
var percent = regexp.MustCompile(`[^\s"<>]*%[0-9A-Fa-f]{2}[^\s"<>]*`)

func tokens(value string) []string {
	var all []string
	seen := map[string]bool{}
	for _, spelling := range unescaped(value) {
		for _, form := range []*regexp.Regexp{alphanumeric, digits, base64signs} {
			for _, token := range form.FindAllString(spelling, -1) {
				if len(token) > 1 && len(token) <= longest && !seen[token] {
					seen[token] = true
					all = append(all, token)
				}
			}
		}
	}
	return all
}

// alphabets of base 32 whose letters are digits of a number, the lowest first.
var alphabets = []string{
	"abcdefghijklmnopqrstuvwxyz234567", // RFC 4648 §6
	"0123456789abcdefghijklmnopqrstuv", // RFC 4648 §7
	"0123456789abcdefghjkmnpqrstvwxyz", // the one that leaves out i, l, o and u
}

// numbersOf reads a token as a number in every base, and as the bytes of one.
func numbersOf(token string) (all []uint64) {
	lower := strings.ToLower(token)
	for _, base := range []int{10, 16, 36} {
		if n, err := strconv.ParseUint(strings.TrimPrefix(lower, "0x"), base, 64); err == nil {
			all = append(all, n)
		}
	}
	for _, alphabet := range alphabets {
		if n, ok := inAlphabet(lower, alphabet); ok {
			all = append(all, n)
		}
	}
	for _, read := range bytesOf(token) {
		if len(read) == 0 || len(read) > 8 {
			continue
		}
		var big, little [8]byte
		copy(big[8-len(read):], read)
		copy(little[:], read)
		all = append(all, binary.BigEndian.Uint64(big[:]), binary.LittleEndian.Uint64(little[:]))
	}
	return all
}

func inAlphabet(token, alphabet string) (n uint64, ok bool) {
	if len(token) > 12 { // 60 bits; ids of 63 are found as 13 letters by their bytes
		return inLongAlphabet(token, alphabet)
	}
	for _, sign := range []byte(token) {
		digit := strings.IndexByte(alphabet, sign)
		if digit < 0 {
			return 0, false
		}
		n = n<<5 | uint64(digit)
	}
	return n, true
}

// inLongAlphabet reads thirteen letters, whose first holds four bits.
func inLongAlphabet(token, alphabet string) (uint64, bool) {
	first := strings.IndexByte(alphabet, token[0])
	if len(token) != 13 || first < 0 || first > 15 {
		return 0, false
	}
	rest, ok := inAlphabet(token[1:], alphabet)
	return uint64(first)<<60 | rest, ok
}

// bytesOf reads a token as text that stands for bytes.
func bytesOf(token string) (all [][]byte) {
	upper, lower := strings.ToUpper(token), strings.ToLower(token)
	if read, err := hex.DecodeString(lower); err == nil {
		all = append(all, read)
	}
	for _, encoding := range []*base32.Encoding{base32.StdEncoding, base32.HexEncoding} {
		if read, err := encoding.WithPadding(base32.NoPadding).DecodeString(upper); err == nil {
			all = append(all, read)
		}
	}
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if read, err := encoding.DecodeString(token); err == nil {
			all = append(all, read)
		}
	}
	return all
}

func printable(text []byte) bool {
	return len(text) > 3 && !bytes.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' })
}

func valuesOfHeader(header http.Header) (all []string) {
	for name, values := range header {
		all = append(all, name)
		all = append(all, values...)
	}
	return all
}

// valuesOf takes a body apart: attributes, texts and comments of HTML and XML,
// names and values of JSON, the whole of anything else, and what stands inside
// each of these in turn.
func valuesOf(kind string, body []byte) (all []string) {
	all = append(all, string(body)) // whatever the parsers leave out
	switch {
	case strings.HasPrefix(kind, "text/html"):
		all = append(all, valuesOfHTML(body)...)
	case strings.HasPrefix(kind, "application/json"):
		all = append(all, valuesOfJSON(body)...)
	case strings.Contains(kind, "xml"):
		all = append(all, valuesOfXML(body)...)
	}
	return all
}

func valuesOfHTML(body []byte) (all []string) {
	root, err := xhtml.Parse(bytes.NewReader(body))
	if err != nil {
		return nil
	}
	for node := range root.Descendants() {
		for _, attribute := range node.Attr {
			all = append(all, attribute.Key, attribute.Val)
		}
		all = append(all, node.Data)
		if node.Type == xhtml.TextNode && strings.HasPrefix(strings.TrimSpace(node.Data), "{") {
			all = append(all, valuesOfJSON([]byte(node.Data))...)
		}
	}
	return all
}

func valuesOfJSON(body []byte) (all []string) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	for {
		token, err := decoder.Token()
		if err != nil {
			return all
		}
		switch value := token.(type) {
		case string:
			all = append(all, value)
		case json.Number:
			all = append(all, value.String())
		}
	}
}

func valuesOfXML(body []byte) (all []string) {
	decoder := xml.NewDecoder(bytes.NewReader(body))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) || err != nil {
			return all
		}
		switch node := token.(type) {
		case xml.StartElement:
			for _, attribute := range node.Attr {
				all = append(all, attribute.Value)
			}
		case xml.CharData:
			all = append(all, string(node))
			all = append(all, valuesOfHTML(node)...)
		case xml.Comment:
			all = append(all, string(node))
		}
	}
}
