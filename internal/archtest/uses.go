package archtest

import (
	"go/ast"
	"path"
	"slices"
)

// use keeps functions and types of a package out of the program; tests are free.
type use struct {
	path   string
	names  []string
	but    []string // folders that may
	reason string
}

var uses = []use{
	{"time", []string{"Now", "Since", "Until"}, []string{"internal/clock"}, "take a clock.Clock, so that a test decides what time it is"},
	{"os", []string{"Getenv", "LookupEnv", "Environ", "ExpandEnv"}, []string{".", "internal/config"}, "settings are read once, in main"},
	{"net/http", []string{"Get", "Head", "Post", "PostForm", "Client", "DefaultClient", "Transport", "DefaultTransport"}, []string{"internal/safehttp"}, "requests to the outside pass safehttp"},
	{"net", []string{"Dial", "DialIP", "DialTCP", "DialTimeout", "DialUDP", "DialUnix", "Dialer", "LookupHost", "LookupIP", "Resolver"}, []string{"internal/safehttp"}, "connections to the outside pass safehttp"},
	{"crypto/tls", []string{"Dial", "DialWithDialer", "Dialer"}, []string{"internal/safehttp"}, "connections to the outside pass safehttp"},
}

// methods of *http.Request that write a file of any size beside the program, or
// call one that does. FormValue and PostFormValue are among them.
var readers = []string{"ParseMultipartForm", "FormFile", "FormValue", "PostFormValue"}

func checkUses(t *Tree) []string {
	var found findings
	for _, f := range t.program() {
		dir := path.Dir(f.Path)
		if servesTests(dir) {
			continue
		}
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			importPath, name, member := f.Member(selector)
			if !member {
				if slices.Contains(readers, selector.Sel.Name) {
					found.add(f.Line(n), "uses %s, which stores what is sent in a temporary file: read the limited form, or stream", selector.Sel.Name)
				}
				return true
			}
			for _, u := range uses {
				if u.path == importPath && slices.Contains(u.names, name) && !within(dir, u.but) {
					found.add(f.Line(n), "uses %s.%s: %s", importPath, name, u.reason)
				}
			}
			return true
		})
	}
	return found.sorted()
}

// engineRooms may ask which engine it is, and take the driver's own transaction.
var engineRooms = []string{"internal/db", "internal/jobs"}

// checkEngine looks for the two ways to learn about the engine. Types from other
// packages are unknown here, so any field or method of these names counts.
func checkEngine(t *Tree) []string {
	var found findings
	for _, f := range t.program() {
		if within(path.Dir(f.Path), engineRooms) {
			continue
		}
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			importPath, name, member := f.Member(selector)
			dir, _ := t.dir(importPath)
			ofDB := dir == "internal/db" && slices.Contains([]string{"Engine", "SQLite", "Postgres"}, name)
			if ofDB || !member && slices.Contains([]string{"Engine", "SQL"}, selector.Sel.Name) {
				found.add(f.Line(n), "uses %s: only db and jobs may ask which engine it is", selector.Sel.Name)
			}
			return true
		})
	}
	return found.sorted()
}
