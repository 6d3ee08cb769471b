package dbtest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"palabre/internal/db"
)

// stored are the types in which SQLite may keep a column's values, by the type
// that the column declares.
var stored = map[string]string{
	"INTEGER": "'integer'", "BIGINT": "'integer'", "BOOLEAN": "'integer'", "TEXT": "'text'",
	"BYTEA": "'blob', 'text'", "DOUBLE PRECISION": "'real', 'integer'",
}

// checkTypes fails the test when a column holds what PostgreSQL would have
// refused: SQLite keeps a text in a column of numbers without a word.
func checkTypes(t *testing.T, d *db.DB) {
	t.Helper()
	wrong, err := mistyped(context.Background(), d) // the test's own context has ended
	if err != nil {
		t.Errorf("the types of what is stored: %v", err)
	}
	for _, said := range wrong {
		t.Errorf("PostgreSQL would have refused it: %s", said)
	}
}

// mistyped names columns of our tables with values of another type than they
// declare, as "article.version holds text".
func mistyped(ctx context.Context, d *db.DB) (wrong []string, err error) {
	err = d.Read(ctx, func(tx *db.Tx) error {
		looks, err := db.Collect(ctx, tx, scanLook, `SELECT t.name, c.name, c.type FROM sqlite_schema t JOIN pragma_table_info(t.name) c
			WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'goose%' AND t.name NOT LIKE 'river%'`)
		if err != nil {
			return err
		}
		for len(looks) > 0 {
			some := looks[:min(len(looks), 400)] // SQLite joins 500 at most
			looks = looks[len(some):]
			found, err := db.Collect(ctx, tx, db.ScanText, strings.Join(some, " UNION ")+" LIMIT 20")
			if err != nil {
				return err
			}
			wrong = append(wrong, found...)
		}
		return nil
	})
	return wrong, err
}

// scanLook makes a column into the query that looks at its values.
func scanLook(row db.Row) (string, error) {
	var table, column, declared string
	if err := row.Scan(&table, &column, &declared); err != nil {
		return "", err
	}
	types, ok := stored[declared]
	if !ok {
		return "", fmt.Errorf("%s.%s has the type %s, which is not of the common subset", table, column, declared)
	}
	return fmt.Sprintf(`SELECT '%[1]s.%[2]s holds ' || typeof(%[2]s) FROM %[1]s WHERE typeof(%[2]s) NOT IN ('null', %[3]s)`, table, column, types), nil
}
