package richtext_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"palabre/internal/errs"
	"palabre/internal/richtext"
)

// fixture is a revision whose hash was computed outside of this program.
type fixture struct {
	Salt      string          `json:"salt"` // hexadecimal
	Claims    richtext.Claims `json:"claims"`
	Canonical string          `json:"canonical"` // what follows the salt
	SHA256    string          `json:"sha256"`    // hexadecimal
}

// TestHashesNeverChange guards every hash that was ever stored: the fixtures may
// be added to, and neither they nor this test may be changed to agree with new
// code. Each says what is hashed too, so that a third party can do without us.
func TestHashesNeverChange(t *testing.T) {
	for name, f := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			salt, err := hex.DecodeString(f.Salt)
			if err != nil {
				t.Fatal(err)
			}
			if sum := sha256.Sum256([]byte(string(salt) + f.Canonical)); hex.EncodeToString(sum[:]) != f.SHA256 {
				t.Fatal("the fixture contradicts itself: somebody changed it")
			}
			got, err := richtext.Hash(salt, f.Claims)
			if err != nil || hex.EncodeToString(got[:]) != f.SHA256 {
				t.Errorf("got %x (%v), want %s: stored hashes would no longer be found", got, err, f.SHA256)
			}
		})
	}
}

func fixtures(t *testing.T) map[string]fixture {
	t.Helper()
	paths, err := filepath.Glob("testdata/hash/*.json")
	if err != nil || len(paths) < 11 {
		t.Fatalf("%d fixtures (%v), want at least 11: none may go", len(paths), err)
	}
	found := map[string]fixture{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var f fixture
		if err := json.Unmarshal(data, &f); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		found[filepath.Base(path)] = f
	}
	return found
}

func claims() richtext.Claims {
	return richtext.Claims{
		Title: "Un titre", Genre: "opinion", Language: "fr", Direction: "ltr", Licence: "CC0-1.0",
		Flags: []byte(`{}`), Signers: []byte(`[]`), Document: []byte(`{"version":1,"blocks":[]}`),
	}
}

var salt = []byte("0123456789abcdef")

func hash(t *testing.T, c richtext.Claims) [sha256.Size]byte {
	t.Helper()
	sum, err := richtext.Hash(salt, c)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestEveryClaimCounts(t *testing.T) {
	seen := map[[sha256.Size]byte]string{hash(t, claims()): "as it is"}
	for name, change := range map[string]func(*richtext.Claims){
		"title":     func(c *richtext.Claims) { c.Title += " " },
		"summary":   func(c *richtext.Claims) { c.Summary = "x" },
		"note":      func(c *richtext.Claims) { c.Note = "x" },
		"genre":     func(c *richtext.Claims) { c.Genre = "information" },
		"flags":     func(c *richtext.Claims) { c.Flags = []byte(`{"satire":true}`) },
		"language":  func(c *richtext.Claims) { c.Language = "wo" },
		"direction": func(c *richtext.Claims) { c.Direction = "rtl" },
		"licence":   func(c *richtext.Claims) { c.Licence = "CC-BY-4.0" },
		"cover":     func(c *richtext.Claims) { c.Cover = []byte(`{}`) },
		"signers":   func(c *richtext.Claims) { c.Signers = []byte(`["a"]`) },
		"words":     func(c *richtext.Claims) { c.Words = 1 },
		"document":  func(c *richtext.Claims) { c.Document = []byte(`{"version":1,"blocks":[{}]}`) },
	} {
		c := claims()
		change(&c)
		sum := hash(t, c)
		if other, found := seen[sum]; found {
			t.Errorf("%s and %s have one hash", name, other)
		}
		seen[sum] = name
	}
}

func TestSpellingOfJSONDoesNotCount(t *testing.T) {
	c := claims()
	c.Cover = []byte(`null`)
	c.Flags = []byte(" {\n}")
	c.Document = []byte(`{ "blocks" : [ ], "\u0076ersion" : 1 }`)
	if hash(t, c) != hash(t, claims()) {
		t.Error("white space, order of keys or an escape changes the hash")
	}
}

func TestHashRefuses(t *testing.T) {
	for name, change := range map[string]func(*richtext.Claims){
		"bytes that are not UTF-8": func(c *richtext.Claims) { c.Title = "a\xff" },
		"NUL":                      func(c *richtext.Claims) { c.Summary = "a\x00" },
		"NUL in JSON":              func(c *richtext.Claims) { c.Flags = []byte(`{"a":"\u0000"}`) },
		"a noncharacter in a key":  func(c *richtext.Claims) { c.Flags = []byte(`{"\uffff":1}`) },
		"half a pair in JSON":      func(c *richtext.Claims) { c.Flags = []byte(`{"a":"\ud800"}`) },
		"a key twice":              func(c *richtext.Claims) { c.Flags = []byte(`{"a":1,"\u0061":2}`) },
		"a fraction":               func(c *richtext.Claims) { c.Flags = []byte(`{"a":1.5}`) },
		"an exponent":              func(c *richtext.Claims) { c.Flags = []byte(`{"a":1e2}`) },
		"minus zero":               func(c *richtext.Claims) { c.Flags = []byte(`{"a":-0}`) },
		"a number beyond 2^53":     func(c *richtext.Claims) { c.Flags = []byte(`{"a":9007199254740993}`) },
		"words beyond 2^53":        func(c *richtext.Claims) { c.Words = 1<<53 + 1 },
		"flags that are a list":    func(c *richtext.Claims) { c.Flags = []byte(`[]`) },
		"no flags":                 func(c *richtext.Claims) { c.Flags = nil },
		"no signers":               func(c *richtext.Claims) { c.Signers = nil },
		"no document":              func(c *richtext.Claims) { c.Document = nil },
		"broken JSON":              func(c *richtext.Claims) { c.Document = []byte(`{"version":1`) },
		"two values":               func(c *richtext.Claims) { c.Document = []byte(`{}{}`) },
		"an empty cover":           func(c *richtext.Claims) { c.Cover = []byte(``) },
	} {
		c := claims()
		change(&c)
		var said *errs.Said
		if _, err := richtext.Hash(salt, c); !errors.As(err, &said) || said.Message != "document.claims" {
			t.Errorf("%s: got %v, want document.claims", name, err)
		}
	}
	if _, err := richtext.Hash(salt[:15], claims()); !errors.Is(err, errs.Invalid) {
		t.Errorf("a short salt: got %v", err)
	}
}
