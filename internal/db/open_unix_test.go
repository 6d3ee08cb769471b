//go:build linux || darwin

package db_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/errs"
)

func TestAFolderThatCannotBeWrittenSaysSo(t *testing.T) {
	for what, try := range map[string]struct {
		files  bool // the database is there
		folder os.FileMode
		file   os.FileMode
		said   string
	}{
		"an empty folder to read only":            {folder: 0o555, said: "0|the data folder cannot be written; look at its owner and rights"},
		"a folder that is closed":                 {files: true, folder: 0o000, file: 0o666, said: "0|the data folder cannot be written"},
		"a database to read only":                 {files: true, folder: 0o777, file: 0o444, said: "unavailable|unavailable: the data folder cannot be written; look at its owner and rights"},
		"a folder to read only around a database": {files: true, folder: 0o555, file: 0o666, said: "unavailable|unavailable: the data folder cannot be written"},
		"a folder as it should be":                {files: true, folder: 0o777, file: 0o666, said: "done"},
	} {
		t.Run(what, func(t *testing.T) {
			o := dbtest.SQLiteOptions(t)
			file := filepath.Join(o.Dir, "palabre.db")
			before, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !try.files {
				if err := os.Remove(file); err != nil {
					t.Fatal(err)
				}
			} else if err := os.Chmod(file, try.file); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(filepath.Dir(o.Dir), 0o755); err != nil { // whoever the child is must get here
				t.Fatal(err)
			}
			if err := os.Chmod(o.Dir, try.folder); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(o.Dir, 0o700) })
			if said := startChild(t, "nobody", o).end(t); !strings.HasPrefix(strings.Replace(said, "unknown kind", "0", 1), try.said) {
				t.Errorf("said %q, want %q", said, try.said)
			}
			if try.said == "done" || !try.files {
				return
			}
			os.Chmod(o.Dir, 0o700)
			if after, err := os.ReadFile(file); err != nil || string(after) != string(before) {
				t.Errorf("the database was changed (%v)", err)
			}
		})
	}
}

// The system gives no more room in the middle of the write-ahead log.
func TestAWriteThatTheSystemRefusesLosesNothingBefore(t *testing.T) {
	o := dbtest.SQLiteOptions(t)
	c := startChild(t, "full", o)
	count, said, _ := strings.Cut(c.line(t), "|")
	if want := "unavailable: the disk refuses to read or write; look at its space and its health, nothing was changed"; !strings.HasPrefix(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
	if last := c.end(t); last != "done" {
		t.Errorf("with room again: %s", last)
	}
	kept, err := strconv.ParseInt(count, 10, 64)
	if err != nil || kept == 0 {
		t.Fatalf("%q rows were acknowledged (%v)", count, err)
	}
	d := dbtest.Open(t, o)
	if rows := number(t, d, `SELECT count(*) FROM secret`); rows != kept+1 {
		t.Errorf("%d rows, want the %d that were acknowledged and the one afterwards", rows, kept)
	}
	if rows := number(t, d, `SELECT count(*) FROM secret WHERE name = $1`, count); rows != 0 {
		t.Error("the row that was refused is there")
	}
	if said := one[string](t, d, `PRAGMA integrity_check`); said != "ok" {
		t.Errorf("the database is %s", said)
	}
}

func TestADatabaseThatAnotherProgramKeepsLocked(t *testing.T) {
	t.Parallel()
	t.Run("all of it", func(t *testing.T) {
		t.Parallel() // both wait out the five seconds of busy_timeout
		o := dbtest.SQLiteOptions(t)
		c := startChild(t, "owner", o)
		c.line(t)
		_, err := db.Open(t.Context(), o)
		wantTrouble(t, err, errs.Unavailable, "another program keeps the database locked; stop it or try again")
		if said := c.end(t); said != "done" {
			t.Fatal(said)
		}
		d := dbtest.Open(t, o)
		if rows := number(t, d, `SELECT count(*) FROM secret`); rows != 0 {
			t.Errorf("%d rows, want none", rows)
		}
	})
	t.Run("its writing", func(t *testing.T) {
		t.Parallel()
		o := dbtest.SQLiteOptions(t)
		d := dbtest.Open(t, o)
		c := startChild(t, "writer", o)
		c.line(t)
		ran := false
		err := d.Write(t.Context(), func(*db.Tx) error { ran = true; return nil })
		wantTrouble(t, err, errs.Unavailable, "another program keeps the database locked; stop it or try again")
		if ran {
			t.Error("the verb ran without the lock")
		}
		if rows := number(t, d, `SELECT count(*) FROM secret`); rows != 0 { // readers never wait
			t.Errorf("a reader sees %d rows of the other's transaction", rows)
		}
		if said := c.end(t); said != "done" {
			t.Fatal(said)
		}
		write(t, d, `INSERT INTO secret (name, value) VALUES ('ours', 'x')`)
	})
}

// A second opening must not loosen the locks of the first: closing any
// descriptor of the file would drop them for the whole process.
func TestOpeningTwiceKeepsTheLocks(t *testing.T) {
	o := dbtest.SQLiteOptions(t)
	first := dbtest.Open(t, o)
	if err := first.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	dbtest.Open(t, o)
	c := startChild(t, "owner", o)
	if said := c.end(t); !strings.Contains(said, "database is locked") {
		t.Errorf("another program took the whole database although it is open here: %q", said)
	}
}
