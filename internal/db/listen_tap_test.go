package db_test

import (
	"bytes"
	"net"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/errs"
)

// tap is a cable to the server through which nothing comes back while it is
// shut. The next COMMIT can be caught on its way there.
type tap struct {
	listener net.Listener
	shut     sync.RWMutex // locked while nothing comes back
	snare    atomic.Pointer[snare]
}

// snare catches one COMMIT. The one who sent it has lost the connection.
type snare struct {
	late    chan struct{} // the server gets it only once this is closed
	answer  chan struct{} // the server has answered
	release chan struct{} // the connection breaks once this is closed
}

// behindTap opens a database through a tap.
func behindTap(t *testing.T, o db.Options) (*db.DB, *tap) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	p := &tap{listener: listener}
	return dbtest.Open(t, at(t, o, func(u *url.URL) {
		go p.serve(u.Host)
		u.Host = listener.Addr().String()
	})), p
}

func (p *tap) serve(server string) {
	for {
		near, err := p.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", server)
		if err != nil {
			near.Close()
			continue
		}
		var caught atomic.Pointer[snare]
		go p.carryThere(far, near, &caught)
		go p.carryBack(near, far, &caught)
	}
}

func (p *tap) carryThere(far, near net.Conn, caught *atomic.Pointer[snare]) {
	defer far.Close()
	chunk := make([]byte, 1<<16)
	for {
		n, err := near.Read(chunk)
		if bytes.Contains(chunk[:n], []byte("commit\x00")) {
			if c := p.snare.Swap(nil); c != nil {
				caught.Store(c)
				go func() { <-c.release; near.Close() }()
				<-c.late
			}
		}
		if _, wrote := far.Write(chunk[:n]); err != nil || wrote != nil {
			return
		}
	}
}

func (p *tap) carryBack(near, far net.Conn, caught *atomic.Pointer[snare]) {
	defer near.Close()
	chunk := make([]byte, 1<<16)
	for {
		n, err := far.Read(chunk)
		if err != nil {
			return
		}
		if c := caught.Load(); c != nil {
			close(c.answer)
			<-c.release
			return
		}
		p.shut.RLock()
		_, err = near.Write(chunk[:n])
		p.shut.RUnlock()
		if err != nil {
			return
		}
	}
}

// commitInto lets d commit into a snare and returns what Write will say.
func commitInto(t *testing.T, d *db.DB, p *tap, c *snare, tag string) <-chan error {
	t.Helper()
	p.snare.Store(c)
	said := make(chan error, 1)
	go func() {
		said <- d.Write(t.Context(), func(tx *db.Tx) error {
			tx.Touched(tag)
			_, err := db.Exec(t.Context(), tx, `INSERT INTO secret (name, value) VALUES ($1, 'x')`, tag)
			return err
		})
	}()
	return said
}

// TestACommitWhoseEndNobodySaw breaks the connection when the server has
// committed and could not say so, and before the server gets the COMMIT at all.
// Either way the row is there in the end, and this node must drop the tag after it.
func TestACommitWhoseEndNobodySaw(t *testing.T) {
	t.Parallel()
	o := dbtest.PostgresOptions(t)
	d, p := behindTap(t, o)
	told := hearing(t, d)
	done := make(chan struct{})
	close(done)
	const ended = "PostgreSQL ended the connection"

	unsaid := &snare{late: done, answer: make(chan struct{}), release: make(chan struct{})}
	said := commitInto(t, d, p, unsaid, "article:1")
	<-unsaid.answer
	if tags, _ := told.told(); len(tags) > 0 {
		t.Errorf("told %q before anything was known", tags)
	}
	close(unsaid.release)
	wantTrouble(t, <-said, errs.Unavailable, ended)
	if tags, _ := told.told(); !slices.Contains(tags, "article:1") { // twice, if the notification came only now
		t.Errorf("told %q", tags)
	}

	late := &snare{late: make(chan struct{}), answer: make(chan struct{}), release: done}
	wantTrouble(t, <-commitInto(t, d, p, late, "article:2"), errs.Unavailable, ended)
	if n := number(t, d, `SELECT count(*) FROM secret`); n != 1 {
		t.Fatalf("%d rows before the second commit", n)
	}
	close(late.late)
	until(t, "told once more, of a commit that came later", func() bool {
		tags, _ := told.told()
		first := slices.Index(tags, "article:2")
		return slices.Contains(tags[first+1:], "article:2")
	})
	if n := number(t, d, `SELECT count(*) FROM secret`); n != 2 {
		t.Errorf("%d rows in the end", n)
	}
}

// TestASilentServerIsNoticed shuts the tap: the connections stand and nothing
// comes. It is the same for a node that is paused.
func TestASilentServerIsNoticed(t *testing.T) {
	t.Parallel()
	o := dbtest.PostgresOptions(t)
	other := dbtest.Open(t, o)
	d, p := behindTap(t, o)
	told := hearing(t, d)
	silence := func(tag string, lasts func(missed int)) {
		t.Helper()
		_, before := told.told()
		p.shut.Lock()
		lasts(before)
		touch(t, other, tag)
		_, before = told.told()
		p.shut.Unlock()
		untilCurrent(t, d)
		if tags, _ := told.told(); !slices.Contains(tags, tag) && !told.missedSince(before) {
			t.Errorf("current, and has not heard of %s", tag)
		}
	}
	silence("article:1", func(int) { until(t, "not current", func() bool { return !d.Current() }) })
	silence("article:2", func(before int) {
		until(t, "the line is given up", func() bool { return told.missedSince(before) })
		if d.Current() {
			t.Error("current without a line")
		}
	})
}

func untilCurrent(t *testing.T, d *db.DB) {
	t.Helper()
	until(t, "current", d.Current)
}
