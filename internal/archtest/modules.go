package archtest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// reasons says why we live with each module that the tree imports or runs as a
// tool. Their own dependencies follow from them and are not listed.
var reasons = map[string]string{
	"github.com/PuerkitoBio/goquery":                           "tests look into pages by selector, as a reader's browser does",
	"github.com/alecthomas/kong":                               "the command line: help that teaches, environment beside flags",
	"github.com/maypok86/otter/v2":                             "bounds the page cache by weight and keeps what is asked for often; a list under a lock does neither",
	"github.com/andybalholm/brotli":                            "Brotli saves the reader a fifth over gzip; the standard library has none",
	"github.com/google/go-cmp":                                 "tests show what differs in a large value",
	"github.com/jackc/pgx/v5":                                  "the PostgreSQL driver behind database/sql",
	"github.com/jba/templatecheck":                             "tests check templates against the types of their pages",
	"github.com/klauspost/compress":                            "zstd, and gzip faster than the standard library's",
	"github.com/nicksnyder/go-i18n/v2":                         "plural rules of CLDR and a catalogue format that volunteers know",
	"github.com/pressly/goose/v3":                              "migrations under a lock on both engines",
	"github.com/riverqueue/river":                              "jobs that commit with the change that asks for them",
	"github.com/riverqueue/river/riverdriver":                  "River's face towards a driver",
	"github.com/riverqueue/river/riverdriver/riverdatabasesql": "River on PostgreSQL inside our own transactions",
	"github.com/riverqueue/river/riverdriver/riversqlite":      "River on SQLite inside our own transactions",
	"github.com/riverqueue/river/rivertype":                    "the states of River's jobs",
	"github.com/rogpeppe/go-internal":                          "tests as text archives: command-line scenarios and small trees",
	"github.com/sergi/go-diff":                                 "how many words two versions of an article differ by",
	"github.com/yuin/goldmark":                                 "an independent reader of the Markdown that we write",
	"golang.org/x/net":                                         "the HTML parser that browsers agree with, for tests of what we write and for foreign text",
	"golang.org/x/text":                                        "language tags, normal forms, and the profiles of RFC 8265 for handles",
	"honnef.co/go/tools":                                       "staticcheck, a tool of the gate",
	"modernc.org/libc":                                         "pinned to the version that the SQLite driver is made for",
	"modernc.org/sqlite":                                       "SQLite without cgo, so that one command builds a static program",
	"mvdan.cc/gofumpt":                                         "one format without options, a tool of the gate",
	"pgregory.net/rapid":                                       "property tests that shrink what they find",
}

// pinned are modules that go.mod names although nothing of ours imports them.
var pinned = []string{"modernc.org/libc"}

// Mod is what the rules need of a go.mod file.
type Mod struct {
	Require []struct {
		Path, Version string
	}
	Replace []struct {
		Old struct{ Path string }
	}
	Tool []struct{ Path string }
}

// version returns the version that the file asks for, "" for none.
func (m *Mod) version(module string) string {
	for _, r := range m.Require {
		if r.Path == module {
			return r.Version
		}
	}
	return ""
}

// module returns the module that an import path belongs to, "" for none.
func (m *Mod) module(importPath string) string {
	longest := ""
	for _, r := range m.Require {
		if within(importPath, []string{r.Path}) && len(r.Path) > len(longest) {
			longest = r.Path
		}
	}
	return longest
}

func readMod(ctx context.Context, file string) (*Mod, error) {
	out, err := run(ctx, filepath.Dir(file), "go", "mod", "edit", "-json", file)
	if err != nil {
		return nil, err
	}
	var m Mod
	if err := json.Unmarshal(out, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return &m, nil
}

const driver = "modernc.org/sqlite"

// driverMod reads the go.mod of the SQLite driver from the module cache.
func driverMod(ctx context.Context, root string, own *Mod) (*Mod, error) {
	version := own.version(driver)
	if version == "" {
		return nil, nil
	}
	out, err := run(ctx, root, "go", "mod", "download", "-json", driver+"@"+version)
	if err != nil {
		return nil, err
	}
	var downloaded struct{ GoMod string }
	if err := json.Unmarshal(out, &downloaded); err != nil {
		return nil, fmt.Errorf("go mod download: %w", err)
	}
	return readMod(ctx, downloaded.GoMod)
}

// checkModules wants a reason for each module that we use ourselves, and a use
// for each reason.
func checkModules(t *Tree, reasons map[string]string) []string {
	var found findings
	if t.Mod == nil {
		return nil
	}
	direct := map[string]bool{}
	for _, module := range pinned {
		direct[module] = t.Mod.version(module) != ""
	}
	for _, tool := range t.Mod.Tool {
		direct[t.Mod.module(tool.Path)] = true
	}
	for _, f := range t.files(func(*Source) bool { return true }) {
		for _, importPath := range f.Imports() {
			if _, ours := t.dir(importPath); ours || isStandard(importPath) {
				continue
			}
			if module := t.Mod.module(importPath); module != "" {
				direct[module] = true
			} else {
				found.add(f.Path, "imports %s, of which go.mod knows nothing", importPath)
			}
		}
	}
	for _, module := range slices.Sorted(maps.Keys(direct)) {
		if direct[module] && reasons[module] == "" {
			found.add("go.mod", "%s has no reason in internal/archtest/modules.go", module)
		}
	}
	for module := range reasons {
		if !direct[module] {
			found.add("go.mod", "%s has a reason in internal/archtest/modules.go and nothing uses it", module)
		}
	}
	for _, r := range t.Mod.Replace {
		found.add("go.mod", "replaces %s: a stranger's build must be ours", r.Old.Path)
	}
	return found.sorted()
}

// isStandard follows the go command: only paths outside the standard library
// have a dot in their first element.
func isStandard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}

// checkLibc holds the C library of the SQLite driver at the version that the
// driver was translated with: another one breaks in ways that no test foresees.
func checkLibc(t *Tree) []string {
	if t.Mod == nil || t.Driver == nil {
		return nil
	}
	var found findings
	const libc = "modernc.org/libc"
	if own, wanted := t.Mod.version(libc), t.Driver.version(libc); own != wanted {
		found.add("go.mod", "asks for %s %s, the SQLite driver for %s: they must be the same", libc, own, wanted)
	}
	return found
}
