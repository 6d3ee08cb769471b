package db_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/errs"
)

// wantTrouble fails unless the error is of the kind (0: none) and says what is
// wrong and what to do, and nothing of what it should not.
func wantTrouble(t *testing.T, err error, kind errs.Kind, said string, hidden ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %q", said)
	}
	if got := errs.KindOf(err); got != kind {
		t.Errorf("kind %v, want %v: %v", got, kind, err)
	}
	if !strings.Contains(err.Error(), said) {
		t.Errorf("%q does not say %q", err, said)
	}
	for _, part := range hidden {
		if strings.Contains(err.Error(), part) {
			t.Errorf("%q tells %q", err, part)
		}
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("%q is not one line", err)
	}
}

func TestOpenSaysWhatToDo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for what, try := range map[string]struct {
		o    db.Options
		said string
	}{
		"nothing":              {db.Options{}, "name either a data folder or a database address"},
		"both":                 {db.Options{Dir: "x", URL: "postgres://x"}, "not both"},
		"a file for a folder":  {db.Options{Dir: file}, "the data folder cannot be made; name another with --data"},
		"a folder in a file":   {db.Options{Dir: filepath.Join(file, "data")}, "the data folder cannot be made"},
		"another database":     {db.Options{URL: "mysql://root:geheim@db.example/palabre"}, "must look like postgres://"},
		"no address":           {db.Options{URL: "localhost"}, "must look like postgres://"},
		"a port that is none":  {db.Options{URL: "postgres://root:geheim@db.example:port/palabre"}, "cannot be read"},
		"an option that fails": {db.Options{URL: "postgres://root:geheim@db.example/palabre?sslmode=perhaps"}, "cannot be read"},
		"a host in two parts":  {db.Options{URL: "postgres://root:geheim@db example/palabre"}, "cannot be read"},
	} {
		t.Run(what, func(t *testing.T) {
			_, err := db.Open(t.Context(), try.o)
			wantTrouble(t, err, 0, try.said, "geheim", "db.example", "root")
		})
	}
}

func TestAFolderOfAnyNameIsReadableByItsOwnerAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "à part?", "50% #1 & co;")
	o := dbtest.SQLiteOptions(t)
	o.Dir = dir
	d := dbtest.Open(t, o)
	if err := d.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]os.FileMode{"": 0o700, "palabre.db": 0o600, "palabre.db-wal": 0o600, "palabre.db-shm": 0o600} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
		} else if got := info.Mode().Perm(); got != want {
			t.Errorf("%q has the rights %o, want %o", name, got, want)
		}
	}
	if file := fileOf(t, d); file != filepath.Join(dir, "palabre.db") {
		t.Errorf("the database is %q", file)
	}
}

func TestGarbageForADatabaseIsLeftAlone(t *testing.T) {
	o := dbtest.SQLiteOptions(t)
	file := filepath.Join(o.Dir, "palabre.db")
	garbage := []byte(strings.Repeat("Not a database, but somebody's only copy of a novel. ", 100))
	if err := os.WriteFile(file, garbage, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := db.Open(t.Context(), o)
	wantTrouble(t, err, 0, "the database file is not one of SQLite; name another data folder, or restore a backup")
	if after, err := os.ReadFile(file); err != nil || !bytes.Equal(after, garbage) {
		t.Errorf("the file was changed (%v)", err)
	}
}

func TestADamagedDatabaseSaysSo(t *testing.T) {
	o := dbtest.SQLiteOptions(t)
	file := filepath.Join(o.Dir, "palabre.db")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(content); i++ { // all pages but the first
		content[i] = 0x5a
	}
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(t.Context(), o)
	if err == nil {
		err = errors.Join(d.Ready(t.Context()), d.Migrate(t.Context()), d.Close())
	}
	wantTrouble(t, firstOf(err), 0, "the database file is damaged; stop the program")
}

// firstOf is the first of errors that were joined.
func firstOf(err error) error {
	if all, ok := err.(interface{ Unwrap() []error }); ok && strings.Contains(err.Error(), "\n") {
		return all.Unwrap()[0]
	}
	return err
}

func TestADatabaseOfANewerReleaseIsLeftAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		before := schemaOf(t, d)
		write(t, d, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)`)
		err := d.Migrate(t.Context())
		wantTrouble(t, err, 0, "the database is of a newer release (schema 9999, this program knows")
		wantTrouble(t, err, 0, "install that release, or restore a backup made before the upgrade")
		if schemaOf(t, d) != before {
			t.Error("the schema was changed")
		}
	})
}

// A disk of a given size, as SQLite sees it.
func TestAFullDiskUndoesTheTransaction(t *testing.T) {
	d := dbtest.SQLite(t)
	limit := func(pages string) { one[int64](t, d, `PRAGMA max_page_count = `+pages) }
	limit("1") // at once: SQLite takes the size that it has
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		if _, err := db.Exec(t.Context(), tx, `INSERT INTO secret (name, value) VALUES ('small', 'x')`); err != nil {
			return err
		}
		_, err := db.Exec(t.Context(), tx, `INSERT INTO secret (name, value) VALUES ('large', $1)`, strings.Repeat("x", 1_000_000))
		return err
	})
	wantTrouble(t, err, errs.Unavailable, "the disk is full; make room, nothing was changed")
	if kept := number(t, d, `SELECT count(*) FROM secret`); kept != 0 {
		t.Errorf("%d rows of the transaction were kept", kept)
	}
	limit("1000000")
	write(t, d, `INSERT INTO secret (name, value) VALUES ('later', $1)`, strings.Repeat("x", 1_000_000))
}

func TestWhatACallerNoLongerWaitsForIsNotATrouble(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		slow := engines(d, `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n`, `SELECT 1 FROM pg_sleep(600)`)
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		err := d.Read(ctx, func(tx *db.Tx) error {
			_, err := db.One(ctx, tx, db.ScanInt, slow)
			return err
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v, want the deadline", err)
		}
		if err != nil {
			wantTrouble(t, err, 0, "context deadline exceeded", "127.0.0.1")
		}
		if err := d.Ready(t.Context()); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}

func TestWhatIsScrubbedIsNowhereInTheFiles(t *testing.T) {
	t.Parallel() // the reader in the way is waited for, five seconds long
	d := dbtest.SQLite(t)
	const canary = "the words that somebody wanted back"
	write(t, d, `INSERT INTO secret (name, value) VALUES ('canary', $1)`, strings.Repeat(canary, 500))
	found := func() (in []string) {
		for _, name := range []string{"palabre.db", "palabre.db-wal"} {
			content, err := os.ReadFile(filepath.Join(filepath.Dir(fileOf(t, d)), name))
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(content, []byte(canary)) {
				in = append(in, name)
			}
		}
		return in
	}
	if len(found()) == 0 {
		t.Fatal("the words are nowhere: the test sees nothing")
	}
	err := d.Read(t.Context(), func(tx *db.Tx) error { // an old picture keeps the words in the log
		if _, err := db.One(t.Context(), tx, db.ScanInt, `SELECT count(*) FROM secret`); err != nil {
			return err
		}
		write(t, d, `DELETE FROM secret`)
		wantTrouble(t, d.Scrub(t.Context(), "secret"), errs.Unavailable, "a long reader keeps deleted rows")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Scrub(t.Context(), "secret"); err != nil {
		t.Fatal(err)
	}
	if in := found(); len(in) != 0 {
		t.Errorf("the words are still in %v", in)
	}
	if err := dbtest.Postgres(t).Scrub(t.Context(), "secret", "revision_body"); err != nil {
		t.Error(err)
	}
}
