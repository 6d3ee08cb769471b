package db_test

import (
	"io"
	"net"
	"net/url"
	"sync"
	"testing"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/errs"
)

// at changes the address of a database.
func at(t *testing.T, o db.Options, change func(*url.URL)) db.Options {
	t.Helper()
	address, err := url.Parse(o.URL)
	if err != nil {
		t.Fatal(err)
	}
	change(address)
	o.URL = address.String()
	return o
}

func TestPostgresThatCannotBeUsedSaysWhy(t *testing.T) {
	o := dbtest.PostgresOptions(t)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	away := closed.Addr().String()
	closed.Close()
	for what, try := range map[string]struct {
		change func(*url.URL)
		kind   errs.Kind
		said   string
	}{
		"away": {
			func(u *url.URL) { u.Host, u.User = away, url.UserPassword("awa", "geheim") },
			errs.Unavailable, "PostgreSQL does not answer; look whether it runs and whether the address is right",
		},
		"no such host": {
			func(u *url.URL) { u.Host, u.User = "db.invalid:5432", url.UserPassword("awa", "geheim") },
			errs.Unavailable, "PostgreSQL does not answer",
		},
		"no such database": {
			func(u *url.URL) { u.Path = "/palabre_nowhere" },
			0, "PostgreSQL has no database of this name; make it: CREATE DATABASE",
		},
		"no such setting": {
			func(u *url.URL) { u.RawQuery = "palabre_nothing=1&" + u.RawQuery },
			errs.Unavailable, "PostgreSQL refuses the connection; its log says why (SQLSTATE 42704)",
		},
		"no such user": {
			func(u *url.URL) { u.User = url.UserPassword("palabre_nobody", "geheim") },
			0, "PostgreSQL refuses this user or password; look at the database address",
		},
	} {
		t.Run(what, func(t *testing.T) {
			_, err := db.Open(t.Context(), at(t, o, try.change))
			wantTrouble(t, err, try.kind, try.said, "geheim", "127.0.0.1", "palabre_nobody", "palabre_nowhere", "palabre_nothing", "db.invalid", away)
		})
	}
}

func TestAUserWithoutRightsIsToldWhich(t *testing.T) {
	o := dbtest.PostgresOptions(t)
	owner := dbtest.Open(t, o)
	before := schemaOf(t, owner)
	d := dbtest.Open(t, at(t, o, func(u *url.URL) { // the same person, with the rights of one who may only watch
		query := u.Query()
		query.Set("role", "pg_monitor")
		u.RawQuery = query.Encode()
	}))
	wantTrouble(t, d.Migrate(t.Context()), 0, "the database user lacks a right; make it the owner of the database (SQLSTATE 42501)")
	if schemaOf(t, owner) != before {
		t.Error("the schema was changed")
	}
}

func TestPostgresThatEndsTheConnectionLosesNothing(t *testing.T) {
	d := dbtest.Postgres(t)
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		if _, err := db.Exec(t.Context(), tx, `INSERT INTO secret (name, value) VALUES ('half', 'x')`); err != nil {
			return err
		}
		session, err := db.One(t.Context(), tx, db.ScanInt, `SELECT CAST(pg_backend_pid() AS BIGINT)`)
		if err != nil {
			return err
		}
		if err := d.Read(t.Context(), func(other *db.Tx) error { // the operator ends it, or a restart does
			_, err := db.One(t.Context(), other, db.ScanInt, `SELECT 1 FROM pg_terminate_backend(CAST($1 AS INTEGER))`, session)
			return err
		}); err != nil {
			return err
		}
		_, err = db.Exec(t.Context(), tx, `INSERT INTO secret (name, value) VALUES ('other half', 'x')`)
		return err
	})
	wantTrouble(t, err, errs.Unavailable, "PostgreSQL ended the connection; look whether it is being restarted", "127.0.0.1")
	if kept := number(t, d, `SELECT count(*) FROM secret`); kept != 0 {
		t.Errorf("%d rows of the transaction were kept", kept)
	}
	write(t, d, `INSERT INTO secret (name, value) VALUES ('later', 'x')`)
}

// cable carries connections to the server until it is cut.
type cable struct {
	listener net.Listener
	mu       sync.Mutex
	ends     []net.Conn
}

func newCable(t *testing.T, server string) *cable {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cable{listener: listener}
	t.Cleanup(func() { listener.Close(); c.cut() })
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", server)
			if err != nil {
				near.Close()
				continue
			}
			c.mu.Lock()
			c.ends = append(c.ends, near, far)
			c.mu.Unlock()
			go func() { io.Copy(near, far); near.Close() }()
			go func() { io.Copy(far, near); far.Close() }()
		}
	}()
	return c
}

func (c *cable) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, end := range c.ends {
		end.Close()
	}
	c.ends = nil
}

func TestACableThatIsCut(t *testing.T) {
	o := dbtest.PostgresOptions(t)
	var c *cable
	d := dbtest.Open(t, at(t, o, func(u *url.URL) {
		c = newCable(t, u.Host)
		u.Host = c.listener.Addr().String()
	}))
	put := func(name string, before, after func()) error {
		return d.Write(t.Context(), func(tx *db.Tx) error {
			before()
			_, err := db.Exec(t.Context(), tx, `INSERT INTO secret (name, value) VALUES ($1, 'x')`, name)
			after()
			return err
		})
	}
	nothing := func() {}
	const said = "PostgreSQL ended the connection; look whether it is being restarted"
	wantTrouble(t, put("a", c.cut, nothing), errs.Unavailable, said, "127.0.0.1")
	wantTrouble(t, put("b", nothing, c.cut), errs.Unavailable, said, "127.0.0.1")
	if err := put("c", nothing, nothing); err != nil {
		t.Errorf("with a new cable: %v", err)
	}
	if kept := number(t, d, `SELECT count(*) FROM secret`); kept != 1 {
		t.Errorf("%d rows, want 1", kept)
	}
	c.listener.Close()
	c.cut()
	wantTrouble(t, put("d", nothing, nothing), errs.Unavailable, "PostgreSQL does not answer", "127.0.0.1")
	wantTrouble(t, d.Ready(t.Context()), errs.Unavailable, "PostgreSQL does not answer", "127.0.0.1")
}

// Sixteen lose their connection at once and come again, as after a restart.
func TestAllComeBackAfterARestart(t *testing.T) {
	d := dbtest.Postgres(t)
	shop(t, d)
	for range 2 {
		readOnEight(t, d, `SELECT stock FROM shop WHERE key = $1`)
	}
	if _, err := d.Writer().ExecContext(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE datname = current_database() AND pid <> pg_backend_pid()`); err != nil {
		t.Fatal(err)
	}
	readOnEight(t, d, `SELECT stock FROM shop WHERE key = $1`)
	write(t, d, `UPDATE shop SET stock = 7 WHERE id = 1`)
}
