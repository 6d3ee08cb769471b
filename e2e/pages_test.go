package e2e_test

import (
	"testing"

	"palabre/e2e"
	"palabre/e2e/browser"
)

// TestEveryPage opens every page in a fresh tab, in every mode of the site, and
// looks at it in all the ways that the other files of this folder describe; at last
// as an old phone shows it.
func TestEveryPage(t *testing.T) {
	for _, p := range e2e.Pages() {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			tab := newTab(t)
			dress(t, p, tab)
			seen := watch(t, tab)
			open(t, p, tab, "usual")
			part(t, tab, "requests", func(t *testing.T) { seen.check(t, p, tab) })
			for _, mode := range modes() {
				open(t, p, tab, mode)
				part(t, tab, mode+"/rules", func(t *testing.T) { checkRules(t, tab) })
				part(t, tab, mode+"/layout", func(t *testing.T) {
					checkLayout(t, tab, browser.Look{Width: 280}, browser.Look{Width: 360}, browser.Look{Width: 1280},
						browser.Look{Width: 360, Large: true}, browser.Look{Width: 1280, Large: true})
				})
				part(t, tab, mode+"/keyboard", func(t *testing.T) { checkKeyboard(t, tab) })
			}
			if p.Method == "" { // else its page is another's with other words, and a tab changes one thing
				part(t, tab, "old phone", func(t *testing.T) { checkOldPhone(t, p, tab) })
			}
		})
	}
}
