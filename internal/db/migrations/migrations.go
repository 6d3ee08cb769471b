// Package migrations holds the schema as a list of steps, each a file that is
// never edited after its release. Where both engines agree a step is one file,
// NNNN_name.sql; where not (triggers), NNNN_name.sqlite.sql and
// NNNN_name.postgres.sql. It runs nothing: db does.
//
// Four placeholders stand for what the engines spell differently:
//
//	:id        a number from the database's own sequence, never used again
//	:random    a number of 63 random bits (BIGINT, never INTEGER: no row id)
//	:end       end of a table whose key is not a sequence: on SQLite the hidden
//	           row id, which keeps the order of arrival, is left out
//	:forward   a named foreign key to a table made further down: inside the
//	           table on SQLite, added after the last table on PostgreSQL
package migrations

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"testing/fstest" // MapFS is a map that is a file system; nothing of testing comes with it
)

//go:embed *.sql
var files embed.FS

// For returns the steps of an engine, "sqlite" or "postgres", as goose reads them.
func For(engine string) (fs.FS, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return nil, err
	}
	steps := fstest.MapFS{}
	for _, name := range names {
		step, of, forked := strings.Cut(strings.TrimSuffix(name, ".sql"), ".")
		if forked && of != engine {
			continue
		}
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		sql, err := spell(string(text), engine)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		steps[step+".sql"] = &fstest.MapFile{Data: []byte(sql), Mode: 0o444}
	}
	return steps, nil
}

// spell writes the placeholders as the engine wants them.
func spell(text, engine string) (string, error) {
	number, random, end := "INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT NOT NULL PRIMARY KEY", "WITHOUT ROWID"
	if engine == "postgres" {
		number, end = "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", ""
	}
	words := strings.NewReplacer(":id", number, ":random", random, " :end", strings.TrimRight(" "+end, " "))

	var out, later strings.Builder
	table := ""
	for line := range strings.Lines(text) {
		if name, ok := strings.CutPrefix(line, "CREATE TABLE "); ok {
			table, _, _ = strings.Cut(name, " ")
		}
		forward, ok := strings.CutPrefix(strings.TrimSpace(line), ":forward ")
		switch {
		case !ok:
			out.WriteString(words.Replace(line))
		case !strings.HasSuffix(forward, ","):
			return "", fmt.Errorf("a :forward line of %s must end in a comma and not be the last", table)
		case engine == "sqlite":
			out.WriteString("  CONSTRAINT " + forward + "\n")
		default:
			fmt.Fprintf(&later, "ALTER TABLE %s ADD CONSTRAINT %s;\n", table, strings.TrimSuffix(forward, ","))
		}
	}
	return out.String() + later.String(), nil
}
