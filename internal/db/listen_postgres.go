package db

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"palabre/internal/clock"
)

const (
	beat          = 500 * time.Millisecond // between two rounds on PostgreSQL
	postgresLease = 3 * beat
	beatPatience  = 3 * time.Second // a connection that is silent longer is given up
)

// postgresEar is a connection beside the pool, which PostgreSQL sends what nodes
// have said.
type postgresEar struct {
	db   *DB
	conn *pgconn.PgConn
	last clock.Mark // when the last round began
}

func (d *DB) openPostgresEar(config *pgx.ConnConfig) func(context.Context) (ear, error) {
	config = config.Copy()
	config.OnNotification = func(_ *pgconn.PgConn, n *pgconn.Notification) { d.hear(n.Payload) }
	return func(ctx context.Context) (ear, error) {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		conn, err := pgconn.ConnectConfig(ctx, &config.Config)
		if err != nil {
			return nil, err
		}
		e := &postgresEar{db: d, conn: conn, last: clock.NewMark()}
		if err := conn.Exec(ctx, `LISTEN `+channel).Close(); err != nil {
			e.close()
			return nil, err
		}
		return e, nil
	}
}

// round is an answer of the server on this very connection. Who committed has
// woken the server's end of it before being answered, and that end sends what it
// has before it is ready for the next question. A process that was stopped for
// longer than its lease forgets all the same: then nothing depends on how long
// the server, and what stands between, keep what was not read.
func (e *postgresEar) round(ctx context.Context) error {
	bounded, cancel := context.WithTimeout(ctx, beatPatience)
	defer cancel()
	began := clock.NewMark()
	if err := e.conn.Ping(bounded); err != nil {
		return err
	}
	if e.last.Age() > postgresLease {
		e.db.missed()
	}
	e.last = began
	return nil
}

func (e *postgresEar) wait(ctx context.Context) error {
	waiting, cancel := context.WithTimeout(ctx, beat)
	defer cancel()
	for {
		err := e.conn.WaitForNotification(waiting)
		switch {
		case err == nil:
		case waiting.Err() != nil && !e.conn.IsClosed():
			return ctx.Err()
		default:
			return err
		}
	}
}

func (e *postgresEar) close() {
	ctx, cancel := context.WithTimeout(context.Background(), beat)
	defer cancel()
	e.conn.Close(ctx)
}
