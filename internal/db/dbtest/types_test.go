package dbtest

import (
	"slices"
	"testing"

	"palabre/internal/db"
)

func TestATextInANumberIsFound(t *testing.T) {
	d := SQLite(t)
	run := func(query string, args ...any) {
		t.Helper()
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			_, err := db.Exec(t.Context(), tx, query, args...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	run(`CREATE TABLE kept (at BIGINT NULL, live BOOLEAN NULL, name TEXT NULL)`)
	run(`INSERT INTO kept (at, live, name) VALUES ($1, $2, $3), (NULL, NULL, NULL)`, 5, true, "five")
	if wrong, err := mistyped(t.Context(), d); err != nil || len(wrong) != 0 {
		t.Errorf("%v (%v), want nothing", wrong, err)
	}
	run(`INSERT INTO kept (at, live, name) VALUES ($1, $2, $3)`, "soon", "yes", []byte("five"))
	wrong, err := mistyped(t.Context(), d)
	slices.Sort(wrong)
	if want := []string{"kept.at holds text", "kept.live holds text", "kept.name holds blob"}; err != nil || !slices.Equal(wrong, want) {
		t.Errorf("%v (%v), want %v", wrong, err, want)
	}
	run(`DROP TABLE kept`)
}
