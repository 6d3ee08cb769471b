// Package browser drives one Chromium for the tests and the screenshots: tabs, the
// ways in which people look at a page, and scripts of ours that ask a page about
// itself. It knows nothing of the site.
//
// A script of ours runs in a world of its own, which the page's policy of content
// does not bind and which the page cannot see.
package browser

import (
	"context"
	"errors"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Browser is one Chromium with a fresh profile.
type Browser struct {
	ctx   context.Context
	close func()
}

// Start starts the Chromium at a path. It reaches this machine and nothing else.
func Start(ctx context.Context, path string) (*Browser, error) {
	if path == "" {
		return nil, errors.New("no Chromium is named: start the tests through scripts/browser.sh")
	}
	flags := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path)} // its profile is a temporary folder of chromedp's
	for _, name := range []string{
		"headless", "no-sandbox", "disable-gpu", "no-first-run", "no-default-browser-check", "disable-background-networking",
		"disable-component-update", "disable-sync", "disable-extensions", "disable-default-apps", "disable-dev-shm-usage",
		"hide-scrollbars", "disable-lcd-text", "disable-backgrounding-occluded-windows", "disable-renderer-backgrounding",
	} {
		flags = append(flags, chromedp.Flag(name, true))
	}
	flags = append(flags,
		chromedp.Flag("force-device-scale-factor", "1"),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("lang", "fr"),
		chromedp.Flag("host-resolver-rules", "MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND"),
	)
	allocator, freed := chromedp.NewExecAllocator(ctx, flags...)
	ctx, closed := chromedp.NewContext(allocator)
	b := &Browser{ctx: ctx, close: func() {
		closed()
		freed()
	}}
	if err := chromedp.Do(ctx); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

// Close ends the browser.
func (b *Browser) Close() { b.close() }

// Tab is one tab. It keeps nothing of the tabs before it: no cookie, no cache.
type Tab struct {
	Context context.Context // for commands of the protocol, by chromedp.Call
	Close   func()

	frame cdp.FrameID
	world runtime.ExecutionContextID // in which our scripts run; a new one for each page
}

// patience bounds everything that a tab is asked for from its opening to its end.
const patience = 5 * time.Minute

// Tab opens a tab.
func (b *Browser) Tab() (*Tab, error) {
	ctx, closed := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	if err := chromedp.Do(ctx); err != nil {
		closed()
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, patience)
	return &Tab{Context: limited, Close: func() { cancel(); closed() }}, nil
}

// Open goes to an address and waits until the page and what it refers to are there.
func (t *Tab) Open(url string) error {
	if err := chromedp.Do(t.Context, chromedp.Navigate(url)); err != nil {
		return err
	}
	return t.enter()
}

// enter makes the world of our scripts in the page that is open.
func (t *Tab) enter() error {
	tree, err := chromedp.Call(t.Context, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return err
	}
	t.frame = tree.FrameTree.Frame.ID
	made, err := chromedp.Call(t.Context, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: t.frame, WorldName: "e2e"})
	t.world = made.ExecutionContextID
	return err
}

// Eval asks the page: it runs a script in our world, waits for a promise, and
// returns what came out, as JSON carries it.
func Eval[T any](t *Tab, script string) (T, error) {
	return chromedp.Run(t.Context, chromedp.Evaluate[T](script, func(p *runtime.EvaluateParams) {
		p.ContextID = t.world
		wait := true
		p.AwaitPromise = &wait
	}))
}
