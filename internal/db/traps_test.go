package db_test

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

// trap is a text that the two engines take differently, and the one that says
// the same on both.
type trap struct {
	what             string
	text             string
	args             []any
	sqlite, postgres string // how the engine refuses the text, "" when it takes it: a part of what it says, a SQLSTATE
	rule             string
	ruled            []any
}

// The table of traps, as far as it is about texts. Others have tests of their own below.
var traps = []trap{
	{
		what: "the order of an index", text: `CREATE INDEX t ON trap (at DESC NULLS LAST)`, sqlite: "unsupported use of NULLS LAST",
		rule: `SELECT id FROM trap ORDER BY at DESC NULLS LAST, id DESC`,
	},
	{
		what: "a truth compared with a number", text: `SELECT id FROM trap WHERE live = 1`, postgres: "42883",
		rule: `SELECT id FROM trap WHERE live AND NOT (live = $1)`, ruled: []any{false},
	},
	{
		what: "a parameter that may be missing", text: `SELECT id FROM trap WHERE $1 IS NULL OR at = $1`, args: []any{nil}, postgres: "42P08",
		rule: `SELECT id FROM trap WHERE CAST($1 AS BIGINT) IS NULL OR at = $1`, ruled: []any{nil},
	},
	{
		what: "a parameter alone in a recursion", args: []any{int64(3)}, postgres: "42883",
		text:  `WITH RECURSIVE up (n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM up WHERE n < 5) SELECT n FROM up`,
		rule:  `WITH RECURSIVE up (n) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT n + 1 FROM up WHERE n < 5) SELECT n FROM up`,
		ruled: []any{int64(3)},
	},
	{
		what: "a parameter that nothing uses", text: `SELECT id FROM trap WHERE at = $2`, args: []any{int64(1), int64(2)}, postgres: "42P18",
		rule: `SELECT id FROM trap WHERE at = $2 AND CAST($1 AS BIGINT) IS NOT NULL`, ruled: []any{int64(1), int64(2)},
	},
	{
		what: "a change inside of a query", text: `WITH x AS (UPDATE trap SET at = 1 RETURNING id) SELECT id FROM x`, sqlite: "syntax error",
		rule: `UPDATE trap SET at = 1 RETURNING id`,
	},
	{
		what: "what is copied and is there already", sqlite: "syntax error",
		text: `INSERT INTO kept (code, at) SELECT name, at FROM trap ON CONFLICT (code) DO UPDATE SET at = excluded.at`,
		rule: `INSERT INTO kept (code, at) SELECT name, at FROM trap WHERE TRUE ON CONFLICT (code) DO UPDATE SET at = excluded.at`,
	},
	{
		what: "one of several", text: `SELECT id FROM trap WHERE id = ANY('{1,2}')`, sqlite: "no such function: ANY",
		rule: `SELECT id FROM trap WHERE id IN ($1, $2, $3, $4)`, ruled: []any{int64(1), int64(2), int64(2), int64(2)},
	},
	{
		what: "a row taken", text: `SELECT id FROM trap WHERE id = 1 FOR UPDATE`, sqlite: "syntax error",
		rule: `SELECT id FROM trap WHERE id = 1`, // after tx.Lock
	},
	{
		what: "replaced", text: `INSERT OR REPLACE INTO kept (code, at) VALUES ('a', 1)`, postgres: "42601",
		rule: `INSERT INTO kept (code, at) VALUES ('a', 1) ON CONFLICT (code) DO UPDATE SET at = excluded.at`,
	},
	{
		what: "a child before its parent", text: `CREATE TABLE child (id BIGINT REFERENCES nowhere (id))`, postgres: "42P01",
		rule: `CREATE TABLE child (id BIGINT REFERENCES kept_too (id))`,
	},
	{
		what: "a text for a number", text: `INSERT INTO kept (code, at) VALUES ('text', 'soon')`, postgres: "22P02",
		rule: `INSERT INTO kept (code, at) VALUES ('text', $1)`, ruled: []any{int64(1)},
	},
	{
		what: "a time", text: `INSERT INTO kept (code, at) VALUES ('time', $1)`, args: []any{time.Unix(1725530400, 0)}, postgres: "22P02",
		rule: `INSERT INTO kept (code, at) VALUES ('time', $1)`, ruled: []any{int64(1725530400000000)},
	},
	{
		what: "a number of a sequence, given", text: `INSERT INTO trap (id, live, name) VALUES (70, TRUE, 'x')`, postgres: "428C9",
		rule: `INSERT INTO trap (live, name) VALUES (TRUE, 'x') RETURNING id`,
	},
}

// trapTables makes the tables that the traps are set in.
func trapTables(t *testing.T, d *db.DB) {
	t.Helper()
	id := "INTEGER PRIMARY KEY AUTOINCREMENT"
	if d.Engine() == db.Postgres {
		id = "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
	}
	write(t, d, `CREATE TABLE trap (id `+id+`, at BIGINT NULL, live BOOLEAN NOT NULL, name TEXT NOT NULL, data BYTEA NULL)`)
	write(t, d, `CREATE TABLE kept (code TEXT NOT NULL PRIMARY KEY, at BIGINT NULL)`)
	write(t, d, `CREATE TABLE kept_too (id BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL, CONSTRAINT kept_at UNIQUE (at))`)
	write(t, d, `INSERT INTO trap (at, live, name) VALUES (1, TRUE, 'a'), (NULL, FALSE, 'Z'), (3, TRUE, 'é'), (4, TRUE, 'b')`)
}

// TestTraps tries the table of traps on both engines.
func TestTraps(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		trapTables(t, d)
		for _, trap := range traps {
			t.Run(trap.what, func(t *testing.T) {
				want := engines(d, trap.sqlite, trap.postgres)
				if err := run(t, d, trap.text, trap.args); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
					t.Errorf("the trap: %v, want %q\n%s", err, want, trap.text)
				}
				if err := run(t, d, trap.rule, trap.ruled); err != nil {
					t.Errorf("the rule is refused: %v\n%s", err, trap.rule)
				}
			})
		}
		for _, trap := range []struct {
			what string
			try  func(t *testing.T, d *db.DB)
		}{
			{"LIKE folds on one engine only", likeFolds},
			{"texts that are none", textsThatAreNone},
			{"a query while rows are open", queryWhileRowsAreOpen},
			{"which constraint failed", whichConstraintFailed},
			{"text is ordered by bytes", orderedByBytes},
			{"what comes back", whatComesBack},
			{"a sequence never gives a number again", neverAgain},
			{"numbers are not the order of commits", notTheOrderOfCommits},
		} {
			t.Run(trap.what, func(t *testing.T) { trap.try(t, d) })
		}
	})
}

// run runs a text to its end in a transaction that it takes back.
func run(t *testing.T, d *db.DB, text string, args []any) error {
	t.Helper()
	tx, err := d.Writer().BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	rows, err := tx.QueryContext(t.Context(), text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

// one reads a single value through the writer; it sees what the engine says.
func one[T any](t *testing.T, d *db.DB, query string, args ...any) T {
	t.Helper()
	var value T
	if err := d.Writer().QueryRowContext(t.Context(), query, args...).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

// engines gives what is expected of each.
func engines[T any](d *db.DB, sqlite, postgres T) T {
	if d.Engine() == db.SQLite {
		return sqlite
	}
	return postgres
}

func likeFolds(t *testing.T, d *db.DB) {
	if got, want := number(t, d, `SELECT count(*) FROM trap WHERE name LIKE 'A%'`), engines[int64](d, 1, 0); got != want {
		t.Errorf("LIKE finds %d, want %d", got, want)
	}
	// Both compare what Go has folded already.
	if got := number(t, d, `SELECT count(*) FROM trap WHERE name LIKE $1`, "a%"); got != 1 {
		t.Errorf("LIKE on folded text finds %d, want 1", got)
	}
}

func textsThatAreNone(t *testing.T, d *db.DB) {
	for what, text := range map[string]string{"NUL": "a\x00b", "half a letter": "\xc3", "a surrogate": "\xed\xa0\x80"} {
		err := run(t, d, `INSERT INTO kept (code) VALUES ($1)`, []any{text})
		var pg *pgconn.PgError
		switch {
		case d.Engine() == db.SQLite && err != nil:
			t.Errorf("%s: refused by %v: then the door need not look", what, err)
		case d.Engine() == db.Postgres && (!errors.As(err, &pg) || pg.Code != "22021"):
			t.Errorf("%s: %v, want 22021", what, err)
		}
	}
}

func whatComesBack(t *testing.T, d *db.DB) {
	write(t, d, `UPDATE trap SET data = $1 WHERE id = 1`, []byte{})
	data := one[[]byte](t, d, `SELECT data FROM trap WHERE id = 1`)
	if len(data) != 0 || (data == nil) != engines(d, true, false) {
		t.Errorf("an empty blob comes back as %#v", data)
	}
	if null := one[bool](t, d, `SELECT data IS NULL FROM trap WHERE id = 1`); null {
		t.Error("an empty blob became NULL")
	}
	if sum, want := one[any](t, d, `SELECT sum(at) FROM trap`), engines[any](d, int64(8), "8"); sum != want {
		t.Errorf("a sum comes back as %#v, want %#v", sum, want)
	}
	if sum := one[any](t, d, `SELECT CAST(sum(at) AS BIGINT) FROM trap`); sum != int64(8) {
		t.Errorf("a sum that is cast comes back as %#v", sum)
	}
	if live := one[bool](t, d, `SELECT live FROM trap WHERE id = 1`); !live {
		t.Error("true came back as false")
	}
	if live, want := one[any](t, d, `SELECT at > 0 FROM trap WHERE id = 1`), engines[any](d, int64(1), true); live != want {
		t.Errorf("a comparison comes back as %#v, want %#v", live, want)
	}
}

func queryWhileRowsAreOpen(t *testing.T, d *db.DB) {
	tx, err := d.Writer().BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	rows, err := tx.QueryContext(t.Context(), `SELECT id FROM trap`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	rows.Next()
	var n int64
	err = tx.QueryRowContext(t.Context(), `SELECT count(*) FROM trap`).Scan(&n)
	if (err == nil) != engines(d, true, false) {
		t.Errorf("a second query: %v", err)
	}
	rows.Close()
	tx.Rollback()

	// Collect has read all rows when it returns.
	err = d.Read(t.Context(), func(tx *db.Tx) error {
		ids, err := db.Collect(t.Context(), tx, db.ScanInt, `SELECT id FROM trap ORDER BY id`)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if _, err := db.One(t.Context(), tx, db.ScanText, `SELECT name FROM trap WHERE id = $1`, id); err != nil {
				return err
			}
		}
		if !slices.Equal(ids, []int64{1, 2, 3, 4}) {
			t.Errorf("collected %v", ids)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func whichConstraintFailed(t *testing.T, d *db.DB) {
	write(t, d, `INSERT INTO kept_too (id, at) VALUES (1, 1)`)
	for text, want := range map[string]bool{
		`INSERT INTO kept_too (id, at) VALUES (1, 2)`:            true,  // a primary key
		`INSERT INTO kept_too (id, at) VALUES (2, 1)`:            true,  // a unique set
		`INSERT INTO kept_too (id, at) VALUES (2, NULL)`:         false, // NOT NULL
		`INSERT INTO kept_too (id) VALUES (3)`:                   false,
		`SELECT nothing FROM kept_too`:                           false,
		`INSERT INTO edition_host VALUES ('a.example', 9, TRUE)`: false, // a foreign key
	} {
		err := run(t, d, text, nil)
		if err == nil || db.IsUnique(err) != want {
			t.Errorf("%s: %v is unique: %v, want %v", text, err, db.IsUnique(err), want)
		}
	}
}

// A deferred transaction that has read and then writes is refused at once when
// another has written in between, however long busy_timeout is.
func TestAReadThatBecomesAWrite(t *testing.T) {
	d := dbtest.SQLite(t)
	trapTables(t, d)
	deferred, err := sql.Open("sqlite", "file:"+fileOf(t, d)+"?_txlock=deferred&_pragma=busy_timeout(60000)")
	if err != nil {
		t.Fatal(err)
	}
	defer deferred.Close()
	tx, err := deferred.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	var n int64
	if err := tx.QueryRowContext(t.Context(), `SELECT count(*) FROM trap`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	write(t, d, `UPDATE trap SET at = 9`)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	_, err = tx.ExecContext(ctx, `UPDATE trap SET at = 10`)
	var lite *sqlite.Error
	if !errors.As(err, &lite) || lite.Code() != 517 {
		t.Errorf("the deferred write: %v, want 517", err)
	}
}

// fileOf is the database's file.
func fileOf(t *testing.T, d *db.DB) string {
	return one[string](t, d, `SELECT file FROM pragma_database_list WHERE name = 'main'`)
}

// The order of numbers is that of commits with one writer only.
func notTheOrderOfCommits(t *testing.T, d *db.DB) {
	if d.Engine() == db.SQLite {
		return // the second writer waits for the first: they cannot cross
	}
	early, err := d.Writer().BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer early.Rollback()
	apply(t, early, `INSERT INTO trap (live, name) VALUES (TRUE, 'early')`)
	write(t, d, `INSERT INTO trap (live, name) VALUES (TRUE, 'late')`)
	last := number(t, d, `SELECT max(id) FROM trap`)
	if err := early.Commit(); err != nil {
		t.Fatal(err)
	}
	if after := number(t, d, `SELECT count(*) FROM trap WHERE id > $1`, last); after != 0 {
		t.Errorf("%d rows after number %d: the one committed last was to have a lower number", after, last)
	}
}

// On SQLite a number that is given moves the sequence on, and one that was used
// is not used again.
func neverAgain(t *testing.T, d *db.DB) {
	write(t, d, `DELETE FROM trap WHERE id = 4`)
	write(t, d, `INSERT INTO trap (live, name) VALUES (TRUE, 'next')`)
	if got := number(t, d, `SELECT max(id) FROM trap`); got <= 4 {
		t.Errorf("after 4 was deleted comes %d", got)
	}
	if d.Engine() == db.SQLite {
		write(t, d, `INSERT INTO trap (id, live, name) VALUES (70, TRUE, 'given')`)
		write(t, d, `INSERT INTO trap (live, name) VALUES (TRUE, 'next')`)
		if got := number(t, d, `SELECT max(id) FROM trap`); got != 71 {
			t.Errorf("after 70 was given comes %d, want 71", got)
		}
	}
}

func orderedByBytes(t *testing.T, d *db.DB) {
	var names []string
	err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
		names, err = db.Collect(t.Context(), tx, db.ScanText, `SELECT name FROM trap ORDER BY name`)
		return err
	})
	if want := []string{"Z", "a", "b", "é"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("%v (%v), want %v", names, err, want)
	}
}

// A foreign key to a table that is not there yet makes SQLite refuse every write
// to the child, long after it took the child itself.
func TestAChildWithoutItsParent(t *testing.T) {
	d := dbtest.SQLite(t)
	write(t, d, `CREATE TABLE child (id BIGINT REFERENCES nowhere (id))`)
	err := run(t, d, `INSERT INTO child (id) VALUES (1)`, nil)
	if err == nil || !strings.Contains(err.Error(), "no such table: main.nowhere") {
		t.Errorf("a child without its parent: %v", err)
	}
}
