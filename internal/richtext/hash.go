package richtext

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
)

// hashFormat numbers the function below and stands in what it hashes.
const hashFormat = 1

// minSalt keeps the hash of an erased revision from being guessed.
const minSalt = 16

// Claims is everything that a revision claims, as the columns of its body hold
// it; json.RawMessage is a column that holds JSON. The hash does not look into
// it, so that it outlives every version of the document and of the flags.
type Claims struct {
	Title     string          `json:"title"`
	Summary   string          `json:"summary"`
	Note      string          `json:"note"` // what was corrected; empty for a first revision
	Genre     string          `json:"genre"`
	Flags     json.RawMessage `json:"flags"` // an object
	Language  string          `json:"language"`
	Direction string          `json:"direction"`
	Licence   string          `json:"licence"`
	Cover     json.RawMessage `json:"cover"`   // nil where the column is NULL
	Signers   json.RawMessage `json:"signers"` // an array
	Words     int             `json:"words"`
	Document  json.RawMessage `json:"document"` // an object
}

// Hash commits to the claims of a revision: SHA-256 over the salt and then the
// RFC 8785 JSON of the claims with "format":1. It is frozen: a stored hash must
// be found again for ever, so its fixtures may be added to and never changed.
//
// Errors: kind errs.Invalid with the key document.claims when a text is not
// I-JSON, a JSON column is not of the shape that Claims says, a number is not
// an integer within 2^53, or the salt has less than 16 bytes.
func Hash(salt []byte, claims Claims) ([sha256.Size]byte, error) {
	canonical, err := claims.canonical()
	if err != nil || len(salt) < minSalt {
		return [sha256.Size]byte{}, invalid("document.claims")
	}
	return sha256.Sum256(append(bytes.Clone(salt), canonical...)), nil
}

func (c Claims) canonical() ([]byte, error) {
	if !startsWith(c.Flags, '{') || !startsWith(c.Signers, '[') || !startsWith(c.Document, '{') {
		return nil, errNotCanonical
	}
	for _, text := range []string{c.Title, c.Summary, c.Note, c.Genre, c.Language, c.Direction, c.Licence} {
		if _, ok := cleanLine(text); !ok { // json.Marshal would repair it in silence
			return nil, errNotCanonical
		}
	}
	data, err := json.Marshal(struct {
		Format int `json:"format"`
		Claims
	}{hashFormat, c})
	if err != nil {
		return nil, err
	}
	return canonical(data)
}

func startsWith(value json.RawMessage, bracket byte) bool {
	value = bytes.TrimLeft(value, " \t\r\n")
	return len(value) > 0 && value[0] == bracket
}
