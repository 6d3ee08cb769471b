// Package id makes the identifiers that Palabre shows and those that it hides.
//
// A Key is public: it stands in addresses, feeds and files and says nothing
// about when or after whom it was made. Random numbers rows about people, whose
// neighbours must tell nothing. Numbers from a sequence come from the database
// and never leave the server; this package does not make them.
package id

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"

	"palabre/internal/errs"
)

// Key is a public id: 128 random bits as 26 lower-case letters of RFC 4648 base 32.
type Key string

const (
	keyLength  = 26
	codeLength = 8 // 40 bits: short codes are looked up, never trusted
)

var encoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// NewKey returns a fresh key.
func NewKey() Key {
	var bits [16]byte
	rand.Read(bits[:]) // never fails (crypto/rand, Go 1.24)
	return Key(encoding.EncodeToString(bits[:]))
}

// ParseKey reads a key from an address or a form. What is not the one spelling
// of 128 bits names nothing: errs.NotFound.
func ParseKey(text string) (Key, error) {
	if len(text) != keyLength {
		return "", errs.NotFound
	}
	bits, err := encoding.DecodeString(text)
	if err != nil || encoding.EncodeToString(bits) != text {
		return "", errs.NotFound
	}
	return Key(text), nil
}

// Code returns a fresh short code for an address that people dictate.
func Code() string { return string(NewKey())[:codeLength] }

// Random returns 63 random bits as a positive number, the id of a row about a
// person: neighbours in number say nothing about who came together.
func Random() int64 {
	for {
		var bits [8]byte
		rand.Read(bits[:])
		if n := int64(binary.BigEndian.Uint64(bits[:]) >> 1); n != 0 {
			return n
		}
	}
}
