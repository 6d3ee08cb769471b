package archtest

import (
	"path"
	"strings"
)

// rank is the place of a package in the house: it may import what stands lower,
// never what stands beside or above it.
type rank int

// The floors. Between 1 and domainFloor stands the platform, which knows no word
// of the product; the domains follow, each announcing upward by events alone.
const (
	domainFloor rank = 100
	partFloor   rank = 190 // parts that pages of several domains have in common
	webFloor    rank = 200 // <name>web: reads any domain and the platform
	appFloor    rank = 300
	mainFloor   rank = 400
	testFloor   rank = 500 // no part of the program: for tests, and for what measures it
)

// ranks gives every package its place. Pages of a domain need no line: the
// folder article/articleweb is known by its shape.
var ranks = map[string]rank{
	"internal/errs":  1,
	"internal/clock": 1,

	"internal/id":     10,
	"internal/config": 10,
	"internal/text":   10,

	"internal/i18n":     20,
	"internal/richtext": 20,

	"internal/db/migrations": 30,
	"internal/db":            31,
	"internal/jobs":          40,
	"internal/seal":          40,

	"internal/web/ui/stylesheet": 49,
	"internal/web/ui":            50,
	"internal/web":               51,

	"internal/edition":     domainFloor + 10,
	"internal/account":     domainFloor + 20,
	"internal/author":      domainFloor + 30,
	"internal/article":     domainFloor + 40,
	"internal/trust":       domainFloor + 50,
	"internal/syndication": domainFloor + 60,

	"internal/article/entry": partFloor,

	"internal/app": appFloor,
	".":            mainFloor,

	"bench":                  testFloor,
	"bench/load":             testFloor,
	"internal/archtest":      testFloor,
	"internal/db/dbtest":     testFloor,
	"internal/samplesite":    testFloor, // a command of its own, beside the program
	"internal/web/ui/icon":   testFloor,
	"internal/web/ui/uitest": testFloor,
	"internal/web/webtest":   testFloor,
}

func rankOf(dir string) (rank, bool) {
	if isPages(dir) {
		return webFloor, true
	}
	r, ok := ranks[dir]
	return r, ok
}

// isPages recognises the pages of a domain: article/articleweb.
func isPages(dir string) bool {
	domain := path.Dir(dir)
	return strings.HasPrefix(domain, "internal/") && path.Base(dir) == path.Base(domain)+"web"
}

func isDomain(dir string) bool {
	r, ok := rankOf(dir)
	return ok && r >= domainFloor && r < partFloor
}

// servesTests says whether the program never contains the package.
func servesTests(dir string) bool {
	r, _ := rankOf(dir)
	return r == testFloor
}

// checkRanks compares each import inside the module with the table. Tests may
// import what they like: the program does not contain them.
func checkRanks(t *Tree) []string {
	var found findings
	for _, p := range t.Packages {
		own, ok := rankOf(p.Dir)
		if !ok {
			found.add(p.Dir, "has no rank: give it one in internal/archtest/ranks.go")
			continue
		}
		for _, f := range p.Files {
			if f.Test {
				continue
			}
			for _, importPath := range f.Imports() {
				dir, ours := t.dir(importPath)
				if !ours {
					continue
				}
				if why := refuse(own, dir); why != "" {
					found.add(f.Path, "imports %s: %s", dir, why)
				}
			}
		}
	}
	return found.sorted()
}

// refuse says why a package of the rank may not import dir, "" when it may.
func refuse(own rank, dir string) string {
	other, known := rankOf(dir)
	switch {
	case !known:
		return "" // said once, at that package
	case other == testFloor && own != testFloor:
		return "it serves tests only"
	case own == testFloor:
		return ""
	case other == mainFloor, other == appFloor && own != mainFloor:
		return "nobody imports app but main"
	case dir == "internal/config" && own != mainFloor:
		return "settings are read once, in main; a package takes its own Options"
	case other == webFloor && own != appFloor:
		return "only app imports the pages of a domain"
	case other >= domainFloor && own < domainFloor:
		return "the platform knows no domain"
	case other >= own:
		return "it does not stand lower; announce an event instead"
	}
	return ""
}
