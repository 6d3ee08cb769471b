package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"palabre/internal/errs"
)

// trouble is a failure of the engine itself, told to the operator. It leaves out
// what the driver says, which may name an address of the network; errors.As
// still finds the driver's error.
type trouble struct {
	kind   errs.Kind // errs.Unavailable where trying again may help, else 0
	advice string    // what is wrong; what to do
	code   string    // the engine's name for it, "" for none
	cause  error
}

func (t *trouble) Error() string {
	said := t.advice
	if t.kind != 0 {
		said = t.kind.Error() + ": " + said
	}
	if t.code != "" {
		said += " (" + t.code + ")"
	}
	return said
}

// Unwrap lets errors.Is find the kind, and errors.As the driver's error.
func (t *trouble) Unwrap() []error {
	if t.kind == 0 {
		return []error{t.cause}
	}
	return []error{t.kind, t.cause}
}

// explain tells the operator's side of a failure where there is one. That the
// caller stopped waiting is not the engine's failure.
func (d *DB) explain(err error) error {
	if err == nil || errs.KindOf(err) != 0 {
		return err
	}
	if why := stopped(err); why != nil {
		return why // what a driver adds may name an address of the network
	}
	if t := d.engine.diagnose(err); t != nil {
		return t
	}
	return err
}

// stopped returns why the caller no longer waits, nil when it does.
func stopped(err error) error {
	for _, why := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, why) {
			return why
		}
	}
	return nil
}

// diagnose returns what the operator can do about an engine that does not work,
// nil for any other failure.
func (e Engine) diagnose(err error) *trouble {
	if e == SQLite {
		return diagnoseSQLite(err)
	}
	return diagnosePostgres(err)
}

func diagnoseSQLite(err error) *trouble {
	var lite *sqlite.Error
	if !errors.As(err, &lite) {
		return nil
	}
	code := fmt.Sprintf("SQLite %d", lite.Code())
	switch lite.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return &trouble{errs.Unavailable, "another program keeps the database locked; stop it or try again", code, err}
	case lib.SQLITE_FULL:
		return &trouble{errs.Unavailable, "the disk is full; make room, nothing was changed", code, err}
	case lib.SQLITE_IOERR:
		return &trouble{errs.Unavailable, "the disk refuses to read or write; look at its space and its health, nothing was changed", code, err}
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM:
		return &trouble{errs.Unavailable, "the data folder cannot be written; look at its owner and rights", code, err}
	case lib.SQLITE_NOTADB:
		return &trouble{0, "the database file is not one of SQLite; name another data folder, or restore a backup", code, err}
	case lib.SQLITE_CORRUPT:
		return &trouble{0, "the database file is damaged; stop the program, look at the disk, and restore a backup", code, err}
	}
	return nil
}

func diagnosePostgres(err error) *trouble {
	code := postgresCode(err)
	said := "SQLSTATE " + code
	switch class := code[:min(2, len(code))]; {
	case class == "28":
		return &trouble{0, "PostgreSQL refuses this user or password; look at the database address", said, err}
	case code == "3D000":
		return &trouble{0, "PostgreSQL has no database of this name; make it: CREATE DATABASE name TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'", said, err}
	case code == "42501":
		return &trouble{0, "the database user lacks a right; make it the owner of the database", said, err}
	case class == "53", class == "58":
		return &trouble{errs.Unavailable, "PostgreSQL lacks room, memory or connections; look at its log, its disk and max_connections", said, err}
	case class == "08", strings.HasPrefix(code, "57P"):
		return &trouble{errs.Unavailable, "PostgreSQL ended the connection; look whether it is being restarted", said, err}
	}
	var refused *pgconn.ConnectError
	switch connecting := errors.As(err, &refused); {
	case connecting && code != "":
		return &trouble{errs.Unavailable, "PostgreSQL refuses the connection; its log says why", said, err}
	case connecting:
		return &trouble{errs.Unavailable, "PostgreSQL does not answer; look whether it runs and whether the address is right", "", err}
	}
	if errors.Is(err, driver.ErrBadConn) || pgconn.SafeToRetry(err) {
		return ended(err)
	}
	return nil
}

func ended(err error) *trouble {
	return &trouble{errs.Unavailable, "PostgreSQL ended the connection; look whether it is being restarted", "", err}
}

// fromDriver recognises a connection that was cut, of which PostgreSQL's driver
// gives only the bare error of the network: it means this where the driver
// returned it, and something else anywhere else.
func (e Engine) fromDriver(err error) error {
	var refused *pgconn.ConnectError
	if err == nil || e != Postgres || errors.As(err, &refused) || stopped(err) != nil {
		return err
	}
	var network *net.OpError
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &network) {
		return ended(err)
	}
	return err
}

// endedIdle reports whether a connection turned out to have ended before anything
// ran on it, as all do when PostgreSQL is started again.
func (e Engine) endedIdle(err error) bool {
	var refused *pgconn.ConnectError
	if e != Postgres || errors.As(err, &refused) {
		return false
	}
	t := diagnosePostgres(e.fromDriver(err))
	return t != nil && t.kind == errs.Unavailable
}

// advise wraps what the system says of a file with what the operator can do.
func advise(advice string, err error) error { return fmt.Errorf("%s: %w", advice, err) }
