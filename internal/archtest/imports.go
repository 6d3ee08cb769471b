package archtest

import "strings"

// ban keeps an import out of a part of the tree; tests are free.
type ban struct {
	path   string            // the import, and everything below it
	from   func(string) bool // folders where it is banned
	reason string
}

func everywhereBut(places ...string) func(string) bool {
	return func(dir string) bool { return !within(dir, places) }
}

func everywhere(string) bool { return true }

var bans = []ban{
	{"net/http", isDomain, "a domain knows no HTTP; its pages stand in its web folder"},
	{"html/template", isDomain, "a domain renders no page"},
	{"text/template", isDomain, "a domain renders no page"},
	{"math/rand", everywhere, "what must not be guessed comes from crypto/rand, and the rest needs no chance"},
	{"log", everywhereBut("internal/web"), "log with log/slog; web alone needs its type, for http.Server.ErrorLog"},
	{"database/sql/driver", everywhereBut("internal/db"), "only db speaks with a driver"},
	{"github.com/jackc/pgx/v5", everywhereBut("internal/db", "internal/jobs"), "only db and jobs know the engine"},
	{"modernc.org/sqlite", everywhereBut("internal/db", "internal/jobs"), "only db and jobs know the engine"},
	{"github.com/riverqueue/river", everywhereBut("internal/db", "internal/jobs"), "work for later is asked of jobs; db runs River's migrations"},
	{"github.com/pressly/goose/v3", everywhereBut("internal/db"), "only db migrates"},
}

// exceptions are packages below a banned one that are another thing.
var exceptions = []string{"log/slog"}

func checkImports(t *Tree) []string {
	var found findings
	for _, p := range t.Packages {
		for _, f := range p.Files {
			if f.Test {
				continue
			}
			for _, importPath := range f.Imports() {
				if within(importPath, exceptions) {
					continue
				}
				for _, b := range bans {
					if within(importPath, []string{b.path}) && b.from(p.Dir) {
						found.add(f.Path, "imports %s: %s", importPath, b.reason)
					}
				}
			}
			if isDomain(p.Dir) {
				webImports(t, f, &found)
			}
		}
	}
	return found.sorted()
}

// webImports finds a domain that reaches for the web's own packages.
func webImports(t *Tree, f *Source, found *findings) {
	for _, importPath := range f.Imports() {
		dir, ours := t.dir(importPath)
		if ours && (dir == "internal/web" || strings.HasPrefix(dir, "internal/web/") || isPages(dir)) {
			found.add(f.Path, "imports %s: a domain knows no page", dir)
		}
	}
}
