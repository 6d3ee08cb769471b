package syndication

import (
	"encoding/json"
	"html"
	"strings"
	"time"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/richtext"
)

// Markdown writes article.md: title, then what Text writes, then licence and
// address, as CommonMark.
func (w Writer) Markdown(s article.Whole) string {
	t, a := w.speech(s.Shown), w.attribution(s.Shown)
	blocks := []string{"# " + richtext.EscapeMarkdown(s.Title), richtext.EscapeMarkdown(a.Head), s.Document.Markdown(richtext.Markdown{Labels: article.Labels(t)})}
	for _, line := range w.corrections(s.Shown) {
		blocks = append(blocks, richtext.EscapeMarkdown(line))
	}
	notice := richtext.EscapeMarkdown(a.Notice.String())
	if address := w.join(); address != "" {
		notice = richtext.EscapeMarkdown(a.Notice.Before) + "[" + richtext.EscapeMarkdown(a.Notice.Join) + "](" + address + ")" + richtext.EscapeMarkdown(a.Notice.After)
	}
	blocks = append(blocks, richtext.EscapeMarkdown(a.Foot), article.Dash, notice,
		richtext.EscapeMarkdown(t.Say("article.licence", "licence", t.Say("licence."+s.Licence))), "<"+w.address(s.Shown)+">")
	return strings.Join(blocks, "\n\n") + "\n"
}

// address is where the article stands, as it is written in a link (RFC 3986).
func (w Writer) address(s *article.Shown) string { return w.Base + article.Escaped(s.Path) }

// Body writes what article.html and feeds carry: head, text, corrections, foot,
// dash and notice as balanced HTML without a page around it.
func (w Writer) Body(s *article.Shown) string {
	a := w.attribution(s)
	var b strings.Builder
	b.Grow(len(s.HTML) + 1<<10)
	paragraph := func(inside string) { b.WriteString("<p>" + inside + "</p>\n") }
	paragraph(html.EscapeString(a.Head))
	b.WriteString(strings.TrimRight(s.HTML, "\n"))
	b.WriteString("\n")
	for _, line := range w.corrections(s) {
		paragraph(html.EscapeString(line))
	}
	paragraph(html.EscapeString(a.Foot))
	paragraph(article.Dash)
	notice := html.EscapeString(a.Notice.String())
	if address := w.join(); address != "" {
		notice = html.EscapeString(a.Notice.Before) + `<a href="` + html.EscapeString(address) + `">` + html.EscapeString(a.Notice.Join) + `</a>` + html.EscapeString(a.Notice.After)
	}
	paragraph(notice)
	return b.String()
}

// HTML writes article.html: a whole document that somebody else may put on a page.
func (w Writer) HTML(s *article.Shown) string {
	t := w.speech(s)
	address := html.EscapeString(w.address(s))
	return `<!doctype html>
<html lang="` + html.EscapeString(s.Language) + `" dir="` + s.Direction + `">
<head>
<meta charset="utf-8">
<title>` + html.EscapeString(s.Title) + `</title>
<link rel="canonical" href="` + address + `">
</head>
<body>
<article>
<h1>` + html.EscapeString(s.Title) + `</h1>
` + w.Body(s) + `<p>` + html.EscapeString(t.Say("article.licence", "licence", t.Say("licence."+s.Licence))) + `</p>
<p><a href="` + address + `">` + address + `</a></p>
</article>
</body>
</html>
`
}

// carried is article.json. Names are never changed; new ones may be added.
type carried struct {
	Key         string             `json:"key"`
	GUID        string             `json:"guid"`
	URL         string             `json:"url"`
	Title       string             `json:"title"`
	Summary     string             `json:"summary"`
	Genre       article.Genre      `json:"genre"`
	Flags       article.Flags      `json:"flags"`
	Language    string             `json:"language"`
	Direction   string             `json:"direction"`
	Licence     string             `json:"licence"`
	Regime      string             `json:"regime"`
	Published   string             `json:"published"` // RFC 3339, as exactly as Precision says
	Precision   article.ShownAs    `json:"precision"`
	Authors     []carriedAuthor    `json:"authors"`
	Attribution carriedAttribution `json:"attribution"`
	Changes     []carriedChange    `json:"changes"`
	Withheld    []carriedWithheld  `json:"withheld"`
	Words       int                `json:"words"`
	Document    json.RawMessage    `json:"document"`
}

type carriedAuthor struct {
	Name     string      `json:"name"`
	Kind     author.Kind `json:"kind"`
	Verified bool        `json:"verified"`
	URL      string      `json:"url,omitempty"` // none for a retired author
}

type carriedAttribution struct {
	Head   string `json:"head"`
	Foot   string `json:"foot"`
	Notice string `json:"notice"`
	Join   string `json:"join,omitempty"`
}

type carriedChange struct {
	Kind article.RevisionKind `json:"kind"`
	Note string               `json:"note,omitempty"` // none for a version that was withheld
	At   string               `json:"at"`
}

// carriedWithheld is a version that its author withheld.
type carriedWithheld struct {
	Number int            `json:"number"`
	Reason article.Reason `json:"reason"`
	Words  int            `json:"words"` // how many it had changed
}

// JSON writes article.json.
func (w Writer) JSON(s article.Whole) (any, error) {
	text, err := s.Document.Encode()
	if err != nil {
		return nil, err
	}
	a := w.attribution(s.Shown)
	c := carried{
		Key: string(s.Key), GUID: s.GUID, URL: w.address(s.Shown), Title: s.Title, Summary: s.Summary, Genre: s.Genre, Flags: s.Flags,
		Language: s.Language, Direction: s.Direction, Licence: s.Licence, Regime: s.Regime, Published: w.moment(s.Moment), Precision: s.Moment.As,
		Attribution: carriedAttribution{a.Head, a.Foot, a.Notice.String(), w.join()}, Changes: []carriedChange{}, Withheld: []carriedWithheld{}, Words: s.Words, Document: text,
	}
	for i, signer := range s.Signers {
		one := carriedAuthor{Name: a.Names[i], Kind: signer.Kind, Verified: signer.Verified}
		if !signer.Retired {
			one.URL = w.Base + author.Path(signer.Handle)
		}
		c.Authors = append(c.Authors, one)
	}
	for _, change := range s.Changes {
		c.Changes = append(c.Changes, carriedChange{change.Kind, change.Note, w.moment(change.Moment)})
	}
	for _, gone := range s.Withheld {
		c.Withheld = append(c.Withheld, carriedWithheld{gone.Number, gone.Reason, gone.Changed})
	}
	return c, nil
}

// moment writes a shown moment in the edition's zone (RFC 3339).
func (w Writer) moment(m article.Moment) string { return m.In(w.Edition.Zone).Format(time.RFC3339) }
