package archtest

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// constants are calls whose result nobody can change, or nobody does: they may
// stand at package level.
var constants = []string{
	"errors.New", "fmt.Errorf", "internal/errs.Say",
	"regexp.MustCompile", "strings.NewReplacer",
	"encoding/base32.NewEncoding", "encoding/base32.StdEncoding",
	"html/template.Must", "html/template.New",
	"golang.org/x/text/language.MustParse",
}

// sentinels are the calls that make an error to be compared with errors.Is.
var sentinels = []string{"errors.New", "fmt.Errorf", "internal/errs.Say"}

// checkGlobals looks at every variable at package level. Exported: errors and
// embedded files only. Others: tables that nothing assigns to.
func checkGlobals(t *Tree) []string {
	var found findings
	for _, p := range t.Packages {
		if servesTests(p.Dir) {
			continue // it may keep, for one run, what is slow to make
		}
		changed := changes(p)
		for _, f := range p.Files {
			if f.Test {
				continue
			}
			for _, v := range globals(f) {
				if why := changeable(t, f, v); why != "" {
					found.add(f.Line(v.name), "%s %s", v.name.Name, why)
				}
				if where := changed[f.Info.Defs[v.name]]; where != "" {
					found.add(f.Line(v.name), "%s is changed at %s", v.name.Name, where)
				}
			}
		}
	}
	return found.sorted()
}

// global is one variable at package level.
type global struct {
	name     *ast.Ident
	kind     ast.Expr // its type, nil when it is that of the value
	value    ast.Expr // nil for none
	embedded bool     // filled by a go:embed line
}

func globals(f *Source) []global {
	var all []global
	for _, d := range f.Syntax.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.VAR {
			continue
		}
		for _, s := range decl.Specs {
			spec := s.(*ast.ValueSpec) // the parser puts nothing else under var
			for i, name := range spec.Names {
				if name.Name == "_" {
					continue
				}
				g := global{name: name, kind: spec.Type, embedded: embeds(decl.Doc) || embeds(spec.Doc)}
				if len(spec.Values) == len(spec.Names) {
					g.value = spec.Values[i]
				} else if len(spec.Values) > 0 {
					g.value = spec.Values[0]
				}
				all = append(all, g)
			}
		}
	}
	return all
}

func embeds(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed ") })
}

// changeable says what is wrong with a variable, "" for nothing.
func changeable(t *Tree, f *Source, g global) string {
	if g.embedded {
		return ""
	}
	call := origin(t, f, g.value)
	if g.name.IsExported() && !slices.Contains(sentinels, call) {
		return "is an exported variable: everybody may change it"
	}
	if _, pointer := g.kind.(*ast.StarExpr); pointer {
		return "is a pointer at package level: make it through New"
	}
	switch value := g.value.(type) {
	case nil:
		return "has no value, so something will assign one: make it through New"
	case *ast.UnaryExpr:
		if value.Op == token.AND {
			return "is a pointer at package level: make it through New"
		}
	case *ast.CallExpr:
		_, conversion := value.Fun.(*ast.ArrayType) // []byte("…")
		if !conversion && !slices.Contains(constants, call) {
			return "is made by a call that is not among the constants of internal/archtest/globals.go"
		}
	case *ast.CompositeLit:
		if importPath := origin(t, f, value.Type); strings.HasPrefix(importPath, "sync.") || strings.HasPrefix(importPath, "sync/") {
			return "is a lock or a counter at package level: make it through New"
		}
	}
	return ""
}

// origin names the function or type that an expression begins with, as
// "path.Name" with our own paths from the root; "" for one of this package.
// A chain such as template.New("x").Funcs(f) is named by its first call.
func origin(t *Tree, f *Source, e ast.Expr) string {
	switch e := e.(type) {
	case *ast.CallExpr:
		return origin(t, f, e.Fun)
	case *ast.SelectorExpr:
		importPath, name, ok := f.Member(e)
		if !ok {
			return origin(t, f, e.X)
		}
		if dir, ours := t.dir(importPath); ours {
			importPath = dir
		}
		return importPath + "." + name
	}
	return ""
}

// changes returns, for each variable of the package that something changes, the
// first place. Tests count: one that changes a table changes it for all.
func changes(p *Package) map[types.Object]string {
	changed := map[types.Object]string{}
	for _, f := range p.Files {
		note := func(e ast.Expr) {
			if v := f.Info.Uses[root(e)]; v != nil && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() && changed[v] == "" {
				changed[v] = f.Line(e)
			}
		}
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, left := range n.Lhs {
					note(left)
				}
			case *ast.RangeStmt:
				note(n.Key)
				note(n.Value)
			case *ast.IncDecStmt:
				note(n.X)
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					note(n.X)
				}
			case *ast.CallExpr:
				if name, ok := n.Fun.(*ast.Ident); ok && (name.Name == "delete" || name.Name == "clear") && len(n.Args) > 0 {
					note(n.Args[0])
				}
			}
			return true
		})
	}
	return changed
}

// root returns the name that an expression such as a.b[c] begins with.
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}
