package db

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/rogpeppe/go-internal/lockedfile"

	"palabre/internal/db/migrations"
)

//go:generate go test . -count=1 -run ^TestSchemaDumps$ -update

// Migrate brings the schema to what this program knows: ours first, then the
// job queue's own. It runs under a lock, so any number of processes may start at
// once. It only goes forward.
//
// Errors: a sentence for the operator when the database is of a newer release.
func (d *DB) Migrate(ctx context.Context) error {
	unlock, err := d.lockSchema(ctx)
	if err != nil {
		return d.explain(err)
	}
	defer unlock()
	if err := d.migrateOurs(ctx); err != nil {
		return d.explain(err)
	}
	return d.explain(d.migrateJobs(ctx))
}

func (d *DB) migrateOurs(ctx context.Context) error {
	files, err := migrations.For(d.engine.String())
	if err != nil {
		return err
	}
	dialect := goose.DialectSQLite3
	if d.engine == Postgres {
		dialect = goose.DialectPostgres
	}
	provider, err := goose.NewProvider(dialect, d.writer.db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	current, newest, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if current > newest {
		return fmt.Errorf("the database is of a newer release (schema %d, this program knows %d): install that release, or restore a backup made before the upgrade", current, newest)
	}
	_, err = provider.Up(ctx)
	return err
}

func (d *DB) migrateJobs(ctx context.Context) error {
	if d.engine == SQLite {
		return up(ctx, riversqlite.New(d.writer.db))
	}
	return up(ctx, riverdatabasesql.New(d.writer.db))
}

// lockSchema keeps other processes from migrating at the same moment. Both
// locks end with the process that holds them, however it ends.
func (d *DB) lockSchema(ctx context.Context) (unlock func(), err error) {
	if d.engine == SQLite {
		return lockedfile.MutexAt(filepath.Join(d.dir, "migrate.lock")).Lock()
	}
	const number = 7_202_611_230 // any number, the same in every release
	conn, err := d.writer.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, number); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return func() {
		conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, number)
		conn.Close()
	}, nil
}

func up[T any](ctx context.Context, driver riverdriver.Driver[T]) error {
	migrator, err := rivermigrate.New(driver, nil)
	if err != nil {
		return err
	}
	_, err = migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}
