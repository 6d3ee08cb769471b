package jobs

import (
	"bytes"
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"palabre/internal/clock"
	"palabre/internal/db"
)

// patience is how long a test waits for what must come.
const patience = 5 * time.Minute

// rung is the event of these tests.
type rung struct {
	Bell int64 `json:"bell"`
}

func (rung) EventName() string { return "bell.rung" }

// polish asks for a job of these tests.
type polish struct {
	Bell int64 `json:"bell"`
}

func (polish) Kind() string { return "bell.polish" }

// soon tries again at once.
type soon struct{}

func (soon) NextRetry(*rivertype.JobRow) time.Time { return time.Now().Add(time.Millisecond) }

// quick are the figures of service with short waits.
func quick(d *db.DB) limits {
	l := limitsOf(d.Engine())
	l.retry, l.attempts = soon{}, 3
	return l
}

func newTestClient(t *testing.T, d *db.DB, l limits) *Client {
	t.Helper()
	return newLoggedClient(t, d, l, slog.New(slog.DiscardHandler))
}

func newLoggedClient(t *testing.T, d *db.DB, l limits, log *slog.Logger) *Client {
	t.Helper()
	c, err := newClient(Options{DB: d, Clock: clock.System, Log: log}, l)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// start starts a client until the test ends.
func start(t *testing.T, c *Client) {
	t.Helper()
	if err := c.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

func write(t *testing.T, d *db.DB, fn func(ctx context.Context, tx *db.Tx) error) {
	t.Helper()
	if err := d.Write(t.Context(), func(tx *db.Tx) error { return fn(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

func announce(t *testing.T, d *db.DB, c *Client, e Event) {
	t.Helper()
	write(t, d, func(ctx context.Context, tx *db.Tx) error { return c.AnnounceIn(ctx, tx, e) })
}

func statement(t *testing.T, d *db.DB, text string, args ...any) {
	t.Helper()
	write(t, d, func(ctx context.Context, tx *db.Tx) error {
		_, err := db.Exec(ctx, tx, text, args...)
		return err
	})
}

func count(t *testing.T, d *db.DB, query string) int64 {
	t.Helper()
	var n int64
	err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
		n, err = db.One(t.Context(), tx, db.ScanInt, query)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// stored returns the jobs of a kind, oldest first.
func stored(t *testing.T, c *Client, kind string) []*rivertype.JobRow {
	t.Helper()
	found, err := c.river.JobList(t.Context(), river.NewJobListParams().Kinds(kind).First(10_000))
	if err != nil {
		t.Fatal(err)
	}
	return found.Jobs
}

// until waits until something is true.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(patience)
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("still not: %s", what)
		}
	}
}

// received waits for a value.
func received[T any](t *testing.T, what string, values <-chan T) T {
	t.Helper()
	select {
	case v := <-values:
		return v
	case <-time.After(patience):
		t.Fatalf("never came: %s", what)
		panic("unreachable")
	}
}

// page is a log that many goroutines write.
type page struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (p *page) Write(line []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(line)
}

func (p *page) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}
