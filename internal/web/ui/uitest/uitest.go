// Package uitest checks pages in the tests of the packages that make them. It is
// never part of the program.
//
//	uitest.Check(t, files, "show", showPage{})
package uitest

import (
	"io/fs"
	"testing"

	"github.com/jba/templatecheck"

	"palabre/internal/web/ui"
)

// Check fails the test unless the page parses and its template can be executed
// with any value of the type of page: every field and method that it names exists,
// in every branch.
func Check(t *testing.T, files fs.FS, name string, page ui.Page) {
	t.Helper()
	parsed, err := ui.Parse(files, name)
	if err != nil {
		t.Fatal(err)
	}
	for _, tree := range parsed.Trees() {
		if err := templatecheck.CheckHTMLStrict(tree, page); err != nil {
			t.Errorf("page %s: %v", name, err)
		}
	}
}
