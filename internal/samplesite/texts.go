package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"palabre/internal/article"
	"palabre/internal/richtext"
)

// Each file of texts holds an article: lines "name: value", an empty line, and the
// text, one block a line. Its signs are
//
//	## heading   ### smaller   - item   1. item   > quote   >> who said it   *** (a break)
//	**strong**   _emphasis_   [words](address)   {note: words}   {kind: words | address}
//
// where kind is that of a source. A line "language ar:" before a block says that
// the block is in another language.
//
//go:embed texts/*.txt
var texts embed.FS

// read returns the claims of a file of texts, with the values of its first lines.
func read(name string) (article.Claims, map[string]string, error) {
	file, err := texts.ReadFile("texts/" + name + ".txt")
	if err != nil {
		return article.Claims{}, nil, err
	}
	head, body, _ := strings.Cut(string(file), "\n\n")
	values := map[string]string{}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		values[key] = value
	}
	w := writer{}
	for line := range strings.Lines(body) {
		w.line(strings.TrimSuffix(line, "\n"))
	}
	stored, err := json.Marshal(w.document)
	if err != nil {
		return article.Claims{}, nil, err
	}
	document, err := richtext.Decode(stored)
	if err != nil {
		return article.Claims{}, nil, fmt.Errorf("%s: %w\n%s", name, err, stored)
	}
	claims := article.Claims{
		Title: values["title"], Summary: values["summary"], Genre: article.Genre(values["genre"]),
		Language: values["language"], Licence: "cc-by-4.0", Document: document,
		Flags: article.Flags{Sponsor: values["sponsor"], Assisted: values["assisted"], Satire: values["satire"] == "yes"},
	}
	if by := values["translated by"]; by != "" {
		claims.Flags.Translated = &article.Translated{From: values["translated from"], By: by}
	}
	return claims, values, nil
}

// writer makes a document of lines.
type writer struct {
	document richtext.Document
	language string // of the next block, where it is another one
}

func (w *writer) line(line string) {
	w.document.Version = richtext.Version
	sign, rest, _ := strings.Cut(line, " ")
	switch sign {
	case "":
	case "language":
		w.language = strings.TrimSuffix(rest, ":")
	case "##", "###":
		w.add(richtext.Block{Kind: richtext.KindHeading, Level: len(sign), Text: w.inline(rest)})
	case "***":
		w.add(richtext.Block{Kind: richtext.KindSeparator})
	case "-", "1.":
		w.item(sign == "1.", rest)
	case ">":
		w.add(richtext.Block{Kind: richtext.KindQuote, Blocks: []richtext.Block{{Kind: richtext.KindParagraph, Text: w.inline(rest)}}})
	case ">>":
		w.last().Cite = w.inline(rest)
	case "$":
		w.add(richtext.Block{Kind: richtext.KindCode, Code: rest})
	default:
		w.add(richtext.Block{Kind: richtext.KindParagraph, Text: w.inline(line)})
	}
}

func (w *writer) add(b richtext.Block) {
	if w.language != "" {
		b.Language, w.language = w.language, ""
	}
	w.document.Blocks = append(w.document.Blocks, b)
}

func (w *writer) last() *richtext.Block { return &w.document.Blocks[len(w.document.Blocks)-1] }

// item continues the list before it, or begins one.
func (w *writer) item(ordered bool, text string) {
	item := richtext.Item{Blocks: []richtext.Block{{Kind: richtext.KindParagraph, Text: w.inline(text)}}}
	if n := len(w.document.Blocks); n == 0 || w.last().Kind != richtext.KindList || w.last().Ordered != ordered {
		w.add(richtext.Block{Kind: richtext.KindList, Ordered: ordered})
	}
	w.last().Items = append(w.last().Items, item)
}

var marked = regexp.MustCompile(`\*\*(.+?)\*\*|\b_(.+?)_\b|\[(.+?)\]\((.+?)\)|\{(\w+): (.+?)(?: \| (\S+))?\}`)

// inline reads the signs inside a line.
func (w *writer) inline(line string) []richtext.Inline {
	var runs []richtext.Inline
	for {
		at := marked.FindStringSubmatchIndex(line)
		if at == nil {
			return append(runs, richtext.Inline{Text: line})
		}
		part := func(n int) string {
			if at[2*n] < 0 {
				return ""
			}
			return line[at[2*n]:at[2*n+1]]
		}
		runs = append(runs, richtext.Inline{Text: line[:at[0]]})
		switch {
		case part(1) != "":
			runs = append(runs, richtext.Inline{Text: part(1), Strong: true})
		case part(2) != "":
			runs = append(runs, richtext.Inline{Text: part(2), Emphasis: true})
		case part(3) != "":
			runs = append(runs, richtext.Inline{Text: part(3), Link: part(4)})
		default:
			runs = append(runs, w.reference(part(5), part(6), part(7)))
		}
		line = line[at[1]:]
	}
}

// reference adds a note or a source, and returns what stands for it in the text.
func (w *writer) reference(kind, words, address string) richtext.Inline {
	if kind == "note" {
		n := richtext.Note{ID: richtext.ID(fmt.Sprintf("note%d", len(w.document.Notes)+1)), Text: []richtext.Inline{{Text: words}}}
		w.document.Notes = append(w.document.Notes, n)
		return richtext.Inline{Note: n.ID}
	}
	s := richtext.Source{ID: richtext.ID(fmt.Sprintf("source%d", len(w.document.Sources)+1)), Kind: richtext.SourceKind(kind), Text: words, Address: address}
	w.document.Sources = append(w.document.Sources, s)
	return richtext.Inline{Source: s.ID}
}
