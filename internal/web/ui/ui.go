// Package ui is the page kit: the layout that every page stands in, the
// components that pages are made of, their styles and the few files beside them.
// It asks no database and answers no request; a handler fills a typed struct that
// embeds Frame and gets back bytes with the hash of their one <style>.
//
//	//go:embed *.tmpl *.css
//	var files embed.FS
//
//	type showPage struct {
//		ui.Frame
//		Article article.Article
//	}
//
//	show, err := ui.Parse(files, "show") // show.tmpl defines "main"; show.css may stand beside it
//	page, err := show.Render(showPage{Frame: frame, Article: a})
//
// The tokens of tokens.css are the only source of colours and sizes; styles say
// var(--ink) and never a value. No element has a style attribute: the policy of
// the pages forbids it.
package ui

import (
	"time"

	"palabre/internal/i18n"
)

// Edition is what a page shows of the edition that it belongs to. An Edition with
// a Name and nothing else is enough for a page outside every edition, such as the
// one for an unknown host name.
type Edition struct {
	ID        int64 // for handlers; no page ever shows it
	Host      string
	URL       string // scheme and host without a slash at the end: "https://sn.example.org"
	Name      string
	Tagline   string // what the edition says of itself in a line, may be empty
	Country   string // in the language of the page, may be empty
	Languages []string
	First     string // the language that answers where there is no other: a BCP 47 tag
	Zone      *time.Location
	Colours   Colours
	Sections  []Link // empty hides the row of sections

	// Translations are the edition as pages in other languages show it, with name,
	// tagline and country in other words: by base language. In chooses.
	Translations map[string]*Edition
}

// Link is words that lead somewhere.
type Link struct {
	Words   string
	URL     string
	Type    string // media type of what is no page: "text/plain"; empty for a page
	Current bool   // the page that one is on
}

// Feed is a machine's way to follow what the page lists.
type Feed struct {
	Words string
	URL   string
	Type  string // media type: "application/rss+xml"
}

// Alternate is the same page in another language or form.
type Alternate struct {
	URL      string
	Language string // BCP 47; empty where the form differs and not the language
	Type     string // media type; empty for a page
}

// Frame is what the layout needs of every page. Page structs embed it, and with
// it the messages in the language of the page: templates say {{.Say "key"}}.
type Frame struct {
	i18n.Text
	Edition     *Edition
	Title       string // plain; the layout adds the edition's name
	Description string // a sentence or two for search engines, may be empty
	Canonical   string // absolute address, may be empty
	Robots      string // "noindex" and such, may be empty
	Economy     bool   // text only: no drawings, a small style, links that keep to it
	Feeds       []Feed
	Alternates  []Alternate
}

// Page is any struct that embeds Frame.
type Page interface{ frame() Frame }

func (f Frame) frame() Frame { return f }
