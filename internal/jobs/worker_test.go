package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/errs"
)

func TestFailureLeavesACodeAndNoPersonalData(t *testing.T) {
	const person, machine = "awa@example.org", "203.0.113.9"
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := quick(d)
		l.attempts, l.run, l.rescue = 1, 200*time.Millisecond, time.Minute
		var log page
		c := newLoggedClient(t, d, l, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
		want := map[string]string{
			"away":   "unavailable",
			"broken": "internal",
			"slow":   "timeout",
			"thrown": "panic",
			"zero":   "panic",
		}
		OnAfter(c, "away", func(context.Context, rung) error {
			return fmt.Errorf("%w: %s refuses letters for <%s> of [2001:db8::7]:25", errs.Unavailable, machine, person)
		})
		OnAfter(c, "broken", func(context.Context, rung) error {
			return errors.New("no box " + person + " " + strings.Repeat("blah ", 1000))
		})
		OnAfter(c, "slow", func(ctx context.Context, _ rung) error { <-ctx.Done(); return ctx.Err() })
		OnAfter(c, "thrown", func(context.Context, rung) error { panic("a letter for " + person) })
		OnAfter(c, "zero", func(_ context.Context, e rung) error {
			return fmt.Errorf("%d", 1/(e.Bell-1))
		})
		announce(t, d, c, rung{Bell: 1})
		start(t, c)

		for listener, code := range want {
			until(t, listener+" is discarded", func() bool {
				jobs := stored(t, c, "bell.rung/"+listener)
				return len(jobs) == 1 && len(jobs[0].Errors) == 1
			})
			if e := stored(t, c, "bell.rung/"+listener)[0].Errors[0]; e.Error != code || e.Trace != "" {
				t.Errorf("%s is stored as %q with trace %q, want %q alone", listener, e.Error, e.Trace, code)
			}
			if by := stored(t, c, "bell.rung/"+listener)[0].AttemptedBy; len(by) != 1 || len(by[0]) != 26 {
				t.Errorf("the machine is stored as %q, want a random key", by)
			}
		}
		text := log.String()
		for _, told := range []string{
			`msg="a job failed for good and is kept" kind=bell.rung/away`, "refuses letters for", "code=unavailable",
			"integer divide by zero", "TestFailureLeavesACodeAndNoPersonalData",
		} {
			if !strings.Contains(text, told) {
				t.Errorf("the log does not tell %q:\n%s", told, text)
			}
		}
		for _, silence := range []string{person, machine, "2001:db8", strings.Repeat("blah ", 200), "River"} {
			if strings.Contains(text, silence) {
				t.Errorf("the log tells %q", silence)
			}
		}
	})
}

func TestStopWaitsForWhatRuns(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newTestClient(t, d, quick(d))
		began, finished := make(chan bool, 1), make(chan bool, 1)
		OnAfter(c, "patient", func(ctx context.Context, _ rung) error {
			began <- true
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(300 * time.Millisecond): // the work
				finished <- true
				return nil
			}
		})
		announce(t, d, c, rung{Bell: 1})
		if err := c.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		received(t, "the job begins", began)
		if err := c.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(finished) != 1 {
			t.Error("Stop did not wait for the job")
		}
		if n := count(t, d, `SELECT count(*) FROM river_job WHERE state = 'completed'`); n != 1 {
			t.Error("the job that Stop waited for is not marked as done")
		}
	})
}

func TestStoppedJobLosesNoAttempt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := quick(d)
		l.finish = 50 * time.Millisecond
		c := newTestClient(t, d, l)
		began := make(chan bool, 1)
		OnAfter(c, "endless", func(ctx context.Context, _ rung) error {
			began <- true
			<-ctx.Done()
			return errors.New("interrupted") // as a driver says it, in its own words
		})
		announce(t, d, c, rung{Bell: 1})
		if err := c.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		received(t, "the job begins", began)
		if err := c.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := count(t, d, `SELECT count(*) FROM river_job WHERE state = 'available' AND attempt = 0`); n != 1 {
			t.Errorf("the stopped job does not wait for the next start: %+v", stored(t, c, "bell.rung/endless")[0])
		}
	})
}

func TestStopReturnsWhenAJobIgnoresIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := quick(d)
		l.finish, l.stop = 50*time.Millisecond, 200*time.Millisecond
		c := newTestClient(t, d, l)
		began, release := make(chan bool, 1), make(chan bool)
		OnAfter(c, "deaf", func(context.Context, rung) error {
			began <- true
			<-release
			return nil
		})
		announce(t, d, c, rung{Bell: 1})
		if err := c.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		received(t, "the job begins", began)
		before := time.Now()
		if err := c.Stop(t.Context()); err == nil {
			t.Error("Stop says nothing about the job that still runs")
		}
		if waited := time.Since(before); waited > 10*time.Second {
			t.Errorf("Stop took %s", waited)
		}
		close(release)
		if err := c.river.Stop(t.Context()); err != nil { // before the database closes
			t.Error(err)
		}
	})
}

func TestFiguresOfServiceFitTogether(t *testing.T) {
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		l := limitsOf(engine)
		if l.stop > 10*time.Second || l.finish >= l.stop {
			t.Errorf("%s: Stop gives jobs %s of %s", engine, l.finish, l.stop)
		}
		if l.rescue < l.run+l.stop {
			t.Errorf("%s: a job that may run %s is taken for dead after %s", engine, l.run, l.rescue)
		}
	}
}

func TestEachOfManyJobsRunsOnce(t *testing.T) {
	const many = 1000
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newTestClient(t, d, quick(d))
		done := make(chan int64, 2*many)
		Do(c, func(_ context.Context, p polish) error { done <- p.Bell; return nil })
		for first := 0; first < many; first += 100 {
			write(t, d, func(ctx context.Context, tx *db.Tx) error {
				for bell := range 100 {
					if err := c.InsertIn(ctx, tx, polish{Bell: int64(first + bell)}); err != nil {
						return err
					}
				}
				return nil
			})
		}
		before := time.Now()
		start(t, c)
		seen := map[int64]bool{}
		for range many {
			seen[received(t, "the next job", done)] = true
		}
		until(t, "all jobs are marked as done", func() bool {
			return count(t, d, `SELECT count(*) FROM river_job WHERE state <> 'completed'`) == 0
		})
		t.Logf("figure jobs_empty_%s %.0f jobs/s", d.Engine(), many/time.Since(before).Seconds())
		if len(seen) != many || len(done) != 0 {
			t.Errorf("%d different jobs ran, and %d once more, want %d and none", len(seen), len(done), many)
		}
	})
}
