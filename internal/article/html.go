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

// html writes the text as pages show it.
func (s *Service) html(d *richtext.Document, language string) string {
	return d.HTML(richtext.HTML{Language: language, Labels: Labels(s.catalogue.In(language))})
}

// keepHTML stores the HTML of the current version, so that a page need not read
// and write the document again.
func (s *Service) keepHTML(ctx context.Context, tx *db.Tx, a *Article, c Claims) error {
	const query = `
		INSERT INTO article_html (article_id, revision_id, renderer, html) VALUES ($1, $2, $3, $4)
		ON CONFLICT (article_id) DO UPDATE SET revision_id = excluded.revision_id, renderer = excluded.renderer, html = excluded.html`
	_, err := db.Exec(ctx, tx, query, a.ID, a.Current, renderer, s.html(c.Document, c.Language))
	return err
}
