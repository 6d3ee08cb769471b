package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"strings"

	"palabre/internal/errs"
)

// failure is an error whose text may be stored: a fixed code. What a remote
// server answered, or whom a letter was for, stays out of the database.
type failure struct{ cause error }

func (f *failure) Error() string {
	switch kind := errs.KindOf(f.cause); {
	case kind != 0:
		return kind.Error()
	case errors.As(f.cause, new(*panicked)):
		return "panic"
	case errors.Is(f.cause, context.DeadlineExceeded):
		return "timeout"
	}
	return "internal"
}

// Unwrap lets River see that a job was stopped and has not failed.
func (f *failure) Unwrap() error { return f.cause }

// panicked is a panic of a job: where, and of what type, never the value, which
// may hold anything. The runtime's own values hold indexes and types only.
type panicked struct{ what, where string }

func (p *panicked) Error() string { return "panic: " + p.what + " at " + p.where }

// guarded runs a job's function and makes an error of a panic.
func guarded(ctx context.Context, run func(context.Context, json.RawMessage) error, stored json.RawMessage) (err error) {
	defer func() {
		switch value := recover().(type) {
		case nil:
		case runtime.Error:
			err = &panicked{what: value.Error(), where: place()}
		default:
			err = &panicked{what: fmt.Sprintf("%T", value), where: place()}
		}
	}()
	return run(ctx, stored)
}

// place lists the functions above a panic, innermost first.
func place() string {
	var callers [16]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(4, callers[:])]) // without Callers, place, its caller and the panic
	var where strings.Builder
	for {
		frame, more := frames.Next()
		fmt.Fprintf(&where, "%s:%d ", frame.Function, frame.Line)
		if !more {
			return strings.TrimSpace(where.String())
		}
	}
}

// maxCause is the most bytes of a cause in the log.
const maxCause = 500

// personal finds what a cause must not bring into the log: mail addresses, and
// the addresses of machines.
var personal = regexp.MustCompile(`\S*(@|\d+\.\d+\.\d+\.\d+|[0-9a-fA-F]*:[0-9a-fA-F]*:)\S*`)

// causeOf is the text of a failure for the log.
func causeOf(err error) string {
	text := personal.ReplaceAllString(err.Error(), "…")
	if len(text) > maxCause {
		text = text[:maxCause]
	}
	return strings.ToValidUTF8(text, "")
}
