package jobs

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/riverqueue/river/rivertype"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

func TestRowsAndJobsShareTheFateOfTheVerb(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		statement(t, d, `CREATE TABLE heard (bell BIGINT NOT NULL)`)
		c := newTestClient(t, d, quick(d))
		refusal := errors.New("the ear is full")
		OnIn(c, func(ctx context.Context, tx *db.Tx, e rung) error {
			if _, err := db.Exec(ctx, tx, `INSERT INTO heard (bell) VALUES ($1)`, e.Bell); err != nil {
				return err
			}
			if e.Bell == 3 {
				return refusal
			}
			return nil
		})
		done := make(chan int64, 10)
		OnAfter(c, "echo", func(_ context.Context, e rung) error { done <- e.Bell; return nil })
		Do(c, func(_ context.Context, p polish) error { done <- p.Bell * 100; return nil })

		write(t, d, func(ctx context.Context, tx *db.Tx) error {
			return errors.Join(c.AnnounceIn(ctx, tx, rung{Bell: 1}), c.InsertIn(ctx, tx, polish{Bell: 1}))
		})
		regret := errors.New("the verb thinks again")
		for bell, want := range map[int64]error{2: regret, 3: refusal} {
			err := d.Write(t.Context(), func(tx *db.Tx) error {
				if err := c.AnnounceIn(t.Context(), tx, rung{Bell: bell}); err != nil {
					return err
				}
				return errors.Join(c.InsertIn(t.Context(), tx, polish{Bell: bell}), regret)
			})
			if !errors.Is(err, want) {
				t.Errorf("bell %d: the verb returns %v, want %v", bell, err, want)
			}
		}

		if n := count(t, d, `SELECT count(*) FROM heard`); n != 1 {
			t.Errorf("%d rows of listeners stand, want 1", n)
		}
		if n := count(t, d, `SELECT count(*) FROM river_job`); n != 2 {
			t.Errorf("%d jobs wait, want 2", n)
		}
		start(t, c)
		got := received(t, "the first job", done) + received(t, "the second job", done)
		if got != 101 {
			t.Errorf("the jobs add up to %d, want 101", got)
		}
	})
}

func TestAVerbThatHidesARefusalIsNotCommitted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		statement(t, d, `CREATE TABLE heard (bell BIGINT NOT NULL)`)
		c := newTestClient(t, d, quick(d))
		OnIn(c, func(context.Context, *db.Tx, rung) error { return errors.New("the ear is full") })
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			if _, err := db.Exec(t.Context(), tx, `INSERT INTO heard (bell) VALUES (1)`); err != nil {
				return err
			}
			_ = c.AnnounceIn(t.Context(), tx, rung{Bell: 1})
			return nil
		})
		if err == nil || count(t, d, `SELECT count(*) FROM heard`) != 0 {
			t.Errorf("the verb returned %v and its row stands without its consequences", err)
		}
	})
}

func TestListenersAreTriedAgainEachByItself(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newTestClient(t, d, quick(d))
		var tries, others atomic.Int64
		OnAfter(c, "clumsy", func(context.Context, rung) error {
			if tries.Add(1) < 3 {
				return errors.New("slipped")
			}
			return nil
		})
		OnAfter(c, "steady", func(context.Context, rung) error { others.Add(1); return nil })
		OnAfter(c, "hopeless", func(context.Context, rung) error { return errors.New("never") })

		announce(t, d, c, rung{Bell: 1})
		start(t, c)

		for listener, want := range map[string]struct {
			state   rivertype.JobState
			attempt int
		}{
			"clumsy":   {rivertype.JobStateCompleted, 3},
			"steady":   {rivertype.JobStateCompleted, 1},
			"hopeless": {rivertype.JobStateDiscarded, 3},
		} {
			until(t, listener+" ends "+string(want.state), func() bool {
				jobs := stored(t, c, "bell.rung/"+listener)
				return len(jobs) == 1 && jobs[0].State == want.state && jobs[0].Attempt == want.attempt
			})
		}
		if tries.Load() != 3 || others.Load() != 1 {
			t.Errorf("clumsy ran %d times and steady %d, want 3 and 1", tries.Load(), others.Load())
		}
	})
}

func TestDiscardedJobsAreKept(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := quick(d)
		l.attempts = 1
		c := newTestClient(t, d, l)
		OnAfter(c, "hopeless", func(context.Context, rung) error { return errors.New("never") })
		OnAfter(c, "steady", func(context.Context, rung) error { return nil })
		announce(t, d, c, rung{Bell: 1})
		if err := c.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		until(t, "both ended", func() bool {
			return count(t, d, `SELECT count(*) FROM river_job WHERE finalized_at IS NOT NULL`) == 2
		})
		if err := c.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}

		// Twenty years later the cleaning of another start passes.
		statement(t, d, `UPDATE river_job SET finalized_at = '2006-01-02 15:04:05'`)
		again := newTestClient(t, d, l)
		OnAfter(again, "steady", func(context.Context, rung) error { return nil })
		start(t, again)
		until(t, "the completed job is removed", func() bool {
			return count(t, d, `SELECT count(*) FROM river_job WHERE state = 'completed'`) == 0
		})
		if jobs := stored(t, c, "bell.rung/hopeless"); len(jobs) != 1 || jobs[0].State != rivertype.JobStateDiscarded {
			t.Errorf("the discarded job is gone")
		}
	})
}

func TestUnheardEventMakesNoJob(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newTestClient(t, d, quick(d))
		announce(t, d, c, rung{Bell: 1})
		if n := count(t, d, `SELECT count(*) FROM river_job`); n != 0 {
			t.Errorf("%d jobs wait for nobody", n)
		}
		start(t, c) // without a listener there is nothing to do, and no error
	})
}

func TestJobOfAnotherReleaseStays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		newer := newTestClient(t, d, quick(d))
		OnAfter(newer, "novelty", func(context.Context, rung) error { return nil })
		announce(t, d, newer, rung{Bell: 1})

		c := newTestClient(t, d, quick(d))
		done := make(chan int64, 1)
		OnAfter(c, "echo", func(_ context.Context, e rung) error { done <- e.Bell; return nil })
		announce(t, d, c, rung{Bell: 2}) // behind the other in the queue
		start(t, c)
		received(t, "the known job", done)

		jobs := stored(t, c, "bell.rung/novelty")
		if len(jobs) != 1 || jobs[0].State != rivertype.JobStateAvailable || jobs[0].Attempt != 0 {
			t.Fatalf("the job of the newer release did not stay untouched: %+v", jobs)
		}
	})
}

// verbose carries contents where ids belong.
type verbose struct{ Text string }

func (verbose) EventName() string { return "bell.verbose" }

func TestLongArgumentsAreRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newTestClient(t, d, quick(d))
		OnAfter(c, "echo", func(context.Context, verbose) error { return nil })
		room := 1024 - len(`{"Text":""}`)
		announce(t, d, c, verbose{strings.Repeat("x", room)})
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			return c.AnnounceIn(t.Context(), tx, verbose{strings.Repeat("x", room+1)})
		})
		if err == nil || count(t, d, `SELECT count(*) FROM river_job`) != 1 {
			t.Errorf("1,025 bytes of arguments are stored (error %v)", err)
		}
	})
}

// impostor takes the name of another event.
type impostor struct{}

func (impostor) EventName() string { return "bell.rung" }

func TestWiringMistakesAreSeen(t *testing.T) {
	d := dbtest.SQLite(t)
	c := newTestClient(t, d, quick(d))
	OnAfter(c, "echo", func(context.Context, rung) error { return nil })
	OnIn(c, func(context.Context, *db.Tx, rung) error { return nil })

	for what, wire := range map[string]func(){
		"a listener twice":       func() { OnAfter(c, "echo", func(context.Context, rung) error { return nil }) },
		"a name with a space":    func() { OnAfter(c, "e cho", func(context.Context, rung) error { return nil }) },
		"a listener of no name":  func() { OnAfter(c, "", func(context.Context, rung) error { return nil }) },
		"work with a capital":    func() { c.Every("Sweep", time.Hour, func(context.Context) error { return nil }) },
		"work of the same name":  func() { c.Every("bell.rung/echo", time.Hour, func(context.Context) error { return nil }) },
		"a listener with a path": func() { OnAfter(c, "echo/echo", func(context.Context, rung) error { return nil }) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s is accepted", what)
				}
			}()
			wire()
		}()
	}
	for _, period := range []time.Duration{time.Second - 1, 24*time.Hour + 1} {
		if err := c.Every("bell.sweep", period, func(context.Context) error { return nil }); err == nil {
			t.Errorf("a period of %s is accepted", period)
		}
	}
	if err := d.Write(t.Context(), func(tx *db.Tx) error { return c.AnnounceIn(t.Context(), tx, impostor{}) }); err == nil {
		t.Error("another type announces itself under the name of an event")
	}
	if err := d.Write(t.Context(), func(tx *db.Tx) error { return c.InsertIn(t.Context(), tx, polish{Bell: 1}) }); err == nil {
		t.Error("a job that nothing does is accepted")
	}
}
