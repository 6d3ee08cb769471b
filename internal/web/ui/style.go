package ui

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"palabre/internal/web/ui/stylesheet"
)

// style is what stands in the one <style> of a page.
type style struct {
	text string
	hash string // source expression: "sha256-…" (CSP Level 3 §2.3.1)
}

// styles are those of one kind of pages. Pages use few different sets of rules, and
// to put a style together and hash it takes a tenth of the time of a page.
type styles struct {
	compiled *stylesheet.Style
	mu       sync.RWMutex
	made     map[stylesheet.Set]style // by what the pages have
}

// stylesKept bounds made: what an author writes decides which rules a page uses.
const stylesKept = 256

func (s *styles) of(has stylesheet.Set) style {
	s.mu.RLock()
	known, ok := s.made[has]
	s.mu.RUnlock()
	if ok {
		return known
	}
	text := s.compiled.For(has)
	hash := sha256.Sum256([]byte(text))
	made := style{text, "sha256-" + base64.StdEncoding.EncodeToString(hash[:])}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.made) == stylesKept {
		clear(s.made)
	}
	s.made[has] = made
	return made
}

// styleKey is what a style depends on besides the page's own tags. There are four
// times as many as editions have colours.
type styleKey struct {
	direction string
	mixed     bool
	colours   Colours
}

// style returns the style of a page: the rules that it can use.
func (l *look) style(f Frame, page []byte) (style, error) {
	has := l.index.Of(page)
	key := styleKey{f.Direction(), l.index.Has(has, opposite[f.Direction()]), f.Edition.Colours}
	compiled, err := l.compiled(key)
	if err != nil {
		return style{}, err
	}
	return compiled.of(has), nil
}

var opposite = map[string]string{"ltr": "rtl", "rtl": "ltr"}

// compiled returns the style of a kind of pages. The first of them waits for it.
func (l *look) compiled(key styleKey) (*styles, error) {
	if known, ok := l.styles.Load(key); ok {
		return known.(*styles), nil
	}
	compiled, err := l.sheet.Compile(stylesheet.Options{Direction: key.direction, Mixed: key.mixed, Set: key.colours.tokens()}, l.index)
	if err != nil {
		return nil, err
	}
	made, _ := l.styles.LoadOrStore(key, &styles{compiled: compiled, made: map[stylesheet.Set]style{}})
	return made.(*styles), nil
}

// sheetOf puts the styles of a page together: tokens and layout, the components
// in the order of their names, what the page brings itself, print at the end.
func sheetOf(tree *template.Template, own string) (stylesheet.Sheet, error) {
	used := reachable(tree)
	components, err := fs.Glob(kit, "components/*.css")
	if err != nil {
		return nil, err
	}
	names := []string{"tokens.css", "layout.css"}
	for _, name := range components {
		if used[strings.TrimSuffix(path.Base(name), ".css")] {
			names = append(names, name)
		}
	}
	var b strings.Builder
	if err := read(&b, names...); err != nil {
		return nil, err
	}
	b.WriteString(own)
	if err := read(&b, "print.css"); err != nil {
		return nil, err
	}
	return stylesheet.Parse(b.String())
}

// read appends files of the kit.
func read(b *strings.Builder, names ...string) error {
	for _, name := range names {
		css, err := fs.ReadFile(kit, name)
		if err != nil {
			return err
		}
		b.Write(css)
	}
	return nil
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
