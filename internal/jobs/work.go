package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"palabre/internal/db"
)

// Args are what a job is given: a plain struct of ids, with a fixed kind such as
// "article.erase". Kind and fields are stored, so they are chosen once.
type Args interface{ Kind() string }

// maxArgs is the most bytes that the arguments of one job take. Who needs more
// stores contents, which belong in a table where they can be erased.
const maxArgs = 1 << 10

// Do registers what does the jobs of one kind.
func Do[A Args](c *Client, do func(ctx context.Context, a A) error) {
	var zero A
	c.register(zero.Kind(), &worker{run: decoded(do)})
}

// InsertIn asks for a job inside the caller's transaction: it is done after the
// commit, and never when there is none.
func (c *Client) InsertIn(ctx context.Context, tx *db.Tx, a Args) error {
	return c.insert(ctx, tx, a, []string{a.Kind()})
}

func (c *Client) insert(ctx context.Context, tx *db.Tx, args any, kinds []string) error {
	if len(kinds) == 0 {
		return nil
	}
	stored, err := json.Marshal(args)
	if err != nil {
		return fmt.Errorf("the arguments of %s cannot be stored: %w", kinds[0], err)
	}
	if len(stored) > maxArgs {
		return fmt.Errorf("the arguments of %s take %d bytes and %d is the most: give ids, not contents", kinds[0], len(stored), maxArgs)
	}
	many := make([]river.InsertManyParams, len(kinds))
	for i, kind := range kinds {
		many[i].Args = task{kind: kind, stored: stored}
	}
	_, err = c.river.InsertManyFastTx(ctx, tx.SQL(), many)
	return tx.Fail(err)
}

// The shortest and the longest period of Every. A run is remembered for a day.
const (
	minPeriod = time.Second
	maxPeriod = 24 * time.Hour
)

// early is how long before a period River may already ask for its run.
const early = 200 * time.Millisecond

// Every registers work that is done once in each period, whatever the number of
// nodes and however often they start: periods are counted from 1970, and a run
// belongs to one of them. A run that fails is tried again twice; then the next
// period comes. The name is stored.
func (c *Client) Every(name string, period time.Duration, do func(ctx context.Context) error) error {
	if period < minPeriod || period > maxPeriod {
		return fmt.Errorf("the period of %s is %s: it must be between %s and %s", name, period, minPeriod, maxPeriod)
	}
	c.register(name, &worker{recurs: true, run: func(ctx context.Context, _ json.RawMessage) error { return do(ctx) }})
	ask := func() (river.JobArgs, *river.InsertOpts) {
		number := c.clock().Time().Add(early).UnixNano() / int64(period)
		return task{kind: name, stored: fmt.Appendf(nil, `{"period":%d}`, number)},
			&river.InsertOpts{MaxAttempts: 3, UniqueOpts: river.UniqueOpts{ByArgs: true}}
	}
	_, err := c.river.PeriodicJobs().AddSafely(river.NewPeriodicJob(aligned(period), ask, &river.PeriodicJobOpts{RunOnStart: true}))
	return err
}

// aligned is a schedule whose runs begin at whole multiples of the period, the
// same on every node. RunOnStart makes up for the period that a new leader
// finds begun.
type aligned time.Duration

// Next is part of river.PeriodicSchedule.
func (a aligned) Next(t time.Time) time.Time {
	number := t.Add(early).UnixNano()/int64(a) + 1
	return time.Unix(0, number*int64(a)).UTC()
}
