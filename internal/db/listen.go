package db

import (
	"context"
	"log/slog"
	"time"

	"palabre/internal/clock"
	"palabre/internal/id"
)

// ear hears what other processes commit.
type ear interface {
	// round returns once all that was committed before it began has been told.
	round(ctx context.Context) error
	// wait tells what comes until the next round is due.
	wait(ctx context.Context) error
	close()
}

// Listen hears what other processes commit to this database, until ctx ends: it
// tells OnTouched their tags, or OnMissed where it cannot know them. While the
// database is away it tries again and again. A program that keeps anything
// beyond a request listens; a command does not.
//
// Whatever was kept before Listen is forgotten.
func (d *DB) Listen(ctx context.Context) {
	for try := 0; ; {
		heard, err := d.listen(ctx, try > 0)
		d.heard.Store(nil)
		d.missed()
		if ctx.Err() != nil {
			return
		}
		if heard {
			try = 0
		}
		if try == 0 {
			d.log.LogAttrs(ctx, slog.LevelWarn, "other processes are not heard, so no page is kept", slog.String("cause", d.explain(d.engine.fromDriver(err)).Error()))
		}
		try++
		// At random, so that nodes do not all come at once to a server that is just starting.
		rest(ctx, time.Duration(id.Random()%(int64(time.Millisecond)<<min(try+3, 10))))
	}
}

// listen hears until something fails, and reports whether it heard anything.
func (d *DB) listen(ctx context.Context, again bool) (heard bool, err error) {
	e, err := d.openEar(ctx)
	if err != nil {
		return false, err
	}
	defer e.close()
	for {
		began := clock.NewMark() // before the round: what is committed during it may not be told yet
		if err := e.round(ctx); err != nil {
			return heard, err
		}
		if !heard { // nobody heard what was committed before this ear was open
			d.missed()
		}
		d.heard.Store(&began)
		if again && !heard {
			d.log.LogAttrs(ctx, slog.LevelInfo, "other processes are heard again")
		}
		heard = true
		if err := e.wait(ctx); err != nil {
			return heard, err
		}
	}
}

// Current reports whether this process has heard of every commit of another one
// but for the last moment: 1.5 s on PostgreSQL, 3 s on SQLite. While it is false
// what is kept may be older than that, and is to be read anew. It costs little.
func (d *DB) Current() bool {
	heard := d.heard.Load()
	return heard != nil && heard.Age() <= d.lease
}
