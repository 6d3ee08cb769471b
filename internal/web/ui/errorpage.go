package ui

import "embed"

//go:embed error.tmpl error.css
var errorFiles embed.FS

// ErrorPage says what happened, what was kept and what to do next. Its title is
// that of the Frame.
type ErrorPage struct {
	Frame
	Status    int
	Happened  string
	Next      string
	RequestID string // shown where we need it to find the cause; else empty
	Register  *Link  // the line of the register that explains a removal; nil for none
}

// Front is the way back to the front page.
func (p ErrorPage) Front() Link { return Link{Words: p.Say("error.front"), URL: "/"} }

// ErrorTemplate parses the page of an error.
func ErrorTemplate() (*Template, error) { return Parse(errorFiles, "error") }
