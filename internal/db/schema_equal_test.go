package db_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

// TestBothSchemasAreOne compares what the engines say of themselves: tables,
// columns with their order, types and NULLs, keys, unique sets, indexes and
// foreign keys; then the names of all constraints.
func TestBothSchemasAreOne(t *testing.T) {
	lite, postgres := dbtest.SQLite(t), dbtest.Postgres(t)
	left, right := catalogue(t, lite), catalogue(t, postgres)
	if len(left) < 50 {
		t.Fatalf("SQLite has %d tables: nothing is compared", len(left))
	}
	if diff := cmp.Diff(left, right, cmpopts.IgnoreUnexported(table{})); diff != "" {
		t.Errorf("the schemas differ (-SQLite +PostgreSQL)\n%s", diff)
	}

	var written []string
	for _, r := range constraintsIn(migrationText(t, db.SQLite)) {
		if r.kind != "key" { // SQLite forgets the names of keys, PostgreSQL makes them up
			written = append(written, r.table+" "+r.kind+" "+r.name)
		}
	}
	named := texts(t, postgres, `SELECT conrelid::regclass || ' ' || CASE contype WHEN 'c' THEN 'check' WHEN 'u' THEN 'unique' ELSE 'foreign' END || ' ' || conname
		FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
		WHERE n.nspname = 'public' AND contype IN ('c', 'u', 'f') AND CAST(conrelid::regclass AS TEXT) NOT LIKE 'river%' AND CAST(conrelid::regclass AS TEXT) NOT LIKE 'goose%'
		UNION ALL SELECT indrelid::regclass || ' unique ' || c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
		WHERE indisunique AND indpred IS NOT NULL AND CAST(indrelid::regclass AS TEXT) NOT LIKE 'river%'`)
	// A unique index that is not partial is no constraint of PostgreSQL.
	named = append(named, "short_code unique short_code_once")
	slices.Sort(written)
	slices.Sort(named)
	if diff := cmp.Diff(written, named); diff != "" {
		t.Errorf("the names of the rules differ (-written +on PostgreSQL)\n%s", diff)
	}
}

// TestEveryTriggerHasItsTwin compares what the triggers of the two engines say,
// table by table. SQLite needs one for each event; what only PostgreSQL can do
// (TRUNCATE) and what only SQLite can (OR REPLACE) stands on one side.
func TestEveryTriggerHasItsTwin(t *testing.T) {
	sentences := func(engine db.Engine) map[string]bool {
		all := map[string]bool{}
		for _, r := range triggersIn(migrationText(t, engine)) {
			all[r.table+": "+r.sentence] = true
		}
		return all
	}
	lite, postgres := sentences(db.SQLite), sentences(db.Postgres)
	for _, alone := range []string{
		"article: an article that had a version is kept", // a DELETE is refused by foreign keys; this is for OR REPLACE
		"author: an author who signed is kept",
	} {
		delete(lite, alone)
	}
	if diff := cmp.Diff(lite, postgres); diff != "" {
		t.Errorf("the triggers differ (-SQLite +PostgreSQL)\n%s", diff)
	}
}
