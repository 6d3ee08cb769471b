// Package dbtest runs a test on a real database of each engine: a migrated
// SQLite file, then a PostgreSQL database cloned from a migrated template. It
// offers no fake; tests of stores and services use nothing else.
//
// PostgreSQL is found by the environment variable PALABRE_TEST_POSTGRES, the
// address of a server on which databases may be made. Without it those tests
// are skipped with a word on a laptop and fail when CI=true.
package dbtest

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"palabre/internal/clock"
	"palabre/internal/db"
)

// Each runs test on SQLite, then on PostgreSQL, each time on a fresh database.
func Each(t *testing.T, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// Options say how to open a fresh, migrated database of each engine; EachOptions
// is Each for tests that open it themselves, several times or in a child process.
func EachOptions(t *testing.T, test func(t *testing.T, o db.Options)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLiteOptions(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, PostgresOptions(t)) })
}

// SQLite opens a migrated SQLite database in a folder of the test's own. When the
// test ends it looks that nothing was stored which PostgreSQL would have refused.
func SQLite(t *testing.T) *db.DB {
	t.Helper()
	d := Open(t, SQLiteOptions(t))
	t.Cleanup(func() { checkTypes(t, d) })
	return d
}

// Postgres opens a migrated PostgreSQL database of the test's own.
func Postgres(t *testing.T) *db.DB { return Open(t, PostgresOptions(t)) }

// Open opens a database until the test ends.
func Open(t *testing.T, o db.Options) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// SQLiteOptions are those of a migrated file in a folder of the test's own.
func SQLiteOptions(t *testing.T) db.Options {
	t.Helper()
	migrated, err := migratedFile()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "palabre.db"), migrated, 0o600); err != nil {
		t.Fatal(err)
	}
	return options(db.Options{Dir: dir})
}

// migratedFile is a migrated database, made once in a process and copied by
// each test.
var migratedFile = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "palabre-dbtest-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := migrate(options(db.Options{Dir: dir})); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, "palabre.db"))
})

// migrate makes the schema and closes, so that no write-ahead log is left.
func migrate(o db.Options) error {
	ctx := context.Background()
	d, err := db.Open(ctx, o)
	if err != nil {
		return err
	}
	if err := d.Migrate(ctx); err != nil {
		d.Close()
		return err
	}
	return d.Close()
}

func options(o db.Options) db.Options {
	o.Clock, o.Log = clock.System, slog.New(slog.DiscardHandler)
	return o
}
