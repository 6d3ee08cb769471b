package i18n_test

import (
	"testing"
	"time"
)

func TestDates(t *testing.T) {
	c := load(t)
	dakar := time.FixedZone("", 0)
	tunis := time.FixedZone("", 3600)
	for _, test := range []struct {
		language, date, hour, minute string
		at                           time.Time
	}{
		{"fr", "lundi 23 novembre 2026", "lundi 23 novembre 2026 à 16 h", "lundi 23 novembre 2026 à 16 h 05", time.Date(2026, 11, 23, 16, 5, 59, 0, dakar)},
		{"fr", "dimanche 1er mars 2026", "dimanche 1er mars 2026 à 0 h", "dimanche 1er mars 2026 à 0 h 00", time.Date(2026, 2, 28, 23, 0, 0, 0, dakar).In(tunis)},
		{"en", "Monday 23 November 2026", "Monday 23 November 2026 at 4 pm", "Monday 23 November 2026 at 4:05 pm", time.Date(2026, 11, 23, 16, 5, 0, 0, dakar)},
		{"en", "Sunday 1 March 2026", "Sunday 1 March 2026 at 12 am", "Sunday 1 March 2026 at 12:30 am", time.Date(2026, 3, 1, 0, 30, 0, 0, dakar)},
		{"en", "Sunday 1 March 2026", "Sunday 1 March 2026 at 12 pm", "Sunday 1 March 2026 at 12:00 pm", time.Date(2026, 3, 1, 12, 0, 0, 0, dakar)},
		{"pt", "segunda-feira, 23 de novembro de 2026", "segunda-feira, 23 de novembro de 2026 às 16h", "segunda-feira, 23 de novembro de 2026 às 16:05", time.Date(2026, 11, 23, 16, 5, 0, 0, dakar)},
		{"pt", "sábado, 1 de agosto de 2026", "sábado, 1 de agosto de 2026 à 1h", "sábado, 1 de agosto de 2026 à 1:05", time.Date(2026, 8, 1, 1, 5, 0, 0, dakar)},
		{"ar", "الاثنين 23 نوفمبر 2026", "الاثنين 23 نوفمبر 2026 في الساعة 16", "الاثنين 23 نوفمبر 2026 في الساعة 16:05", time.Date(2026, 11, 23, 16, 5, 0, 0, dakar)},
	} {
		text := c.In(test.language)
		for _, pair := range [][2]string{{text.Date(test.at), test.date}, {text.DateHour(test.at), test.hour}, {text.DateMinute(test.at), test.minute}} {
			if pair[0] != pair[1] {
				t.Errorf("%s: got %q, want %q", test.language, pair[0], pair[1])
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		language string
		n        int
		want     string
	}{
		{"fr", 0, "0"},
		{"fr", 999, "999"},
		{"fr", 1000, "1\u00a0000"},
		{"fr", -1234567, "-1\u00a0234\u00a0567"},
		{"en", 1234567, "1,234,567"},
		{"pt", 9999, "9999"},
		{"pt", 10000, "10\u00a0000"},
		{"ar", 1234, "1.234"},
	} {
		if got := c.In(test.language).Number(test.n); got != test.want {
			t.Errorf("%s %d: %q, want %q", test.language, test.n, got, test.want)
		}
	}
}

func TestBytes(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		language string
		n        int
		want     string
	}{
		{"fr", 0, "0\u00a0o"},
		{"fr", 999, "999\u00a0o"},
		{"fr", 1000, "1\u00a0Ko"},
		{"fr", 8001, "9\u00a0Ko"},
		{"fr", 9000, "9\u00a0Ko"},
		{"fr", 999_000, "999\u00a0Ko"},
		{"fr", 999_001, "1,0\u00a0Mo"},
		{"fr", 1_400_000, "1,4\u00a0Mo"},
		{"fr", 9_900_000, "9,9\u00a0Mo"},
		{"fr", 9_900_001, "10\u00a0Mo"},
		{"en", 1_400_000, "1.4\u00a0MB"},
		{"pt", 9000, "9\u00a0kB"},
		{"ar", 9000, "9\u00a0ك.ب"},
	} {
		if got := c.In(test.language).Bytes(test.n); got != test.want {
			t.Errorf("%s %d: %q, want %q", test.language, test.n, got, test.want)
		}
	}
}

func TestLists(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		language string
		items    []string
		want     string
	}{
		{"fr", nil, ""},
		{"fr", []string{"A"}, "A"},
		{"fr", []string{"A", "B"}, "A et B"},
		{"fr", []string{"A", "B", "C"}, "A, B et C"},
		{"en", []string{"A", "B", "C"}, "A, B and C"},
		{"pt", []string{"A", "B", "C"}, "A, B e C"},
		{"ar", []string{"أ", "ب", "ج"}, "أ وب وج"},
	} {
		if got := c.In(test.language).List(test.items); got != test.want {
			t.Errorf("%s %v: %q, want %q", test.language, test.items, got, test.want)
		}
	}
}
