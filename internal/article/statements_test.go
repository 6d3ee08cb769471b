package article_test

import (
	"errors"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sqlText is a text that an engine would run.
var sqlText = regexp.MustCompile(`^\s*(SELECT|UPDATE|DELETE|INSERT|WITH)\s`)

// statementsOf returns every statement that a package can run but its INSERTs:
// the constant texts that it hands to a function, puts into a variable or into a
// table of statements, put together as the compiler does. A text that the
// compiler cannot put together fails the test, as nobody could explain it.
func statementsOf(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	// Other packages stay unknown: constants are put together all the same.
	config := types.Config{Importer: unknown{}, Error: func(error) {}}
	config.Check(dir, fset, files, info)

	var found []string
	text := func(e ast.Expr) string {
		if value := info.Types[e].Value; value != nil && value.Kind() == constant.String {
			return constant.StringVal(value)
		}
		return ""
	}
	use := func(all ...ast.Expr) {
		for _, e := range all {
			if s := text(e); sqlText.MatchString(s) && !strings.HasPrefix(strings.TrimSpace(s), "INSERT") && !slices.Contains(found, s) {
				found = append(found, s)
			}
		}
	}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				use(n.Args...)
			case *ast.AssignStmt:
				use(n.Rhs...)
			case *ast.CompositeLit:
				use(n.Elts...)
			case *ast.KeyValueExpr:
				use(n.Value)
			case *ast.ReturnStmt:
				use(n.Results...)
			case *ast.BinaryExpr:
				if n.Op == token.ADD && text(n) == "" && (sqlText.MatchString(text(n.X)) || sqlText.MatchString(text(n.Y))) {
					t.Errorf("%s: a statement is put together when it runs", fset.Position(n.Pos()))
				}
			}
			return true
		})
	}
	return found
}

// unknown is an importer that knows no package.
type unknown struct{}

var errUnknown = errors.New("another package")

func (unknown) Import(string) (*types.Package, error) { return nil, errUnknown }
