package richtext

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	maxCanonicalDepth = 64
	maxInteger        = 1 << 53 // beyond it a double is not exact (RFC 7493 §2.2)
)

var errNotCanonical = errors.New("richtext: not I-JSON with integers only")

// canonical returns the RFC 8785 form of one JSON value. It knows what is
// hashed and stored here and refuses the rest: numbers are integers within
// 2^53, keys occur once, text is UTF-8 without NUL and noncharacters.
func canonical(data []byte) ([]byte, error) {
	if !utf8.Valid(data) || hasLoneSurrogate(data) {
		return nil, errNotCanonical
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	out, err := appendValue(make([]byte, 0, len(data)), decoder, 0)
	if err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errNotCanonical
	}
	return out, nil
}

func appendValue(dst []byte, decoder *json.Decoder, depth int) ([]byte, error) {
	token, err := decoder.Token()
	if err != nil || depth > maxCanonicalDepth {
		return nil, errNotCanonical
	}
	switch value := token.(type) {
	case json.Delim:
		if value == '[' {
			return appendArray(dst, decoder, depth)
		}
		return appendObject(dst, decoder, depth)
	case string:
		return appendString(dst, value)
	case json.Number:
		return appendInteger(dst, value)
	case bool:
		return strconv.AppendBool(dst, value), nil
	default:
		return append(dst, "null"...), nil
	}
}

func appendArray(dst []byte, decoder *json.Decoder, depth int) (_ []byte, err error) {
	dst = append(dst, '[')
	for first := true; decoder.More(); first = false {
		if !first {
			dst = append(dst, ',')
		}
		if dst, err = appendValue(dst, decoder, depth+1); err != nil {
			return nil, err
		}
	}
	return closeWith(append(dst, ']'), decoder)
}

// member is a key with its value, already canonical.
type member struct {
	key   string
	value []byte
}

func appendObject(dst []byte, decoder *json.Decoder, depth int) ([]byte, error) {
	var members []member
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, errNotCanonical
		}
		value, err := appendValue(nil, decoder, depth+1)
		if err != nil {
			return nil, err
		}
		members = append(members, member{key.(string), value}) // a key is a string: the decoder looks
	}
	slices.SortFunc(members, func(a, b member) int { return compareUnits(a.key, b.key) })
	return appendMembers(dst, members, decoder)
}

func appendMembers(dst []byte, members []member, decoder *json.Decoder) (_ []byte, err error) {
	dst = append(dst, '{')
	for i, m := range members {
		if i > 0 {
			if members[i-1].key == m.key {
				return nil, errNotCanonical
			}
			dst = append(dst, ',')
		}
		if dst, err = appendString(dst, m.key); err != nil {
			return nil, err
		}
		dst = append(append(dst, ':'), m.value...)
	}
	return closeWith(append(dst, '}'), decoder)
}

// closeWith takes the closing bracket that dst already has.
func closeWith(dst []byte, decoder *json.Decoder) ([]byte, error) {
	if _, err := decoder.Token(); err != nil {
		return nil, errNotCanonical
	}
	return dst, nil
}

// compareUnits orders keys by UTF-16 code units (RFC 8785 §3.2.3): a character
// beyond U+FFFF stands before U+E000, which bytes would put after it.
func compareUnits(a, b string) int {
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

// appendString escapes as RFC 8785 §3.2.2.2 says, and nothing else.
func appendString(dst []byte, text string) ([]byte, error) {
	const hexDigits = "0123456789abcdef"
	dst = append(dst, '"')
	for _, r := range text {
		switch {
		case isForbidden(r):
			return nil, errNotCanonical
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r >= 0x20:
			dst = utf8.AppendRune(dst, r)
		case r >= '\b' && r <= '\r' && r != '\v':
			dst = append(dst, '\\', "btn\x00fr"[r-'\b'])
		default:
			dst = append(dst, '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
		}
	}
	return append(dst, '"'), nil
}

// appendInteger accepts what is its own canonical form only: no fraction, no
// exponent, no minus zero.
func appendInteger(dst []byte, number json.Number) ([]byte, error) {
	n, err := strconv.ParseInt(number.String(), 10, 64)
	if err != nil || n > maxInteger || n < -maxInteger || strconv.FormatInt(n, 10) != number.String() {
		return nil, errNotCanonical
	}
	return strconv.AppendInt(dst, n, 10), nil
}
