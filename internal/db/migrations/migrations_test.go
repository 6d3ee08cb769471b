package migrations

import (
	"io/fs"
	"strings"
	"testing"
)

func TestPlaceholders(t *testing.T) {
	const text = `-- +goose Up
CREATE TABLE post (
  id :id,
  first_note BIGINT NULL,
  :forward post_first_note FOREIGN KEY (first_note, id) REFERENCES note (id, post_id),
  CONSTRAINT post_note CHECK (first_note IS NULL OR first_note > 0)
);
CREATE TABLE note (
  id :random,
  post_id BIGINT NOT NULL
) :end;
`
	for engine, want := range map[string]string{
		"sqlite": `-- +goose Up
CREATE TABLE post (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  first_note BIGINT NULL,
  CONSTRAINT post_first_note FOREIGN KEY (first_note, id) REFERENCES note (id, post_id),
  CONSTRAINT post_note CHECK (first_note IS NULL OR first_note > 0)
);
CREATE TABLE note (
  id BIGINT NOT NULL PRIMARY KEY,
  post_id BIGINT NOT NULL
) WITHOUT ROWID;
`,
		"postgres": `-- +goose Up
CREATE TABLE post (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  first_note BIGINT NULL,
  CONSTRAINT post_note CHECK (first_note IS NULL OR first_note > 0)
);
CREATE TABLE note (
  id BIGINT NOT NULL PRIMARY KEY,
  post_id BIGINT NOT NULL
);
ALTER TABLE post ADD CONSTRAINT post_first_note FOREIGN KEY (first_note, id) REFERENCES note (id, post_id);
`,
	} {
		got, err := spell(text, engine)
		if err != nil || got != want {
			t.Errorf("%s (%v):\n%s\nwant\n%s", engine, err, got, want)
		}
	}
	if _, err := spell("CREATE TABLE a (\n  :forward a_b FOREIGN KEY (b) REFERENCES b (id)\n);\n", "sqlite"); err == nil {
		t.Error("a forward key at the end of its table would leave a comma too much on PostgreSQL")
	}
}

func TestEachEngineGetsEachStepOnceAndSpelledOut(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		steps, err := For(engine)
		if err != nil {
			t.Fatal(err)
		}
		names, err := fs.Glob(steps, "*")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := strings.Join(names, " "), "0001_words.sql 0002_house.sql 0003_circle.sql 0004_rules.sql"; got != want {
			t.Errorf("%s has the steps %s, want %s", engine, got, want)
		}
		for _, name := range names {
			text, err := fs.ReadFile(steps, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, left := range []string{" :id", " :random", " :end", ":forward"} {
				if strings.Contains(string(text), left) {
					t.Errorf("%s, %s: a placeholder is left: %s", engine, name, left)
				}
			}
			if strings.Contains(string(text), "+goose Down") {
				t.Errorf("%s goes back: migrations only go forward", name)
			}
		}
	}
}
