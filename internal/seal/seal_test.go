package seal_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/seal"
)

// known holds the bytes 0 to 31. Its MACs below were computed by another program.
const known = "palabre-key-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

func parse(t *testing.T, text string) *seal.Key {
	t.Helper()
	key, err := seal.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestMACsAreThoseOfTheStandard(t *testing.T) {
	key := parse(t, known)
	for _, row := range []struct {
		purpose string
		parts   []string
		want    string
	}{
		{"permalink", []string{"1", "/a/"}, "3zdmjzfxi64uziwexaee66b4a6jpl6thacpxmubcf4is3eectoiq"},
		{"permalink", []string{"1/a", "/"}, "cf72vigqjxcqorsqxtzxsy5qdwkahfl322fdgq7t7zj3g7vneara"},
	} {
		if got := key.MAC(row.purpose, row.parts...); got != row.want {
			t.Errorf("%s of %q is %s, want %s", row.purpose, row.parts, got, row.want)
		}
	}
}

func TestNoTwoListsOfPartsReadAlike(t *testing.T) {
	key, seen := parse(t, known), map[string]string{}
	for _, parts := range [][]string{{}, {""}, {"", ""}, {"ab"}, {"a", "b"}, {"", "ab"}, {"ab", ""}, {"b", "a"}, {"a\x00b"}} {
		for _, purpose := range []string{"p", "pa", ""} {
			mac, what := key.MAC(purpose, parts...), purpose+"("+strings.Join(parts, ",")+")"
			if other := seen[mac]; other != "" {
				t.Errorf("%s and %s have one MAC", what, other)
			}
			seen[mac] = what
		}
	}
}

func TestAKeyIsMadeOnceAndReadAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	var mu sync.Mutex
	macs := map[string]bool{}
	var all sync.WaitGroup
	for range 16 { // processes that start at once
		all.Go(func() {
			key, err := seal.Open(dir)
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			macs[key.MAC("one")] = true
		})
	}
	all.Wait()
	if len(macs) != 1 {
		t.Errorf("%d keys were made", len(macs))
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != "keys" {
		t.Fatalf("the folder holds %v (%v)", entries, err)
	}
	info, err := entries[0].Info()
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v (%v)", info.Mode(), err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	if !macs[parse(t, string(text)).MAC("one")] {
		t.Error("the file holds another key")
	}
	other, err := seal.Open(t.TempDir())
	if err != nil || macs[other.MAC("one")] {
		t.Errorf("another folder has the same key (%v)", err)
	}
}

func TestWhatIsNoKeyIsRefused(t *testing.T) {
	for _, text := range []string{
		"", "palabre-key-1:", strings.TrimPrefix(known, "palabre-key-1:"), "palabre-key-2:" + known[14:], known[:len(known)-5] + "=",
		strings.Replace(known, "AAEC", "AA EC", 1), known + "AA==", "palabre-key-1:AAECAwQFBgcICQoLDA0ODw==", "\x00",
	} {
		if _, err := seal.Parse(text); err == nil || !strings.Contains(err.Error(), "restore the file of keys") {
			t.Errorf("%.20q: %v", text, err)
		} else if len(text) > 20 && strings.Contains(err.Error(), text[15:]) {
			t.Errorf("the error repeats the secret: %v", err)
		}
	}
	parse(t, " "+known+"\r\n")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "keys"), []byte("half a k"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := seal.Open(dir); err == nil || !strings.Contains(err.Error(), "restore") {
		t.Errorf("a damaged file: %v", err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "keys")); err != nil || string(text) != "half a k" {
		t.Errorf("the damaged file was changed: %q (%v)", text, err)
	}
}

func TestADatabaseKnowsItsKey(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		mine := parse(t, known)
		for range 2 { // the first start, and a later one
			if err := mine.Belongs(t.Context(), d); err != nil {
				t.Fatal(err)
			}
		}
		other, err := seal.Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Belongs(t.Context(), d); err == nil || !strings.Contains(err.Error(), "restore the file of keys") {
			t.Errorf("another key: %v", err)
		}
		if err := mine.Belongs(t.Context(), d); err != nil {
			t.Errorf("its own key after that: %v", err)
		}
	})
}
