package e2e_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"palabre/e2e/browser"
)

// gather lists what a keyboard must reach, in the order of the page.
const gather = `var reachable = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')]
	.filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0);
reachable.map(e => e.localName + ' « ' + e.textContent.trim().slice(0, 40) + ' »')`

// focus says where the keyboard is and whether one sees it: a ring of the style's
// around the element or what it paints over the entry, or the browser's own.
const focus = `(() => {
	const e = document.activeElement, r = e.getBoundingClientRect();
	const ring = s => s.outlineStyle === 'auto' || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 && !/, 0\)$/.test(s.outlineColor));
	return {
		At: reachable.indexOf(e),
		Marked: ring(getComputedStyle(e)) || ['::before', '::after'].some(part => getComputedStyle(e, part).content !== 'none' && ring(getComputedStyle(e, part))),
		OnScreen: r.width > 1 && r.height > 1 && r.left >= -1 && r.right <= innerWidth + 1 && r.bottom > 0 && r.top < innerHeight,
	};
})()`

type focused struct {
	At               int // among what must be reached, -1 for elsewhere
	Marked, OnScreen bool
}

// press presses a key and returns where that leads.
func press(t *testing.T, tab *browser.Tab, key string) focused {
	t.Helper()
	must(t, chromedp.Do(tab.Context, chromedp.KeyEvent(key)))
	at, err := browser.Eval[focused](tab, focus)
	must(t, err)
	return at
}

// checkKeyboard goes through the page by the tabulator alone.
func checkKeyboard(t *testing.T, tab *browser.Tab) {
	must(t, tab.Set(browser.Look{Width: 360}))
	places, err := browser.Eval[[]string](tab, gather)
	must(t, err)
	for i, place := range places {
		at := press(t, tab, kb.Tab)
		if at.At != i {
			t.Fatalf("the keyboard is at number %d instead of %d, %s", at.At, i, place)
		}
		if !at.Marked || !at.OnScreen {
			t.Errorf("%s: focus marked %v, on the screen %v", place, at.Marked, at.OnScreen)
		}
	}
	checkSkip(t, tab)
}

// checkSkip wants the first thing that the keyboard reaches to lead into the text.
func checkSkip(t *testing.T, tab *browser.Tab) {
	target, err := browser.Eval[string](tab, `reachable[0].focus(), reachable[0].getAttribute('href')`)
	must(t, err)
	press(t, tab, kb.Enter)
	press(t, tab, kb.Tab)
	// What has the keyboard now stands in the text or behind it, where anything does.
	skipped, err := browser.Eval[bool](tab, fmt.Sprintf(`(() => {
		const text = document.querySelector(%q);
		const behind = e => (text.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
		return text.localName === 'main' && location.hash === %q && (behind(document.activeElement) || !reachable.some(behind));
	})()`, target, target))
	must(t, err)
	if !skipped {
		t.Errorf("%s does not lead into the text", target)
	}
}
