package browser

import (
	"fmt"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Look is how somebody looks at a page.
type Look struct {
	Width  int // CSS pixels
	Height int // 0 for 800
	Dark   bool
	Large  bool // text at 200 %, as one sets it in the browser
}

// String names the look in failures and files.
func (l Look) String() string {
	name := fmt.Sprint(l.Width, "px")
	if l.Dark {
		name += "-dark"
	}
	if l.Large {
		name += "-200%"
	}
	return name
}

// Chromium's own size of text, in pixels.
const usualText, usualMono = 16, 13

// Set makes the tab show its page that way, and every later one.
func (t *Tab) Set(l Look) error {
	if l.Height == 0 {
		l.Height = 800
	}
	scheme, times := "light", int64(1)
	if l.Dark {
		scheme = "dark"
	}
	if l.Large {
		times = 2
	}
	_, err := chromedp.Call(t.Context, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(l.Width), Height: int64(l.Height), DeviceScaleFactor: 1,
	})
	if err != nil {
		return err
	}
	_, err = chromedp.Call(t.Context, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	if err != nil {
		return err
	}
	standard, mono := usualText*times, usualMono*times
	_, err = chromedp.Call(t.Context, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: standard, Fixed: mono}})
	return err
}
