package db_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

// aboutPeople are the tables whose rows stand for a person or belong to one.
var aboutPeople = []string{"account", "author", "media", "member", "sign_in_name"}

// longDocuments are the tables that keep SQLite's row id although their key is
// not a sequence: a page of theirs would hold one row only.
var longDocuments = []string{"article_html", "decision_text", "revision_body"}

// TestColumns asks the catalogue of each engine what schema.md says of all tables.
func TestColumns(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		tables := catalogue(t, d)
		for _, rule := range []struct {
			what string
			look func(t *testing.T, tables map[string]table)
		}{
			{"no column can hold an address", noColumnCanHoldAnAddress},
			{"rows about people say nothing of their order", rowsAboutPeopleSayNothingOfTheirOrder},
			{"only member links the two sides", onlyMemberLinksTheTwoSides},
			{"every foreign key has its index", everyForeignKeyHasItsIndex},
			{"keys are never NULL", keysAreNeverNull},
			{"NULLs stand in no index", nullsStandInNoIndex},
		} {
			t.Run(rule.what, func(t *testing.T) { rule.look(t, tables) })
		}
	})
}

// noColumnCanHoldAnAddress looks at each word of each column's name, and at
// its type: only numbers, texts, truths and bytes.
func noColumnCanHoldAnAddress(t *testing.T, tables map[string]table) {
	forbidden := []string{
		"ip", "ipv4", "ipv6", "address", "addr", "remote", "forwarded", "network", "port", "agent", "useragent", "ua", "browser",
		"client", "device", "fingerprint", "referer", "referrer", "geo", "latitude", "longitude", "phone", "tel", "email", "mail",
	}
	columns := 0
	for name, table := range tables {
		for _, c := range table.Columns {
			columns++
			if !slices.Contains([]string{"bigint", "text", "boolean", "bytea"}, c.Type) {
				t.Errorf("%s.%s has the type %q", name, c.Name, c.Type)
			}
			for _, word := range strings.Split(c.Name, "_") {
				if slices.Contains(forbidden, word) || word == "host" && name != "edition_host" {
					t.Errorf("%s.%s could hold where or with what somebody reads or writes", name, c.Name)
				}
			}
		}
	}
	if columns < 200 {
		t.Errorf("only %d columns were looked at", columns)
	}
}

// rowsAboutPeopleSayNothingOfTheirOrder: a random number, no hidden row id,
// no moment finer than a day.
func rowsAboutPeopleSayNothingOfTheirOrder(t *testing.T, tables map[string]table) {
	// Whole numbers that are neither a day nor point to a row.
	counts := []string{"id", "version", "width", "height", "weight"}
	for _, name := range aboutPeople {
		table, ok := tables[name]
		if !ok {
			t.Errorf("there is no table %s", name)
		}
		if table.Sequence || table.rowid {
			t.Errorf("%s keeps the order of arrival (sequence %v, hidden row id %v)", name, table.Sequence, table.rowid)
		}
		for _, c := range table.Columns {
			moment := strings.HasSuffix(c.Name, "_at") || c.Name == "at" || strings.HasSuffix(c.Name, "until")
			number := c.Type == "bigint" && !strings.HasSuffix(c.Name, "_day") && !strings.HasSuffix(c.Name, "_id") &&
				!slices.Contains(counts, c.Name) && !refers(table, c.Name)
			if moment || number {
				t.Errorf("%s.%s could hold a moment finer than a day", name, c.Name)
			}
		}
	}
}

// refers reports whether a column is one of a foreign key.
func refers(one table, column string) bool {
	return slices.ContainsFunc(one.Foreigns, func(f foreign) bool { return slices.Contains(strings.Split(f.Columns, ", "), column) })
}

// onlyMemberLinksTheTwoSides: no other table points to an account and to an
// author in one row. A restriction has a column for each, of which one is set.
func onlyMemberLinksTheTwoSides(t *testing.T, tables map[string]table) {
	var linking []string
	for name, table := range tables {
		points := func(to string) bool {
			return slices.ContainsFunc(table.Foreigns, func(f foreign) bool { return strings.HasPrefix(f.Target, to+"(") })
		}
		if points("account") && points("author") {
			linking = append(linking, name)
		}
	}
	slices.Sort(linking)
	if want := []string{"member", "restriction"}; !slices.Equal(linking, want) {
		t.Errorf("%v link an account with an author, want %v", linking, want)
	}
}

// everyForeignKeyHasItsIndex: one that begins with its columns. The tables
// of words are left out: no word is ever deleted.
func everyForeignKeyHasItsIndex(t *testing.T, tables map[string]table) {
	words := wordTables(migrationText(t, db.SQLite))
	looked := 0
	for name, one := range tables {
		for _, f := range one.Foreigns {
			target, _, _ := strings.Cut(f.Target, "(")
			if words[target] {
				continue
			}
			looked++
			begins := func(columns string) bool { return strings.HasPrefix(columns+", ", f.Columns+", ") }
			whole := func(i index) bool { return !i.Partial && begins(i.Columns) }
			filled := func(i index) bool { return begins(i.Columns) } // see nullsStandInNoIndex
			if !begins(strings.Join(one.Key, ", ")) && !slices.ContainsFunc(one.Uniques, whole) && !slices.ContainsFunc(one.Indexes, filled) {
				t.Errorf("%s (%s) refers to %s without an index that begins so", name, f.Columns, f.Target)
			}
		}
	}
	if looked < 40 {
		t.Errorf("only %d foreign keys were looked at", looked)
	}
}

var partialIndex = regexp.MustCompile(`(?s)CREATE INDEX (\w+) ON \w+ \((\w+)[^)]*\) WHERE ([^;]*);`)

// nullsStandInNoIndex: an index for a reference that most rows do not have would
// be written for each of them, and SQLite's planner takes "IS NULL" for a good
// way into it, however many rows have none.
func nullsStandInNoIndex(t *testing.T, tables map[string]table) {
	for name, one := range tables {
		for _, i := range one.Indexes {
			first, _, _ := strings.Cut(i.Columns, ", ")
			c := one.Columns[slices.IndexFunc(one.Columns, func(c column) bool { return c.Name == first })]
			if c.Null != i.Partial {
				t.Errorf("%s has an index (%s) whose first column may be NULL (%t) and which leaves rows out (%t)", name, i.Columns, c.Null, i.Partial)
			}
		}
	}
	found := partialIndex.FindAllStringSubmatch(migrationText(t, db.SQLite), -1)
	if len(found) < 20 {
		t.Errorf("only %d indexes leave rows out", len(found))
	}
	for _, f := range found {
		if f[3] != f[2]+" IS NOT NULL" {
			t.Errorf("%s leaves out more than NULLs: %s", f[1], f[3])
		}
	}
}

// TestTheHiddenRowIDIsLeftOut: it would keep the order of arrival.
func TestTheHiddenRowIDIsLeftOut(t *testing.T) {
	var kept []string
	for name, one := range catalogue(t, dbtest.SQLite(t)) {
		if one.rowid && !one.Sequence {
			kept = append(kept, name)
		}
	}
	slices.Sort(kept)
	if !slices.Equal(kept, longDocuments) {
		t.Errorf("%v have a hidden row id, want %v", kept, longDocuments)
	}
}

func keysAreNeverNull(t *testing.T, tables map[string]table) {
	for name, one := range tables {
		if len(one.Key) == 0 {
			t.Errorf("%s has no key", name)
		}
		for _, c := range one.Columns {
			if c.Null && slices.Contains(one.Key, c.Name) {
				t.Errorf("%s.%s is of the key and may be NULL", name, c.Name)
			}
		}
	}
}

// TestEveryTableSaysWhatItIsFor, in the line above it. A table of words says it
// by its name and its words.
func TestEveryTableSaysWhatItIsFor(t *testing.T) {
	text := migrationText(t, db.SQLite)
	words, comments := wordTables(text), tableComments(text)
	for _, name := range slices.Sorted(maps.Keys(comments)) {
		if comments[name] == "" && !words[name] {
			t.Errorf("nothing stands above CREATE TABLE %s", name)
		}
	}
	if len(comments) < 50 {
		t.Errorf("only %d tables were found", len(comments))
	}
}
