// Package clock gives moments the two shapes in which Palabre stores them: an
// Instant in microseconds and a Day. Everything that asks what time it is takes
// a Clock, so that a test decides. It knows no time zone and formats nothing:
// that is the business of editions and catalogues.
package clock

import "time"

// Instant is a moment in Unix microseconds, UTC: the form of every `…_at` column.
type Instant int64

// Day is the number of days since 1970-01-01: the form of every `…_day` column,
// where nothing finer may be known.
type Day int64

// Clock tells the present moment.
type Clock func() Instant

// System is the machine's clock.
func System() Instant { return At(time.Now()) }

// Mark is a point of this process's time to measure a short while from. Unlike
// the difference of two instants it does not shrink when the clock is set back.
type Mark struct{ at time.Time }

// NewMark marks the present moment.
func NewMark() Mark { return Mark{time.Now()} }

// Age is how long ago the mark was made. While a machine sleeps its monotonic
// clock may stand still, so the longer of both clocks counts.
func (m Mark) Age() time.Duration {
	now := time.Now()
	return max(now.Sub(m.at), now.Round(0).Sub(m.at.Round(0))) // Round takes the monotonic clock away
}

// At returns the instant of t, without what is finer than a microsecond.
func At(t time.Time) Instant { return Instant(t.UnixMicro()) }

// Time returns the instant as a time in UTC.
func (i Instant) Time() time.Time { return time.UnixMicro(int64(i)).UTC() }

// Day returns the day of the instant in UTC.
func (i Instant) Day() Day { return DayOf(i.Time()) }

// DayOf returns the day that t shows in its own zone.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Date returns midnight UTC of the day.
func (d Day) Date() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }
