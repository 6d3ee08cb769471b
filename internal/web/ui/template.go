package ui

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
)

//go:embed layout.tmpl layout.css tokens.css print.css components
var kit embed.FS

// Template is one kind of page. It serves any number of goroutines.
type Template struct {
	tree  *template.Template
	style string // all but the edition's colours
}

// Rendered is a page, ready to be sent.
type Rendered struct {
	HTML      []byte
	StyleHash string // source expression of the page's one <style>: "sha256-…" (CSP Level 3 §2.3.1)
}

// Parse makes a page of the layout, the components and name.tmpl in files, which
// defines "main" and may define "masthead" and "head" anew. The style of the page
// is the tokens, the layout, the components that the page can reach and name.css
// when there is one.
func Parse(files fs.FS, name string) (*Template, error) {
	assets, err := Assets()
	if err != nil {
		return nil, err
	}
	t := &Template{}
	tree := template.New("layout.tmpl").Funcs(template.FuncMap{
		"asset": addressOf(assets),
		"style": func(c Colours) template.CSS { return template.CSS(t.style + c.css()) },
	})
	tree, err = tree.ParseFS(kit, "layout.tmpl", "components/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("page kit: %w", err)
	}
	if tree, err = tree.ParseFS(files, name+".tmpl"); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	own, err := fs.ReadFile(files, name+".css")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	t.tree = tree
	t.style, err = styleOf(tree, string(own))
	if err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return t, nil
}

// Render fills the page.
func (t *Template) Render(page Page) (Rendered, error) {
	var out bytes.Buffer
	if err := t.tree.Execute(&out, page); err != nil {
		return Rendered{}, fmt.Errorf("render page: %w", err)
	}
	hash := sha256.Sum256([]byte(t.style + page.frame().Edition.Colours.css()))
	return Rendered{
		HTML:      out.Bytes(),
		StyleHash: "sha256-" + base64.StdEncoding.EncodeToString(hash[:]),
	}, nil
}

// HTML returns the template that Render executes, for uitest to check its types.
func (t *Template) HTML() *template.Template { return t.tree }
