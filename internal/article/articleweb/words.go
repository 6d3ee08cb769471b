package articleweb

import (
	"slices"
	"time"

	"palabre/internal/article"
	"palabre/internal/clock"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/syndication"
	"palabre/internal/web/ui"
)

func genre(t i18n.Text, g article.Genre) ui.Genre {
	return ui.Genre{Code: string(g), Name: t.Say("genre." + string(g))}
}

// kinds says what those are who sign, each in the order of the names, or once
// when all are the same. Of a retired author nothing is said.
func kinds(t i18n.Text, signers []article.Signer) string {
	var words []string
	for _, s := range signers {
		if s.Retired {
			continue
		}
		key := "kind." + string(s.Kind)
		if s.Kind.Organisation() && !s.Verified {
			key += ".declared"
		}
		words = append(words, t.Say(key))
	}
	if len(words) == len(signers) && len(slices.Compact(slices.Clone(words))) == 1 {
		words = words[:1]
	}
	return t.List(words)
}

// fact says when something happened: the message of a key with the moment in it.
func fact(t i18n.Text, e *edition.Edition, key string, m article.Moment) ui.Fact {
	before, after := t.Around(key, 0, "moment")
	return ui.Fact{Before: before, Words: syndication.When(t, e, m), After: after, Moment: datetime(e, m)}
}

// midnight is when the day ends that a place has at a moment.
func midnight(now clock.Instant, zone *time.Location) clock.Instant {
	year, month, day := now.Time().In(zone).Date()
	return clock.At(time.Date(year, month, day+1, 0, 0, 0, 0, zone))
}

// datetime writes a moment for machines, as exactly as it may be shown: a day, or
// an instant that was rounded before (HTML §2.3.5).
func datetime(e *edition.Edition, m article.Moment) string {
	if m.As == article.ToTheDay {
		return m.In(e.Zone).Format(time.DateOnly)
	}
	return m.In(e.Zone).Format(time.RFC3339)
}
