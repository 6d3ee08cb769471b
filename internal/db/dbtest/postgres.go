package dbtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"palabre/internal/db"
	"palabre/internal/db/migrations"
	"palabre/internal/id"
)

// PostgresOptions are those of a database cloned from the migrated template; it
// is dropped when the test ends.
func PostgresOptions(t *testing.T) db.Options {
	t.Helper()
	server := os.Getenv("PALABRE_TEST_POSTGRES")
	if server == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("PALABRE_TEST_POSTGRES names no PostgreSQL server; `make test` starts one")
		}
		t.Skip("no PostgreSQL: PALABRE_TEST_POSTGRES is not set; `make test` starts one")
	}
	template, err := migratedTemplate()
	if err != nil {
		t.Fatal(err)
	}
	name := "palabre_" + string(id.NewKey())
	if err := run(server, `CREATE DATABASE `+name+` TEMPLATE `+template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := run(server, `DROP DATABASE `+name+` WITH (FORCE)`); err != nil {
			t.Error(err)
		}
	})
	return options(db.Options{URL: at(server, name)})
}

// migratedTemplate makes the template that test databases are cloned from, once
// for all test programs of one state of the migrations.
var migratedTemplate = sync.OnceValues(func() (string, error) {
	server := os.Getenv("PALABRE_TEST_POSTGRES")
	state, err := stateOfMigrations()
	if err != nil {
		return "", err
	}
	name := "palabre_template_" + state
	ctx := context.Background()
	pool, err := sql.Open("pgx", server)
	if err != nil {
		return "", err
	}
	defer pool.Close()
	conn, err := pool.Conn(ctx) // one connection: it holds the lock
	if err != nil {
		return "", err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock(20261123)`); err != nil {
		return "", err
	}
	var there bool
	if err := conn.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)`, name).Scan(&there); err != nil || there {
		return name, err
	}
	// A test program that was stopped in the middle left half of one.
	if _, err := conn.ExecContext(ctx, `DROP DATABASE IF EXISTS `+name+`_new`); err != nil {
		return "", err
	}
	if _, err := conn.ExecContext(ctx, `CREATE DATABASE `+name+`_new TEMPLATE template0 LOCALE 'C.UTF-8' ENCODING 'UTF8'`); err != nil {
		return "", err
	}
	if err := migrate(options(db.Options{URL: at(server, name+"_new")})); err != nil {
		return "", err
	}
	_, err = conn.ExecContext(ctx, `ALTER DATABASE `+name+`_new RENAME TO `+name)
	return name, err
})

// stateOfMigrations is a short hash of all migration files.
func stateOfMigrations() (string, error) {
	files, err := migrations.For("postgres")
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	err = fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, path)
		sum.Write(text)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil))[:16], err
}

func run(server, statement string) error {
	pool, err := sql.Open("pgx", server)
	if err != nil {
		return err
	}
	defer pool.Close()
	_, err = pool.Exec(statement)
	return err
}

// at is the address of another database on the same server.
func at(server, name string) string {
	address, err := url.Parse(server)
	if err != nil {
		return strings.TrimSpace(server)
	}
	address.Path = "/" + name
	return address.String()
}
