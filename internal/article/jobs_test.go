package article_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/errs"
)

// wound is a clock that a test winds on.
type wound struct{ at atomic.Int64 }

func (w *wound) now() clock.Instant { return clock.Instant(w.at.Load()) }

func (w *wound) on(d time.Duration) { w.at.Add(d.Microseconds()) }

// atThiesMarket is 2026-11-23T16:05:31.123457Z, with microseconds that nothing rounds to.
const atThiesMarket = 1795449931_123457

// TestOldPapersKeepTheirOrder: imports may be older than 1970, where instants are
// negative.
func TestOldPapersKeepTheirOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		bring := func(title string, published int64) {
			_, err := s.articles.Import(t.Context(), article.Imported{
				Publication: article.Publication{Edition: s.edition, Claims: s.claims(title, "Texte.")}, Published: clock.Instant(published), Origin: "text", GUID: title,
				Author: author.New{Edition: s.edition, Kind: author.Individual, Handle: "Ancienne_plume"},
			})
			s.must(err)
		}
		bring("1990", 631152000_000000)
		bring("1950", -631152000_000000)
		s.must(article.Coarsen(t.Context(), s.articles))
		bring("1960", -315619200_000000)
		if got := s.front(); !slices.Equal(got, []string{"1990", "1960", "1950"}) {
			t.Errorf("front shows %q", got)
		}
	})
}

func TestAfterAMonthTheVeryMomentIsForgotten(t *testing.T) {
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		var w wound
		w.at.Store(atThiesMarket)
		o.Clock = w.now
		s := newSite(t, dbtest.Open(t, o))
		club := s.author("Compteur_Clair", author.Association)
		publish := func(by author.Author, title string) {
			_, err := s.articles.Publish(t.Context(), actor(by), article.Publication{Edition: s.edition, Claims: s.claims(title, "Texte.")})
			s.must(err)
		}
		publish(s.awa, "Un")
		w.on(11 * time.Minute)
		publish(s.awa, "Deux") // the same hour
		w.on(11 * time.Minute)
		publish(club, "Trois") // to the minute
		w.on(time.Hour)
		publish(s.awa, "Quatre")
		taken := s.publish("Repris")
		s.must(s.articles.Withdraw(t.Context(), s.edition, actor(s.awa), taken.Key))
		w.on(31 * 24 * time.Hour)
		publish(s.awa, "Hier")
		w.on(time.Hour)

		order := []string{"Hier", "Quatre", "Trois", "Deux", "Un"}
		if got := s.front(); !slices.Equal(got, order) {
			t.Fatalf("front shows %q before", got)
		}
		for range 2 { // the second time there is nothing left to do
			s.must(article.Coarsen(t.Context(), s.articles))
			if got := s.front(); !slices.Equal(got, order) {
				t.Errorf("front shows %q, want %q", got, order)
			}
			s.moments(map[string]int64{
				"Un":     1795449600_000000, // 16:00
				"Deux":   1795449600_000001, // 16:00, after the one before
				"Trois":  1795451220_000000, // 16:27
				"Quatre": 1795453200_000000, // 17:00
				"Repris": 1795453200_000001,
				"Hier":   atThiesMarket + (22+60+31*24*60)*60_000000, // not a month ago
			})
		}
	})
}

// moments compares the moments that order articles, in the article and in every
// list that it stands in.
func (s *site) moments(want map[string]int64) {
	s.Helper()
	const query = `
		SELECT b.title || ' ' || CAST(a.published_at AS TEXT) || ' ' || CAST(COALESCE(min(l.published_at), 0) AS TEXT) || ' ' || CAST(COALESCE(max(l.published_at), 0) AS TEXT)
		FROM article a
		JOIN revision_body b ON b.revision_id = a.current_revision
		LEFT JOIN listing l ON l.article_id = a.id
		GROUP BY b.title, a.published_at`
	got := s.texts(query)
	for title, at := range want {
		if line := fmt.Sprintf("%s %d %d %d", title, at, at, at); !slices.Contains(got, line) {
			s.Errorf("%q is not among %q", line, got)
		}
	}
}

// texts returns what a query of one text finds.
func (s *site) texts(query string, args ...any) (found []string) {
	s.Helper()
	s.must(s.db.Read(s.Context(), func(tx *db.Tx) (err error) {
		found, err = db.Collect(s.Context(), tx, db.ScanText, query, args...)
		return err
	}))
	return found
}

// TestNothingKeepsTheVeryMoment looks for a publication's microsecond in every
// column of every table, after a month.
func TestNothingKeepsTheVeryMoment(t *testing.T) {
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		var w wound
		w.at.Store(atThiesMarket)
		o.Clock = w.now
		s := newSite(t, dbtest.Open(t, o))
		at := s.publish("Le marché de Thiès rouvre")
		s.must(s.revise(at, 1, "Note.", "Un autre texte."))
		s.must(s.articles.Withdraw(t.Context(), s.edition, actor(s.awa), at.Key))
		s.must(s.articles.Restore(t.Context(), s.edition, actor(s.awa), at.Key))
		w.on(31 * 24 * time.Hour)
		s.must(article.Coarsen(t.Context(), s.articles))
		columns := s.columns()
		if len(columns) < 50 {
			t.Fatalf("only %d columns are looked at", len(columns))
		}
		for _, column := range columns {
			table, name, _ := strings.Cut(column, ".")
			query := `SELECT CAST(` + name + ` AS TEXT) FROM ` + table + ` WHERE ` + name + ` BETWEEN $1 AND $2`
			for _, found := range s.texts(query, int64(atThiesMarket-1000), int64(atThiesMarket+1000)) {
				t.Errorf("%s keeps %s", column, found)
			}
		}
	})
}

// columns returns every whole number of our own tables, as table.column.
func (s *site) columns() []string {
	query := `
		SELECT table_name || '.' || column_name FROM information_schema.columns
		WHERE table_schema = 'public' AND data_type = 'bigint' AND table_name NOT LIKE 'river%' AND table_name NOT LIKE 'goose%'`
	if s.db.Engine() == db.SQLite {
		query = `
			SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
			WHERE m.type = 'table' AND c.type IN ('BIGINT', 'INTEGER')
				AND m.name NOT LIKE 'river%' AND m.name NOT LIKE 'goose%' AND m.name NOT LIKE 'sqlite%'`
	}
	return s.texts(query)
}

// TestArticlesOfOneMomentAreWalkedOnce publishes more of them than one
// transaction of the walk takes: each is moved a microsecond past the one before,
// into the way of a walk that goes by the moment.
func TestArticlesOfOneMomentAreWalkedOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const many, hour = 450, 1725530400_000000
		s := newSite(t, d)
		s.fill(many, 1, hour, 0)
		before := s.texts(inOrder)
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		for range 2 {
			s.must(article.Coarsen(ctx, s.articles))
			after := s.texts(inOrder)
			if len(after) != many || !slices.Equal(before, after) {
				t.Fatalf("the order of %d articles has changed", len(after))
			}
			want := []string{fmt.Sprint(hour), fmt.Sprint(hour + many - 1), fmt.Sprint(many)}
			got := s.texts(`SELECT CAST(min(published_at) AS TEXT) || ' ' || CAST(max(published_at) AS TEXT) || ' ' || CAST(count(DISTINCT published_at) AS TEXT) FROM listing WHERE list = 'edition'`)
			if strings.Join(want, " ") != got[0] {
				t.Fatalf("first, last and number of moments are %s, want %s", got, want)
			}
		}
	})
}

const inOrder = `
	SELECT a.key FROM listing l JOIN article a ON a.id = l.article_id
	WHERE l.list = 'edition' ORDER BY l.published_at DESC, l.article_id DESC`

func TestWhatIsErasedIsForgottenByTheEngineToo(t *testing.T) {
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		s := newSite(t, dbtest.Open(t, o))
		kept := s.publish("Le pont de Ziguinchor")
		canaries := []string{"zanzibarin", "pamplemousse", "kaléidoscope", "hurluberlu", "anacoluthe"}
		document := strings.Repeat("Le kaléidoscope hurluberlu a des pages et des pages. ", 400) // more than one page of a file
		claims := s.claims("Un zanzibarin à Thiès", document)
		claims.Summary = "Il mange un pamplemousse."
		at, err := s.articles.Publish(t.Context(), actor(s.awa), article.Publication{Edition: s.edition, Claims: claims})
		s.must(err)
		_, err = s.articles.RenameSlug(t.Context(), s.edition, actor(s.awa), at.Key, "anacoluthe")
		s.must(err)
		s.must(s.revise(at, 1, "Sans anacoluthe ni zanzibarin.", document+"Encore un hurluberlu."))
		if found := s.find(o.Dir, canaries); len(found) != len(canaries) {
			t.Fatalf("before, only %q are found", found)
		}

		s.must(s.articles.Erase(t.Context(), actor(s.awa), at.Key))
		s.must(s.jobs.Start(t.Context()))
		until(t, "the erasure's job is done", func() bool {
			return len(s.texts(`SELECT kind FROM river_job WHERE kind = 'article.scrub' AND state = 'completed'`)) == 1
		})
		s.must(s.jobs.Stop(context.Background()))

		_, err = s.look(at.Path)
		s.want("its address", err, errs.Gone)
		if found := s.find(o.Dir, canaries); len(found) != 0 {
			t.Errorf("%q are still there", found)
		}
		lines := s.erasedLog()
		want := s.texts(`SELECT object_kind || ' ' || key_mac FROM erasure`)
		if len(lines) != 3 || len(want) != 3 { // the article and its two versions
			t.Errorf("erased.log has %q, the database %q", lines, want)
		}
		for _, line := range want {
			if !slices.Contains(lines, line) {
				t.Errorf("erased.log lacks %q", line)
			}
		}
		for _, line := range lines { // neither its key nor anything that names it
			if strings.Contains(line, string(at.Key)) {
				t.Errorf("erased.log names it: %q", line)
			}
		}

		var number article.ID
		s.must(s.db.Read(t.Context(), func(tx *db.Tx) error {
			n, err := db.One(t.Context(), tx, db.ScanInt, `SELECT id FROM article WHERE key = $1`, at.Key)
			number = article.ID(n)
			return err
		}))
		s.must(article.Scrub(t.Context(), s.articles, number)) // a job may run twice
		again := s.erasedLog()
		slices.Sort(again)
		slices.Sort(want)
		if !slices.Equal(slices.Compact(again), want) {
			t.Errorf("after the second time erased.log says %q", again)
		}
		if info, err := os.Stat(filepath.Join(s.dir, "erased.log")); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("erased.log: %v, %v", info.Mode(), err)
		}
		_, err = s.look(kept.Path)
		s.want("the other article", err, 0)
	})
}

func (s *site) erasedLog() []string {
	s.Helper()
	text, err := os.ReadFile(filepath.Join(s.dir, "erased.log"))
	s.must(err)
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

// find returns the words that are still somewhere: in any byte of the files of
// SQLite, in any text that PostgreSQL answers.
func (s *site) find(dir string, words []string) (found []string) {
	s.Helper()
	var all bytes.Buffer
	if s.db.Engine() == db.SQLite {
		files, err := filepath.Glob(filepath.Join(dir, "palabre.db*"))
		s.must(err)
		for _, file := range files {
			content, err := os.ReadFile(file)
			s.must(err)
			all.Write(content)
		}
	} else {
		for _, table := range s.texts(`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`) {
			for _, row := range s.texts(`SELECT row_to_json(x)::text FROM ` + table + ` x`) {
				all.WriteString(row + "\n")
			}
		}
	}
	for _, word := range words {
		if bytes.Contains(all.Bytes(), []byte(word)) {
			found = append(found, word)
		}
	}
	return found
}

// until waits until something is true.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(time.Minute)
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("still not: %s", what)
		}
	}
}
