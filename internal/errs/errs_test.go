package errs_test

import (
	"errors"
	"fmt"
	"testing"

	"palabre/internal/errs"
)

var kinds = map[errs.Kind]string{
	errs.Invalid: "invalid", errs.NotFound: "not found", errs.Forbidden: "forbidden", errs.Conflict: "conflict", errs.TooMany: "too many",
	errs.Gone: "gone", errs.Legal: "withheld by law", errs.TooLarge: "too large", errs.Method: "method not allowed", errs.Unavailable: "unavailable",
}

func TestAKindIsFoundInWhateverWrapsIt(t *testing.T) {
	for kind, name := range kinds {
		if kind.Error() != name {
			t.Errorf("kind %d is called %s", kind, kind)
		}
		for _, err := range []error{
			kind, fmt.Errorf("a: %w", kind), errs.Say(kind, "some.key"), fmt.Errorf("b: %w", errs.Say(kind, "some.key")),
			errors.Join(errors.New("c"), kind),
		} {
			if errs.KindOf(err) != kind || !errors.Is(err, kind) {
				t.Errorf("%v is of kind %v", err, errs.KindOf(err))
			}
			for other := range kinds {
				if other != kind && errors.Is(err, other) {
					t.Errorf("%v is %v too", err, other)
				}
			}
		}
	}
}

func TestADefectHasNoKind(t *testing.T) {
	for _, err := range []error{nil, errors.New("x"), fmt.Errorf("not found")} {
		if kind := errs.KindOf(err); kind != 0 {
			t.Errorf("%v is of kind %v", err, kind)
		}
	}
	for _, kind := range []errs.Kind{0, 11, 255} {
		if kind.Error() != "unknown kind" {
			t.Errorf("kind %d is called %s", kind, kind)
		}
	}
}

func TestASentenceKeepsItsArguments(t *testing.T) {
	var said *errs.Said
	err := fmt.Errorf("wrapped: %w", errs.Say(errs.Gone, "gone.withdrawn", "day", 3))
	if !errors.As(err, &said) || said.Message != "gone.withdrawn" || len(said.Args) != 2 || said.Args[0] != "day" || said.Args[1] != 3 {
		t.Errorf("%+v", said)
	}
	if got := said.Error(); got != "gone: gone.withdrawn" {
		t.Errorf("for the log it is %q", got)
	}
}

func TestFieldsAreOneErrorAndNoneIsNil(t *testing.T) {
	if err := errs.Fields(); err != nil {
		t.Errorf("no field is %v", err)
	}
	err := fmt.Errorf("wrapped: %w", errs.Fields(errs.Field{Name: "title", Message: "field.required"}, errs.Field{Name: "genre", Message: "article.genre"}))
	var refused *errs.FieldErrors
	if errs.KindOf(err) != errs.Invalid || !errors.As(err, &refused) || len(refused.Fields) != 2 || refused.Fields[1].Name != "genre" {
		t.Errorf("%v is %+v", err, refused)
	}
	if got := refused.Error(); got != "invalid: title: field.required, genre: article.genre" {
		t.Errorf("for the log it is %q", got)
	}
}
