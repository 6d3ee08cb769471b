package browser

import (
	"bytes"
	"image"
	"image/png"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Picture takes a picture of the top of the open page, as high as the look says.
func (t *Tab) Picture(l Look) (image.Image, error) {
	if err := t.Set(l); err != nil {
		return nil, err
	}
	shot, err := chromedp.Call(t.Context, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng})
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(shot.Data))
}
