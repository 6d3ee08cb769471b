// Package jobs tells those who listen what has happened, and does later what is
// slow, outside or many. It is the one place that knows the job queue, River,
// which keeps its jobs in our own database on both engines.
//
// A verb announces a plain struct inside its transaction and knows no listener;
// app says who listens:
//
//	jobs.OnIn(c, search.MarkIn)                  // in the transaction: writes rows only
//	jobs.OnAfter(c, "cards", cards.DrawArticle)  // afterwards: a job of its own
//	err := c.AnnounceIn(ctx, tx, article.Published{ID: a.ID})
//
// The fact and its jobs commit together or not at all. A job runs at least once,
// so it may run twice: its function reads the state again and may find its work
// done. What must be seen at the commit is no job; see db.Tx.Touched.
//
// The package is not a message bus between programs, and it has no opinion on
// what a job does: the kinds live beside their domain, in events.go and jobs.go.
package jobs

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"regexp"

	"github.com/riverqueue/river"

	"palabre/internal/clock"
	"palabre/internal/db"
)

// Options are what a client needs.
type Options struct {
	DB    *db.DB // migrated: db.Migrate makes the queue's tables too
	Clock clock.Clock
	Log   *slog.Logger
}

// Client announces events and asks for jobs; after Start it also does them.
// Everything is registered before Start. After that its methods may be called
// by many goroutines.
type Client struct {
	river   *river.Client[*sql.Tx]
	workers *river.Workers
	kinds   map[string]bool
	in      map[string][]inListener // by the event's name
	after   map[string][]string     // the kinds of job by the event's name
	clock   clock.Clock
	log     *slog.Logger
	limits  limits
}

// New returns a client that does no job before Start. A command that only
// announces never starts it: the server does the jobs.
func New(o Options) (*Client, error) { return newClient(o, limitsOf(o.DB.Engine())) }

func newClient(o Options, l limits) (*Client, error) {
	c := &Client{
		workers: river.NewWorkers(), kinds: map[string]bool{},
		in: map[string][]inListener{}, after: map[string][]string{},
		clock: o.Clock, log: o.Log, limits: l,
	}
	queue, err := openRiver(o, l, c.workers)
	if err != nil {
		return nil, fmt.Errorf("the job queue cannot be set up: %w", err)
	}
	c.river = queue
	return c, nil
}

// Start begins to do jobs and returns. ctx bounds nothing but the start; only
// Stop ends the work, so that a signal lets pages finish before jobs.
func (c *Client) Start(ctx context.Context) error {
	if len(c.kinds) == 0 { // nobody listens
		return nil
	}
	if err := c.river.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("the job queue cannot start: %w", err)
	}
	return nil
}

// Stop takes no new job, lets those that run finish for some seconds, then
// cancels their contexts, and returns within 10 s. A job that was cancelled
// waits for the next start and has lost none of its attempts.
//
// It returns an error when a job ignored its context and still runs; that job
// runs again later.
func (c *Client) Stop(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, c.limits.stop)
	defer cancel()
	if err := c.river.Stop(ctx); err != nil {
		return fmt.Errorf("a job ignores that it is stopped: %w", err)
	}
	return nil
}

// kindForm is the form of what is stored for ever: names of events, of
// listeners and of jobs.
var kindForm = regexp.MustCompile(`^[a-z][a-z0-9_.-]*[a-z0-9](/[a-z][a-z0-9_.-]*)?$`)

// register puts the function behind a kind. Both of its panics are mistakes of
// the wiring, seen at the first start, as in http.ServeMux.
func (c *Client) register(kind string, w *worker) {
	if !kindForm.MatchString(kind) {
		panic(fmt.Sprintf("jobs: %q cannot be the name of a job", kind))
	}
	if c.kinds[kind] {
		panic(fmt.Sprintf("jobs: the job %q is registered twice", kind))
	}
	c.kinds[kind] = true
	w.kind, w.log = kind, c.log
	river.AddWorkerArgs(c.workers, task{kind: kind}, w)
}
