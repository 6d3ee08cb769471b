package richtext

import (
	"crypto/rand"
	"encoding/base32"
)

const (
	minID = 4
	maxID = 24
)

var idEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// newID returns 40 random bits as 8 letters: enough to be unique within one
// document, where the caller looks, and no burden on every page.
func newID() ID {
	var bits [5]byte
	rand.Read(bits[:]) // never fails (crypto/rand, Go 1.24)
	return ID(idEncoding.EncodeToString(bits[:]))
}

func (id ID) valid() bool {
	if len(id) < minID || len(id) > maxID {
		return false
	}
	for i := 0; i < len(id); i++ {
		if c := id[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
