package article

import (
	"testing"
	"time"

	"palabre/internal/author"
	"palabre/internal/clock"
)

func TestAMomentIsShownByTheWallClockOfTheEdition(t *testing.T) {
	for _, row := range []struct {
		what, zone, at string
		as             ShownAs
		want           string // in the zone
	}{
		{"to the minute", "Africa/Dakar", "2026-11-23T16:47:31Z", ToTheMinute, "2026-11-23T16:47:00Z"},
		{"to the hour", "Africa/Dakar", "2026-11-23T16:47:31Z", ToTheHour, "2026-11-23T16:00:00Z"},
		{"to the day", "Africa/Dakar", "2026-11-23T16:47:31Z", ToTheDay, "2026-11-23T00:00:00Z"},
		{"a whole hour stays", "Africa/Dakar", "2026-11-23T16:00:00Z", ToTheHour, "2026-11-23T16:00:00Z"},
		{"half an hour off", "Asia/Kolkata", "2026-01-15T10:47:31Z", ToTheHour, "2026-01-15T16:00:00+05:30"},
		{"three quarters off", "Asia/Kathmandu", "2026-01-15T10:47:31Z", ToTheHour, "2026-01-15T16:00:00+05:45"},
		{"half an hour off, west", "America/St_Johns", "2026-01-15T10:47:31Z", ToTheHour, "2026-01-15T07:00:00-03:30"},
		{"a minute of half an hour off", "Asia/Kolkata", "2026-01-15T10:47:31Z", ToTheMinute, "2026-01-15T16:17:00+05:30"},
		{"the day of the zone is the next one", "Pacific/Kiritimati", "2026-01-15T10:47:31Z", ToTheDay, "2026-01-16T00:00:00+14:00"},
		{"before 1970", "Africa/Dakar", "1961-04-04T10:47:31Z", ToTheHour, "1961-04-04T10:00:00Z"},
		{"before the hour that is left out", "Europe/Paris", "2026-03-29T00:59:59Z", ToTheHour, "2026-03-29T01:00:00+01:00"},
		{"after the hour that is left out", "Europe/Paris", "2026-03-29T01:30:00Z", ToTheHour, "2026-03-29T03:00:00+02:00"},
		{"the day of 23 hours", "Europe/Paris", "2026-03-29T12:00:00Z", ToTheDay, "2026-03-29T00:00:00+01:00"},
		{"the repeated hour, first", "Europe/Paris", "2026-10-25T00:30:00Z", ToTheHour, "2026-10-25T02:00:00+02:00"},
		{"the repeated hour, again", "Europe/Paris", "2026-10-25T01:30:00Z", ToTheHour, "2026-10-25T02:00:00+01:00"},
		{"a minute of the repeated hour", "Europe/Paris", "2026-10-25T01:30:59Z", ToTheMinute, "2026-10-25T02:30:00+01:00"},
		{"the day of 25 hours", "Europe/Paris", "2026-10-25T12:00:00Z", ToTheDay, "2026-10-25T00:00:00+02:00"},
		{"a clock that goes half an hour forward", "Australia/Lord_Howe", "2026-10-03T15:45:00Z", ToTheHour, "2026-10-04T02:30:00+11:00"},
		{"a clock that goes half an hour back", "Australia/Lord_Howe", "2026-04-04T15:15:00Z", ToTheHour, "2026-04-05T01:30:00+10:30"},
		{"a day without midnight", "America/Santiago", "2026-09-06T12:00:00Z", ToTheDay, "2026-09-06T01:00:00-03:00"},
		{"the first hour of a day without midnight", "America/Havana", "2026-03-08T05:20:00Z", ToTheHour, "2026-03-08T01:00:00-04:00"},
	} {
		zone, err := time.LoadLocation(row.zone)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, row.at)
		if err != nil {
			t.Fatal(err)
		}
		got := shownAt(clock.At(at.Add(123_456*time.Microsecond)), row.as, zone)
		if text := got.In(zone).Format(time.RFC3339Nano); text != row.want || got.As != row.as {
			t.Errorf("%s: %s, want %s", row.what, text, row.want)
		}
	}
}

// TestAShownMomentIsOfItsOwnDayAndNeverLater walks through a year of zones that
// change their clocks at every odd hour, a quarter of an hour at a time.
func TestAShownMomentIsOfItsOwnDayAndNeverLater(t *testing.T) {
	for _, name := range []string{"America/Havana", "America/Santiago", "Australia/Lord_Howe", "Africa/Cairo", "America/St_Johns", "Africa/Casablanca"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		end := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
		for at := time.Date(2026, 1, 1, 0, 7, 11, 0, time.UTC); at.Before(end); at = at.Add(15 * time.Minute) {
			local := at.In(zone)
			for _, as := range []ShownAs{ToTheMinute, ToTheHour, ToTheDay} {
				shown := shownAt(clock.At(at), as, zone).In(zone)
				if shown.After(local) || shown.Format(time.DateOnly) != local.Format(time.DateOnly) || as != ToTheDay && shown.Hour() != local.Hour() {
					t.Fatalf("%s is shown to the %s as %s", local, as, shown)
				}
			}
		}
	}
}

func TestAPersonIsShownToTheHourAndAnOrganisationToTheMinute(t *testing.T) {
	for kind, want := range map[author.Kind]ShownAs{
		author.Individual: ToTheHour, author.Association: ToTheMinute, author.NGO: ToTheMinute, author.Professional: ToTheMinute,
	} {
		if got := showAs(kind); got != want {
			t.Errorf("%s is shown to the %s, want %s", kind, got, want)
		}
	}
}

func TestAnAddressHasTheDayOfTheEdition(t *testing.T) {
	for _, row := range []struct {
		zone, at, slug string
		n              int
		want           string
	}{
		{"Africa/Dakar", "2026-11-23T23:30:00Z", "le-marche", 1, "/2026/11/23/le-marche/"},
		{"Africa/Nairobi", "2026-11-23T23:30:00Z", "le-marche", 1, "/2026/11/24/le-marche/"},
		{"America/Lima", "2026-01-01T03:00:00Z", "le-marche", 2, "/2025/12/31/le-marche-2/"},
		{"Africa/Dakar", "2026-01-02T00:00:00Z", "سوق", 1000, "/2026/01/02/سوق-1000/"},
	} {
		zone, err := time.LoadLocation(row.zone)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, row.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := path(Moment{At: clock.At(at), As: ToTheHour}, zone, row.slug, row.n); got != row.want {
			t.Errorf("%s, want %s", got, row.want)
		}
	}
}
