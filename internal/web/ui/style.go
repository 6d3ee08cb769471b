package ui

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"
)

// styleOf puts the styles of a page together: tokens and layout, the components
// in the order of their names, what the page brings itself, print at the end.
func styleOf(tree *template.Template, own string) (string, error) {
	used := reachable(tree)
	names := []string{"tokens.css", "layout.css"}
	components, err := fs.Glob(kit, "components/*.css")
	if err != nil {
		return "", err
	}
	for _, name := range components {
		if used[strings.TrimSuffix(path.Base(name), ".css")] {
			names = append(names, name)
		}
	}
	var b strings.Builder
	for _, name := range names {
		css, err := fs.ReadFile(kit, name)
		if err != nil {
			return "", err
		}
		b.Write(css)
	}
	b.WriteString(own)
	print, err := fs.ReadFile(kit, "print.css")
	if err != nil {
		return "", err
	}
	b.Write(print)
	style := squeeze(b.String())
	if strings.Contains(style, "<") {
		return "", fmt.Errorf("a style holds %q, which could end the element that it stands in", "<")
	}
	return style, nil
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssSpace   = regexp.MustCompile(`\s*\n\s*`)
)

// squeeze leaves out the comments, the indentation and the ends of lines. A space
// stays where a line ended inside a value.
func squeeze(css string) string {
	css = cssSpace.ReplaceAllString(cssComment.ReplaceAllString(css, ""), "\n")
	return strings.TrimSpace(css)
}

// reachable returns the names of the templates that the layout leads to.
func reachable(tree *template.Template) map[string]bool {
	used := map[string]bool{}
	todo := []string{tree.Name()}
	for len(todo) > 0 {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		t := tree.Lookup(name)
		if used[name] || t == nil || t.Tree == nil {
			continue
		}
		used[name] = true
		todo = append(todo, called(t.Tree.Root)...)
	}
	return used
}

// called returns the names of the templates that a node calls.
func called(node parse.Node) []string {
	switch n := node.(type) {
	case *parse.TemplateNode:
		return []string{n.Name}
	case *parse.ListNode:
		if n == nil {
			return nil
		}
		var names []string
		for _, child := range n.Nodes {
			names = append(names, called(child)...)
		}
		return names
	case *parse.IfNode:
		return slices.Concat(called(n.List), called(n.ElseList))
	case *parse.RangeNode:
		return slices.Concat(called(n.List), called(n.ElseList))
	case *parse.WithNode:
		return slices.Concat(called(n.List), called(n.ElseList))
	default:
		return nil
	}
}
