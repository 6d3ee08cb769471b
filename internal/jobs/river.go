package jobs

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"palabre/internal/db"
	"palabre/internal/id"
)

// limits are the figures of a client. Tests shorten some.
type limits struct {
	workers  int                     // jobs at once on this node
	attempts int                     // before a job is discarded
	retry    river.ClientRetryPolicy // nil: attempt⁴ seconds
	run      time.Duration           // an attempt takes no longer: then its context ends
	rescue   time.Duration           // a job that runs longer belonged to a node that died
	finish   time.Duration           // what Stop gives to running jobs before it cancels them
	stop     time.Duration           // when Stop returns, whatever still runs
}

// limitsOf are the figures in service. 25 attempts take three weeks.
func limitsOf(engine db.Engine) limits {
	l := limits{
		workers: 10, attempts: 25,
		run: time.Minute, rescue: time.Minute + 15*time.Second,
		finish: 6 * time.Second, stop: 9 * time.Second,
	}
	if engine == db.SQLite { // they would only wait for the one writer
		l.workers = 8
	}
	return l
}

// openRiver sets the queue up on either engine; nothing else asks which it is.
//
// To be woken, River would listen on a second kind of pool on PostgreSQL, and on
// SQLite look into a table every 50 ms. So it looks for jobs themselves: after
// about 200 ms, and every 5 ms while there is work. A kind that this release does
// not know, of a newer or an older one, stays in the queue for the one that does.
func openRiver(o Options, l limits, workers *river.Workers) (*river.Client[*sql.Tx], error) {
	var driver riverdriver.Driver[*sql.Tx] = riverdatabasesql.New(o.DB.Writer())
	if o.DB.Engine() == db.SQLite {
		driver = riversqlite.New(o.DB.Writer())
	}
	return river.NewClient(driver, &river.Config{
		ID:                          string(id.NewKey()), // River's own would store the machine's name
		Logger:                      slog.New(warnings{o.Log.Handler()}),
		Queues:                      map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: l.workers}},
		Workers:                     workers,
		FetchOnlyKnownKinds:         true,
		PollOnly:                    true,
		FetchPollInterval:           200 * time.Millisecond,
		FetchCooldown:               5 * time.Millisecond,
		MaxAttempts:                 l.attempts,
		RetryPolicy:                 l.retry,
		JobTimeout:                  l.run,
		RescueStuckJobsAfter:        l.rescue,
		SoftStopTimeout:             l.finish,
		CompletedJobRetentionPeriod: 24 * time.Hour,
		CancelledJobRetentionPeriod: 24 * time.Hour, // periodic work that failed
		DiscardedJobRetentionPeriod: -1,             // kept until a person decides
	})
}

// warnings lets River's warnings and errors through; what it tells besides is
// said by worker in our own words, or is of interest to River alone.
type warnings struct{ slog.Handler }

func (w warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}

// Handle keeps of River's line what holds no address: its causes are errors of
// the drivers, which name machines.
func (w warnings) Handle(ctx context.Context, said slog.Record) error {
	kept := slog.NewRecord(said.Time, said.Level, "the job queue: "+causeOf(errors.New(said.Message)), said.PC)
	said.Attrs(func(a slog.Attr) bool {
		kept.AddAttrs(slog.String(a.Key, causeOf(errors.New(a.Value.String()))))
		return true
	})
	return w.Handler.Handle(ctx, kept)
}

func (w warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{w.Handler.WithAttrs(attrs)}
}

func (w warnings) WithGroup(name string) slog.Handler { return warnings{w.Handler.WithGroup(name)} }
