package db_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"palabre/internal/db"
	"palabre/internal/db/migrations"
)

// rule is something that the migrations forbid.
type rule struct {
	kind     string // check, unique, key, foreign or trigger
	name     string
	table    string
	columns  []string // of unique, key and foreign
	target   string   // foreign: the table that it points to
	word     bool     // the key of a word table: its rows are the rule
	sentence string   // trigger: what it says
}

var (
	createTable   = regexp.MustCompile(`^CREATE TABLE (\w+) \(`)
	constraint    = regexp.MustCompile(`CONSTRAINT (\w+) (CHECK|UNIQUE|PRIMARY KEY|FOREIGN KEY) \(([^()]*)`)
	references    = regexp.MustCompile(`REFERENCES (\w+) \(`)
	inlineKey     = regexp.MustCompile(`(?:^\s+|\()(\w+) (?:TEXT|BIGINT) NOT NULL PRIMARY KEY`)
	uniqueIndex   = regexp.MustCompile(`^CREATE UNIQUE INDEX (\w+) ON (\w+) \(([^)]*)\)`)
	createTrigger = regexp.MustCompile(`^CREATE TRIGGER (\w+) BEFORE [A-Z ]+ ON (\w+)`)
	said          = regexp.MustCompile(`(?:RAISE\(ABORT, |RAISE EXCEPTION |refuse\()'([^'%]+)'`)
	runs          = regexp.MustCompile(`EXECUTE FUNCTION (\w+)\(\)`)
	createFunc    = regexp.MustCompile(`^CREATE FUNCTION (\w+)\(\)`)
)

// migrationText is every step of an engine, as the engine reads it.
func migrationText(t *testing.T, engine db.Engine) string {
	t.Helper()
	steps, err := migrations.For(engine.String())
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(steps, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, name := range names { // sorted, as goose runs them
		step, err := fs.ReadFile(steps, name)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(step)
	}
	return text.String()
}

// rulesOf reads every rule with a name out of the migrations.
func rulesOf(t *testing.T, engine db.Engine) map[string]rule {
	t.Helper()
	rules := map[string]rule{}
	// The constraints are read from SQLite's text, where forward keys stand in their tables.
	for _, r := range constraintsIn(migrationText(t, db.SQLite)) {
		if _, twice := rules[r.name]; twice {
			t.Fatalf("two rules are called %s", r.name)
		}
		rules[r.name] = r
	}
	for _, r := range triggersIn(migrationText(t, engine)) {
		if r.sentence == "" {
			t.Fatalf("%s: trigger %s says nothing", engine, r.name)
		}
		rules[r.name] = r
	}
	return rules
}

func constraintsIn(text string) []rule {
	kinds := map[string]string{"CHECK": "check", "UNIQUE": "unique", "PRIMARY KEY": "key", "FOREIGN KEY": "foreign"}
	words := wordTables(text)
	var rules []rule
	table := ""
	add := func(r rule) {
		r.word = words[r.table] && r.kind == "key"
		rules = append(rules, r)
	}
	// A statement may break its line before REFERENCES.
	for line := range strings.Lines(strings.ReplaceAll(text, "\n    REFERENCES", " REFERENCES")) {
		if m := createTable.FindStringSubmatch(line); m != nil {
			table = m[1]
		}
		if m := inlineKey.FindStringSubmatch(line); m != nil {
			add(rule{kind: "key", name: table + "_pkey", table: table, columns: m[1:2]})
		}
		if m := constraint.FindStringSubmatch(line); m != nil {
			r := rule{kind: kinds[m[2]], name: m[1], table: table}
			if r.kind != "check" {
				r.columns = strings.Split(m[3], ", ")
			}
			if r.kind == "foreign" {
				r.target = references.FindStringSubmatch(line)[1]
			}
			add(r)
		}
		if m := uniqueIndex.FindStringSubmatch(line); m != nil {
			add(rule{kind: "unique", name: m[1], table: m[2], columns: strings.Split(m[3], ", ")})
		}
	}
	return rules
}

// wordTables are those whose key is `code` and nothing but words.
func wordTables(text string) map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(text) {
		if m := createTable.FindStringSubmatch(line); m != nil && strings.HasPrefix(line[len(m[0]):], "code TEXT NOT NULL PRIMARY KEY") {
			words[m[1]] = true
		}
	}
	return words
}

func triggersIn(text string) []rule {
	var rules []rule
	says := map[string]string{} // by function, on PostgreSQL
	function := ""
	for line := range strings.Lines(text) {
		if m := createFunc.FindStringSubmatch(line); m != nil {
			function = m[1]
		}
		if m := createTrigger.FindStringSubmatch(line); m != nil {
			rules = append(rules, rule{kind: "trigger", name: m[1], table: m[2]})
			function = ""
			if m := runs.FindStringSubmatch(line); m != nil {
				rules[len(rules)-1].sentence = says[m[1]]
			}
		}
		m := said.FindStringSubmatch(line)
		switch {
		case m == nil:
		case function != "":
			says[function] = m[1]
		case len(rules) > 0 && rules[len(rules)-1].sentence == "":
			rules[len(rules)-1].sentence = m[1]
		}
	}
	return rules
}
