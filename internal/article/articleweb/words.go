package articleweb

import (
	"time"

	"palabre/internal/article"
	"palabre/internal/clock"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/syndication"
	"palabre/internal/web/ui"
)

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
