// Package archtest holds the rules of the house that a compiler does not know:
// which package may import which, where the clock may be read, which modules we
// live with and why. A rule reads the sources and returns what it found; the
// tests of this package ask every rule about this tree, and show on small
// invented trees in testdata that each rule can say no. It changes nothing, and
// it is not a linter: what concerns a single line of Go is the business of vet
// and staticcheck.
//
//	tree, err := archtest.Load(ctx, "../..")
//	findings := archtest.Rules()[0].Check(tree)
//
// To allow something new, change the table beside the rule and say the reason there.
package archtest

import (
	"fmt"
	"slices"
)

// Rule is one thing that must hold for the whole tree. Check returns a sentence
// for each place where it does not, beginning with the file, in a stable order.
type Rule struct {
	Name  string
	Check func(*Tree) []string
}

// Rules returns every rule of the house.
func Rules() []Rule {
	return []Rule{
		{"parses", parses},
		{"ranks", checkRanks},
		{"imports", checkImports},
		{"uses", checkUses},
		{"engine", checkEngine},
		{"names", checkNames},
		{"package-docs", checkPackageDocs},
		{"init", checkInit},
		{"globals", checkGlobals},
		{"sizes", func(t *Tree) []string { return checkSizes(t, maxFileLines, maxPackageLines) }},
		{"templates", checkTemplates},
		{"trusted-html", func(t *Tree) []string { return checkTrustedHTML(t, trusted) }},
		{"modules", func(t *Tree) []string { return checkModules(t, reasons) }},
		{"libc", checkLibc},
		{"latest", checkLatest},
		{"places", checkPlaces},
		{"names-of-others", func(t *Tree) []string { return checkNamesOfOthers(t, namesOfOthers) }},
		{"links", checkLinks},
	}
}

// findings collects what a rule has found.
type findings []string

func (f *findings) add(where, format string, args ...any) {
	*f = append(*f, where+": "+fmt.Sprintf(format, args...))
}

func (f findings) sorted() []string {
	slices.Sort(f)
	return slices.Compact(f)
}
