package article

import (
	"context"
	"fmt"

	"palabre/internal/author"
	"palabre/internal/db"
	"palabre/internal/id"
)

// Erase destroys what an article said. Its address answers 410 and is never
// given again; numbers and hashes of its versions stay, their texts do not. What
// the engines keep of them goes with a job.
//
// Errors: errs.NotFound, errs.Forbidden.
func (s *Service) Erase(ctx context.Context, actor author.Actor, key id.Key) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return s.EraseIn(ctx, tx, actor, key) })
}

// EraseIn is Erase inside the caller's transaction.
func (s *Service) EraseIn(ctx context.Context, tx *db.Tx, actor author.Actor, key id.Key) error {
	a, err := lockByKey(ctx, tx, key)
	if err != nil {
		return err
	}
	if err := mayChange(actor, a); err != nil {
		return err
	}
	tx.Touched(tagsOf(a)...)
	if err := s.recordErasure(ctx, tx, a); err != nil {
		return err
	}
	if err := s.eraseRows(ctx, tx, a); err != nil {
		return err
	}
	if err := s.events.AnnounceIn(ctx, tx, ArticleWithdrawn{a.ID}); err != nil {
		return err
	}
	return s.events.InsertIn(ctx, tx, scrubArgs{Article: a.ID})
}

// recordErasure writes what a restore must do again: an erasure of the article,
// found by the MAC of its key, and one of each revision.
func (s *Service) recordErasure(ctx context.Context, tx *db.Tx, a *Article) error {
	const query = `INSERT INTO erasure (object_kind, object_id, key_mac, day, why) VALUES ($1, $2, $3, $4, 'author')`
	day := tx.Now().Day()
	if _, err := db.Exec(ctx, tx, query, "article", a.ID, s.addresses.seal.MAC("article", string(a.Key)), day); err != nil {
		return err
	}
	revisions, err := revisionsOf(ctx, tx, a.ID)
	if err != nil {
		return err
	}
	for number, revision := range revisions {
		mac := s.addresses.seal.MAC("revision", string(a.Key), fmt.Sprint(number+1))
		if _, err := db.Exec(ctx, tx, query, "revision", revision, mac, day); err != nil {
			return err
		}
	}
	return nil
}

// eraseRows deletes and empties; the erasure rows are there already, or the
// database would refuse.
func (s *Service) eraseRows(ctx context.Context, tx *db.Tx, a *Article) error {
	var guid *string
	if a.OriginGUID != nil {
		erased := s.erasedOrigin(*a.Origin, *a.OriginGUID)
		guid = &erased
	}
	if _, err := db.Exec(ctx, tx, eraseArticle, a.ID, guid, false); err != nil {
		return err
	}
	for _, query := range []string{
		`DELETE FROM listing WHERE article_id = $1`,
		`DELETE FROM article_html WHERE article_id = $1`,
		`DELETE FROM byline WHERE article_id = $1`,
		`DELETE FROM revision_body WHERE revision_id IN (SELECT id FROM revision WHERE article_id = $1)`,
		`UPDATE permalink SET path = NULL WHERE article_id = $1`,
	} {
		if _, err := db.Exec(ctx, tx, query, a.ID); err != nil {
			return err
		}
	}
	return nil
}

const eraseArticle = `
	UPDATE article SET state = 'erased', visible = $3, listed = $3, guid = NULL, published_at = NULL, shown_at = NULL,
		shown_as = NULL, current_revision = NULL, genre = NULL, language = NULL, direction = NULL, licence = NULL,
		regime = NULL, section_id = NULL, place_id = NULL, answer_to = NULL, answer_to_revision = NULL,
		translation_of = NULL, translation_of_revision = NULL, origin_guid = $2, version = version + 1
	WHERE id = $1`

// erasedOrigin is what stays of an import's name once its article is erased:
// enough to leave it out when it is imported again.
func (s *Service) erasedOrigin(origin, guid string) string {
	return "~" + s.addresses.seal.MAC("origin", origin, guid)
}
