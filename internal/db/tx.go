package db

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"regexp"
	"time"

	"palabre/internal/clock"
	"palabre/internal/id"
)

// retries is how often Write runs its function again when PostgreSQL undid it
// for the sake of another transaction (40001, 40P01).
const retries = 10

// Tx is a transaction. It belongs to the goroutine that was given it.
type Tx struct {
	db     *DB
	pool   *pool
	tx     *sql.Tx
	now    clock.Instant
	failed error    // after it no statement runs: PostgreSQL would refuse, SQLite would not
	new    []string // texts without a prepared statement
	tags   []string
}

// Now is the moment at which the transaction began; it does not move.
func (tx *Tx) Now() clock.Instant { return tx.now }

// SQL is the driver's transaction, for the job queue alone, which brings its
// own SQL (archtest looks).
func (tx *Tx) SQL() *sql.Tx { return tx.tx }

// Fail makes the transaction one that cannot be committed, whatever its function
// returns, and gives err back: for what is part of a verb and runs its own SQL.
func (tx *Tx) Fail(err error) error { return tx.refused(err) }

// Touched names the cache tags whose pages this transaction changes, each a word
// without spaces. After the commit, and only then, they are dropped, in this
// process and in every other one that listens.
func (tx *Tx) Touched(tags ...string) { tx.tags = append(tx.tags, tags...) }

// identifier is the form of a table's name; names never come from outside.
var identifier = regexp.MustCompile(`^[a-z_]+$`)

// Lock takes the row of table whose id (a number) or key (a text) is given, so
// that what is read next stays true until the commit. Every verb takes the row
// that it judges before it reads it. It changes nothing: on PostgreSQL it writes
// the row's version over itself, on SQLite the one writer is the lock already.
//
// Errors: errs.NotFound when there is no such row.
func (tx *Tx) Lock(ctx context.Context, table string, key any) error {
	if !identifier.MatchString(table) {
		return fmt.Errorf("no table has the name %q", table)
	}
	column := "id"
	if reflect.ValueOf(key).Kind() == reflect.String {
		column = "key"
	}
	_, err := One(ctx, tx, ScanInt, tx.db.engine.lockText(table, column), key)
	return err
}

// Read runs fn on one unchanging picture of the database.
func (d *DB) Read(ctx context.Context, fn func(*Tx) error) error {
	return d.explain(d.attempt(ctx, d.readers, d.engine.readOptions(), fn))
}

// Write runs fn in a transaction and commits it, or leaves no trace. fn may run
// again when another transaction was in its way. When Write returns nil the
// change is on disk and the touched tags are dropped.
//
// Errors: those of fn; errs.Unavailable when the database is busy, full or away.
// When PostgreSQL goes away during the commit itself nobody can tell whether it
// happened: the verb looks before it is tried again.
func (d *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	for try := 0; ; try++ {
		err := d.attempt(ctx, d.writer, nil, fn)
		if err == nil {
			return nil
		}
		if try == retries || !again(err) {
			return d.explain(err)
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
}

// attempt runs fn once. The tags are dropped with the commit, before statements
// are prepared, which takes a while.
func (d *DB) attempt(ctx context.Context, p *pool, o *sql.TxOptions, fn func(*Tx) error) error {
	raw, err := d.begin(ctx, p, o)
	if err != nil {
		return err
	}
	tx := &Tx{db: d, pool: p, tx: raw, now: d.clock()}
	defer func() { p.prepare(context.WithoutCancel(ctx), tx.new) }() // runs last: the connection is free again
	defer raw.Rollback()                                             // does nothing after a commit
	if err := fn(tx); err != nil {
		return err
	}
	if tx.failed != nil { // fn went on as if nothing had happened
		return fmt.Errorf("a statement of the transaction failed: %w", tx.failed)
	}
	if err := tx.tell(ctx); err != nil {
		return err
	}
	if err := raw.Commit(); err != nil {
		d.unsure(tx.tags)
		return d.engine.fromDriver(err)
	}
	d.touched(tx.tags)
	return nil
}

// begin takes a connection. One that ended while it was idle tells so only now;
// nothing has run on it, so the next one is taken.
func (d *DB) begin(ctx context.Context, p *pool, o *sql.TxOptions) (*sql.Tx, error) {
	for try := 0; ; try++ {
		tx, err := p.db.BeginTx(ctx, o)
		if err == nil || try == connections || !d.engine.endedIdle(err) {
			return tx, d.engine.fromDriver(err)
		}
	}
}

// pause waits before the next try: up to 2^try milliseconds, at random, so that
// two transactions that undid each other do not meet again.
func pause(ctx context.Context, try int) error {
	return rest(ctx, time.Duration(id.Random()%(int64(time.Millisecond)<<min(try, 7))))
}

func rest(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
