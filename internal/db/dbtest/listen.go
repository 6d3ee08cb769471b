package dbtest

import (
	"context"
	"testing"
	"time"

	"palabre/internal/db"
)

// Listen lets a database hear other processes until the test ends, as Serve
// does, and returns when it is current.
func Listen(t *testing.T, d *db.DB) {
	t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		d.Listen(ctx)
	}()
	t.Cleanup(func() { stop(); <-ended })
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	deadline := time.After(5 * time.Minute)
	for !d.Current() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatal("the database still hears nobody")
		}
	}
}
