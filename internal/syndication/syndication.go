// Package syndication writes an article for others to carry: plain text,
// Markdown, HTML, JSON and feeds, and reads back the plain text that it writes.
// Every form says who speaks, in the same words, at its head and at its foot; it
// takes them from article.Attribute and adds none of its own. Pages of the site
// are not made here.
package syndication

import (
	"palabre/internal/article"
	"palabre/internal/edition"
	"palabre/internal/i18n"
)

// Writer writes articles of one edition.
type Writer struct {
	Catalogue *i18n.Catalogue
	Edition   *edition.Edition
	Base      string // "https://sn.example.org": what addresses begin with
}

func (w Writer) attribution(s *article.Shown) article.Attribution {
	return article.Attribute(w.Catalogue, w.Edition, s.Language, s.Genre, s.Signers)
}

// speech is the catalogue around the article.
func (w Writer) speech(s *article.Shown) i18n.Text {
	return article.Speech(w.Catalogue, w.Edition, s.Language)
}

// join is the address behind the notice's link, "" while nobody can register.
func (w Writer) join() string {
	if !w.Edition.Open() {
		return ""
	}
	return w.Base + "/inscription/"
}

// When writes a moment in words, as exactly as it may be shown.
func When(t i18n.Text, e *edition.Edition, m article.Moment) string {
	at := m.In(e.Zone)
	switch m.As {
	case article.ToTheDay:
		return t.Date(at)
	case article.ToTheHour:
		return t.DateHour(at)
	default:
		return t.DateMinute(at)
	}
}

// corrections says in a line each what later versions changed.
func (w Writer) corrections(s *article.Shown) []string {
	t := w.speech(s)
	var lines []string
	for _, change := range s.Changes {
		kind, moment := t.Say("revision."+string(change.Kind)), When(t, w.Edition, change.Moment)
		if change.Note == "" {
			lines = append(lines, t.Say("plain.withheld", "kind", kind, "moment", moment))
			continue
		}
		lines = append(lines, t.Say("plain.change", "kind", kind, "moment", moment, "note", change.Note))
	}
	return lines
}
