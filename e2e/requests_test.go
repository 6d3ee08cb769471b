package e2e_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"palabre/e2e"
	"palabre/e2e/browser"
)

// Budgets of a first visit: headers, HTML and style, as they come over the wire.
const (
	pageBudget  = 14_336
	frontBudget = 20_480
	iconBudget  = 1_024
)

// traffic is what a tab asked the network for, and what it complained of.
type traffic struct {
	mu         sync.Mutex
	requests   []string
	bytes      float64
	complaints []string
}

// watch notes the traffic of a tab from now on.
func watch(t *testing.T, tab *browser.Tab) *traffic {
	t.Helper()
	seen := &traffic{}
	must(t, chromedp.Listen(tab.Context, func(event any) {
		seen.mu.Lock()
		defer seen.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if asked := e.Request.URL; !strings.HasPrefix(asked, "data:") {
				seen.requests = append(seen.requests, asked)
			}
		case *network.EventLoadingFinished:
			seen.bytes += e.EncodedDataLength
		case *log.EventEntryAdded:
			if e.Entry.Source != log.EntrySourceNetwork { // which repeats the status
				seen.complaints = append(seen.complaints, e.Entry.Text)
			}
		}
	}))
	return seen
}

// check wants one request within the budget, and nothing to complain of.
func (seen *traffic) check(t *testing.T, p e2e.Page, tab *browser.Tab) {
	scripts, err := browser.Eval[int](tab, `[...document.scripts].filter(s => s.type !== 'application/ld+json').length`)
	must(t, err)
	if scripts > 0 {
		t.Errorf("the page has %d scripts, and old phones run none", scripts)
	}
	icon, err := browser.Eval[string](tab, `document.querySelector('link[rel=icon]')?.href ?? ''`)
	must(t, err)
	seen.mu.Lock()
	defer seen.mu.Unlock()
	budget := pageBudget
	if strings.Contains(p.Name, "front") {
		budget = frontBudget
	}
	if seen.bytes < 1000 || seen.bytes > float64(budget) {
		t.Errorf("a first visit costs %.0f bytes of %d", seen.bytes, budget)
	}
	for i, asked := range seen.requests {
		if i > 1 || (i == 0 && asked != p.Address(sample)) || (i == 1 && asked != icon) {
			t.Errorf("the page asks for %s", asked)
		}
	}
	for _, complaint := range seen.complaints {
		t.Errorf("the browser complains: %s", complaint)
	}
	if icon == "data:," { // a page outside every edition has none, and says so, or browsers would look for one
		return
	}
	if !strings.HasPrefix(icon, sample.URL(p.Host, "/")) && !strings.HasPrefix(icon, sample.ErrorURL(p.Host, "/")) {
		t.Errorf("the icon is somebody else's: %s", icon)
	}
	if answer, body, err := sample.Fetch(t.Context(), http.MethodGet, icon, nil); err != nil || answer.StatusCode != http.StatusOK || len(body) > iconBudget {
		t.Errorf("the icon %s: %v, %d bytes", icon, err, len(body))
	}
}
