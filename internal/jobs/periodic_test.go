package jobs

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/riverqueue/river/rivertype"

	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

func TestTwoNodesDoPeriodicWorkOnce(t *testing.T) {
	t.Parallel()
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		var runs atomic.Int64
		nodes := make([]*Client, 2)
		for i := range nodes {
			d := dbtest.Open(t, o)
			nodes[i] = newTestClient(t, d, quick(d))
			err := nodes[i].Every("bell.sweep", time.Second, func(context.Context) error { runs.Add(1); return nil })
			if err != nil {
				t.Fatal(err)
			}
		}
		first := time.Now()
		if err := nodes[0].Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		start(t, nodes[1])
		until(t, "three runs", func() bool { return runs.Load() >= 3 })
		if err := nodes[0].Stop(t.Context()); err != nil { // the other takes over
			t.Fatal(err)
		}
		before := runs.Load()
		until(t, "two runs by the other node", func() bool { return runs.Load() >= before+2 })
		ran := runs.Load()

		if periods := int64(time.Since(first)/time.Second) + 2; ran > periods {
			t.Errorf("%d runs in %d periods", ran, periods)
		}
		jobs, numbers := stored(t, nodes[1], "bell.sweep"), map[string]bool{}
		for _, job := range jobs {
			numbers[string(job.EncodedArgs)] = true
		}
		if len(numbers) != len(jobs) {
			t.Errorf("%d runs were asked for in %d periods", len(jobs), len(numbers))
		}
	})
}

func TestRestartDoesNotRepeatAPeriod(t *testing.T) {
	t.Parallel()
	noon := clock.At(time.Date(2026, time.March, 3, 12, 0, 0, 0, time.UTC))
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		node := func(at clock.Instant, names ...string) (*Client, chan string) {
			ran := make(chan string, 10)
			c, err := New(Options{DB: d, Clock: func() clock.Instant { return at }, Log: slog.New(slog.DiscardHandler)})
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				if err := c.Every(name, 24*time.Hour, func(context.Context) error { ran <- name; return nil }); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			return c, ran
		}
		stop := func(c *Client) {
			if err := c.Stop(t.Context()); err != nil {
				t.Fatal(err)
			}
		}

		first, ran := node(noon, "bell.sweep")
		received(t, "the run of the day", ran)
		stop(first)

		// Both are asked for at once, so the witness shows that the sweep was too.
		second, ran := node(noon, "bell.sweep", "bell.witness")
		if name := received(t, "the witness", ran); name != "bell.witness" {
			t.Errorf("after a restart %s runs again", name)
		}
		stop(second)

		third, ran := node(noon+clock.Instant(24*time.Hour/time.Microsecond), "bell.sweep")
		received(t, "the run of the next day", ran)
		stop(third)
		if n := len(stored(t, first, "bell.sweep")); n != 2 {
			t.Errorf("%d sweeps in two days", n)
		}
	})
}

func TestPeriodicWorkThatFailsWaitsForItsNextPeriod(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := quick(d)
		l.attempts = 9 // of other jobs
		c := newTestClient(t, d, l)
		err := c.Every("bell.sweep", 24*time.Hour, func(context.Context) error { return errors.New("no broom") })
		if err != nil {
			t.Fatal(err)
		}
		start(t, c)
		until(t, "three attempts and no more", func() bool {
			jobs := stored(t, c, "bell.sweep")
			return len(jobs) > 0 && jobs[0].State == rivertype.JobStateCancelled && jobs[0].Attempt == 3
		})
	})
}

func TestRunsBeginAtWholePeriods(t *testing.T) {
	for _, c := range []struct{ at, next string }{
		{"2026-03-03T12:00:00Z", "2026-03-03T13:00:00Z"},
		{"2026-03-03T12:59:59.700Z", "2026-03-03T13:00:00Z"},
		{"2026-03-03T12:59:59.900Z", "2026-03-03T14:00:00Z"}, // asked for as the run of 13:00 already
		{"2026-03-03T13:30:00+01:00", "2026-03-03T13:00:00Z"},
	} {
		at, err := time.Parse(time.RFC3339Nano, c.at)
		if err != nil {
			t.Fatal(err)
		}
		if next := aligned(time.Hour).Next(at).Format(time.RFC3339Nano); next != c.next {
			t.Errorf("after %s comes %s, want %s", c.at, next, c.next)
		}
	}
}
