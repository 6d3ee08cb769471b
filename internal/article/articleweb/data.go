package articleweb

import (
	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/edition"
)

// data is an article in the words of schema.org, for machines that read pages.
// html/template writes it into the page by encoding/json, which lets nothing in it
// end its element. A browser does not run it.
type data struct {
	Context     string     `json:"@context"`
	Type        string     `json:"@type"`
	ID          string     `json:"@id"`
	URL         string     `json:"url"`
	Headline    string     `json:"headline"`
	Description string     `json:"description,omitempty"`
	Language    string     `json:"inLanguage"`
	Published   string     `json:"datePublished"`
	Modified    string     `json:"dateModified,omitempty"`
	Words       int        `json:"wordCount"`
	Free        bool       `json:"isAccessibleForFree"`
	Authors     []dataName `json:"author"`
	Site        dataName   `json:"isPartOf"` // not the publisher: authors publish, the edition hosts
	Corrections []dataNote `json:"correction,omitempty"`
}

// dataName is somebody or a site.
type dataName struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type dataNote struct {
	Type      string `json:"@type"`
	Text      string `json:"text"`
	Published string `json:"datePublished"`
}

// schemaTypes are the genres as schema.org knows them. What somebody pays for, or
// what mocks, is that first.
var schemaTypes = map[article.Genre]string{
	article.Information: "NewsArticle",
	article.Opinion:     "OpinionNewsArticle",
	article.Testimony:   "Article",
	article.Statement:   "Article",
}

func schemaType(s *article.Shown) string {
	switch {
	case s.Flags.Sponsor != "":
		return "AdvertiserContentArticle"
	case s.Flags.Satire:
		return "SatiricalArticle"
	default:
		return schemaTypes[s.Genre]
	}
}

// data describes the article that the page p shows.
func (p *showPage) data(e *edition.Edition, s *article.Shown, a article.Attribution) data {
	d := data{
		Context: "https://schema.org", Type: schemaType(s), ID: s.GUID, URL: p.Canonical, Headline: s.Title, Description: p.Description,
		Language: s.Language, Published: datetime(e, s.Moment), Words: s.Words, Free: true,
		Site: dataName{"WebSite", p.Edition.Name, p.Edition.URL + "/"},
	}
	for i, signer := range s.Signers {
		one := dataName{Type: "Person", Name: a.Names[i]}
		if signer.Kind.Organisation() {
			one.Type = "Organization"
		}
		if !signer.Retired {
			one.URL = p.Edition.URL + author.Path(signer.Handle)
		}
		d.Authors = append(d.Authors, one)
	}
	for _, c := range s.Changes {
		d.Modified = datetime(e, c.Moment)
		if c.Note != "" && c.Kind != article.Update {
			d.Corrections = append(d.Corrections, dataNote{"CorrectionComment", c.Note, datetime(e, c.Moment)})
		}
	}
	return d
}
