package article

import (
	"context"
	"fmt"

	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/edition"
)

// A list is one range of `listing`. The words are rows of list_kind.
const (
	listEdition = "edition"
	listSection = "section"
	listPlace   = "place"
	listAuthor  = "author"
	listGenre   = "genre"
	listAnswer  = "answer"
	listDay     = "day"
	listDesk    = "desk" // the author's own: everything that is not erased
)

// listed is one list that an article stands in.
type listed struct {
	list    string
	subject int64
}

// tag is the cache tag of the list.
func (l listed) tag(e edition.ID) string { return fmt.Sprintf("list:%d:%s:%d", e, l.list, l.subject) }

// ListTag is the cache tag of an edition's whole list, newest first.
func ListTag(e edition.ID) string { return listed{list: listEdition}.tag(e) }

// show writes whether the article is visible and in which lists it stands: the
// one function that does. Every verb that changes either ends with it.
func show(ctx context.Context, tx *db.Tx, e *edition.Edition, a *Article) error {
	const query = `
		UPDATE article SET state = $1, hidden_by = $2, unlisted_by = $3, unread = $4, current_revision = $5,
			visible = $6, listed = $7, version = version + 1
		WHERE id = $8`
	_, err := db.Exec(ctx, tx, query, a.State, a.HiddenBy, a.UnlistedBy, a.Unread, a.Current, a.visible(), a.listed(), a.ID)
	if err != nil {
		return err
	}
	if _, err := db.Exec(ctx, tx, `DELETE FROM listing WHERE article_id = $1`, a.ID); err != nil {
		return err
	}
	for _, l := range listsOf(e, a) {
		const query = `INSERT INTO listing (edition_id, list, subject_id, published_at, article_id) VALUES ($1, $2, $3, $4, $5)`
		if _, err := db.Exec(ctx, tx, query, a.Edition, l.list, l.subject, a.Published, a.ID); err != nil {
			return err
		}
	}
	tx.Touched(tagsOf(a)...)
	return nil
}

// listsOf returns every list that the article stands in now.
func listsOf(e *edition.Edition, a *Article) []listed {
	var lists []listed
	for _, signer := range a.Signers {
		lists = append(lists, listed{listDesk, int64(signer)})
	}
	if !a.listed() {
		return lists
	}
	for _, signer := range a.Signers {
		lists = append(lists, listed{listAuthor, int64(signer)})
	}
	lists = append(lists,
		listed{listEdition, 0},
		listed{listSection, a.Section},
		listed{listGenre, numberOf(a.Genre)},
		listed{listDay, int64(clock.DayOf(a.Shown.In(e.Zone)))},
	)
	if a.Place != nil {
		lists = append(lists, listed{listPlace, *a.Place})
	}
	if a.AnswerTo != nil {
		lists = append(lists, listed{listAnswer, int64(*a.AnswerTo)})
	}
	return lists
}

// numberOf is a genre's number in the table `genre`.
func numberOf(g Genre) int64 {
	for i, genre := range Genres() {
		if genre == g {
			return int64(i + 1)
		}
	}
	return 0
}

// tagsOf names every page that shows the article: its own, its lists', its
// signers', and that of the article it answers.
func tagsOf(a *Article) []string {
	tags := []string{a.ID.Tag(), ListTag(a.Edition), listed{listSection, a.Section}.tag(a.Edition), listed{listGenre, numberOf(a.Genre)}.tag(a.Edition)}
	for _, signer := range a.Signers {
		tags = append(tags, signer.Tag())
	}
	if a.AnswerTo != nil {
		tags = append(tags, a.AnswerTo.Tag())
	}
	return tags
}
