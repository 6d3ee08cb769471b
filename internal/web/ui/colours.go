package ui

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
)

// Colours are the two colours of an edition's woven band: its ground, which the
// footer has too, and its edges. The zero value keeps those of the tokens.
type Colours struct{ band, edge string }

const (
	thread      = "#F4EFE4" // --thread in tokens.css: the text on the band's ground
	minContrast = 7.0       // WCAG 2.2, 1.4.6
)

var hexColour = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

// NewColours checks an edition's colours, each "#RRGGBB"; two empty texts give the
// zero Colours. The band must be dark enough to carry the footer's text.
func NewColours(band, edge string) (Colours, error) {
	if band == "" && edge == "" {
		return Colours{}, nil
	}
	for _, colour := range []string{band, edge} {
		if !hexColour.MatchString(colour) {
			return Colours{}, fmt.Errorf("colour %q is not #RRGGBB", colour)
		}
	}
	if c := contrast(band, thread); c < minContrast {
		return Colours{}, fmt.Errorf("colour %s is too light for the band: contrast %.1f with its thread, wanted %.0f", band, c, minContrast)
	}
	return Colours{band, edge}, nil
}

// tokens are the values that take the place of those in tokens.css, none for the
// zero Colours.
func (c Colours) tokens() map[string]string {
	if c.band == "" {
		return nil
	}
	return map[string]string{"--band": c.band, "--band-edge": c.edge}
}

// contrast is the contrast ratio of two colours, 1 to 21 (WCAG 2.2).
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// luminance is the relative luminance of a colour "#RRGGBB", 0 to 1 (WCAG 2.2).
func luminance(colour string) float64 {
	rgb, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		return 1 // no digits: not dark enough for anything
	}
	channel := func(shift uint) float64 {
		c := float64(rgb>>shift&0xFF) / 255
		if c <= .04045 {
			return c / 12.92
		}
		return math.Pow((c+.055)/1.055, 2.4)
	}
	return .2126*channel(16) + .7152*channel(8) + .0722*channel(0)
}
