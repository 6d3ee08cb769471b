package db

import (
	"context"
	"time"
)

const (
	look        = time.Second // between two rounds on SQLite
	sqliteLease = 3 * look
)

// sqliteEar notices that another program has written to the file, as a command
// does beside the server. It learns no tags.
type sqliteEar struct {
	db      *DB
	conn    any   // the driver's connection that the number is of
	version int64 // what PRAGMA data_version said last
}

func (d *DB) openSQLiteEar(ctx context.Context) (ear, error) {
	return &sqliteEar{db: d}, nil
}

// round asks for the number that SQLite changes when another connection has
// committed. All that this process writes goes through one connection, so that
// one is asked: our own commits leave its number alone. While a verb has it the
// question waits, and so does every other program that wants to write.
func (e *sqliteEar) round(ctx context.Context) error {
	conn, err := e.db.writer.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var asked any
	var version int64
	if err := conn.Raw(func(driver any) error { asked = driver; return nil }); err != nil {
		return err
	}
	if err := conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version); err != nil {
		return err
	}
	if asked != e.conn || version != e.version {
		e.conn, e.version = asked, version
		e.db.missed()
	}
	return nil
}

func (e *sqliteEar) wait(ctx context.Context) error { return rest(ctx, look) }

func (e *sqliteEar) close() {}
