package db_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

// atOnce runs a statement in sixteen transactions that begin together, and
// returns what the refused ones were told.
func atOnce(t *testing.T, d *db.DB, statement func(i int) string) []error {
	t.Helper()
	var (
		begin   = make(chan struct{})
		all     sync.WaitGroup
		mu      sync.Mutex
		refused []error
	)
	for i := range 16 {
		all.Go(func() {
			<-begin
			err := d.Write(t.Context(), func(tx *db.Tx) error {
				_, err := db.Exec(t.Context(), tx, statement(i))
				return err
			})
			if err != nil {
				mu.Lock()
				defer mu.Unlock()
				refused = append(refused, err)
			}
		})
	}
	close(begin)
	all.Wait()
	return refused
}

// wantRefusals fails unless so many were refused, each by the rule.
func wantRefusals(t *testing.T, d *db.DB, refused []error, count int, name string) {
	t.Helper()
	if len(refused) != count {
		t.Errorf("%d of 16 were refused, want %d", len(refused), count)
	}
	if i := strings.Index(name, "/"); i >= 0 && d.Engine() == db.Postgres {
		name = name[i+1:]
	} else if i >= 0 {
		name = name[:i]
	}
	rule := rulesOf(t, d.Engine())[name]
	for _, err := range refused {
		if !rule.refused(err) {
			t.Errorf("refused by %v, want %s", err, name)
		}
	}
}

// sixteenOwners gives the author 201 fifteen owners more, accounts 501 to 515.
func sixteenOwners(t *testing.T, d *db.DB) {
	t.Helper()
	for i := 501; i < 516; i++ {
		write(t, d, insert("account", "id", fmt.Sprint(i), "key", fmt.Sprintf("'k%d'", i)))
		write(t, d, insert("member", "account_id", fmt.Sprint(i), "role", "'owner'"))
	}
}

func ownerOf201(i int) string {
	if i == 15 {
		return "author_id = 201 AND account_id = 101"
	}
	return fmt.Sprintf("author_id = 201 AND account_id = %d", 501+i)
}

func TestOneOwnerRemainsOfSixteenWhoLeaveAtOnce(t *testing.T) {
	for what, verb := range map[string]string{"leave": "DELETE FROM member", "step down": "UPDATE member SET role = 'writer'"} {
		t.Run(what, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				makeWorld(t, d)
				sixteenOwners(t, d)
				refused := atOnce(t, d, func(i int) string { return verb + " WHERE " + ownerOf201(i) })
				rule := "member_last_owner_update/member_last_owner"
				if what == "leave" {
					rule = "member_last_owner_delete/member_last_owner"
				}
				wantRefusals(t, d, refused, 1, rule)
				if left := number(t, d, `SELECT count(*) FROM member WHERE author_id = 201 AND role = 'owner'`); left != 1 {
					t.Errorf("%d owners remain, want 1", left)
				}
			})
		})
	}
}

func TestOneOfSixteenWins(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		makeWorld(t, d)
		for _, race := range []struct {
			what, by string
			do       func(i int) string
		}{
			{"one path for two articles", "permalink_key", func(i int) string {
				return insert("permalink", "article_id", []string{"1", "4"}[i%2], "path_mac", "'same'", "path", "NULL")
			}},
			{"an appeal of one decision", "decision_one_appeal", func(i int) string {
				return insert("decision", appealOf1("reference", fmt.Sprintf("'D-race-%d'", i))...)
			}},
			{"an end of one regime", "regime_ends_once", func(i int) string {
				return fmt.Sprintf("UPDATE regime SET until = %d", 1725530500000000+i)
			}},
			{"one handle", "author_handle", func(i int) string {
				return insert("author", "id", fmt.Sprint(600+i), "key", fmt.Sprintf("'k%d'", 600+i))
			}},
			{"the next version", "revision_number", func(int) string { return insert("revision") }},
		} {
			t.Run(race.what, func(t *testing.T) { wantRefusals(t, d, atOnce(t, d, race.do), 15, race.by) })
		}
	})
}

// TestTheSecondWaitsAndSeesTheFirst goes slowly, on the engine with several
// writers: each rule looks at rows that another transaction has changed and not
// committed yet. Who comes second waits, and is then refused.
func TestTheSecondWaitsAndSeesTheFirst(t *testing.T) {
	d := dbtest.Postgres(t)
	makeWorld(t, d)
	for _, race := range []struct{ what, first, second, by string }{
		{
			"another kind while something is published", insert("byline"),
			"UPDATE author SET kind = 'ngo' WHERE id = 202", "author_kind_fixed",
		},
		{
			"a version shown while it is withheld", insert("revision_withheld"),
			"UPDATE article SET current_revision = 1 WHERE id = 1", "article_shows_no_withheld",
		},
		{
			"a version withheld while it is shown", "UPDATE article SET current_revision = 5, visible = TRUE, listed = TRUE WHERE id = 5",
			insert("revision_withheld", "revision_id", "5"), "revision_withheld_past",
		},
		{
			"two owners who leave", "DELETE FROM member WHERE author_id = 202 AND account_id = 102",
			"DELETE FROM member WHERE author_id = 202 AND account_id = 103", "member_last_owner",
		},
	} {
		t.Run(race.what, func(t *testing.T) {
			first, err := d.Writer().BeginTx(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer first.Rollback()
			apply(t, first, race.first)
			refused := make(chan error, 1)
			go func() {
				refused <- d.Write(t.Context(), func(tx *db.Tx) error {
					_, err := db.Exec(t.Context(), tx, race.second)
					return err
				})
			}()
			for number(t, d, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`) == 0 {
				select {
				case err := <-refused:
					t.Fatalf("the second did not wait: %v", err)
				default:
				}
			}
			if err := first.Commit(); err != nil {
				t.Fatal(err)
			}
			if err := <-refused; err == nil || !rulesOf(t, db.Postgres)[race.by].refused(err) {
				t.Errorf("the second: %v, want %s", err, race.by)
			}
		})
	}
}
