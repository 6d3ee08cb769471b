package jobs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"

	"github.com/riverqueue/river"
)

// task is a job of any kind as River stores it.
type task struct {
	kind   string
	stored json.RawMessage
}

// Kind is part of river.JobArgs.
func (t task) Kind() string { return t.kind }

// MarshalJSON is part of json.Marshaler.
func (t task) MarshalJSON() ([]byte, error) { return t.stored, nil }

// UnmarshalJSON is part of json.Unmarshaler.
func (t *task) UnmarshalJSON(stored []byte) error {
	t.stored = bytes.Clone(stored)
	return nil
}

// worker does the jobs of one kind.
type worker struct {
	river.WorkerDefaults[task]
	kind   string
	log    *slog.Logger
	run    func(context.Context, json.RawMessage) error
	recurs bool // a next period comes: a run that failed for good is not kept
}

// Work is part of river.Worker. The error that it returns is stored and logged
// by River, so its text is a fixed code.
func (w *worker) Work(ctx context.Context, job *river.Job[task]) error {
	err := guarded(ctx, w.run, job.Args.stored)
	if err == nil {
		return nil
	}
	f := &failure{cause: errors.Join(err, ctx.Err())}
	log := w.log.With("kind", w.kind, "job", job.ID, "attempt", job.Attempt, "code", f.Error(), "cause", causeOf(err))
	switch last := job.Attempt >= job.MaxAttempts; {
	case errors.Is(ctx.Err(), context.Canceled):
		log.InfoContext(ctx, "a job was stopped and will run again")
	case last && w.recurs:
		log.ErrorContext(ctx, "periodic work failed; its next period comes")
		return river.JobCancel(f)
	case last:
		log.ErrorContext(ctx, "a job failed for good and is kept")
	default:
		log.WarnContext(ctx, "a job failed and will be tried again")
	}
	return f
}
