package i18n_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	tree "text/template/parse"
)

// scan is what the module says about keys.
type scan struct {
	known  map[string]bool   // the catalogue's keys
	stems  map[string]bool   // what stands before each of their dots
	keys   map[string]string // key or what looks like one → where it stands
	begins map[string]bool   // literals that end in a dot and begin a key put together
}

// keyShape is what a literal must look like to be taken for a key.
var keyShape = regexp.MustCompile(`^[a-z]+(\.[a-z0-9_-]+)+$`)

// extensions end names of files, which look like keys.
var extensions = []string{"css", "go", "html", "json", "md", "svg", "tmpl", "ts", "txt", "xml"}

// says are the calls that take a key, with its place among their arguments.
var says = map[string]int{"Say": 0, "Count": 0, "Around": 0, "Said": 0}

// namers hold or take the names of events and jobs, which look like keys too.
var namers = []string{"EventName", "Kind", "Every", "OnAfter"}

// scanModule reads every Go file but tests, and every template.
func scanModule(t *testing.T, known []string) scan {
	t.Helper()
	s := scan{known: map[string]bool{}, stems: map[string]bool{}, keys: map[string]string{}, begins: map[string]bool{}}
	for _, key := range known {
		s.known[key] = true
		for i, sign := range key {
			if sign == '.' {
				s.stems[key[:i]] = true
			}
		}
	}
	const root = "../.."
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		switch {
		case entry.IsDir() && (name == "testdata" || name == "node_modules" || name == "data" || strings.HasPrefix(name, ".") && path != root):
			return fs.SkipDir
		case strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
			return s.goFile(path)
		case strings.HasSuffix(name, ".tmpl"):
			return s.templateFile(path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *scan) goFile(path string) error {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.FuncDecl:
			return !slices.Contains(namers, n.Name.Name)
		case *ast.CallExpr:
			s.call(n, files.Position(n.Pos()).String())
			return !slices.Contains(namers, called(n))
		case *ast.KeyValueExpr:
			if field, ok := n.Key.(*ast.Ident); ok && field.Name == "Message" {
				s.certain(n.Value, files.Position(n.Pos()).String())
			}
		case *ast.BasicLit:
			s.literal(n, files.Position(n.Pos()).String())
		}
		return true
	})
	return nil
}

// call takes the argument that is certainly a key.
func (s *scan) call(n *ast.CallExpr, where string) {
	at, ok := says[called(n)]
	if selector, isSelector := n.Fun.(*ast.SelectorExpr); isSelector {
		if x, isName := selector.X.(*ast.Ident); isName && x.Name == "errs" {
			at++ // errs.Say(kind, key, …)
		}
	}
	if ok && at < len(n.Args) {
		s.certain(n.Args[at], where)
	}
}

// called returns the name of the method or the function of a package that is
// called, without what stands before its dot; "" for anything else.
func called(n *ast.CallExpr) string {
	if selector, ok := n.Fun.(*ast.SelectorExpr); ok {
		return selector.Sel.Name
	}
	return ""
}

func (s *scan) certain(e ast.Expr, where string) {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if key, err := strconv.Unquote(lit.Value); err == nil && key != "" {
			s.keys[key] = where
		}
	}
}

// literal takes any text that looks like a key, wherever it stands: helpers and
// tables hand keys on.
func (s *scan) literal(lit *ast.BasicLit, where string) {
	if lit.Kind != token.STRING {
		return
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		return
	}
	s.text(text, where)
}

func (s *scan) text(text, where string) {
	begin, _, _ := strings.Cut(text, "%")
	segment, _, _ := strings.Cut(begin, ".")
	switch {
	case !s.stems[segment]:
	case strings.HasSuffix(begin, "."):
		s.begins[begin] = true
	case s.stems[text] && text != segment && !s.known[text]: // "error.host", to which code adds ".title"
		s.begins[text+"."] = true
	case keyShape.MatchString(text) && !slices.Contains(extensions, text[strings.LastIndexByte(text, '.')+1:]):
		if s.keys[text] == "" {
			s.keys[text] = where
		}
	}
}

func (s *scan) templateFile(path string) error {
	content, err := readFile(path)
	if err != nil {
		return err
	}
	parsed := tree.New(filepath.Base(path))
	parsed.Mode = tree.SkipFuncCheck
	trees := map[string]*tree.Tree{}
	if _, err := parsed.Parse(content, "", "", trees); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for name, t := range trees {
		if t.Root != nil {
			s.node(t.Root, path+" "+name)
		}
	}
	return nil
}

// node takes the keys that a template says.
func (s *scan) node(n tree.Node, where string) {
	switch n := n.(type) {
	case *tree.ListNode:
		if n != nil {
			for _, child := range n.Nodes {
				s.node(child, where)
			}
		}
	case *tree.ActionNode:
		s.node(n.Pipe, where)
	case *tree.TemplateNode:
		s.node(n.Pipe, where)
	case *tree.IfNode:
		s.branch(&n.BranchNode, where)
	case *tree.RangeNode:
		s.branch(&n.BranchNode, where)
	case *tree.WithNode:
		s.branch(&n.BranchNode, where)
	case *tree.PipeNode:
		if n != nil {
			for _, command := range n.Cmds {
				s.command(command, where)
			}
		}
	}
}

func (s *scan) branch(n *tree.BranchNode, where string) {
	s.node(n.Pipe, where)
	s.node(n.List, where)
	s.node(n.ElseList, where)
}

func (s *scan) command(n *tree.CommandNode, where string) {
	for i, argument := range n.Args {
		switch argument := argument.(type) {
		case *tree.StringNode:
			if i == 1 && takesKey(n.Args[0]) {
				s.keys[argument.Text] = where
			}
			s.text(argument.Text, where)
		case *tree.PipeNode:
			s.node(argument, where)
		}
	}
}

// takesKey reports whether a word of a template is a method of i18n.Text.
func takesKey(n tree.Node) bool {
	var names []string
	switch n := n.(type) {
	case *tree.FieldNode:
		names = n.Ident
	case *tree.VariableNode:
		names = n.Ident
	case *tree.ChainNode:
		names = n.Field
	}
	if len(names) == 0 {
		return false
	}
	_, ok := says[names[len(names)-1]]
	return ok
}
