package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
	_ "modernc.org/sqlite"             // registers the driver "sqlite"
)

// installation says where one keeps its data.
type installation struct {
	dir string // data folder
	url string // PostgreSQL, "" for SQLite
}

// contents returns all that is kept, as texts by what they are: each file of the
// data folder, and the rows of each table. Values stand in the rows as they are,
// bytes as bytes.
func (i installation) contents(ctx context.Context) (map[string]string, error) {
	kept := map[string]string{}
	err := filepath.WalkDir(i.dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || err == nil && entry.IsDir() {
			return nil
		}
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		kept["file "+strings.TrimPrefix(path, i.dir)] = string(text)
		return err
	})
	if err != nil {
		return nil, err
	}
	return kept, i.eachTable(ctx, func(name, rows string) { kept["table "+name] = rows })
}

const sqliteHeader = "SQLite format 3\x00"

// open returns the database, nil where there is none yet.
func (i installation) open() (*sql.DB, error) {
	if i.url != "" {
		return sql.Open("pgx", i.url)
	}
	file := filepath.Join(i.dir, "palabre.db")
	if text, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(text), sqliteHeader) {
		return nil, nil
	}
	return sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(5000)")
}

func (i installation) eachTable(ctx context.Context, visit func(name, rows string)) error {
	pool, err := i.open()
	if pool == nil || err != nil {
		return err
	}
	defer pool.Close()
	list := `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%'`
	if i.url != "" {
		list = `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`
	}
	names, err := lines(ctx, pool, list)
	if err != nil {
		return err
	}
	for _, name := range names {
		rows, err := lines(ctx, pool, `SELECT * FROM `+name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		slices.Sort(rows)
		visit(name, strings.Join(rows, "\n"))
	}
	return nil
}

// lines returns each row of a query as one text.
func lines(ctx context.Context, pool *sql.DB, query string) ([]string, error) {
	rows, err := pool.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var all []string
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		said := make([]string, len(values))
		for i, value := range values {
			if text, ok := value.([]byte); ok {
				value = string(text)
			}
			said[i] = fmt.Sprint(value)
		}
		all = append(all, strings.Join(said, " | "))
	}
	return all, rows.Err()
}
