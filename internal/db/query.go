package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"palabre/internal/errs"
)

// Queryer is what a store's function asks for: it runs inside whatever
// transaction its caller has.
type Queryer interface {
	query(ctx context.Context, query string, args []any) (*sql.Rows, error)
	exec(ctx context.Context, query string, args []any) (sql.Result, error)
	refused(err error) error
	refusedByDriver(err error) error
}

// Row is one row of an answer, to be scanned into typed variables.
type Row interface{ Scan(dest ...any) error }

// Collect returns every row of a query in its order. The rows are read before
// it returns: PostgreSQL answers no second query while one is open.
func Collect[T any](ctx context.Context, q Queryer, scan func(Row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.query(ctx, query, args)
	if err != nil {
		return nil, q.refusedByDriver(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, q.refused(err)
		}
		all = append(all, one)
	}
	return all, q.refusedByDriver(rows.Err())
}

// One returns the first row of a query.
//
// Errors: errs.NotFound when there is none.
func One[T any](ctx context.Context, q Queryer, scan func(Row) (T, error), query string, args ...any) (T, error) {
	var none T
	rows, err := q.query(ctx, query, args)
	if err != nil {
		return none, q.refusedByDriver(err)
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return none, q.refusedByDriver(err)
		}
		return none, errs.NotFound
	}
	one, err := scan(rows)
	if err != nil {
		return none, q.refused(err)
	}
	return one, q.refusedByDriver(rows.Close())
}

// Exec runs a statement and returns the number of rows that it changed.
func Exec(ctx context.Context, q Queryer, query string, args ...any) (int64, error) {
	result, err := q.exec(ctx, query, args)
	if err != nil {
		return 0, q.refusedByDriver(err)
	}
	return result.RowsAffected()
}

// ScanText reads an answer of one text.
func ScanText(row Row) (string, error) { return scanOne[string](row) }

// ScanInt reads an answer of one whole number.
func ScanInt(row Row) (int64, error) { return scanOne[int64](row) }

func scanOne[T any](row Row) (T, error) {
	var one T
	err := row.Scan(&one)
	return one, err
}

// errAfterFailure is what every statement gets once one has failed; it wraps what
// that one was told, so that Write still knows whether to try again.
var errAfterFailure = errors.New("the transaction has failed and runs nothing more")

func (tx *Tx) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if tx.failed != nil {
		return nil, fmt.Errorf("%w: %w", errAfterFailure, tx.failed)
	}
	if prepared := tx.pool.prepared(query); prepared != nil {
		return tx.tx.StmtContext(ctx, prepared), nil
	}
	tx.new = append(tx.new, query)
	return nil, nil
}

func (tx *Tx) query(ctx context.Context, query string, args []any) (*sql.Rows, error) {
	statement, err := tx.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if statement == nil {
		return tx.tx.QueryContext(ctx, query, args...)
	}
	return statement.QueryContext(ctx, args...)
}

func (tx *Tx) exec(ctx context.Context, query string, args []any) (sql.Result, error) {
	statement, err := tx.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if statement == nil {
		return tx.tx.ExecContext(ctx, query, args...)
	}
	return statement.ExecContext(ctx, args...)
}

// refused remembers that a statement failed. PostgreSQL refuses what follows by
// itself; SQLite would go on and commit half of the work.
func (tx *Tx) refused(err error) error {
	if err != nil && tx.failed == nil {
		tx.failed = err
	}
	return err
}

// refusedByDriver is refused for what the driver itself returned.
func (tx *Tx) refusedByDriver(err error) error {
	return tx.refused(tx.db.engine.fromDriver(err))
}
