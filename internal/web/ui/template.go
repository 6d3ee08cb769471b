package ui

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"strings"
	"sync"

	"palabre/internal/web/ui/stylesheet"
)

//go:embed layout.tmpl layout.css tokens.css print.css components economy
var kit embed.FS

// Template is one kind of page. It serves any number of goroutines.
type Template struct{ full, economy *look }

// look is one of the two ways in which a page can look.
type look struct {
	tree    *template.Template
	sheet   stylesheet.Sheet // the rules of all that the page may hold
	index   stylesheet.Index
	styles  sync.Map  // of styleKey: *styles
	buffers sync.Pool // of *bytes.Buffer
}

// Rendered is a page, ready to be sent.
type Rendered struct {
	HTML      []byte
	StyleHash string // source expression of the page's one <style>: "sha256-…" (CSP Level 3 §2.3.1)
}

// Parse makes a page of the layout, the components and name.tmpl in files, which
// defines "main" and may define "top" and "head" anew. The style of the page is
// the tokens, the layout, the components that the page can reach and name.css
// when there is one; a rendered page carries of it what it uses: a class that
// stands in no tag has no rule. In economy the same page has the drawings and the
// style of the folder economy in the place of all these.
func Parse(files fs.FS, name string) (*Template, error) {
	own, err := fs.ReadFile(files, name+".css")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	full, err := newLook(files, name, func(tree *template.Template) (stylesheet.Sheet, error) { return sheetOf(tree, string(own)) })
	if err != nil {
		return nil, err
	}
	economy, err := newLook(files, name, economySheet, "economy/*.tmpl")
	if err != nil {
		return nil, err
	}
	return &Template{full, economy}, nil
}

// newLook parses the page. What instead defines takes the place of components.
func newLook(files fs.FS, name string, sheet func(*template.Template) (stylesheet.Sheet, error), instead ...string) (*look, error) {
	assets, err := Assets()
	if err != nil {
		return nil, err
	}
	l := &look{buffers: sync.Pool{New: func() any { return new(bytes.Buffer) }}}
	tree := template.New("layout.tmpl").Funcs(template.FuncMap{"asset": addressOf(assets)})
	if l.tree, err = tree.ParseFS(kit, append([]string{"layout.tmpl", "components/*.tmpl"}, instead...)...); err != nil {
		return nil, fmt.Errorf("page kit: %w", err)
	}
	if l.tree, err = l.tree.ParseFS(files, name+".tmpl"); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	if l.sheet, err = sheet(l.tree); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	if l.index, err = l.sheet.Index(); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	for _, key := range []styleKey{{direction: "ltr"}, {direction: "rtl"}} { // now, so that no reader meets a mistake of ours
		if _, err := l.compiled(key); err != nil {
			return nil, fmt.Errorf("page %s: %w", name, err)
		}
	}
	return l, nil
}

func economySheet(*template.Template) (stylesheet.Sheet, error) {
	var b strings.Builder
	if err := read(&b, "tokens.css", "economy/economy.css"); err != nil {
		return nil, err
	}
	return stylesheet.Parse(b.String())
}

// Render fills the page, in economy where its Frame says so.
func (t *Template) Render(page Page) (Rendered, error) {
	frame, l := page.frame(), t.full
	if frame.Economy {
		l = t.economy
	}
	out := l.buffers.Get().(*bytes.Buffer)
	defer l.buffers.Put(out)
	out.Reset()
	if err := l.tree.Execute(out, page); err != nil {
		return Rendered{}, fmt.Errorf("render page: %w", err)
	}
	html := out.Bytes()
	if frame.Economy {
		html = stayInEconomy(html, frame.Edition.URL)
	}
	style, err := l.style(frame, html)
	if err != nil {
		return Rendered{}, err
	}
	return Rendered{HTML: assemble(html, style.text), StyleHash: style.hash}, nil
}

// emptyStyle is where the layout leaves room for the style of a page.
const emptyStyle = "<style></style>"

// assemble returns the page with its style, and without the drawings that nothing
// on it refers to.
func assemble(page []byte, style string) []byte {
	const opens, closes = `<symbol id="`, `</symbol>`
	whole, drawn := make([]byte, 0, len(page)+len(style)), referred(page)
	head, rest, _ := bytes.Cut(page, []byte(emptyStyle))
	whole = append(append(append(append(whole, head...), "<style>"...), style...), "</style>"...)
	for {
		start := bytes.Index(rest, []byte(opens))
		if start < 0 {
			return append(whole, rest...)
		}
		end := start + bytes.Index(rest[start:], []byte(closes)) + len(closes)
		id, _, _ := bytes.Cut(rest[start+len(opens):], []byte(`"`))
		whole = append(whole, rest[:start]...)
		if drawn[string(id)] {
			whole = append(whole, rest[start:end]...)
		}
		rest = rest[end:]
	}
}

// referred returns the ids of the page that links and drawings on it refer to.
func referred(page []byte) map[string]bool {
	ids := map[string]bool{}
	for {
		_, after, found := bytes.Cut(page, []byte(`"#`))
		if !found {
			return ids
		}
		id, rest, _ := bytes.Cut(after, []byte(`"`))
		ids[string(id)] = true
		page = rest
	}
}

// Trees returns the templates that Render executes, for uitest to check their
// types.
func (t *Template) Trees() []*template.Template {
	return []*template.Template{t.full.tree, t.economy.tree}
}
