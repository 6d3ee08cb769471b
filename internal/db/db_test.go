package db_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/errs"
)

// shop makes a table of ours to play with: rows that a verb judges.
func shop(t *testing.T, d *db.DB) {
	t.Helper()
	write(t, d, `CREATE TABLE shop (id BIGINT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, stock BIGINT NOT NULL, version BIGINT NOT NULL)`)
	write(t, d, `INSERT INTO shop (id, key, stock, version) VALUES (1, 'bread', 8, 1), (2, 'salt', 0, 1)`)
}

func write(t *testing.T, d *db.DB, query string, args ...any) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := db.Exec(t.Context(), tx, query, args...)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func number(t *testing.T, d *db.DB, query string, args ...any) int64 {
	t.Helper()
	var n int64
	err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
		n, err = db.One(t.Context(), tx, db.ScanInt, query, args...)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func TestSixteenBuyersNeverSellWhatIsNotThere(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		shop(t, d)
		errSoldOut := errors.New("sold out")
		buy := func(ctx context.Context) error {
			return d.Write(ctx, func(tx *db.Tx) error {
				if err := tx.Lock(ctx, "shop", "bread"); err != nil {
					return err
				}
				left, err := db.One(ctx, tx, db.ScanInt, `SELECT stock FROM shop WHERE key = $1`, "bread")
				if err != nil {
					return err
				}
				if left == 0 {
					return errSoldOut
				}
				_, err = db.Exec(ctx, tx, `UPDATE shop SET stock = $1 WHERE key = $2`, left-1, "bread")
				return err
			})
		}
		var sold, refused atomic.Int64
		var buyers sync.WaitGroup
		for range 16 {
			buyers.Go(func() {
				switch err := buy(t.Context()); {
				case err == nil:
					sold.Add(1)
				case errors.Is(err, errSoldOut):
					refused.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		buyers.Wait()
		if sold.Load() != 8 || refused.Load() != 8 {
			t.Errorf("sold %d of 8 and refused %d of 8", sold.Load(), refused.Load())
		}
		if left := number(t, d, `SELECT stock FROM shop WHERE id = 1`); left != 0 {
			t.Errorf("%d left, want 0", left)
		}
	})
}

func TestLockOfNothingIsNotFound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		shop(t, d)
		for _, key := range []any{"pepper", int64(99)} {
			err := d.Write(t.Context(), func(tx *db.Tx) error { return tx.Lock(t.Context(), "shop", key) })
			if !errors.Is(err, errs.NotFound) {
				t.Errorf("lock of %v: %v, want not found", key, err)
			}
		}
	})
}

func TestTransactionsThatUndoEachOtherAreTriedAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		shop(t, d)
		// Each takes one row and then the other's: PostgreSQL ends one of the two
		// with 40P01 as soon as both hold their first.
		var first sync.WaitGroup
		first.Add(2)
		cross := func(a, b int64) error {
			tries := 0
			return d.Write(t.Context(), func(tx *db.Tx) error {
				tries++
				if _, err := db.Exec(t.Context(), tx, `UPDATE shop SET stock = stock + 1 WHERE id = $1`, a); err != nil {
					return err
				}
				if tries == 1 && d.Engine() == db.Postgres { // on SQLite the second never gets here: one writer
					first.Done()
					first.Wait()
				}
				_, err := db.Exec(t.Context(), tx, `UPDATE shop SET stock = stock + 1 WHERE id = $1`, b)
				return err
			})
		}
		var both sync.WaitGroup
		for _, pair := range [][2]int64{{1, 2}, {2, 1}} {
			both.Go(func() {
				if err := cross(pair[0], pair[1]); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		if sum := number(t, d, `SELECT CAST(sum(stock) AS BIGINT) FROM shop`); sum != 12 {
			t.Errorf("stock is %d, want 8 and four more", sum)
		}
	})
}

func TestAFailedStatementEndsTheTransaction(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		shop(t, d)
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			if _, err := db.Exec(t.Context(), tx, `UPDATE shop SET stock = 99 WHERE id = 1`); err != nil {
				return err
			}
			if _, err := db.Exec(t.Context(), tx, `INSERT INTO shop (id, key, stock, version) VALUES (1, 'twice', 0, 1)`); !db.IsUnique(err) {
				t.Errorf("a second row with the same key: %v, want a unique violation", err)
			}
			if _, err := db.Exec(t.Context(), tx, `UPDATE shop SET stock = 98 WHERE id = 1`); err == nil {
				t.Error("a statement ran after one had failed")
			}
			return nil // as if nothing had happened
		})
		if err == nil {
			t.Error("a transaction with a failed statement was committed")
		}
		if stock := number(t, d, `SELECT stock FROM shop WHERE id = 1`); stock != 8 {
			t.Errorf("stock is %d: half of a transaction was kept", stock)
		}
	})
}

func TestNothingIsKeptOfAPanic(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		shop(t, d)
		func() {
			defer func() { recover() }()
			d.Write(t.Context(), func(tx *db.Tx) error {
				db.Exec(t.Context(), tx, `UPDATE shop SET stock = 99 WHERE id = 1`)
				panic("in the middle")
			})
		}()
		write(t, d, `UPDATE shop SET version = 2 WHERE id = 2`) // the writer is free again
		if stock := number(t, d, `SELECT stock FROM shop WHERE id = 1`); stock != 8 {
			t.Errorf("stock is %d, want 8", stock)
		}
	})
}

func TestTagsAreDroppedAfterTheCommitAndOnlyThen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		shop(t, d)
		var dropped [][]string
		d.OnTouched(func(tags []string) {
			if stock := number(t, d, `SELECT stock FROM shop WHERE id = 1`); stock != 7 {
				t.Errorf("tags were dropped while readers still saw %d", stock)
			}
			dropped = append(dropped, tags)
		})
		touch := func(fail error) {
			d.Write(t.Context(), func(tx *db.Tx) error {
				tx.Touched("b", "a", "b")
				if _, err := db.Exec(t.Context(), tx, `UPDATE shop SET stock = 7 WHERE id = 1`); err != nil {
					return err
				}
				return fail
			})
		}
		touch(errors.New("refused by a rule"))
		if len(dropped) != 0 {
			t.Fatalf("a transaction that failed dropped %v", dropped)
		}
		touch(nil)
		if len(dropped) != 1 || !slices.Equal(dropped[0], []string{"a", "b"}) {
			t.Errorf("dropped %v, want [a b] once", dropped)
		}
	})
}

func TestReadersCannotWriteAndSeeOnePicture(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		shop(t, d)
		err := d.Read(t.Context(), func(tx *db.Tx) error {
			_, err := db.Exec(t.Context(), tx, `UPDATE shop SET stock = 0`)
			return err
		})
		if err == nil {
			t.Error("a reader wrote")
		}
		err = d.Read(t.Context(), func(tx *db.Tx) error {
			before, err := db.One(t.Context(), tx, db.ScanInt, `SELECT stock FROM shop WHERE id = 1`)
			if err != nil {
				return err
			}
			write(t, d, `UPDATE shop SET stock = 3 WHERE id = 1`)
			after, err := db.One(t.Context(), tx, db.ScanInt, `SELECT stock FROM shop WHERE id = 1`)
			if before != after {
				t.Errorf("one picture showed %d, then %d", before, after)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestTheClockStandsStillInATransaction(t *testing.T) {
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		now := o.Clock()
		o.Clock = func() clock.Instant { now++; return now }
		d := dbtest.Open(t, o)
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			if first, second := tx.Now(), tx.Now(); first != second {
				t.Errorf("now is %d, then %d", first, second)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
