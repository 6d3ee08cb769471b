// Package db is the one door to the database: SQLite in a folder, or PostgreSQL.
//
// One SQL text serves both engines, so a store writes the common subset with $1
// placeholders and never asks where it runs; only dialect.go does. A verb opens
// one transaction with Write, a page one with Read; the function given may run
// twice and touches nothing but its transaction:
//
//	err := d.Write(ctx, func(tx *db.Tx) error {
//		if err := tx.Lock(ctx, "article", key); err != nil {
//			return err
//		}
//		_, err := db.Exec(ctx, tx, `UPDATE article SET …`, …)
//		return err
//	})
//
// It is not a query builder nor a mapper: a query is a constant that one can
// paste into a shell. It knows tables only as names.
package db

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"palabre/internal/clock"
)

// Options say where the data lives. Exactly one of Dir and URL is set.
type Options struct {
	Dir   string // the folder of the SQLite database, made when missing
	URL   string // postgres://user:password@host/name
	Clock clock.Clock
	Log   *slog.Logger
}

// DB is an open database. Its methods may be called by many goroutines.
type DB struct {
	engine  Engine
	dir     string // SQLite: the data folder
	clock   clock.Clock
	log     *slog.Logger
	readers *pool
	writer  *pool // the same as readers on PostgreSQL

	mu        sync.Mutex
	onTouched []func(tags []string)
	onMissed  []func()

	name    atomic.Pointer[string]             // under which this node tells the others; see unsure
	openEar func(context.Context) (ear, error) // to hear other processes; see Listen
	lease   time.Duration                      // how long one round of the ear is good for
	heard   atomic.Pointer[clock.Mark]         // when the last round began, nil while nobody hears
}

// Open connects without changing the schema; see Migrate. An error says in a
// sentence what the operator can do.
func Open(ctx context.Context, o Options) (*DB, error) {
	if (o.Dir == "") == (o.URL == "") {
		return nil, errors.New("name either a data folder or a database address, not both")
	}
	d := &DB{clock: o.Clock, log: o.Log, dir: o.Dir}
	d.rename()
	open := d.openSQLite
	if o.URL != "" {
		open = d.openPostgres
	}
	if err := open(ctx, o); err != nil {
		return nil, err
	}
	return d, nil
}

// Close waits for running transactions and closes every connection.
func (d *DB) Close() error {
	if d.writer == d.readers {
		return d.writer.close()
	}
	return errors.Join(d.readers.close(), d.writer.close())
}

// Ready reports whether the database answers.
func (d *DB) Ready(ctx context.Context) error {
	return d.Read(ctx, func(tx *Tx) error {
		_, err := One(ctx, tx, ScanInt, `SELECT 1`)
		return err
	})
}

// Writer is the pool that writes, for the job queue alone, which brings its own
// SQL (archtest looks).
func (d *DB) Writer() *sql.DB { return d.writer.db }
