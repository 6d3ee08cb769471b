package e2e_test

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"palabre/e2e/browser"
	"palabre/e2e/oldphone"
)

//go:embed layout.js
var layout string

// lay returns what is wrong with how the open page lies on the screen.
func lay(t *testing.T, tab *browser.Tab, look browser.Look) []string {
	t.Helper()
	must(t, tab.Set(look))
	wrong, err := browser.Eval[[]string](tab, fmt.Sprintf("%s(%d)", layout, look.Width))
	must(t, err)
	return wrong
}

// checkLayout wants every text and picture on the screen, and none on another.
func checkLayout(t *testing.T, tab *browser.Tab, looks ...browser.Look) {
	for _, look := range looks {
		for _, wrong := range lay(t, tab, look) {
			t.Errorf("%s: %s", look, wrong)
		}
	}
}

// TestTheLayoutCheckIsAwake shows it pages that lie badly.
func TestTheLayoutCheckIsAwake(t *testing.T) {
	for name, bad := range map[string]struct {
		html string
		want []string
	}{
		"good":       {`<h1>Un</h1><p>Deux <a href="/">trois</a></p><p style="overflow:auto;width:9em">` + strings.Repeat("a", 99) + `</p>`, nil},
		"wide":       {`<p>` + strings.Repeat("a", 99) + `</p>`, []string{"the page scrolls sideways: it is", "leaves the screen: <p>"}},
		"aside":      {`<p style="margin-left:-60px">Bonjour</p>`, []string{"leaves the screen: <p>"}},
		"cut":        {`<p style="overflow:hidden;width:40px">anticonstitutionnellement</p>`, []string{"is cut off: <p>"}},
		"cut below":  {`<div style="overflow:hidden;height:20px"><p style="margin:0">un<p style="margin:0">deux</div>`, []string{"is cut off: <p>"}},
		"on another": {`<p>Bonjour</p><p style="margin-top:-30px">Bonsoir</p>`, []string{"lies on another: <p>"}},
		"old phone":  {oldphone.Page(`<style>p{position:absolute;top:0}@supports (gap:0){p{position:static}}</style><p>Bonjour</p><p>Bonsoir</p>`), []string{"lies on another: <p>"}},
		"new phone":  {`<style>p{position:absolute;top:0}@supports (gap:0){p{position:static}}</style><p>Bonjour</p><p>Bonsoir</p>`, nil},
		"on picture": {`<svg width="50" height="50"></svg><p style="margin-top:-30px">Bonsoir</p>`, []string{"lies on another: <svg>"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tab := newTab(t)
			must(t, tab.Rewrite(func(string) string { return "<!doctype html><body>" + bad.html }))
			must(t, tab.Open(sample.URL("laplace.localhost", "/")))
			wrong := lay(t, tab, browser.Look{Width: 360})
			if len(wrong) != len(bad.want) {
				t.Fatalf("it says %q, want %q", wrong, bad.want)
			}
			for i, want := range bad.want {
				if !strings.HasPrefix(wrong[i], want) {
					t.Errorf("it says %q, want %q", wrong[i], want)
				}
			}
		})
	}
}
