package clock_test

import (
	"testing"
	"testing/synctest"
	"time"

	"palabre/internal/clock"
)

func TestAnInstantIsMicrosecondsOfUTC(t *testing.T) {
	for text, want := range map[string]clock.Instant{
		"1970-01-01T00:00:00Z":                0,
		"2026-11-23T16:47:31.123456789Z":      1795452451_123456,
		"2026-11-23T17:47:31.123456789+01:00": 1795452451_123456,
		"1969-12-31T23:59:59.999999Z":         -1,
		"1969-12-31T23:59:59.9999999Z":        -1,
	} {
		at, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			t.Fatal(err)
		}
		got := clock.At(at)
		if got != want || got.Time().Location() != time.UTC || !got.Time().Equal(at.Truncate(time.Microsecond)) && want >= 0 {
			t.Errorf("%s is %d (%s), want %d", text, got, got.Time(), want)
		}
	}
}

func TestADayIsThatOfItsZone(t *testing.T) {
	lima := time.FixedZone("", -5*3600)
	for _, row := range []struct {
		at   time.Time
		want clock.Day
	}{
		{time.Date(1970, 1, 1, 23, 59, 59, 0, time.UTC), 0},
		{time.Date(1970, 1, 2, 0, 0, 0, 0, time.UTC), 1},
		{time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC), -1},
		{time.Date(2026, 11, 23, 23, 30, 0, 0, lima), 20780}, // the 24th in UTC
		{time.Date(2026, 11, 24, 4, 30, 0, 0, time.UTC), 20781},
	} {
		if got := clock.DayOf(row.at); got != row.want {
			t.Errorf("%s is day %d, want %d", row.at, got, row.want)
		}
	}
	if got := clock.Instant(-1).Day(); got != -1 {
		t.Errorf("a microsecond before 1970 is of day %d", got)
	}
	if got := clock.Day(20780).Date(); !got.Equal(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)) || got.Location() != time.UTC {
		t.Errorf("day 20780 begins at %s", got)
	}
}

func TestTheSystemsClockGoesOn(t *testing.T) {
	before := time.Now().UnixMicro()
	now := int64(clock.System())
	if after := time.Now().UnixMicro(); now < before || now > after {
		t.Errorf("%d is not between %d and %d", now, before, after)
	}
}

func TestAMarkGrowsOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		mark := clock.NewMark()
		if age := mark.Age(); age != 0 {
			t.Errorf("a new mark is %s old", age)
		}
		<-time.After(90 * time.Second)
		if age := mark.Age(); age != 90*time.Second {
			t.Errorf("after 90 s a mark is %s old", age)
		}
	})
}
