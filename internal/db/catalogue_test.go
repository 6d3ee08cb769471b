package db_test

import (
	"slices"
	"strings"
	"testing"

	"palabre/internal/db"
)

// table is one table of ours as an engine itself describes it.
type table struct {
	Columns  []column
	Key      []string // the primary key
	Sequence bool     // the key is a number of the database's own sequence
	Uniques  []index  // sorted; the primary key is not among them
	Indexes  []index  // sorted; those that are not unique
	Foreigns []foreign
	rowid    bool // SQLite: it has the hidden number
}

type column struct {
	Name, Type string
	Null       bool
}

type index struct {
	Columns string
	Partial bool
}

type foreign struct{ Columns, Target string }

// catalogue describes every table of ours.
func catalogue(t *testing.T, d *db.DB) map[string]table {
	t.Helper()
	tables := map[string]table{}
	for _, name := range tablesOf(t, d) {
		one := engines(d, sqliteTable, postgresTable)(t, d, name)
		byColumns := func(a, b index) int { return strings.Compare(a.Columns, b.Columns) }
		slices.SortFunc(one.Uniques, byColumns)
		slices.SortFunc(one.Indexes, byColumns)
		slices.SortFunc(one.Foreigns, func(a, b foreign) int { return strings.Compare(a.Columns+a.Target, b.Columns+b.Target) })
		tables[name] = one
	}
	return tables
}

// list reads lines of cells that are separated by a bar.
func list(t *testing.T, d *db.DB, query, table string) [][]string {
	t.Helper()
	var lines [][]string
	for _, line := range texts(t, d, query, table) {
		lines = append(lines, strings.Split(line, "|"))
	}
	return lines
}

func sqliteTable(t *testing.T, d *db.DB, name string) table {
	t.Helper()
	text := texts(t, d, `SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = $1`, name)[0]
	one := table{Sequence: strings.Contains(text, "AUTOINCREMENT"), rowid: !strings.HasSuffix(text, "WITHOUT ROWID")}
	types := map[string]string{"INTEGER": "bigint", "BIGINT": "bigint", "TEXT": "text", "BOOLEAN": "boolean", "BYTEA": "bytea"}
	for _, c := range list(t, d, `SELECT name || '|' || type || '|' || "notnull" FROM pragma_table_xinfo($1) ORDER BY cid`, name) {
		one.Columns = append(one.Columns, column{c[0], types[c[1]], c[2] == "0" && c[1] != "INTEGER"})
	}
	one.Key = texts(t, d, `SELECT name FROM pragma_table_xinfo($1) WHERE pk > 0 ORDER BY pk`, name)
	for _, i := range list(t, d, `SELECT l.name || '|' || l."unique" || '|' || l.partial || '|' || l.origin || '|' ||
		(SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno))
		FROM pragma_index_list($1) l`, name) {
		switch entry := (index{i[4], i[2] == "1"}); {
		case i[3] == "pk":
		case i[1] == "1":
			one.Uniques = append(one.Uniques, entry)
		default:
			one.Indexes = append(one.Indexes, entry)
		}
	}
	for _, f := range list(t, d, `SELECT group_concat("from", ', ') || '|' || "table" || '(' || group_concat("to", ', ') || ')'
		FROM (SELECT * FROM pragma_foreign_key_list($1) ORDER BY id, seq) GROUP BY id`, name) {
		one.Foreigns = append(one.Foreigns, foreign{f[0], f[1]})
	}
	return one
}

func postgresTable(t *testing.T, d *db.DB, name string) table {
	t.Helper()
	one := table{}
	for _, c := range list(t, d, `SELECT attname || '|' || format_type(atttypid, atttypmod) || '|' || attnotnull || '|' || CAST(attidentity AS TEXT)
		FROM pg_attribute WHERE attrelid = CAST($1 AS regclass) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`, name) {
		one.Columns = append(one.Columns, column{c[0], c[1], c[2] == "false"})
		one.Sequence = one.Sequence || c[3] == "a"
	}
	for _, i := range list(t, d, `SELECT indisprimary || '|' || indisunique || '|' || (indpred IS NOT NULL) || '|' ||
		(SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(indkey) WITH ORDINALITY k (attnum, n)
			JOIN pg_attribute a ON a.attrelid = indrelid AND a.attnum = k.attnum)
		FROM pg_index WHERE indrelid = CAST($1 AS regclass)`, name) {
		switch entry := (index{i[3], i[2] == "true"}); {
		case i[0] == "true":
			one.Key = strings.Split(i[3], ", ")
		case i[1] == "true":
			one.Uniques = append(one.Uniques, entry)
		default:
			one.Indexes = append(one.Indexes, entry)
		}
	}
	for _, f := range list(t, d, `SELECT
		(SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(conkey) WITH ORDINALITY k (attnum, n)
			JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.attnum) || '|' || confrelid::regclass || '(' ||
		(SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(confkey) WITH ORDINALITY k (attnum, n)
			JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = k.attnum) || ')'
		FROM pg_constraint WHERE conrelid = CAST($1 AS regclass) AND contype = 'f'`, name) {
		one.Foreigns = append(one.Foreigns, foreign{f[0], f[1]})
	}
	return one
}
