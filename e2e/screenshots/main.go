// Command screenshots takes the pictures of docs/screenshots from the sample site,
// so that whoever changes the look sees what it did to every kind of page. It
// judges nothing: the tests do.
//
//	make screenshots
//
// Its argument is the tree's root, ".." without one.
package main

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"palabre/e2e"
	"palabre/e2e/browser"
	"palabre/e2e/oldphone"
	"palabre/e2e/site"
)

// picture is one file.
type picture struct {
	Name string // of the file, without its end
	Says string // what it shows
	Page string // a name of e2e.Pages
	Mode string // a name of e2e.Modes
	Look browser.Look
	Old  bool // as a phone of 2017 shows it
}

func phone(name, says, page string) picture {
	return picture{Name: name, Says: says, Page: page, Mode: "usual", Look: browser.Look{Width: 360, Height: 1200}}
}

func (p picture) dark() picture    { p.Look.Dark = true; return p }
func (p picture) old() picture     { p.Old = true; return p }
func (p picture) economy() picture { p.Mode = "economy"; return p }
func (p picture) desktop() picture {
	p.Look.Width, p.Look.Height = 1280, 900
	return p
}

// pictures are all files of the folder but its README.md, which names them.
func pictures() []picture {
	return []picture{
		phone("front", "The front page", "front"),
		phone("front-dark", "The front page in the dark", "front").dark(),
		phone("front-economy", "The front page in economy", "front").economy(),
		phone("front-old-phone", "The front page as a phone of 2017 shows it", "front").old(),
		phone("front-arabic", "The front page of an edition in Arabic", "saha-front"),
		phone("front-empty", "The front page of an edition in which nobody has written", "front-empty"),
		phone("front-desktop", "The front page on a desk", "front").desktop(),
		phone("opinion", "An opinion", "opinion"),
		phone("opinion-dark", "The opinion in the dark", "opinion").dark(),
		phone("opinion-economy", "The opinion in economy", "opinion").economy(),
		phone("opinion-old-phone", "The opinion as a phone of 2017 shows it", "opinion").old(),
		phone("opinion-arabic", "An opinion in Arabic", "saha-opinion"),
		phone("opinion-desktop", "The opinion on a desk", "opinion").desktop(),
		phone("information", "An information, with its correction", "information"),
		phone("testimony", "A testimony", "testimony"),
		phone("statement", "A statement", "statement"),
		phone("author", "An author's page", "author-verified"),
		phone("not-found", "An address where nothing stands", "not-found"),
		phone("withdrawn-arabic", "An article that its author took back, in Arabic", "saha-withdrawn"),
	}
}

func main() {
	root := ".."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	if err := take(context.Background(), root); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}

func take(ctx context.Context, root string) (err error) {
	sample, err := site.Start(ctx, root)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sample.Close()) }()
	chromium, err := browser.Start(ctx, os.Getenv("PALABRE_TEST_CHROMIUM"))
	if err != nil {
		return err
	}
	defer chromium.Close()
	out := filepath.Join(root, "docs", "screenshots")
	if err := errors.Join(os.RemoveAll(out), os.MkdirAll(out, 0o755)); err != nil {
		return err
	}
	for _, p := range pictures() {
		if err := p.take(chromium, sample, out); err != nil {
			return fmt.Errorf("%s: %w", p.Name, err)
		}
	}
	return os.WriteFile(filepath.Join(out, "README.md"), []byte(readme()), 0o644)
}

// readme shows every picture beside what it is. They stand in it as HTML, which
// knows how wide a picture is to be shown.
func readme() string {
	var b strings.Builder
	b.WriteString("# Screenshots\n\nThe sample site as `make screenshots` sees it: editions, people and texts are\ninvented. Pictures of phones are 360 px wide.\n")
	for _, p := range pictures() {
		fmt.Fprintf(&b, "\n%s:\n\n<img src=\"%s.png\" width=\"%d\" alt=\"%s\">\n", p.Says, p.Name, p.Look.Width, p.Says)
	}
	return b.String()
}

func (p picture) take(chromium *browser.Browser, sample *site.Site, out string) error {
	pages := e2e.Pages()
	i := slices.IndexFunc(pages, func(page e2e.Page) bool { return page.Name == p.Page })
	if i < 0 {
		return fmt.Errorf("there is no page %s", p.Page)
	}
	tab, err := chromium.Tab()
	if err != nil {
		return err
	}
	defer tab.Close()
	if p.Old {
		if err := tab.Rewrite(oldphone.Page); err != nil {
			return err
		}
	}
	if err := tab.Open(pages[i].Address(sample) + e2e.Modes()[p.Mode]); err != nil {
		return err
	}
	shot, err := tab.Picture(p.Look)
	if err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(out, p.Name+".png"))
	if err != nil {
		return err
	}
	defer file.Close()
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(file, reduce(shot)); err != nil {
		return err
	}
	return file.Close()
}
