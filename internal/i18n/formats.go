package i18n

import (
	"strconv"
	"strings"
	"time"
)

// Date returns the day that at shows in its own zone: "lundi 23 novembre 2026".
func (t Text) Date(at time.Time) string { return t.write(t.habits.date, at) }

// DateHour returns the day and the hour, where nothing finer may be known:
// "lundi 23 novembre 2026 à 16 h".
func (t Text) DateHour(at time.Time) string {
	if at.Hour() == 1 && t.habits.hourOne != "" {
		return t.write(t.habits.hourOne, at)
	}
	return t.write(t.habits.hour, at)
}

// DateMinute returns the day and the minute: "lundi 23 novembre 2026 à 16 h 05".
func (t Text) DateMinute(at time.Time) string {
	if at.Hour() == 1 && t.habits.minuteOne != "" {
		return t.write(t.habits.minuteOne, at)
	}
	return t.write(t.habits.minute, at)
}

// write fills the names between braces of a pattern.
func (t Text) write(pattern string, at time.Time) string {
	var b strings.Builder
	b.Grow(64)
	for {
		before, rest, found := strings.Cut(pattern, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		var name string
		name, pattern, _ = strings.Cut(rest, "}")
		b.WriteString(t.moment(name, at))
	}
}

// moment returns the part of a moment that a pattern names.
func (t Text) moment(name string, at time.Time) string {
	h := &t.habits
	switch name {
	case "date":
		return t.Date(at)
	case "weekday":
		return h.weekdays[at.Weekday()]
	case "day":
		if at.Day() == 1 {
			return h.firstDay
		}
		return strconv.Itoa(at.Day())
	case "month":
		return h.months[at.Month()-1]
	case "year":
		return strconv.Itoa(at.Year())
	case "hour":
		return strconv.Itoa(at.Hour())
	case "hour12":
		return strconv.Itoa((at.Hour()+11)%12 + 1)
	case "half":
		return h.halves[at.Hour()/12]
	default: // minute
		return strconv.Itoa(at.Minute()/10) + strconv.Itoa(at.Minute()%10)
	}
}

// Number returns a whole number with its thousands apart.
func (t Text) Number(n int) string {
	digits := strconv.Itoa(n)
	if n > -t.habits.grouped && n < t.habits.grouped {
		return digits
	}
	var b strings.Builder
	if n < 0 {
		b.WriteByte('-')
		digits = digits[1:]
	}
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(t.habits.group)
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// Bytes returns a weight for readers, who pay for it: in units of 1,000 bytes,
// rounded up, with one decimal between one and ten million: "9 Ko", "1,4 Mo".
func (t Text) Bytes(n int) string {
	const kilo, mega = 1000, 1000_000
	switch {
	case n < kilo:
		return t.size(0, t.Number(n))
	case n <= 999*kilo:
		return t.size(1, t.Number((n+kilo-1)/kilo))
	case n <= 10*mega-mega/10:
		tenths := (n + mega/10 - 1) / (mega / 10)
		return t.size(2, strconv.Itoa(tenths/10)+t.habits.decimal+strconv.Itoa(tenths%10))
	default:
		return t.size(2, t.Number((n+mega-1)/mega))
	}
}

func (t Text) size(unit int, n string) string {
	return strings.Replace(t.habits.bytes[unit], "{n}", n, 1)
}

// List joins the items as a sentence does: "A, B et C".
func (t Text) List(items []string) string {
	var b strings.Builder
	for i, item := range items {
		b.WriteString(t.Between(i, len(items)))
		b.WriteString(item)
	}
	return b.String()
}

// Between returns what List writes before item i of n, for pages whose items are
// links: nothing before the first, then ", " and at last " et ".
func (t Text) Between(i, n int) string {
	switch {
	case i == 0:
		return ""
	case i == n-1:
		return t.habits.last
	default:
		return t.habits.between
	}
}
