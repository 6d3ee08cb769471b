package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"palabre/internal/errs"
)

// Engine is a database engine. Only this file, its troubles, the opening of
// connections, what nodes tell each other, the migrations and the job queue may
// ask which one it is (archtest looks).
type Engine uint8

// The two engines.
const (
	SQLite Engine = iota + 1
	Postgres
)

func (e Engine) String() string {
	if e == SQLite {
		return "sqlite"
	}
	return "postgres"
}

// Engine tells which engine this database is.
func (d *DB) Engine() Engine { return d.engine }

// lockText is the statement that takes one row; see Tx.Lock.
func (e Engine) lockText(table, column string) string {
	if e == SQLite {
		return "SELECT 1 FROM " + table + " WHERE " + column + " = $1"
	}
	return "UPDATE " + table + " SET version = version WHERE " + column + " = $1 RETURNING 1"
}

// readOptions ask for one unchanging picture. A deferred transaction of SQLite
// is one by itself, on connections that are opened query_only.
func (e Engine) readOptions() *sql.TxOptions {
	if e == SQLite {
		return nil
	}
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

// IsUnique reports whether a unique index refused the row. A verb looks before
// it writes; this is for the two that looked at the same moment.
func IsUnique(err error) bool {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return lite.Code() == lib.SQLITE_CONSTRAINT_UNIQUE || lite.Code() == lib.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	return postgresCode(err) == "23505"
}

// busy reports whether SQLite refused because another connection has a lock.
func busy(err error) bool {
	var lite *sqlite.Error
	return errors.As(err, &lite) && lite.Code()&0xff == lib.SQLITE_BUSY
}

// again reports whether the whole transaction may be tried again: PostgreSQL
// undid it as a victim (serialization_failure, deadlock_detected).
func again(err error) bool {
	code := postgresCode(err)
	return code == "40001" || code == "40P01"
}

func postgresCode(err error) string {
	var refusal *pgconn.PgError
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	return ""
}

// Scrub makes the engine forget what was deleted from the tables: SQLite has
// overwritten the rows already (secure_delete) and empties its write-ahead log;
// PostgreSQL writes the tables anew. It runs outside transactions.
//
// Errors: errs.Unavailable while somebody still reads the old picture; the job
// that asked tries again.
func (d *DB) Scrub(ctx context.Context, tables ...string) error {
	if d.engine == SQLite {
		return d.explain(d.emptyLog(ctx))
	}
	for _, table := range tables {
		if !identifier.MatchString(table) {
			return fmt.Errorf("no table has the name %q", table)
		}
		if _, err := d.writer.db.ExecContext(ctx, `VACUUM (FULL) `+table); err != nil {
			return d.explain(err)
		}
	}
	return nil
}

// emptyLog carries SQLite's write-ahead log over and cuts it to nothing. A reader
// in the way is told by a number in the answer, not by an error.
func (d *DB) emptyLog(ctx context.Context) error {
	var busy, pages, carried int64
	err := d.writer.db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &carried)
	if err == nil && busy != 0 {
		return fmt.Errorf("%w: a long reader keeps deleted rows in the write-ahead log", errs.Unavailable)
	}
	return err
}
