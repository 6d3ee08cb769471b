package db_test

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/id"
)

// eachFresh runs a test on a database of each engine that nobody has migrated.
func eachFresh(t *testing.T, test func(t *testing.T, o db.Options)) {
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		if o.Dir != "" {
			o.Dir = t.TempDir()
			test(t, o)
			return
		}
		server := dbtest.Open(t, o)
		name := "palabre_fresh_" + string(id.NewKey())
		if _, err := server.Writer().ExecContext(t.Context(), `CREATE DATABASE `+name+` TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if _, err := server.Writer().ExecContext(t.Context(), `DROP DATABASE `+name+` WITH (FORCE)`); err != nil {
				t.Error(err)
			}
		}()
		test(t, at(t, o, func(u *url.URL) { u.Path = "/" + name }))
	})
}

func TestEightProgramsMigrateAFreshDatabaseAtOnce(t *testing.T) {
	eachFresh(t, func(t *testing.T, o db.Options) {
		var programs []*child
		for range 8 {
			programs = append(programs, startChild(t, "migrate", o))
		}
		for i, program := range programs {
			if said := program.end(t); said != "done" {
				t.Errorf("program %d: %s", i, said)
			}
		}
		looksMigrated(t, dbtest.Open(t, o))
	})
}

func TestEightGoroutinesMigrateAFreshDatabaseAtOnce(t *testing.T) {
	eachFresh(t, func(t *testing.T, o db.Options) {
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if err := migratePart(t.Context(), o); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		looksMigrated(t, dbtest.Open(t, o))
	})
}

// looksMigrated fails unless each step ran once and the job queue has its tables.
func looksMigrated(t *testing.T, d *db.DB) {
	t.Helper()
	steps := texts(t, d, `SELECT CAST(version_id AS TEXT) FROM goose_db_version WHERE is_applied ORDER BY version_id`)
	if want := []string{"0", "1", "2", "3", "4"}; !slices.Equal(steps, want) {
		t.Errorf("the steps %v ran, want %v", steps, want)
	}
	all := strings.Join(texts(t, d, engines(d, `SELECT name FROM sqlite_schema WHERE type = 'table'`, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)), " ")
	for _, table := range []string{"article", "revision_body", "river_job", "river_leader", "river_migration", "river_queue"} {
		if !strings.Contains(" "+all+" ", " "+table+" ") {
			t.Errorf("there is no table %s", table)
		}
	}
	write(t, d, insert("edition"))
}

func TestMigratingTwiceChangesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		makeWorld(t, d)
		state := func() string {
			versions := texts(t, d, `SELECT CAST(version_id AS TEXT) FROM goose_db_version ORDER BY id`)
			jobs := texts(t, d, `SELECT CAST(version AS TEXT) FROM river_migration ORDER BY version`)
			return schemaOf(t, d) + strings.Join(append(versions, jobs...), " ")
		}
		before := state()
		if err := d.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if state() != before {
			t.Error("the second time changed the schema")
		}
		if articles := number(t, d, `SELECT count(*) FROM article`); articles != 5 {
			t.Errorf("%d articles, want 5", articles)
		}
	})
}

// A migration that fails in the middle, because there is something in its way,
// leaves what was there, and goes through once that is gone.
func TestAMigrationThatFailsCanBeRunAgain(t *testing.T) {
	eachFresh(t, func(t *testing.T, o db.Options) {
		d := dbtest.Open(t, o)
		write(t, d, `CREATE TABLE listing (of_somebody_else TEXT)`)
		if err := d.Migrate(t.Context()); err == nil {
			t.Fatal("two tables have one name")
		}
		if tables := tablesOf(t, d); slices.Contains(tables, "account") || !slices.Contains(tables, "edition") {
			t.Errorf("a step was kept by half: %v", tables)
		}
		write(t, d, `DROP TABLE listing`)
		if err := d.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		looksMigrated(t, d)
	})
}
