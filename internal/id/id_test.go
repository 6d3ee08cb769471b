package id_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"palabre/internal/errs"
	"palabre/internal/id"
)

func TestAKeyHasOneSpelling(t *testing.T) {
	form := regexp.MustCompile(`^[a-z2-7]{25}[aeimquy4]$`) // 128 bits: the last letter has two zero bits
	seen := map[id.Key]bool{}
	for range 10_000 {
		key := id.NewKey()
		if !form.MatchString(string(key)) || seen[key] {
			t.Fatalf("%q is no fresh key", key)
		}
		seen[key] = true
		if again, err := id.ParseKey(string(key)); err != nil || again != key {
			t.Fatalf("%q reads as %q (%v)", key, again, err)
		}
	}
	for _, text := range []string{
		"", "a", strings.Repeat("a", 25), strings.Repeat("a", 27), strings.Repeat("A", 26), strings.Repeat("a", 25) + "b",
		strings.Repeat("a", 25) + "1", strings.Repeat("a", 25) + "=", strings.Repeat("a", 25) + "\n", strings.Repeat("a", 24) + "é", strings.Repeat("\x00", 26),
	} {
		if _, err := id.ParseKey(text); !errors.Is(err, errs.NotFound) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if key, err := id.ParseKey("mfrggzdfmztwq2lknnwg23tpoa"); err != nil || key != "mfrggzdfmztwq2lknnwg23tpoa" { // "abcdefghijklmnop"
		t.Errorf("a key of known bytes: %q (%v)", key, err)
	}
}

func TestACodeIsEightLetters(t *testing.T) {
	form, seen := regexp.MustCompile(`^[a-z2-7]{8}$`), map[string]bool{}
	for range 1000 {
		code := id.Code()
		if !form.MatchString(code) || seen[code] {
			t.Fatalf("%q is no fresh code", code)
		}
		seen[code] = true
	}
}

func TestRandomNumbersArePositiveAndFillTheirBits(t *testing.T) {
	var ones int64
	seen := map[int64]bool{}
	for range 1000 {
		n := id.Random()
		if n <= 0 || seen[n] {
			t.Fatalf("%d is no fresh number", n)
		}
		seen[n] = true
		ones |= n
	}
	if ones != 1<<63-1 {
		t.Errorf("only the bits %x are ever set", ones)
	}
}
