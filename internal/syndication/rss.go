package syndication

import (
	"bytes"
	"encoding/xml"
	"time"

	"palabre/internal/article"
)

// rss is RSS 2.0 with full text (content:encoded) and names (dc:creator).
type rss struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Content string   `xml:"xmlns:content,attr"`
	DC      string   `xml:"xmlns:dc,attr"`
	Atom    string   `xml:"xmlns:atom,attr"`
	Channel channel  `xml:"channel"`
}

type channel struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	Description string   `xml:"description"`
	Language    string   `xml:"language"`
	Self        self     `xml:"atom:link"`
	Items       []rssOne `xml:"item"`
}

type self struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

type rssOne struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	GUID        rssGUID  `xml:"guid"`
	Published   string   `xml:"pubDate"` // RFC 822 as RSS 2.0 has it, with the zone
	Creators    []string `xml:"dc:creator"`
	Genre       string   `xml:"category"`
	Description string   `xml:"description"`
	Text        rssHTML  `xml:"content:encoded"`
}

// rssHTML stands in a feed as it is: shorter than with each sign of it escaped,
// and quicker to write and to read.
type rssHTML struct {
	HTML string `xml:",cdata"`
}

type rssGUID struct {
	Permalink bool   `xml:"isPermaLink,attr"`
	GUID      string `xml:",chardata"`
}

// RSS writes a feed of the edition's articles, in their order.
func (w Writer) RSS(articles []*article.Shown) ([]byte, error) {
	t := w.Catalogue.In(w.Edition.First())
	about := w.Edition.Text(w.Edition.First())
	feed := rss{
		Version: "2.0", Content: "http://purl.org/rss/1.0/modules/content/", DC: "http://purl.org/dc/elements/1.1/", Atom: "http://www.w3.org/2005/Atom",
		Channel: channel{
			Title: about.Name, Link: w.Base + "/", Language: w.Edition.First(), Description: t.Say("feed.description", "edition", about.Name),
			Self: self{w.Base + "/feed/", "self", "application/rss+xml"},
		},
	}
	for _, s := range articles {
		feed.Channel.Items = append(feed.Channel.Items, w.item(s))
	}
	var out bytes.Buffer
	out.Grow(sizeOf(feed.Channel.Items))
	out.WriteString(xml.Header)
	if err := xml.NewEncoder(&out).Encode(feed); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// sizeOf is about what the feed will take: one piece of memory instead of ten.
func sizeOf(items []rssOne) int {
	size := 1 << 10
	for _, item := range items {
		size += 1<<10 + len(item.Text.HTML) + len(item.Description) + 2*len(item.Title)
	}
	return size
}

func (w Writer) item(s *article.Shown) rssOne {
	return rssOne{
		Title: s.Title, Link: w.address(s), GUID: rssGUID{false, s.GUID}, Published: s.Moment.In(w.Edition.Zone).Format(time.RFC1123Z),
		Creators: w.attribution(s).Names, Genre: w.speech(s).Say("genre." + string(s.Genre)), Description: s.Excerpt, Text: rssHTML{w.Body(s)},
	}
}
