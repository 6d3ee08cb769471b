package jobs

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

// The environment of a child says where its database is and where it begins to
// count.
const (
	childDir   = "PALABRE_JOBS_CHILD_DIR"
	childURL   = "PALABRE_JOBS_CHILD_URL"
	childFirst = "PALABRE_JOBS_CHILD_FIRST"
)

func TestMain(m *testing.M) {
	if first := os.Getenv(childFirst); first != "" {
		if err := child(os.Getenv(childDir), os.Getenv(childURL), first); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// child is a node that announces without end, with four writers, and tells each
// commit and each job that it begins. Every eighth job never ends.
func child(dir, url, first string) error {
	ctx := context.Background()
	next, err := strconv.ParseInt(first, 10, 64)
	if err != nil {
		return err
	}
	log := slog.New(slog.DiscardHandler)
	d, err := db.Open(ctx, db.Options{Dir: dir, URL: url, Clock: clock.System, Log: log})
	if err != nil {
		return err
	}
	c, err := New(Options{DB: d, Clock: clock.System, Log: log})
	if err != nil {
		return err
	}
	OnAfter(c, "record", func(ctx context.Context, e rung) error {
		fmt.Println("begun", e.Bell)
		if e.Bell%8 == 0 {
			<-ctx.Done()
			return ctx.Err()
		}
		return record(ctx, d, e)
	})
	if err := c.Start(ctx); err != nil {
		return err
	}
	var bell atomic.Int64
	bell.Store(next)
	var writers sync.WaitGroup
	failed := make(chan error, 4)
	for range cap(failed) {
		writers.Go(func() {
			for {
				e := rung{Bell: bell.Add(1)}
				err := d.Write(ctx, func(tx *db.Tx) error {
					if _, err := db.Exec(ctx, tx, `INSERT INTO announced (bell) VALUES ($1)`, e.Bell); err != nil {
						return err
					}
					return c.AnnounceIn(ctx, tx, e)
				})
				if err != nil {
					failed <- err
					return
				}
				fmt.Println("committed", e.Bell)
			}
		})
	}
	writers.Wait()
	return <-failed
}

// record may run twice for one event: the second time it finds its row.
func record(ctx context.Context, d *db.DB, e rung) error {
	return d.Write(ctx, func(tx *db.Tx) error {
		_, err := db.Exec(ctx, tx, `INSERT INTO recorded (bell) VALUES ($1) ON CONFLICT (bell) DO NOTHING`, e.Bell)
		return err
	})
}

// kill runs a child until it has told of enough commits, and of a job that it
// began when begun is set, and ends it by SIGKILL. It returns the commits told.
func kill(t *testing.T, o db.Options, round, enough int, begun string) []int64 {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program)
	cmd.Env = append(os.Environ(), childDir+"="+o.Dir, childURL+"="+o.URL, fmt.Sprintf("%s=%d", childFirst, round*1_000_000))
	var complaint strings.Builder
	cmd.Stderr = &complaint
	told, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var committed []int64
	seen := begun == ""
	for lines := bufio.NewScanner(told); lines.Scan(); {
		what, number, _ := strings.Cut(lines.Text(), " ")
		seen = seen || what == begun
		if what == "committed" {
			bell, err := strconv.ParseInt(number, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			committed = append(committed, bell)
		}
		if len(committed) >= enough && seen {
			cmd.Process.Kill() // what was told before it still comes
		}
	}
	cmd.Wait() // it was killed
	if len(committed) < enough || complaint.Len() > 0 {
		t.Fatalf("the child told of %d commits, then: %s", len(committed), complaint.String())
	}
	return committed
}

func TestKilledProcessLosesNoJob(t *testing.T) {
	t.Parallel()
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		d := dbtest.Open(t, o)
		statement(t, d, `CREATE TABLE announced (bell BIGINT NOT NULL PRIMARY KEY)`)
		statement(t, d, `CREATE TABLE recorded (bell BIGINT NOT NULL PRIMARY KEY)`)

		var committed []int64
		for round, enough := range []int{1, 2, 5, 20, 50, 100, 200} {
			begun := ""
			if round%2 == 1 {
				begun = "begun"
			}
			committed = append(committed, kill(t, o, round+1, enough, begun)...)
		}
		running := count(t, d, `SELECT count(*) FROM river_job WHERE state = 'running'`)
		waiting := count(t, d, `SELECT count(*) FROM river_job WHERE state = 'available'`)
		if running == 0 || waiting == 0 {
			t.Errorf("killed with %d jobs running and %d waiting: want some of both", running, waiting)
		}
		t.Logf("%d commits told, %d jobs running and %d waiting when killed", len(committed), running, waiting)

		// Time passes: the dead leader's lease ends and its jobs are taken for dead.
		statement(t, d, `DELETE FROM river_leader`)
		statement(t, d, `UPDATE river_job SET attempted_at = '2006-01-02 15:04:05' WHERE state = 'running'`)

		c := newTestClient(t, d, quick(d))
		OnAfter(c, "record", func(ctx context.Context, e rung) error { return record(ctx, d, e) })
		start(t, c)
		until(t, "every job is done", func() bool {
			return count(t, d, `SELECT count(*) FROM river_job WHERE state <> 'completed'`) == 0
		})

		var recorded []int64
		err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
			recorded, err = db.Collect(t.Context(), tx, db.ScanInt, `SELECT bell FROM recorded`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		found := map[int64]bool{}
		for _, bell := range recorded {
			found[bell] = true
		}
		for _, bell := range committed {
			if !found[bell] {
				t.Errorf("the event %d was committed and never handled", bell)
			}
		}
		if lost := count(t, d, `SELECT count(*) FROM announced WHERE bell NOT IN (SELECT bell FROM recorded)`); lost != 0 {
			t.Errorf("%d verbs stand without their job", lost)
		}
		if half := count(t, d, `SELECT count(*) FROM recorded WHERE bell NOT IN (SELECT bell FROM announced)`); half != 0 {
			t.Errorf("%d jobs stand without their verb", half)
		}
	})
}
