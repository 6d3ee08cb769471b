package main

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"palabre/internal/db/dbtest"
)

// TestMain lets a script start this test program as palabre.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"palabre": main})
}

// The scripts in testdata/script run on both engines, those in the folder of an
// engine on that one. Beside the commands of testscript they have:
//
//	does ARGS…          palabre ends with 0
//	repeats ARGS…       palabre ends with 0 and nothing that is kept has changed
//	refuses CODE ARGS…  palabre ends with CODE, says something on stderr and nothing
//	                    on stdout, and nothing that is kept has changed
//	rows N TABLE        the table has N rows
//	sql STATEMENT       runs it on the database
//	occupy NAME         listens on a port until the script ends; NAME is its address
//	fill FILE BYTES     makes a file of that size
//
// An argument @FILE stands for the lines of that file. $LONG is a text of 10,000
// signs, $BROKEN one that is no UTF-8, $ABSENT the
// address of a database that does not exist.
func TestScripts(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		runScripts(t, "sqlite", func(*testing.T) string { return "" })
	})
	t.Run("postgres", func(t *testing.T) {
		runScripts(t, "postgres", func(t *testing.T) string { return dbtest.PostgresOptions(t).URL })
	})
}

func runScripts(t *testing.T, engine string, database func(*testing.T) string) {
	var files []string
	for _, pattern := range []string{"testdata/script/*.txtar", "testdata/script/" + engine + "/*.txtar"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("no scripts in %s (%v)", pattern, err)
		}
		files = append(files, found...)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			url := database(t)
			testscript.Run(t, testscript.Params{
				Files: []string{file},
				Setup: func(env *testscript.Env) error {
					env.Setenv("PALABRE_DATA", filepath.Join(env.WorkDir, "data"))
					if url != "" {
						env.Setenv("PALABRE_DATABASE_URL", url)
						env.Setenv("ABSENT", strings.Replace(url, "/palabre_", "/absent_", 1))
					}
					env.Setenv("LONG", strings.Repeat("é", 10_000))
					env.Setenv("BROKEN", "March\xe9")
					return nil
				},
				Cmds: map[string]func(*testscript.TestScript, bool, []string){
					"does": does, "repeats": repeats, "refuses": refuses, "rows": rows, "sql": runSQL, "occupy": occupy, "fill": fill,
				},
			})
		})
	}
}

func does(ts *testscript.TestScript, _ bool, args []string) { expect(ts, 0, args) }

func repeats(ts *testscript.TestScript, _ bool, args []string) {
	before := everything(ts)
	expect(ts, 0, args)
	sameAs(ts, before)
}

func refuses(ts *testscript.TestScript, _ bool, args []string) {
	code, err := strconv.Atoi(args[0])
	ts.Check(err)
	before := everything(ts)
	expect(ts, code, args[1:])
	if said := ts.ReadFile("stdout"); said != "" {
		ts.Fatalf("stdout says %q of what was refused", said)
	}
	switch said := ts.ReadFile("stderr"); {
	case !strings.Contains(said, "palabre: "):
		ts.Fatalf("stderr says %q, and not who refuses", said)
	case strings.Contains(said, "⟦"), strings.Contains(said, "goroutine "), len(said) > 64<<10:
		ts.Fatalf("stderr says no sentence: %q", said[:min(len(said), 1000)])
	}
	sameAs(ts, before)
}

// expect runs palabre and wants its exit code.
func expect(ts *testscript.TestScript, code int, args []string) {
	got := 0
	err := ts.Exec("palabre", spread(ts, args)...)
	if ended := new(exec.ExitError); errors.As(err, &ended) {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != code {
		ts.Fatalf("palabre ended with %d, want %d", got, code)
	}
}

// spread puts the lines of a file in the place of its name.
func spread(ts *testscript.TestScript, args []string) []string {
	var all []string
	for _, arg := range args {
		if name, ok := strings.CutPrefix(arg, "@"); ok {
			all = append(all, strings.Split(strings.TrimSpace(ts.ReadFile(name)), "\n")...)
			continue
		}
		all = append(all, arg)
	}
	return all
}

func kept(ts *testscript.TestScript) installation {
	return installation{ts.Getenv("PALABRE_DATA"), ts.Getenv("PALABRE_DATABASE_URL")}
}

// everything is what is kept. The rows stand for the files of the database, which
// the engine may write without a change; the empty file of its lock may be new.
func everything(ts *testscript.TestScript) map[string]string {
	all, err := kept(ts).contents(context.Background())
	ts.Check(err)
	_, isDatabase := all["table edition"]
	maps.DeleteFunc(all, func(name, _ string) bool {
		return name == "file /migrate.lock" || isDatabase && strings.HasPrefix(name, "file /palabre.db")
	})
	return all
}

func sameAs(ts *testscript.TestScript, before map[string]string) {
	after := everything(ts)
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if was, there := before[name]; !there || was != after[name] {
			ts.Fatalf("%s was changed", name)
		}
	}
	if len(after) != len(before) {
		ts.Fatalf("%d files and tables, there were %d", len(after), len(before))
	}
}

func rows(ts *testscript.TestScript, _ bool, args []string) {
	pool, err := kept(ts).open()
	ts.Check(err)
	defer pool.Close()
	count, err := lines(context.Background(), pool, `SELECT count(*) FROM `+args[1])
	ts.Check(err)
	if count[0] != args[0] {
		ts.Fatalf("%s has %s rows, want %s", args[1], count[0], args[0])
	}
}

func runSQL(ts *testscript.TestScript, _ bool, args []string) {
	pool, err := kept(ts).open()
	ts.Check(err)
	defer pool.Close()
	_, err = pool.ExecContext(context.Background(), args[0])
	ts.Check(err)
}

func occupy(ts *testscript.TestScript, _ bool, args []string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { listener.Close() })
	ts.Setenv(args[0], listener.Addr().String())
}

func fill(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("x"), size), 0o600))
}

// A command line of the system cannot hold NUL; one that is made otherwise can.
func TestNULIsRefused(t *testing.T) {
	kept := installation{dir: filepath.Join(t.TempDir(), "data")}
	for _, args := range [][]string{
		{"migrate", "--data", kept.dir, "\x00"},
		{"edition", "add", "sn.example.org", "--data", kept.dir, "--name", "La Place\x00", "--languages", "fr", "--timezone", "UTC", "--notice", "{join}", "--join-text", "Venir"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), args, &stdout, &stderr); code != 2 || stdout.Len() > 0 || !strings.Contains(stderr.String(), "is not UTF-8") {
			t.Errorf("%q ends with %d and says %q", args, code, stderr.String())
		}
		if all, err := kept.contents(t.Context()); err != nil || len(all) > 0 {
			t.Errorf("%q left %d files (%v)", args, len(all), err)
		}
	}
}
