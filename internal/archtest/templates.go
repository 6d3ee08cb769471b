package archtest

import (
	"go/ast"
	"go/token"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// The page's policy allows one <style> by its hash, and no other: an attribute
// with a style or a script would be dead in the browser and an opening for others.
var (
	styleAttribute = regexp.MustCompile(`(?i)\sstyle\s*=`)
	eventAttribute = regexp.MustCompile(`(?i)\son[a-z]+\s*=\s*["'{]`)
)

// checkTemplates reads templates, and the markup that Go files write by hand.
func checkTemplates(t *Tree) []string {
	var found findings
	for _, name := range slices.Sorted(maps.Keys(t.Texts)) {
		markup := path.Ext(name) == ".tmpl" || path.Ext(name) == ".html"
		if markup && !strings.Contains(name, "testdata/") {
			attributes(name, t.Texts[name], &found)
		}
	}
	for _, f := range t.program() {
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING && strings.Contains(literal.Value, "<") {
				attributes(f.Line(n), literal.Value, &found)
			}
			return true
		})
	}
	return found.sorted()
}

func attributes(where, text string, found *findings) {
	if styleAttribute.MatchString(text) {
		found.add(where, "writes a style attribute: make it a class in the page's style")
	}
	if eventAttribute.MatchString(text) {
		found.add(where, "writes a script attribute: bind an island instead")
	}
}

// trusted lists the files that may declare a text to be safe for a template, each
// with what makes it so.
var trusted = map[string]string{
	"internal/article/articleweb/page.go": "the text of an article is written by richtext from its document alone, of elements and attributes that it lists",
}

// trustTypes are the types of html/template whose values are not escaped.
var trustTypes = []string{"CSS", "HTML", "HTMLAttr", "JS", "JSStr", "Srcset", "URL"}

func checkTrustedHTML(t *Tree, trusted map[string]string) []string {
	var found findings
	used := map[string]bool{}
	for _, f := range t.program() {
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			selector, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if importPath, name, _ := f.Member(selector); importPath == "html/template" && slices.Contains(trustTypes, name) {
				used[f.Path] = true
				if trusted[f.Path] == "" {
					found.add(f.Line(n), "converts to template.%s: say in internal/archtest/templates.go what makes it safe, or let the template escape", name)
				}
			}
			return true
		})
	}
	for name := range trusted {
		if !used[name] {
			found.add(name, "is trusted in internal/archtest/templates.go and converts nothing")
		}
	}
	return found.sorted()
}
