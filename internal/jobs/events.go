package jobs

import (
	"context"
	"encoding/json"
	"fmt"

	"palabre/internal/db"
)

// Event is something that has happened. It is a plain struct of ids and a
// version, with a fixed name such as "article.published". Names and fields are
// stored, so they are chosen once.
type Event interface{ EventName() string }

// inListener is a listener in the transaction for any event.
type inListener func(context.Context, *db.Tx, Event) error

// OnIn registers a listener that runs inside the transaction of the verb. It
// only writes rows, with the verb or not at all: an error of it undoes the verb.
func OnIn[E Event](c *Client, listen func(ctx context.Context, tx *db.Tx, e E) error) {
	var zero E
	name := zero.EventName()
	c.in[name] = append(c.in[name], func(ctx context.Context, tx *db.Tx, e Event) error {
		own, ok := e.(E)
		if !ok {
			return fmt.Errorf("%s is announced as %T, and a listener expects %T", name, e, zero)
		}
		return listen(ctx, tx, own)
	})
}

// OnAfter registers a listener that runs after the commit, as a job of its own
// with its own retries. Its name is stored: listeners of one event have
// different names, and a renamed one leaves its old jobs in the queue.
func OnAfter[E Event](c *Client, listener string, listen func(ctx context.Context, e E) error) {
	var zero E
	name := zero.EventName()
	kind := name + "/" + listener
	c.register(kind, &worker{run: decoded(listen)})
	c.after[name] = append(c.after[name], kind)
}

// AnnounceIn tells the listeners inside the verb's transaction and asks for one
// job for each listener afterwards. An event that nobody listens to costs nothing.
//
// Errors: those of the listeners; the verb then fails too.
func (c *Client) AnnounceIn(ctx context.Context, tx *db.Tx, e Event) error {
	name := e.EventName()
	for _, listen := range c.in[name] {
		if err := listen(ctx, tx, e); err != nil {
			return tx.Fail(err)
		}
	}
	return c.insert(ctx, tx, e, c.after[name])
}

// decoded lets a function of typed arguments take stored ones.
func decoded[T any](do func(context.Context, T) error) func(context.Context, json.RawMessage) error {
	return func(ctx context.Context, stored json.RawMessage) error {
		var args T
		if err := json.Unmarshal(stored, &args); err != nil {
			return fmt.Errorf("the stored arguments cannot be read: %w", err)
		}
		return do(ctx, args)
	}
}
