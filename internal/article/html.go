package article

import (
	"context"

	"palabre/internal/db"
	"palabre/internal/i18n"
	"palabre/internal/richtext"
)

// renderer numbers the form of the stored HTML. It goes up whenever a page would
// look different: rows of another number are not used, and written again.
const renderer = 1

// Labels are the words of a catalogue that stand inside a document.
func Labels(t i18n.Text) richtext.Labels {
	return richtext.Labels{
		Image: t.Say("document.image"), Notes: t.Say("article.notes"), Sources: t.Say("article.sources"), Back: t.Say("document.back"),
		Link: t.Say("source.link"), Document: t.Say("source.document"), Observation: t.Say("source.observation"),
		Testimony: t.Say("source.testimony"), Data: t.Say("source.data"),
	}
}

// excerptLimit is how many signs stand for an article without a summary.
const excerptLimit = 200

// written is a document in the forms that are stored.
type written struct {
	document      []byte
	words         int
	html, excerpt string
}

// write makes the forms of what is claimed. It takes a while and no database, so
// verbs call it before they take the one writer.
func (s *Service) write(c Claims) (w written, err error) {
	if c.Document == nil {
		return w, nil // check refuses it
	}
	w.document, err = c.Document.Encode()
	w.words, w.html, w.excerpt = c.Document.Words(), s.html(c.Document, c.Language), c.Document.Excerpt(excerptLimit)
	return w, err
}

// html writes the text as pages show it.
func (s *Service) html(d *richtext.Document, language string) string {
	return d.HTML(richtext.HTML{Language: language, Labels: Labels(s.catalogue.In(language))})
}

// keepHTML stores what pages show of the current version, so that they need not
// read the document.
func keepHTML(ctx context.Context, tx *db.Tx, a *Article, w written) error {
	const query = `
		INSERT INTO article_html (article_id, revision_id, renderer, excerpt, html) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (article_id) DO UPDATE SET revision_id = excluded.revision_id, renderer = excluded.renderer,
			excerpt = excluded.excerpt, html = excluded.html`
	_, err := db.Exec(ctx, tx, query, a.ID, a.Current, renderer, w.excerpt, w.html)
	return err
}
