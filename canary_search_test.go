package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
)

// needle is what a search looks for: a text, and the forms in which something may
// have kept it.
type needle struct {
	text  string
	plain []string // looked for whatever the case of ASCII letters
	exact []string
}

// needleOf returns the needle of a word or of the beginning of an address.
func needleOf(text string) needle {
	backwards := []byte(text)
	slices.Reverse(backwards)
	n := needle{text: text, plain: []string{text, string(backwards), hex.EncodeToString([]byte(text)), hex.EncodeToString(backwards), url.QueryEscape(text), wide(text, binary.LittleEndian), wide(text, binary.BigEndian)}}
	for shift := range 3 { // where in a group of three bytes the text begins
		encoded := base64.RawStdEncoding.EncodeToString(append(make([]byte, shift), text...))
		certain := encoded[(shift*8+5)/6 : (shift+len(text))*8/6]
		n.exact = append(n.exact, certain, strings.NewReplacer("+", "-", "/", "_").Replace(certain))
	}
	return n
}

// needleOfAddress adds an IPv4 address as a number, and as it is kept inside an
// IPv6 address (RFC 4291 2.5.5.2).
func needleOfAddress(beginning, address string) needle {
	n := needleOf(beginning)
	four := netip.MustParseAddr(address).As4()
	n.plain = append(n.plain, hex.EncodeToString(four[:]),
		fmt.Sprint(binary.BigEndian.Uint32(four[:])), fmt.Sprint(binary.LittleEndian.Uint32(four[:])))
	n.exact = append(n.exact, "\xff\xff"+string(four[:]))
	return n
}

func wide(text string, order binary.AppendByteOrder) string {
	var all []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		all = order.AppendUint16(all, unit)
	}
	return string(all)
}

// search returns where in a text a needle is, with what stands around it.
func search(text string, needles []needle) []string {
	lower := lowered(text)
	var hits []string
	look := func(n needle, where, form string) {
		if i := strings.Index(where, form); i >= 0 {
			hits = append(hits, fmt.Sprintf("%s as %q in %q", n.text, form, text[max(0, i-60):min(len(text), i+len(form)+60)]))
		}
	}
	for _, n := range needles {
		for _, form := range n.plain {
			look(n, lower, lowered(form))
		}
		for _, form := range n.exact {
			look(n, text, form)
		}
	}
	return hits
}

// lowered makes ASCII letters small and leaves all other bytes where they are.
func lowered(text string) string {
	all := []byte(text)
	for i, b := range all {
		if 'A' <= b && b <= 'Z' {
			all[i] = b + 'a' - 'A'
		}
	}
	return string(all)
}

// searchAll looks through everything that the program keeps or has written:
// data folder, rows of every table, temporary files, PostgreSQL's own log.
func (p program) searchAll(t *testing.T, needles []needle) (hits []string) {
	t.Helper()
	all, err := p.contents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(p.temporary, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all["temporary "+path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if file := os.Getenv("PALABRE_TEST_POSTGRES_LOG"); p.url != "" && file != "" {
		text, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		all["PostgreSQL's log"] = string(text)
	}
	for name, text := range all {
		for _, hit := range append(search(name, needles), search(text, needles)...) {
			hits = append(hits, name+": "+hit)
		}
	}
	return hits
}

func TestSearchKnowsEveryForm(t *testing.T) {
	planted := []needle{needleOf("qxzplanted"), needleOf("2001:db8:99"), needleOfAddress("198.51.100", "198.51.100.9")}
	utf16Of := func(text string) string { // U+0041 is 0x41 0x00
		var wide bytes.Buffer
		for _, c := range text {
			wide.WriteByte(byte(c))
			wide.WriteByte(0)
		}
		return wide.String()
	}
	for _, text := range []string{
		"GET /Qxzplanted?x", "PREFIX-QXZPLANTED", "detnalpzxq", "71787a706c616e746564", "71787A706C616E746564",
		"2001:DB8:99::1", "2001%3Adb8%3A99", "99:8bd:1002", "for=198.51.100.9", "for=198.51.100.254", "001.15.891",
		"3325256713", "157561798", "c6336409", "C6336409", "\x00\xff\xff\xc6\x33\x64\x09",
		base64.StdEncoding.EncodeToString([]byte("qxzplanted")), base64.URLEncoding.EncodeToString([]byte("1qxzplanted2")),
		base64.RawStdEncoding.EncodeToString([]byte("12qxzplanted")), base64.StdEncoding.EncodeToString([]byte(`{"agent":"qxzplanted"}`)),
		base64.StdEncoding.EncodeToString([]byte("from 198.51.100.9:4711")), base64.StdEncoding.EncodeToString([]byte("1198.51.100.9")),
		utf16Of("qxzplanted"), "\x00" + utf16Of("qxzplanted"), utf16Of("[2001:db8:99::1]:4711"),
	} {
		if len(search("some words before\x00"+text+"\nand after", planted)) == 0 {
			t.Errorf("%q is not found", text)
		}
	}
	for _, text := range []string{"", "qxz planted", "198.51.10.0", "2001:db8:9", "a longer text that says nothing of anybody, 2026-03-02T10:00:00Z"} {
		if hits := search(text, planted); len(hits) > 0 {
			t.Errorf("%q is found in %q", hits, text)
		}
	}
}

// The search finds a trace wherever one could be left.
func TestSearchLooksEverywhere(t *testing.T) {
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		p := program{installation: installation{o.Dir, o.URL}, temporary: t.TempDir()}
		if p.dir == "" {
			p.dir = t.TempDir()
		}
		planted := []needle{needleOf("qxzplanted"), needleOfAddress("198.51.100", "198.51.100.9")}
		if hits := p.searchAll(t, planted); len(hits) > 0 {
			t.Fatalf("before anything is planted there is %q", hits)
		}
		pool, err := p.open()
		if err != nil {
			t.Fatal(err)
		}
		defer pool.Close()
		plant := func(statement string, values ...any) error {
			_, err := pool.ExecContext(t.Context(), statement, values...)
			return err
		}
		if err := plant(`CREATE TABLE planted (words TEXT NULL, bytes BYTEA NULL, number BIGINT NULL)`); err != nil {
			t.Fatal(err)
		}
		for _, place := range []struct {
			name  string
			plant func() error
		}{
			{"a text", func() error { return plant(`INSERT INTO planted (words) VALUES ($1)`, "agent qxzplanted") }},
			{"bytes", func() error { return plant(`INSERT INTO planted (bytes) VALUES ($1)`, []byte("198.51.100.9")) }},
			{"a number", func() error { return plant(`INSERT INTO planted (number) VALUES ($1)`, 3325256713) }},
			{"the data folder", func() error { return os.WriteFile(filepath.Join(p.dir, "erased.log"), []byte("QXZPLANTED"), 0o600) }},
			{"the name of a file", func() error { return os.WriteFile(filepath.Join(p.dir, "qxzplanted"), nil, 0o600) }},
			{"a temporary file", func() error { return os.WriteFile(filepath.Join(p.temporary, "body"), []byte("qxzplanted"), 0o600) }},
		} {
			before := len(p.searchAll(t, planted))
			if err := place.plant(); err != nil {
				t.Fatal(err)
			}
			if after := len(p.searchAll(t, planted)); after <= before {
				t.Errorf("what stands in %s is not found", place.name)
			}
		}
	})
}
