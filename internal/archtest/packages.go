package archtest

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
)

// vague are names that say nothing about what is inside.
var vague = []string{"util", "utils", "common", "helper", "helpers", "model", "models", "core", "misc", "shared"}

func checkNames(t *Tree) []string {
	var found findings
	for _, p := range t.Packages {
		for _, f := range p.Files {
			name := strings.TrimSuffix(f.Syntax.Name.Name, "_test")
			if slices.Contains(vague, name) || slices.Contains(vague, path.Base(p.Dir)) {
				found.add(p.Dir, "is called %s: a folder is one thing that a citizen can name", name)
			}
		}
	}
	return found.sorted()
}

// sentenceEnd is a full stop, or another end of a sentence, before a space or the end.
var sentenceEnd = regexp.MustCompile(`[.!?](\s|$)`)

// checkPackageDocs asks for two sentences: what the package is for, and what not.
func checkPackageDocs(t *Tree) []string {
	var found findings
	for _, p := range t.Packages {
		program := slices.DeleteFunc(slices.Clone(p.Files), func(f *Source) bool { return f.Test })
		if len(program) == 0 {
			continue
		}
		docs := slices.DeleteFunc(program, func(f *Source) bool { return f.Syntax.Doc == nil })
		switch {
		case len(docs) == 0:
			found.add(p.Dir, "has no package doc")
		case len(docs) > 1:
			found.add(p.Dir, "has its package doc in %d files", len(docs))
		default:
			doc := docs[0].Syntax
			text, name := doc.Doc.Text(), "Package "+doc.Name.Name+" "
			if doc.Name.Name != "main" && !strings.HasPrefix(text, name) {
				found.add(p.Dir, "has a package doc that does not begin with %q", name)
			}
			if len(sentenceEnd.FindAllString(text, 2)) < 2 {
				found.add(p.Dir, "has a package doc of less than two sentences: say what it is for, and what not")
			}
		}
	}
	return found.sorted()
}

func checkInit(t *Tree) []string {
	var found findings
	for _, f := range t.files(func(*Source) bool { return true }) {
		for _, d := range f.Syntax.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				found.add(f.Line(fn), "has an init function: everything comes through New")
			}
		}
	}
	return found.sorted()
}

// The sizes at which a file, or a package without its tests, is to be split.
const (
	maxFileLines    = 400
	maxPackageLines = 2500
)

func checkSizes(t *Tree, maxFile, maxPackage int) []string {
	var found findings
	for _, p := range t.Packages {
		lines := 0
		for _, f := range p.Files {
			if f.Generated {
				continue
			}
			if f.Lines > maxFile {
				found.add(f.Path, "has %d lines: split it, %d is the most", f.Lines, maxFile)
			}
			if !f.Test {
				lines += f.Lines
			}
		}
		if lines > maxPackage {
			found.add(p.Dir, "has %d lines without tests: split it, %d is the most", lines, maxPackage)
		}
	}
	return found.sorted()
}

// parses repeats what the parser refused, so that no rule is silent about a file
// that it has not seen.
func parses(t *Tree) []string { return t.Broken }
