package db

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

const (
	fileName    = "palabre.db"
	readers     = 8  // SQLite: readers never wait for the writer (WAL)
	connections = 20 // PostgreSQL: pages, verbs and jobs of one node
)

// patience is how long SQLite waits for another program's lock: busy_timeout below.
const patience = 5 * time.Second

// pragmas stand in the address of every SQLite connection, because a pragma
// that is executed reaches one connection of the pool only. A power cut must
// not undo an acknowledged « Enregistré »: synchronous is FULL. Deleted text
// must not stay in free pages: secure_delete. INSERT OR REPLACE must not slip
// past a trigger: recursive_triggers. An ANALYZE by whomever must not fill
// sqlite_stat4, whose rows make every execution parse again: analysis_limit.
var pragmas = [...]string{
	"busy_timeout(5000)", "journal_mode(wal)", "synchronous(full)",
	"foreign_keys(1)", "recursive_triggers(1)", "secure_delete(1)",
	"analysis_limit(1000)",
}

func (d *DB) openSQLite(ctx context.Context, o Options) error {
	d.engine, d.openEar, d.lease = SQLite, d.openSQLiteEar, sqliteLease
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return advise("the data folder cannot be made; name another with --data or change the rights of its parent", err)
	}
	file := filepath.Join(o.Dir, fileName)
	if err := touch(file); err != nil {
		return err
	}
	writer, err := sql.Open("sqlite", address(file, "immediate"))
	if err != nil {
		return err
	}
	reader, err := sql.Open("sqlite", address(file, "deferred", "query_only(1)"))
	if err != nil {
		return errors.Join(err, writer.Close())
	}
	d.writer, d.readers = newPool(writer, 1), newPool(reader, readers)
	if err := d.firstWrite(ctx); err != nil { // the writer first: it makes the file a WAL database
		return errors.Join(d.explain(err), d.Close())
	}
	return nil
}

// firstWrite tries the writer until it works. Of several programs that meet at a
// new file all but one are refused without waiting, whatever busy_timeout says:
// SQLite lets nobody wait for the change to WAL.
func (d *DB) firstWrite(ctx context.Context) error {
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for try := 0; ; try++ {
		err := d.tryWriter(ctx)
		if !busy(err) || pause(waiting, try) != nil {
			return err
		}
	}
}

// tryWriter writes and takes it back: SQLite opens a file that it may not write,
// and even begins to, without a word.
func (d *DB) tryWriter(ctx context.Context) error {
	tx, err := d.writer.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `CREATE TABLE tried (id BIGINT)`)
	return errors.Join(err, tx.Rollback())
}

// touch makes the database file readable by its owner alone before SQLite would
// make it with the rights of the umask; the WAL takes the file's rights. A file
// that is there is left alone: closing it would drop the locks that this process
// has on it (fcntl(2)), and another program would take the database for unused.
func touch(file string) error {
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return advise("the data folder cannot be written; look at its owner and rights, or name another with --data", err)
	}
	return f.Close()
}

// address writes the DSN of a SQLite connection.
func address(file, lock string, more ...string) string {
	query := url.Values{"_txlock": {lock}}
	for _, pragma := range append(pragmas[:len(pragmas):len(pragmas)], more...) {
		query.Add("_pragma", pragma)
	}
	return "file:" + (&url.URL{Path: file}).EscapedPath() + "?" + query.Encode()
}

func (d *DB) openPostgres(ctx context.Context, o Options) error {
	d.engine, d.lease = Postgres, postgresLease
	if !strings.HasPrefix(o.URL, "postgres://") && !strings.HasPrefix(o.URL, "postgresql://") {
		return errors.New("the database address must look like postgres://user:password@host:5432/name")
	}
	config, err := pgx.ParseConfig(o.URL)
	if err != nil {
		return errors.New("the database address cannot be read; it must look like postgres://user:password@host:5432/name")
	}
	config.RuntimeParams["application_name"] = "palabre"
	config.RuntimeParams["timezone"] = "UTC"
	d.openEar = d.openPostgresEar(config)
	pool := newPool(stdlib.OpenDB(*config), connections)
	pool.db.SetConnMaxIdleTime(5 * time.Minute)
	d.writer, d.readers = pool, pool
	if err := pool.db.PingContext(ctx); err != nil {
		return errors.Join(d.explain(err), d.Close())
	}
	return nil
}
