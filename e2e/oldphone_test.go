package e2e_test

import (
	"testing"

	"palabre/e2e"
	"palabre/e2e/browser"
	"palabre/e2e/oldphone"
)

// checkOldPhone shows the page without what a phone of 2017 does not know. The dark
// look is asked for too: such a phone does not give it, so that it must be the light
// one, with its contrast.
func checkOldPhone(t *testing.T, p e2e.Page, tab *browser.Tab) {
	must(t, tab.Rewrite(oldphone.Page))
	for _, mode := range modes() {
		part(t, tab, mode, func(t *testing.T) {
			open(t, p, tab, mode)
			checkLayout(t, tab, browser.Look{Width: 280}, browser.Look{Width: 360}, browser.Look{Width: 1280})
			dark := browser.Look{Width: 360, Dark: true}
			checkLayout(t, tab, dark)
			ask(t, tab, `['color-contrast']`)().tell(t, dark)
		})
	}
}
