// Package errs names the kinds of failure that a person can do something about.
//
// A domain returns a Kind, or an error that wraps one; the web's error edge and
// the command line turn the kind into a status, an exit code and a sentence.
// Whatever carries no Kind is a defect of ours: people see a request id and the
// log sees the cause. The package knows no HTTP and holds no text for people,
// only keys of the catalogues.
//
//	return errs.NotFound
//	return errs.Say(errs.Gone, "gone.withdrawn", "day", day)
//	return errs.Fields(errs.Field{Name: "title", Message: "field.required"})
package errs

import (
	"errors"
	"strings"
)

// Kind is a class of failure; it is an error itself, to be compared with errors.Is.
type Kind uint8

// The kinds, each with the HTTP status that the web's edge answers with.
const (
	Invalid     Kind = iota + 1 // what was sent breaks a rule: 422
	NotFound                    // no such thing, or nothing that this person may know of: 404
	Forbidden                   // the thing is known to the person, the act is not theirs: 403
	Conflict                    // the thing has changed, or already is as asked: 409
	TooMany                     // a limit of the account, the draft or the server: 429
	Gone                        // it was here and was taken back or removed: 410
	Legal                       // withheld because a law asks for it: 451 (RFC 7725)
	TooLarge                    // larger than this address accepts: 413
	Method                      // the address does not answer this method: 405
	Unavailable                 // we cannot answer now, trying again may help: 503
)

var names = [...]string{
	Invalid: "invalid", NotFound: "not found", Forbidden: "forbidden", Conflict: "conflict",
	TooMany: "too many", Gone: "gone", Legal: "withheld by law", TooLarge: "too large",
	Method: "method not allowed", Unavailable: "unavailable",
}

// Error names the kind for logs; people never read it.
func (k Kind) Error() string {
	if k == 0 || int(k) >= len(names) {
		return "unknown kind"
	}
	return names[k]
}

// KindOf returns the kind that err carries, 0 for none: a defect of ours.
func KindOf(err error) Kind {
	var kind Kind
	if errors.As(err, &kind) {
		return kind
	}
	return 0
}

// Said is a failure with a sentence for people: Message is a key of the
// catalogues, Args its arguments as pairs of name and value.
type Said struct {
	Kind    Kind
	Message string
	Args    []any
}

// Say returns a *Said.
func Say(kind Kind, message string, args ...any) error {
	return &Said{Kind: kind, Message: message, Args: args}
}

func (s *Said) Error() string { return s.Kind.Error() + ": " + s.Message }

// Unwrap lets errors.Is find the kind.
func (s *Said) Unwrap() error { return s.Kind }

// Field says what is wrong with one field of a form or one flag of a command.
type Field struct {
	Name    string // as the form or the command calls it
	Message string // key of the catalogues
	Args    []any  // pairs of name and value
}

// FieldErrors is every field that was refused at once, in the order of the form.
type FieldErrors struct{ Fields []Field }

// Fields returns the fields as one error of kind Invalid, nil for none.
func Fields(fields ...Field) error {
	if len(fields) == 0 {
		return nil
	}
	return &FieldErrors{Fields: fields}
}

func (f *FieldErrors) Error() string {
	said := make([]string, len(f.Fields))
	for i, field := range f.Fields {
		said[i] = field.Name + ": " + field.Message
	}
	return Invalid.Error() + ": " + strings.Join(said, ", ")
}

// Unwrap lets errors.Is find the kind.
func (f *FieldErrors) Unwrap() error { return Invalid }
