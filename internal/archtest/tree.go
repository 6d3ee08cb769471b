package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Tree is what the rules look at.
type Tree struct {
	Module   string            // the module's path, as in go.mod
	Packages []*Package        // sorted by folder
	Texts    map[string]string // every text file that is or may be committed, by its path from the root
	Broken   []string          // Go files that do not parse
	Mod      *Mod              // go.mod, nil where the tree has none
	Driver   *Mod              // go.mod of the SQLite driver in the version that we pin, nil where it is not used
}

// Package is one folder of Go files.
type Package struct {
	Dir   string // from the root, "." for the root itself
	Files []*Source
}

// Source is one Go file with what its names refer to.
type Source struct {
	Path      string // from the root
	Test      bool   // a _test.go file
	Generated bool   // says so in the standard form
	Lines     int
	Syntax    *ast.File
	Info      *types.Info // shared by the files of a package
	fset      *token.FileSet
}

// generatedMark is the form that go help generate asks for.
var generatedMark = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

// NewTree parses the Go files among texts and groups them by folder. Which of
// them belong to the module is decided by the caller.
func NewTree(module string, sources, texts map[string]string) *Tree {
	t := &Tree{Module: module, Texts: texts}
	packages := map[string]*Package{}
	fset := token.NewFileSet()
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		text := sources[name]
		syntax, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Broken = append(t.Broken, err.Error())
			continue
		}
		dir := path.Dir(name)
		if packages[dir] == nil {
			packages[dir] = &Package{Dir: dir}
		}
		packages[dir].Files = append(packages[dir].Files, &Source{
			Path: name, Test: strings.HasSuffix(name, "_test.go"), Generated: generatedMark.MatchString(text),
			Lines: strings.Count(text, "\n"), Syntax: syntax, fset: fset,
		})
	}
	for _, dir := range slices.Sorted(maps.Keys(packages)) {
		resolve(fset, packages[dir])
		t.Packages = append(t.Packages, packages[dir])
	}
	return t
}

// resolve finds out what every name in the package refers to. Imported packages
// are taken as empty, so that nothing has to be compiled: names of our own
// package and of imports are certain, types from elsewhere are unknown.
func resolve(fset *token.FileSet, p *Package) {
	byName := map[string][]*ast.File{} // a folder holds a package and perhaps its external tests
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}
	for _, f := range p.Files {
		f.Info = info
		byName[f.Syntax.Name.Name] = append(byName[f.Syntax.Name.Name], f.Syntax)
	}
	config := types.Config{Importer: empty{}, Error: func(error) {}}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		// The error repeats that imports are empty.
		_, _ = config.Check(p.Dir, fset, byName[name], info)
	}
}

// empty imports every package as one without names.
type empty struct{}

var majorVersion = regexp.MustCompile(`^v[0-9]+$`)

func (empty) Import(importPath string) (*types.Package, error) {
	name := path.Base(importPath)
	if majorVersion.MatchString(name) {
		name = path.Base(path.Dir(importPath))
	}
	p := types.NewPackage(importPath, name)
	p.MarkComplete()
	return p, nil
}

// Line says where a node stands, as path:line.
func (s *Source) Line(n ast.Node) string {
	return s.Path + ":" + strconv.Itoa(s.fset.Position(n.Pos()).Line)
}

// Imports returns the paths that the file imports.
func (s *Source) Imports() []string {
	paths := make([]string, len(s.Syntax.Imports))
	for i, spec := range s.Syntax.Imports {
		paths[i], _ = strconv.Unquote(spec.Path.Value) // the parser has accepted it
	}
	return paths
}

// Member returns the import path and the name that a selector such as time.Now
// means, and false for a field or a method.
func (s *Source) Member(n *ast.SelectorExpr) (importPath, name string, ok bool) {
	x, isName := n.X.(*ast.Ident)
	if !isName {
		return "", "", false
	}
	p, isPackage := s.Info.Uses[x].(*types.PkgName)
	if !isPackage {
		return "", "", false
	}
	return p.Imported().Path(), n.Sel.Name, true
}

// dir returns the folder of a package of this module, and false for any other.
func (t *Tree) dir(importPath string) (string, bool) {
	if importPath == t.Module {
		return ".", true
	}
	return strings.CutPrefix(importPath, t.Module+"/")
}

// program returns the files of the tree that are not tests.
func (t *Tree) program() []*Source {
	return t.files(func(s *Source) bool { return !s.Test })
}

func (t *Tree) files(keep func(*Source) bool) []*Source {
	var files []*Source
	for _, p := range t.Packages {
		for _, f := range p.Files {
			if keep(f) {
				files = append(files, f)
			}
		}
	}
	return files
}

// within says whether the folder is one of the places, or below one.
func within(dir string, places []string) bool {
	return slices.ContainsFunc(places, func(place string) bool {
		return dir == place || strings.HasPrefix(dir, place+"/")
	})
}
