package richtext

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"palabre/internal/errs"
)

// Limits of what Decode accepts.
const (
	MaxBytes   = 2 << 20 // of JSON
	MaxNodes   = 20_000  // blocks, items, runs, notes and sources together
	MaxDepth   = 6       // blocks within blocks
	maxNotes   = 1_000
	maxSources = 500
)

// Decode reads a stored or sent document and brings it into normal form:
//
//   - neighbouring runs with the same marks are one, empty ones are gone;
//   - line breaks and control characters inside a run are spaces (code keeps LF
//     and tabs, and its lines of white space alone are empty), a break stands between two pieces of a paragraph only;
//   - blocks, notes and sources without an id have a fresh one;
//   - notes stand in the order of their first references, unused ones last.
//
// Everything else that is not of the model is refused, never repaired: unknown
// fields and kinds, fields of another kind of block, trailing data, invalid
// UTF-8, NUL, noncharacters and lone surrogates (RFC 7493 §2.1), ids that occur
// twice, references to nothing, links that are not http, https or mailto, and
// what exceeds the limits. Of two equal keys in one object the later counts.
//
// Errors: a *errs.Said of kind errs.Invalid or, over MaxBytes, errs.TooLarge,
// with a key document.….
func Decode(data []byte) (*Document, error) {
	if len(data) > MaxBytes {
		return nil, errs.Say(errs.TooLarge, "document.too_large", "limit", MaxBytes)
	}
	if !utf8.Valid(data) || hasLoneSurrogate(data) {
		return nil, invalid("document.characters")
	}
	d := new(Document)
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(d); err != nil {
		return nil, invalid("document.malformed")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, invalid("document.malformed")
	}
	if err := d.normalise(); err != nil {
		return nil, err
	}
	return d, nil
}

// Encode returns the one spelling of the document: RFC 8785 JSON. Decode of it
// is the same document.
func (d *Document) Encode() ([]byte, error) {
	data, err := json.Marshal(d)
	if err != nil {
		return nil, err
	}
	return canonical(data)
}

func invalid(message string, args ...any) error {
	return errs.Say(errs.Invalid, message, args...)
}
