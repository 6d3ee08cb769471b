package db_test

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"modernc.org/sqlite"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

// settings are the pragmas of every SQLite connection, as SQLite spells them
// back. synchronous 2 is FULL: what was acknowledged survives a power cut.
var settings = map[string]string{
	"busy_timeout": "5000", "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1",
	"recursive_triggers": "1", "secure_delete": "1", "analysis_limit": "1000",
}

func TestEveryConnectionHasItsPragmas(t *testing.T) {
	d := dbtest.SQLite(t)
	for _, pool := range []struct {
		what      string
		db        *sql.DB
		size      int
		queryOnly string
	}{{"writer", d.Writer(), 1, "0"}, {"reader", d.Readers(), 8, "1"}} {
		for _, round := range []string{"at first", "after all were dropped"} {
			all := connections(t, pool.db, pool.size)
			for i, conn := range all {
				for pragma, want := range settings {
					if got := pragmaOf(t, conn, pragma); got != want {
						t.Errorf("%s %d, %s: %s is %s, want %s", pool.what, i, round, pragma, got, want)
					}
				}
				if got := pragmaOf(t, conn, "query_only"); got != pool.queryOnly {
					t.Errorf("%s %d, %s: query_only is %s, want %s", pool.what, i, round, got, pool.queryOnly)
				}
				if got := pragmaOf(t, conn, "cache_size"); got == "77" {
					t.Errorf("%s %d is an old connection: nothing was dropped", pool.what, i)
				}
				pragmaOf(t, conn, "cache_size = 77")
			}
			for _, conn := range all {
				conn.Raw(func(any) error { return driver.ErrBadConn }) // the pool makes another in its place
				conn.Close()
			}
		}
		if open := pool.db.Stats().MaxOpenConnections; open != pool.size {
			t.Errorf("%d %ss may be open, want %d", open, pool.what, pool.size)
		}
	}
}

// connections takes as many connections of a pool at once as it gives.
func connections(t *testing.T, pool *sql.DB, count int) []*sql.Conn {
	t.Helper()
	all := make([]*sql.Conn, count)
	for i := range all {
		conn, err := pool.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		all[i] = conn
	}
	return all
}

func pragmaOf(t *testing.T, conn *sql.Conn, pragma string) string {
	t.Helper()
	var value string
	err := conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&value)
	if err != nil && !(errors.Is(err, sql.ErrNoRows) && strings.Contains(pragma, "=")) {
		t.Fatalf("%s: %v", pragma, err)
	}
	return value
}

func TestTheWriterBeginsToWriteAtOnceAndReadersDoNot(t *testing.T) {
	d := dbtest.SQLite(t)
	other, err := sql.Open("sqlite", "file:"+fileOf(t, d)+"?_txlock=immediate&_pragma=busy_timeout(0)")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	err = d.Write(t.Context(), func(*db.Tx) error { // has said nothing yet
		_, err := other.BeginTx(t.Context(), nil)
		var lite *sqlite.Error
		if !errors.As(err, &lite) || lite.Code() != 5 {
			t.Errorf("a second writer beside the first: %v, want 5 (busy)", err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	err = d.Read(t.Context(), func(tx *db.Tx) error {
		if _, err := db.One(t.Context(), tx, db.ScanInt, `SELECT count(*) FROM edition`); err != nil {
			return err
		}
		writing, err := other.BeginTx(t.Context(), nil)
		if err != nil {
			t.Errorf("a writer beside a reader: %v", err)
			return nil
		}
		return writing.Rollback()
	})
	if err != nil {
		t.Error(err)
	}
}

// SQLite asks an authorizer about each table of each text that it parses, so the
// number of questions tells whether anything was parsed again.
func TestSQLiteParsesATextOnceAConnection(t *testing.T) {
	d := dbtest.SQLite(t)
	shop(t, d)
	var parsed atomic.Int64
	count := func(action sqlite.AuthorizerActionCode, table, _, _, _ string) sqlite.AuthorizerReturnCode {
		if table == "shop" && (action == sqlite.AuthRead || action == sqlite.AuthUpdate) {
			parsed.Add(1)
		}
		return sqlite.AuthorizerOK
	}
	for _, conn := range append(connections(t, d.Readers(), 8), connections(t, d.Writer(), 1)...) {
		err := conn.Raw(func(c any) error { return c.(sqlite.AuthorizerRegisterer).RegisterAuthorizer(count) })
		if err := errors.Join(err, conn.Close()); err != nil {
			t.Fatal(err)
		}
	}
	const stock, sell = `SELECT stock FROM shop WHERE key = $1`, `UPDATE shop SET stock = stock - $1 WHERE id = 1`
	for range 3 { // the first time, the preparing, and the others' first time
		readOnEight(t, d, stock)
		write(t, d, sell, 0)
	}
	before := parsed.Load()
	if before < 8 {
		t.Fatalf("%d questions for 8 readers and a writer: nothing was counted", before)
	}
	for range 25 {
		readOnEight(t, d, stock)
		write(t, d, sell, 0)
	}
	if grown := parsed.Load() - before; grown != 0 {
		t.Errorf("200 reads and 25 writes made the parser ask %d times more", grown)
	}
	if _, err := d.Readers().ExecContext(t.Context(), `SELECT stock FROM shop WHERE key = 'bread'`); err != nil {
		t.Fatal(err)
	}
	if parsed.Load() == before {
		t.Error("a text that nobody prepared was not counted: the counter is broken")
	}
}

// readOnEight runs a query on eight connections at once.
func readOnEight(t *testing.T, d *db.DB, query string) {
	t.Helper()
	var all, together sync.WaitGroup
	together.Add(8)
	for range 8 {
		all.Go(func() {
			here := sync.OnceFunc(together.Done)
			defer here() // who fails does not keep the others waiting
			err := d.Read(t.Context(), func(tx *db.Tx) error {
				_, err := db.One(t.Context(), tx, db.ScanInt, query, "bread")
				here()
				together.Wait()
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// PostgreSQL tells itself what a session has prepared and how often it ran.
func TestPostgresParsesATextOnceASession(t *testing.T) {
	d := dbtest.Postgres(t)
	shop(t, d)
	d.Writer().SetMaxOpenConns(1) // one session, so that it is the one that is asked
	const stock = `SELECT stock FROM shop WHERE key = $1`
	read := func() {
		t.Helper()
		if got := number(t, d, stock, "bread"); got != 8 {
			t.Fatalf("%d in stock, want 8", got)
		}
	}
	const prepared, runs = `SELECT count(*) FROM pg_prepared_statements WHERE statement = $1`,
		`SELECT CAST(sum(generic_plans + custom_plans) AS BIGINT) FROM pg_prepared_statements WHERE statement = $1`
	for range 3 {
		read()
	}
	texts, before := number(t, d, prepared, stock), number(t, d, runs, stock)
	for range 50 {
		read()
	}
	if now := number(t, d, prepared, stock); texts == 0 || now != texts {
		t.Errorf("the text was prepared %d times, then %d times", texts, now)
	}
	if ran := number(t, d, runs, stock) - before; ran != 50 {
		t.Errorf("what was prepared ran %d times of 50", ran)
	}
}

// With rows in sqlite_stat4 SQLite would parse every text again at every
// execution (five times slower), whoever analysed.
func TestAnalyzeLeavesNoSamples(t *testing.T) {
	d := dbtest.SQLite(t)
	makeWorld(t, d)
	write(t, d, `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
		INSERT INTO place (parent_id, kind, country, slug, names) SELECT 1, 'city', 'SN', 'p' || i, '{}' FROM n`)
	for _, analyze := range []string{`ANALYZE`, `PRAGMA optimize(0x10002)`} {
		if _, err := d.Writer().ExecContext(t.Context(), analyze); err != nil {
			t.Fatal(err)
		}
		if rows := one[int64](t, d, `SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'place'`); rows == 0 {
			t.Errorf("%s analysed nothing", analyze)
		}
		if rows := one[int64](t, d, `SELECT count(*) FROM sqlite_stat4`); rows != 0 {
			t.Errorf("%s left %d samples", analyze, rows)
		}
	}
	plain, err := sql.Open("sqlite", "file:"+fileOf(t, d))
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	if _, err := plain.ExecContext(t.Context(), `ANALYZE`); err != nil {
		t.Fatal(err)
	}
	if rows := one[int64](t, d, `SELECT count(*) FROM sqlite_stat4`); rows == 0 {
		t.Error("without the limit there are no samples either: the test sees nothing")
	}
}
