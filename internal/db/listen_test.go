package db_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"testing"
	"time"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

// news is what a process was told of commits.
type news struct {
	mu     sync.Mutex
	tags   []string // of each commit in their order, "." after each
	missed int
}

func (n *news) told() ([]string, int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.tags), n.missed
}

func (n *news) missedSince(before int) bool {
	_, now := n.told()
	return now > before
}

// hearing lets d listen until the test ends, and waits until it does.
func hearing(t *testing.T, d *db.DB) *news {
	t.Helper()
	n := &news{}
	d.OnTouched(func(tags []string) {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.tags = append(append(n.tags, tags...), ".")
	})
	d.OnMissed(func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.missed++
	})
	if d.Current() {
		t.Error("who does not listen is current")
	}
	dbtest.Listen(t, d)
	if !n.missedSince(0) {
		t.Error("what was kept before anything was heard is not forgotten")
	}
	return n
}

// touch commits a change that touches tags.
func touch(t *testing.T, d *db.DB, tags ...string) {
	t.Helper()
	if err := d.Write(t.Context(), func(tx *db.Tx) error { tx.Touched(tags...); return nil }); err != nil {
		t.Fatal(err)
	}
}

func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	deadline := time.After(5 * time.Minute)
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("still not: %s", what)
		}
	}
}

// untilTold waits for the tag of a last commit and wants what was told up to it.
func (n *news) untilTold(t *testing.T, last string, want ...string) {
	t.Helper()
	until(t, "told of "+last, func() bool {
		tags, _ := n.told()
		return slices.Contains(tags, last)
	})
	if tags, _ := n.told(); !slices.Equal(tags, want) {
		t.Errorf("told %q, want %q", tags, want)
	}
}

func twoNodes(t *testing.T) (a, b *db.DB) {
	o := dbtest.PostgresOptions(t)
	return dbtest.Open(t, o), dbtest.Open(t, o)
}

func TestNodesTellEachOtherWhatTheyTouch(t *testing.T) {
	t.Parallel()
	a, b := twoNodes(t)
	toA, toB := hearing(t, a), hearing(t, b)
	touch(t, a, "list:1", "article:7", "list:1")
	errRefused := errors.New("refused")
	err := a.Write(t.Context(), func(tx *db.Tx) error { tx.Touched("article:8"); return errRefused })
	if !errors.Is(err, errRefused) {
		t.Fatal(err)
	}
	touch(t, a)
	toB.untilTold(t, "list:1", "article:7", "list:1", ".")
	touch(t, b, "author:3")
	toA.untilTold(t, "author:3", "article:7", "list:1", ".", "author:3", ".")
	touch(t, a, "last:1")
	toB.untilTold(t, "last:1", "article:7", "list:1", ".", "author:3", ".", "last:1", ".")
	touch(t, b, "last:2")
	toA.untilTold(t, "last:2", "article:7", "list:1", ".", "author:3", ".", "last:1", ".", "last:2", ".")
}

// TestATagOfOurOwnIsToldAtTheCommit looks before anything can have come back.
func TestATagOfOurOwnIsToldAtTheCommit(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		told := hearing(t, d)
		for i := range 50 {
			touch(t, d, fmt.Sprintf("article:%d", i))
			if tags, _ := told.told(); len(tags) != 2*(i+1) {
				t.Fatalf("after %d commits told %q", i+1, tags)
			}
		}
	})
}

func TestWhatCannotBeSaidMakesAllForget(t *testing.T) {
	t.Parallel()
	a, b := twoNodes(t)
	toA, toB := hearing(t, a), hearing(t, b)
	var many []string
	for i := range 1000 {
		many = append(many, fmt.Sprintf("article:%d", 1000+i))
	}
	for what, say := range map[string]func(){
		"more tags than a notification takes": func() { touch(t, a, many...) },
		"a tag of two words":                  func() { touch(t, a, "article of today") },
		"an empty tag":                        func() { touch(t, a, "") },
		"an operator": func() {
			if _, err := a.Writer().ExecContext(t.Context(), `SELECT pg_notify('palabre_touched', '')`); err != nil {
				t.Fatal(err)
			}
		},
	} {
		_, before := toB.told()
		say()
		until(t, what+": forgotten", func() bool { return toB.missedSince(before) })
	}
	if tags, _ := toB.told(); len(tags) > 0 {
		t.Errorf("told %q", tags)
	}
	if tags, _ := toA.told(); !slices.Contains(tags, "article:1999") || !slices.Contains(tags, "article of today") {
		t.Errorf("its own node was told %d tags", len(tags))
	}
	few := many[:500] // as many as a commit of a verb never touches, and still said
	touch(t, a, few...)
	toB.untilTold(t, "article:1499", append(few, ".")...)
}

func TestWhoLostTheLineForgetsAndComesBack(t *testing.T) {
	t.Parallel()
	a, b := twoNodes(t)
	toB := hearing(t, b)
	for i := range 3 {
		_, before := toB.told()
		if _, err := a.Writer().ExecContext(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid()`); err != nil {
			t.Fatal(err)
		}
		until(t, "forgotten when the line broke, and when it was there again", func() bool { return toB.missedSince(before + 1) })
		untilCurrent(t, b)
		touch(t, a, fmt.Sprintf("article:%d", i))
		until(t, "told again", func() bool {
			tags, _ := toB.told()
			return slices.Contains(tags, fmt.Sprintf("article:%d", i))
		})
	}
}

func TestWhoStopsListeningIsNotCurrent(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { d.Listen(ctx); close(ended) }()
		untilCurrent(t, d)
		stop()
		<-ended
		if d.Current() {
			t.Error("who no longer listens is current")
		}
	})
}

func TestAnotherProgramOnTheFileIsNoticed(t *testing.T) {
	t.Parallel()
	o := dbtest.SQLiteOptions(t)
	d := dbtest.Open(t, o)
	told := hearing(t, d)
	command := startChild(t, "command", o)
	for i := range 3 {
		_, before := told.told()
		fmt.Fprintln(command.in, i)
		if said := command.line(t); said != "committed" {
			t.Fatal(said)
		}
		committed := time.Now()
		until(t, "noticed", func() bool {
			late := time.Since(committed)
			current := d.Current()
			noticed := told.missedSince(before)
			if current && late > 3*time.Second && !noticed {
				t.Fatalf("current, and has not noticed anything for %s", late)
			}
			return noticed
		})
		if n := number(t, d, `SELECT count(*) FROM secret`); n != int64(i+1) {
			t.Errorf("%d rows", n)
		}
	}
	command.in.Close()
	if _, err := io.Copy(io.Discard, command.out); err != nil {
		t.Error(err)
	}
}

// TestOurOwnCommitsAreNoNews does all that a node does with its file, until the
// number was looked at some times more.
func TestOurOwnCommitsAreNoNews(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	shop(t, d)
	told := hearing(t, d)
	_, before := told.told()
	errRefused := errors.New("refused")
	for began := time.Now(); time.Since(began) < 2500*time.Millisecond; {
		write(t, d, `UPDATE shop SET stock = stock + 1`)
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			if _, err := db.Exec(t.Context(), tx, `DELETE FROM shop`); err != nil {
				return err
			}
			return errRefused
		})
		if !errors.Is(err, errRefused) {
			t.Fatal(err)
		}
		readOnEight(t, d, `SELECT stock FROM shop WHERE key = $1`)
		if err := d.Scrub(t.Context(), "shop"); err != nil {
			t.Fatal(err)
		}
	}
	if _, after := told.told(); after != before {
		t.Errorf("forgotten %d times for our own commits", after-before)
	}
}
