package article

import (
	"context"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"palabre/internal/author"
	"palabre/internal/db"
	"palabre/internal/errs"
	"palabre/internal/id"
	"palabre/internal/richtext"
)

// Reason is the class of reasons for which an author withholds a version.
type Reason string

// The reasons.
const (
	ForSafety  Reason = "safety"
	ForPrivacy Reason = "privacy"
	ForLaw     Reason = "law"
)

// Withhold hides one version of an article. Readers go on learning that there
// was one, for which class of reasons it went and how many words it had
// changed, so that withholding hides no silent change.
//
// Errors: errs.Invalid for an unknown reason; errs.NotFound; errs.Forbidden;
// errs.Conflict for the version that is shown, or one that is already withheld.
func (s *Service) Withhold(ctx context.Context, actor author.Actor, key id.Key, number int64, why Reason) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return s.WithholdIn(ctx, tx, actor, key, number, why) })
}

// WithholdIn is Withhold inside the caller's transaction.
func (s *Service) WithholdIn(ctx context.Context, tx *db.Tx, actor author.Actor, key id.Key, number int64, why Reason) error {
	a, err := lockByKey(ctx, tx, key)
	if err != nil {
		return err
	}
	if err := mayWithhold(actor, a, number); err != nil {
		return err
	}
	if why != ForSafety && why != ForPrivacy && why != ForLaw {
		return errs.Fields(errs.Field{Name: "reason", Message: "article.reason"})
	}
	revision, withheld, err := revisionByNumber(ctx, tx, a.ID, number)
	if err != nil {
		return err
	}
	if withheld {
		return errs.Conflict
	}
	changed, err := wordsChanged(ctx, tx, a.ID, number)
	if err != nil {
		return err
	}
	tx.Touched(a.ID.Tag())
	return withhold(ctx, tx, revision, why, changed)
}

// wordsChanged counts the words that a version removed from the one before it
// and added to it; all its words for the first.
func wordsChanged(ctx context.Context, tx *db.Tx, article ID, number int64) (int, error) {
	var texts [2]string // before, of this version
	for i := range texts {
		document, err := documentOf(ctx, tx, article, number-1+int64(i))
		switch {
		case i == 0 && number == 1: // nothing came before
		case err != nil:
			return 0, err
		default:
			texts[i] = document.Plain(richtext.Labels{})
		}
	}
	return countChanged(texts[0], texts[1]), nil
}

// exactWords is up to how many words the difference follows the order of words.
// It takes time in the square of them, inside the one writer's transaction.
const exactWords = 4000

func countChanged(before, after string) int {
	if len(strings.Fields(before))+len(strings.Fields(after)) > exactWords {
		return countUnordered(before, after)
	}
	differ := diffmatchpatch.New()
	differ.DiffTimeout = 0 // the same answer on every machine
	a, b, _ := differ.DiffLinesToRunes(lineUp(before), lineUp(after))
	changed := 0
	for _, piece := range differ.DiffMainRunes(a, b, false) {
		if piece.Type != diffmatchpatch.DiffEqual {
			changed += len([]rune(piece.Text))
		}
	}
	return changed
}

// lineUp puts each word on a line of its own, so that a difference of lines is
// one of words.
func lineUp(text string) string {
	var lines strings.Builder
	for word := range strings.FieldsSeq(text) {
		lines.WriteString(word + "\n")
	}
	return lines.String()
}

// countUnordered counts the words that stand more often in one text than in the
// other, wherever they stand.
func countUnordered(before, after string) int {
	count := map[string]int{}
	for word := range strings.FieldsSeq(before) {
		count[word]--
	}
	for word := range strings.FieldsSeq(after) {
		count[word]++
	}
	changed := 0
	for _, n := range count {
		changed += max(n, -n)
	}
	return changed
}
