package db_test

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

// theme is one part of what the tables must say: statements in raw SQL that the
// database refuses, and others that it takes.
type theme struct {
	name    string
	refused []refusal
	allowed []allowance
}

// refusal is a statement that breaks one rule and no other.
type refusal struct {
	what  string   // what may not be
	by    string   // the rule's name in the migrations; "sqlite's/postgres's" where they differ
	given []string // what stands before it
	do    string
	on    db.Engine // 0 for both
}

// allowance is a statement just inside of the rules.
type allowance struct {
	what  string
	given []string
	do    string
}

func themes(t *testing.T) []theme {
	return []theme{
		editionRules(), accountRules(), authorRules(), articleRules(), erasedRules(), revisionRules(),
		placeRules(), regimeRules(), permalinkRules(), decisionRules(), appealRules(), restrictionRules(),
		keptRules(), foreignRules(t),
	}
}

// ruleOn returns the rule's name on an engine, "" when it is not held there.
func (r refusal) ruleOn(engine db.Engine) string {
	if r.on != 0 && r.on != engine {
		return ""
	}
	lite, postgres, forked := strings.Cut(r.by, "/")
	if forked && engine == db.Postgres {
		return postgres
	}
	return lite
}

// TestRules tries every theme on both engines. Each case runs in a transaction
// of its own that is taken back. For a trigger, whose name no engine tells, it
// runs again with that trigger dropped: then nobody may refuse with its words.
func TestRules(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		known := rulesOf(t, d.Engine())
		makeWorld(t, d)
		for _, theme := range themes(t) {
			t.Run(theme.name, func(t *testing.T) { theme.check(t, d, known) })
		}
	})
}

func (th theme) check(t *testing.T, d *db.DB, known map[string]rule) {
	for _, c := range th.refused {
		if name := c.ruleOn(d.Engine()); name != "" {
			t.Run(c.what, func(t *testing.T) { c.check(t, d, known, name) })
		}
	}
	for _, c := range th.allowed {
		t.Run(c.what, func(t *testing.T) {
			if err := attempt(t, d, c.given, c.do); err != nil {
				t.Errorf("refused: %v\n%s", err, c.do)
			}
		})
	}
}

func (r refusal) check(t *testing.T, d *db.DB, known map[string]rule, name string) {
	t.Helper()
	rule, ok := known[name]
	if !ok {
		t.Fatalf("%s has no rule called %q", d.Engine(), name)
	}
	err := attempt(t, d, r.given, r.do)
	if err == nil {
		t.Fatalf("stored, although %s forbids it:\n%s", name, r.do)
	}
	if !rule.refused(err) {
		t.Errorf("refused by %v, want %s:\n%s", err, name, r.do)
	}
	if rule.kind != "trigger" {
		return
	}
	drop := "DROP TRIGGER " + name
	if d.Engine() == db.Postgres {
		drop += " ON " + rule.table
	}
	if err := attempt(t, d, append(slices.Clone(r.given), drop), r.do); err != nil && rule.refused(err) {
		t.Errorf("refused without %s too: %v\n%s", name, err, r.do)
	}
}

// attempt runs a statement after others in a transaction that it takes back, and
// returns what the last one was told. It must change a row.
func attempt(t *testing.T, d *db.DB, given []string, do string) error {
	t.Helper()
	tx, err := d.Writer().BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	for _, query := range given {
		apply(t, tx, query)
	}
	result, err := tx.ExecContext(t.Context(), do)
	if err != nil {
		return err
	}
	if rows, err := result.RowsAffected(); err != nil || (rows == 0 && !strings.HasPrefix(do, "TRUNCATE")) {
		t.Fatalf("changed %d rows (%v): the case tries nothing\n%s", rows, err, do)
	}
	return nil
}

func apply(t *testing.T, tx interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}, query string,
) {
	t.Helper()
	if _, err := tx.ExecContext(t.Context(), query); err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
}

// refused reports whether it was this rule that refused.
func (r rule) refused(err error) bool {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		said := lite.Error()
		switch r.kind {
		case "check":
			return lite.Code() == 275 && strings.Contains(said, "CHECK constraint failed: "+r.name+" ")
		case "unique", "key":
			return (lite.Code() == 2067 || lite.Code() == 1555) && strings.Contains(said, ": "+r.qualified()+" (")
		case "foreign": // SQLite does not tell which
			return lite.Code() == 787
		}
		return lite.Code() == 1811 && strings.Contains(said, r.sentence)
	}
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return false
	}
	want := map[string]string{"check": "23514", "unique": "23505", "key": "23505", "foreign": "23503", "trigger": "23000"}
	if pg.Code != want[r.kind] {
		return false
	}
	if r.kind == "trigger" {
		return pg.Message == r.sentence
	}
	return pg.ConstraintName == r.name
}

// qualified writes the columns as SQLite names them: "listing.article_id, …".
func (r rule) qualified() string {
	names := make([]string, len(r.columns))
	for i, column := range r.columns {
		names[i] = r.table + "." + column
	}
	return strings.Join(names, ", ")
}

// TestEveryRuleIsTried looks that no rule of the migrations stands without a
// case that breaks it. A unique set that holds the table's own id cannot be
// broken: it is there for foreign keys to point to, and those are tried.
func TestEveryRuleIsTried(t *testing.T) {
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		tried := map[string]bool{}
		for _, theme := range themes(t) {
			for _, c := range theme.refused {
				tried[c.ruleOn(engine)] = true
			}
		}
		known := rulesOf(t, engine)
		if len(known) < 200 {
			t.Errorf("%s: only %d rules were read from the migrations", engine, len(known))
		}
		for _, name := range slices.Sorted(maps.Keys(known)) {
			rule := known[name]
			if rule.word || (rule.kind == "unique" && slices.Contains(rule.columns, "id")) {
				continue
			}
			if !tried[name] {
				t.Errorf("%s: no case tries to break %s %s of %s", engine, rule.kind, name, rule.table)
			}
		}
	}
}
