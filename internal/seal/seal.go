// Package seal keeps the one secret that is not in the database: whoever reads
// a stolen copy can neither test guesses against its MACs nor open its sealed
// columns. The secret lies in DATA/keys, or in the environment where several
// machines share it. It is not a password hash and no session token.
package seal

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"palabre/internal/db"
	"palabre/internal/errs"
)

const (
	fileName = "keys"
	prefix   = "palabre-key-1:" // the 1 is the form: another form gets another number
	size     = 32
)

// Key is the secret of one installation.
type Key struct{ secret []byte }

// Open reads the key of a data folder, or makes the first one.
func Open(dir string) (*Key, error) {
	file := filepath.Join(dir, fileName)
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return create(dir, file)
	}
	if err != nil {
		return nil, fmt.Errorf("the file of keys cannot be read; look at its owner and rights: %w", err)
	}
	key, err := Parse(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return key, nil
}

// Lost reports whether the data folder has no key although the database was made
// with one: Open would make another, which helps nobody.
func Lost(ctx context.Context, dir string, d *db.DB) (bool, error) {
	if _, err := os.Stat(filepath.Join(dir, fileName)); err == nil {
		return false, nil
	}
	var lost bool
	err := d.Read(ctx, func(tx *db.Tx) error {
		_, err := db.One(ctx, tx, db.ScanText, `SELECT value FROM secret WHERE name = 'key_check'`)
		lost = err == nil
		if errors.Is(err, errs.NotFound) {
			return nil
		}
		return err
	})
	return lost, err
}

// create writes a fresh key so that it is on disk, whole, before it is used:
// two processes that start at once end with the same one.
func create(dir, file string) (*Key, error) {
	var secret [size]byte
	rand.Read(secret[:])
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("the data folder cannot be made; name another with --data: %w", err)
	}
	fresh, err := os.CreateTemp(dir, ".keys-") // mode 0600
	if err != nil {
		return nil, fmt.Errorf("the data folder cannot be written; look at its owner and rights: %w", err)
	}
	defer os.Remove(fresh.Name())
	_, err = fresh.WriteString(prefix + base64.StdEncoding.EncodeToString(secret[:]) + "\n")
	if err := errors.Join(err, fresh.Sync(), fresh.Close()); err != nil {
		return nil, fmt.Errorf("the file of keys cannot be written: %w", err)
	}
	if err := os.Link(fresh.Name(), file); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, fmt.Errorf("the file of keys cannot be written: %w", err)
	}
	if err := syncFolder(dir); err != nil {
		return nil, fmt.Errorf("the file of keys cannot be written: %w", err)
	}
	return Open(dir)
}

// syncFolder sees the name of a new file to the disk.
func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Parse reads a key as the file or the environment holds it.
func Parse(text string) (*Key, error) {
	encoded, ok := strings.CutPrefix(strings.TrimSpace(text), prefix)
	secret, err := base64.StdEncoding.DecodeString(encoded)
	if !ok || err != nil || len(secret) != size {
		return nil, errors.New("this is no key of Palabre (it begins with " + prefix + "); restore the file of keys that belongs to the database")
	}
	return &Key{secret}, nil
}

var encoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// MAC returns HMAC-SHA-256 over the parts as 52 letters. The purpose keeps the
// MACs of different columns apart; each part carries its length, so that no two
// lists of parts read alike.
func (k *Key) MAC(purpose string, parts ...string) string {
	mac := hmac.New(sha256.New, k.secret)
	for _, part := range append([]string{purpose}, parts...) {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(part)))
		mac.Write(length[:])
		mac.Write([]byte(part))
	}
	return encoding.EncodeToString(mac.Sum(nil))
}

// Belongs reports whether the database was made with this key: the first start
// leaves a MAC there, every later one compares.
func (k *Key) Belongs(ctx context.Context, d *db.DB) error {
	mine := k.MAC("check")
	return d.Write(ctx, func(tx *db.Tx) error {
		const first = `INSERT INTO secret (name, value) VALUES ('key_check', $1) ON CONFLICT DO NOTHING`
		if _, err := db.Exec(ctx, tx, first, mine); err != nil {
			return err
		}
		theirs, err := db.One(ctx, tx, db.ScanText, `SELECT value FROM secret WHERE name = 'key_check'`)
		if err != nil {
			return err
		}
		if subtle.ConstantTimeCompare([]byte(mine), []byte(theirs)) != 1 {
			return errors.New("the key does not belong to this database: restore the file of keys that was made with it, or set PALABRE_KEY to its content")
		}
		return nil
	})
}
