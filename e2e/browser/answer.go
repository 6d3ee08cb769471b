package browser

import (
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Ask makes the tab ask for its pages by another method than GET.
func (t *Tab) Ask(method string) error {
	return t.intercept(fetch.RequestStageRequest, func(e fetch.EventRequestPaused) error {
		_, err := chromedp.Call(t.Context, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: e.RequestID, Method: method})
		return err
	})
}

// Rewrite puts every page that the tab opens through a function before the browser
// reads it. Its policy of content goes, because that holds for what was sent.
func (t *Tab) Rewrite(change func(html string) string) error {
	return t.intercept(fetch.RequestStageResponse, func(e fetch.EventRequestPaused) error {
		answer, err := chromedp.Call(t.Context, fetch.GetResponseBody, fetch.GetResponseBodyParams{RequestID: e.RequestID})
		if err != nil {
			return err
		}
		_, err = chromedp.Call(t.Context, fetch.FulfillRequest, fetch.FulfillRequestParams{
			RequestID: e.RequestID, ResponseCode: e.ResponseStatusCode,
			ResponseHeaders: []*fetch.HeaderEntry{{Name: "Content-Type", Value: "text/html; charset=utf-8"}},
			Body:            []byte(change(string(answer.Body))),
		})
		return err
	})
}

// intercept hands every page that the tab opens to a function that lets it go on.
func (t *Tab) intercept(stage fetch.RequestStage, let func(fetch.EventRequestPaused) error) error {
	paused := chromedp.Events(t.Context, fetch.RequestPaused)
	pages := []*fetch.RequestPattern{{ResourceType: network.ResourceTypeDocument, RequestStage: stage}}
	if _, err := chromedp.Call(t.Context, fetch.Enable, fetch.EnableParams{Patterns: pages}); err != nil {
		return err
	}
	go func() { // ends with the tab
		for e, err := range paused {
			if err == nil {
				err = let(e)
			}
			if err != nil && t.Context.Err() == nil {
				// Nobody would answer any more: Open must not wait for it.
				_, _ = chromedp.Call(t.Context, fetch.FailRequest, fetch.FailRequestParams{RequestID: e.RequestID, ErrorReason: network.ErrorReasonFailed})
			}
		}
	}()
	return nil
}
