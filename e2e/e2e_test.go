package e2e_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"palabre/e2e"
	"palabre/e2e/browser"
	"palabre/e2e/site"
)

// What every test asks, made once: starting them takes longer than most tests.
var (
	sample   *site.Site
	chromium *browser.Browser
	tabs     chan struct{} // as many as may be open at once
)

// modules is where npm puts what package.json asks for.
const modules = "../node_modules/"

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	ctx := context.Background()
	if sample, err = site.Start(ctx, ".."); err != nil {
		return 1, err
	}
	defer func() {
		if closed := sample.Close(); closed != nil {
			code, err = 1, closed
		}
	}()
	if chromium, err = browser.Start(ctx, os.Getenv("PALABRE_TEST_CHROMIUM")); err != nil {
		return 1, err
	}
	defer chromium.Close()
	tabs = make(chan struct{}, 2)
	return m.Run(), nil
}

// newTab opens a tab, which the end of the test closes.
func newTab(t *testing.T) *browser.Tab {
	t.Helper()
	tabs <- struct{}{}
	t.Cleanup(func() { <-tabs })
	tab, err := chromium.Tab()
	must(t, err)
	t.Cleanup(tab.Close)
	return tab
}

// part runs one part of a test on what a tab shows; when it fails, a picture of
// what was to be seen stays.
func part(t *testing.T, tab *browser.Tab, name string, test func(t *testing.T)) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		t.Cleanup(func() {
			if t.Failed() {
				keepPicture(t, tab)
			}
		})
		test(t)
	})
}

// dress makes the tab ask for the page as its line in the table says.
func dress(t *testing.T, p e2e.Page, tab *browser.Tab) {
	t.Helper()
	asks := cmp.Or(p.Asks, "fr")
	_, err := chromedp.Call(tab.Context, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": asks}})
	must(t, err)
	if p.Method != "" {
		must(t, tab.Ask(p.Method))
	}
}

// open goes to the page in a mode of the site.
func open(t *testing.T, p e2e.Page, tab *browser.Tab, mode string) {
	t.Helper()
	must(t, tab.Open(p.Address(sample)+e2e.Modes()[mode]))
}

// modes are the names of the modes in a fixed order.
func modes() []string {
	var names []string
	for name := range e2e.Modes() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func keepPicture(t *testing.T, tab *browser.Tab) {
	picture, err := chromedp.Run(tab.Context, chromedp.FullScreenshot(100))
	if err != nil {
		t.Logf("no picture could be taken: %v", err)
		return
	}
	dir, err := os.MkdirTemp("", "palabre-failed-")
	must(t, err)
	name := filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+".png")
	must(t, os.WriteFile(name, picture, 0o600))
	t.Logf("what was to be seen: %s", name)
}
