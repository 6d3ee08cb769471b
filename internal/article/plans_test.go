package article_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"palabre/internal/article"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
)

// rooms are the packages whose statements public pages run, with this one.
var rooms = []string{".", "../author", "../edition", "../trust"}

// walk is the one statement that reads a table from one end to the other on
// purpose: what is done once a day goes through all editions.
const walk = `SELECT id FROM edition ORDER BY id`

// TestNoStatementSortsOrScans explains every statement of the packages behind
// public pages, found in their sources, so that a new one cannot escape. With
// 20,000 articles there is always an index in the right order, or the test fails.
func TestNoStatementSortsOrScans(t *testing.T) {
	var statements []string
	for _, room := range rooms {
		found := statementsOf(t, room)
		if len(found) == 0 {
			t.Errorf("no statement is found in %s", room)
		}
		statements = append(statements, found...)
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		s.fill(20_000, 200, 1725530400_000000, 61_000000)
		s.neighbours(50)
		for _, learned := range []string{"before ANALYZE", "after ANALYZE"} {
			for _, statement := range statements {
				if statement == walk {
					continue
				}
				for _, wrong := range s.wrong(statement) {
					t.Errorf("%s: %s in\n%s", learned, wrong, statement)
				}
			}
			for _, table := range []string{"article", "revision", "revision_body", "article_html", "byline", "permalink", "short_code", "listing", "author", "edition", "edition_host", "edition_text", "section"} {
				exec(t, d, `ANALYZE `+table) // an empty one would be read whole by right
			}
		}
	})
}

// TestTheStatementsThatRunAreTheExplainedOnes asks PostgreSQL what it was given
// while the public pages' questions were asked, and misses none of it in the
// sources.
func TestTheStatementsThatRunAreTheExplainedOnes(t *testing.T) {
	var known []string
	for _, room := range rooms {
		known = append(known, statementsOf(t, room)...)
	}
	d := dbtest.Postgres(t)
	s := newSite(t, d)
	s.fill(100, 4, 1725530400_000000, 61_000000)
	ask := s.questions()
	ran := 0
	for name, question := range ask {
		question()
		for _, statement := range s.prepared(d) {
			if !strings.HasPrefix(strings.TrimSpace(statement), "SELECT") || strings.Contains(statement, "pg_") { // the engine's own
				continue
			}
			ran++
			if !slices.Contains(known, statement) {
				t.Errorf("%s ran what the sources do not show:\n%s", name, statement)
			}
		}
	}
	if ran < 2*len(ask) {
		t.Errorf("only %d statements were seen", ran)
	}
}

// neighbours adds other editions, as a table of one row is read whole by right.
func (s *site) neighbours(n int) {
	s.Helper()
	editions := edition.NewService(s.db)
	for i := range n {
		_, err := editions.Add(s.Context(), edition.New{
			Host: fmt.Sprintf("voisine-%d.example", i), Name: "La Voisine", Languages: []string{"fr"}, Timezone: "Africa/Dakar",
			Notice: "{join}.", Join: "Ouvrir un compte", Sections: sections("Société", "Politique"),
		})
		s.must(err)
	}
}

// questions are what public pages ask.
func (s *site) questions() map[string]func() {
	editions := edition.NewService(s.db)
	return map[string]func(){
		"host": func() { _, err := editions.ByHost(s.Context(), "laplace.example"); s.must(err) },
		"list": func() { _, err := s.articles.Latest(s.Context(), s.edition); s.must(err) },
		"feed": func() { _, err := s.articles.Feed(s.Context(), s.edition); s.must(err) },
		"author's list": func() {
			a, err := s.authors.ByHandle(s.Context(), "PLUME_3")
			s.must(err)
			_, err = s.articles.ByAuthor(s.Context(), s.edition, a.ID)
			s.must(err)
		},
		"permalink":  func() { _, err := s.look("/2024/09/05/k7/"); s.must(err) },
		"unknown":    func() { _, err := s.look("/2024/09/05/nulle-part/"); s.want("unknown", err, 2) },
		"short code": func() { _, err := s.articles.ByCode(s.Context(), s.edition, "ck7"); s.must(err) },
	}
}

// prepared returns every text that the one connection in use was given.
func (s *site) prepared(d *db.DB) []string {
	s.Helper()
	rows, err := d.Writer().QueryContext(s.Context(), `SELECT statement FROM pg_prepared_statements`)
	s.must(err)
	defer rows.Close()
	var all []string
	for rows.Next() {
		var one string
		s.must(rows.Scan(&one))
		all = append(all, one)
	}
	s.must(rows.Err())
	return all
}

func TestTheFirstPageIsReadFromManyArticles(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		s.fill(1000, 200, 1725530400_000000, 61_000000)
		want := []string{"k999", "k998", "k997"}
		if got := s.front(); len(got) != article.PageSize || !slices.Equal(got[:3], want) {
			t.Errorf("front shows %q", got)
		}
		a, err := s.authors.ByHandle(t.Context(), "Plume_200")
		s.must(err)
		mine, err := s.articles.ByAuthor(t.Context(), s.edition, a.ID)
		s.must(err)
		if len(mine) != 5 || mine[0].Signers[0].Handle != "Plume_200" {
			t.Errorf("the author has %+v", mine)
		}
	})
}

// TestTheExplainFindsWhatItMust shows it statements of which each breaks the rule.
func TestTheExplainFindsWhatItMust(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		for _, bad := range []string{
			`SELECT key FROM article WHERE language = $1`,
			`SELECT key FROM article`,
			`SELECT l.article_id FROM listing l WHERE l.edition_id = $1 AND l.list = 'edition' AND l.subject_id = 0 ORDER BY l.article_id LIMIT 20`,
			`SELECT key FROM article WHERE id = $1 OR language = 'fr'`,
			`SELECT a.key FROM article a JOIN revision_body b ON b.title = a.guid WHERE a.id = $1`,
			`SELECT path FROM permalink WHERE path = $1 LIMIT 1`,
		} {
			if len(s.wrong(bad)) == 0 {
				t.Errorf("nothing is wrong with\n%s", bad)
			}
		}
		if wrong := s.wrong(`SELECT key FROM article WHERE id = $1`); len(wrong) != 0 {
			t.Errorf("a look-up by key is wrong: %q", wrong)
		}
	})
}

// wrong returns the steps of a statement's plan that sort, or that read a table
// or an index from one end to the other.
func (s *site) wrong(statement string) []string {
	s.Helper()
	conn, err := s.db.Writer().Conn(s.Context())
	s.must(err)
	defer conn.Close()
	if s.db.Engine() == db.SQLite {
		return s.wrongSQLite(conn, statement)
	}
	return s.wrongPostgres(conn, statement)
}

// numbered are the parameters of a statement: $1, $2…
var numbered = regexp.MustCompile(`\$(\d+)`)

func parameters(statement string) int {
	most := 0
	for _, match := range numbered.FindAllStringSubmatch(statement, -1) {
		n, _ := strconv.Atoi(match[1])
		most = max(most, n)
	}
	return most
}

func (s *site) wrongSQLite(conn *sql.Conn, statement string) (wrong []string) {
	s.Helper()
	args := make([]any, parameters(statement))
	for i := range args {
		args[i] = int64(1)
	}
	rows, err := conn.QueryContext(s.Context(), `EXPLAIN QUERY PLAN `+statement, args...)
	s.must(err)
	defer rows.Close()
	harmless := []string{"SCAN CONSTANT ROW"}
	for rows.Next() {
		var id, parent, unused int64
		var step string
		s.must(rows.Scan(&id, &parent, &unused, &step))
		if chosen, ok := strings.CutPrefix(step, "CO-ROUTINE "); ok { // what a subquery yields, whose own steps stand below
			harmless = append(harmless, "SCAN "+chosen)
		}
		if strings.HasPrefix(step, "SCAN") && !slices.Contains(harmless, step) || strings.Contains(step, "TEMP B-TREE") {
			wrong = append(wrong, step)
		}
	}
	s.must(rows.Err())
	return wrong
}

// node is a step of PostgreSQL's plan, as EXPLAIN (FORMAT JSON) writes it.
type node struct {
	Type  string `json:"Node Type"`
	Table string `json:"Relation Name"`
	Index string `json:"Index Name"`
	Cond  string `json:"Index Cond"`
	Plans []node
}

func (s *site) wrongPostgres(conn *sql.Conn, statement string) []string {
	s.Helper()
	run := func(text string) {
		s.Helper()
		if _, err := conn.ExecContext(s.Context(), text); err != nil {
			s.Fatalf("%v in\n%s", err, text)
		}
	}
	run(`SET plan_cache_mode = force_generic_plan`)
	for _, way := range []string{"seqscan", "sort", "incremental_sort", "hashjoin", "mergejoin", "bitmapscan"} {
		run(`SET enable_` + way + ` = off`)
	}
	run(`PREPARE asked AS ` + statement)
	defer run(`DEALLOCATE asked`)
	text := `EXPLAIN (FORMAT JSON) EXECUTE asked`
	if n := parameters(statement); n > 0 {
		text += "(" + strings.TrimSuffix(strings.Repeat("NULL, ", n), ", ") + ")"
	}
	var plan []byte
	s.must(conn.QueryRowContext(s.Context(), text).Scan(&plan))
	var roots []struct{ Plan node }
	s.must(json.Unmarshal(plan, &roots))
	return roots[0].Plan.wrong(s.beginnings())
}

// beginnings returns the first column of each index of PostgreSQL: a condition
// without it makes the engine read the whole index.
func (s *site) beginnings() map[string]string {
	s.Helper()
	first := map[string]string{}
	for _, line := range s.texts(`
		SELECT i.relname || ' ' || a.attname FROM pg_index x
		JOIN pg_class i ON i.oid = x.indexrelid
		JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]`) {
		index, column, _ := strings.Cut(line, " ")
		first[index] = column
	}
	return first
}

func (n node) wrong(first map[string]string) (wrong []string) {
	switch {
	case strings.HasSuffix(n.Type, "Sort"), n.Type == "Seq Scan", strings.HasPrefix(n.Type, "Bitmap"),
		strings.HasPrefix(n.Type, "Index") && !slices.Contains(word.FindAllString(n.Cond, -1), first[n.Index]):
		wrong = append(wrong, fmt.Sprintf("%s of %s by %q where %q", n.Type, n.Table, n.Index, n.Cond))
	}
	for _, below := range n.Plans {
		wrong = append(wrong, below.wrong(first)...)
	}
	return wrong
}

var word = regexp.MustCompile(`\w+`)

// exec runs a statement that no verb runs.
func exec(t *testing.T, d *db.DB, query string, args ...any) {
	t.Helper()
	if _, err := d.Writer().ExecContext(context.WithoutCancel(t.Context()), query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}
