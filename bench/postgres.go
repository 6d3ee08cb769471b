package main

import (
	"context"
	"database/sql"
	"net/url"

	"palabre/internal/id"
)

// few is how many articles a database on PostgreSQL begins with: it is made for
// each run.
const few = 2_000

// database is one on a server of PostgreSQL.
type database struct {
	server *sql.DB
	name   string
	url    string
}

func (b *bench) newDatabase(ctx context.Context) (*database, error) {
	at, err := url.Parse(b.postgres)
	if err != nil {
		return nil, err
	}
	server, err := sql.Open("pgx", b.postgres) // internal/db brings the driver
	if err != nil {
		return nil, err
	}
	d := &database{server: server, name: "palabre_bench_" + string(id.NewKey())}
	at.Path = "/" + d.name
	d.url = at.String()
	_, err = server.ExecContext(ctx, `CREATE DATABASE `+d.name+` TEMPLATE template0 LOCALE 'C.UTF-8' ENCODING 'UTF8'`)
	return d, err
}

func (d *database) show(ctx context.Context, setting string) (value string, err error) {
	return value, d.server.QueryRowContext(ctx, `SELECT current_setting($1)`, setting).Scan(&value)
}

func (d *database) drop() error {
	defer d.server.Close()
	_, err := d.server.Exec(`DROP DATABASE ` + d.name + ` WITH (FORCE)`)
	return err
}
