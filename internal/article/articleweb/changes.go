package articleweb

import (
	"slices"

	"palabre/internal/article"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/richtext"
	"palabre/internal/syndication"
	"palabre/internal/web/ui"
)

// happened are the messages that say when an article was changed last.
var happened = []struct {
	kind article.RevisionKind
	key  string
}{
	{article.Update, "meta.updated"},
	{article.Correction, "meta.corrected"},
	{article.Retraction, "meta.retracted"},
}

// facts are when the article was published and changed, and what reading it costs.
func facts(t i18n.Text, e *edition.Edition, s *article.Shown) []ui.Fact {
	row := []ui.Fact{fact(t, e, "meta.published", s.Moment)}
	for _, h := range happened {
		if c := newest(s.Changes, h.kind); c != nil {
			row = append(row, fact(t, e, h.key, c.Moment))
		}
	}
	// The text as it stands in the page, before any compression: what is said is
	// true for every reader.
	weight := t.Say("meta.weight", "weight", t.Bytes(len(s.HTML)))
	return append(row, ui.Fact{Words: ui.Reading(t, s.Words)}, ui.Fact{Words: weight})
}

// newest returns the last change of one of the kinds, nil for none.
func newest(all []article.Change, kinds ...article.RevisionKind) *article.Change {
	for i := len(all) - 1; i >= 0; i-- {
		if slices.Contains(kinds, all[i].Kind) {
			return &all[i]
		}
	}
	return nil
}

// changed is what readers must know before they read: the last correction or
// retraction, unless its note was withheld.
func changed(t i18n.Text, e *edition.Edition, s *article.Shown) *ui.Note {
	c := newest(s.Changes, article.Correction, article.Retraction)
	if c == nil || c.Note == "" {
		return nil
	}
	note := &ui.Note{Title: changeTitle(t, e, "meta.change", *c), Paragraphs: []string{richtext.Typeset(c.Note, s.Language)}}
	if c.Kind == article.Retraction {
		note.Tone = "stop"
	}
	return note
}

// changes lists what later versions say of themselves, in their order.
func changes(t i18n.Text, e *edition.Edition, s *article.Shown) []change {
	var list []change
	for _, c := range s.Changes {
		key := "meta.change"
		if c.Note == "" {
			key = "plain.withheld"
		}
		list = append(list, change{changeTitle(t, e, key, c), richtext.Typeset(c.Note, s.Language)})
	}
	return list
}

func changeTitle(t i18n.Text, e *edition.Edition, key string, c article.Change) string {
	moment := syndication.When(t, e, c.Moment)
	return t.Say(key, "kind", t.Say("revision."+string(c.Kind)), "moment", moment)
}

// withheld says of each version that was withheld which one it was, for what
// class of reasons it went and how much it had changed, so that withholding
// hides no silent change.
func withheld(t i18n.Text, s *article.Shown) []string {
	var sentences []string
	for _, w := range s.Withheld {
		sentences = append(sentences, t.Say("meta.withheld", "number", w.Number,
			"reason", t.Say("withheld."+string(w.Reason)), "words", t.Count("meta.words", w.Changed)))
	}
	return sentences
}
