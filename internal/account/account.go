// Package account holds what signs in: private, never shown. Today it only
// opens the account that owns an author; passphrases, sessions and recovery come
// with registration. Nothing public is made of it: what signs articles is an
// author.
package account

import (
	"context"

	"palabre/internal/db"
	"palabre/internal/id"
)

// ID is the internal number of an account; it never leaves the server.
type ID int64

// locked is a passphrase hash that no passphrase has: the account was opened for
// somebody who has not yet come to set one.
const locked = "!"

// OpenIn opens an account that nobody can sign in to yet, with the name that its
// person will type one day.
func OpenIn(ctx context.Context, tx *db.Tx, language, foldedName string) (ID, error) {
	account := ID(id.Random())
	const query = `
		INSERT INTO account (id, key, state, passphrase_hash, language, made_day, seen_day, version)
		VALUES ($1, $2, 'active', $3, $4, $5, $5, 1)`
	if _, err := db.Exec(ctx, tx, query, account, id.NewKey(), locked, language, tx.Now().Day()); err != nil {
		return 0, err
	}
	_, err := db.Exec(ctx, tx, `INSERT INTO sign_in_name (folded, account_id) VALUES ($1, $2)`, foldedName, account)
	return account, err
}
