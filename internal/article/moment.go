package article

import (
	"time"

	"palabre/internal/author"
	"palabre/internal/clock"
)

// showAs is how exactly an author's moments are shown: a person's to the hour,
// so that a watcher learns less; an organisation's to the minute.
func showAs(kind author.Kind) ShownAs {
	if kind.Organisation() {
		return ToTheMinute
	}
	return ToTheHour
}

// shownAt rounds an instant down in a zone. Rounding goes by the wall clock, so
// an hour of a zone that is half an hour off begins where its people say.
func shownAt(at clock.Instant, as ShownAs, zone *time.Location) Moment {
	t := at.Time().In(zone)
	year, month, day := t.Date()
	_, offset := t.Zone()
	var wall time.Time // the wall clock's reading, as if it were UTC
	switch as {
	case ToTheDay:
		midnight := time.Date(year, month, day, 0, 0, 0, 0, zone)
		if midnight.Day() != day { // the clock leapt over it: the day begins with the leap
			_, midnight = midnight.ZoneBounds()
		}
		return Moment{clock.At(midnight), as}
	case ToTheHour:
		wall = time.Date(year, month, day, t.Hour(), 0, 0, 0, time.UTC)
	default:
		wall = time.Date(year, month, day, t.Hour(), t.Minute(), 0, 0, time.UTC)
	}
	// The offset of the instant itself: the hour that a zone repeats is told apart.
	rounded := wall.Add(-time.Duration(offset) * time.Second)
	if changed, _ := t.ZoneBounds(); rounded.Before(changed) { // a clock that was changed within the hour
		rounded = changed
	}
	return Moment{clock.At(rounded), as}
}

// In returns the moment as a time of the zone.
func (m Moment) In(zone *time.Location) time.Time { return m.At.Time().In(zone) }
