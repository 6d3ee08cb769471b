// Package text is the door for every text that comes from outside: it refuses
// what a database, a page or a feed could not carry, and folds human text into
// the forms that addresses and look-ups use. It does not read documents (that
// is richtext) and holds no text for people (that is i18n).
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"palabre/internal/errs"
)

// Line checks a text of one line: valid UTF-8, at least one visible sign, no
// control sign (so no NUL and no line break), at most limit signs. It returns
// the field's mistakes, nil for none.
func Line(field, value string, limit int) []errs.Field {
	if !strings.ContainsFunc(value, visible) {
		return []errs.Field{{Name: field, Message: "field.required"}}
	}
	return Optional(field, value, limit)
}

// visible reports whether a sign leaves something to see or to click on.
func visible(sign rune) bool {
	return !unicode.In(sign, unicode.Cf, unicode.Cc, unicode.Z, unicode.Mn, unicode.Other_Default_Ignorable_Code_Point) && sign != '\u2800'
}

// Optional is Line for a text that may be empty.
func Optional(field, value string, limit int) []errs.Field {
	if bad(value) || strings.ContainsFunc(value, misleads) {
		return []errs.Field{{Name: field, Message: "field.unreadable"}}
	}
	if utf8.RuneCountInString(value) > limit {
		return []errs.Field{{Name: field, Message: "field.too_long", Args: []any{"limit", limit}}}
	}
	return nil
}

// Lines checks a text that may have several lines and may be empty.
func Lines(field, value string, limit int) []errs.Field {
	return Optional(field, strings.NewReplacer("\n", " ", "\t", " ").Replace(value), limit)
}

// bad reports what neither engine must be given: PostgreSQL refuses both.
func bad(value string) bool {
	return !utf8.ValidString(value) || strings.ContainsRune(value, 0)
}

// joiners are the signs without width that scripts and emoji need: joiner and
// non-joiner, and the marks of direction, which turn nothing but themselves.
const joiners = "\u200c\u200d\u200e\u200f\u061c"

// misleads reports signs that would break a line, or turn what stands around
// the text: control signs, separators of lines, the overrides and isolates of
// direction (UAX 9 §2), and what is no character at all.
func misleads(sign rune) bool {
	switch {
	case unicode.IsControl(sign), sign == '\u2028', sign == '\u2029':
		return true
	case strings.ContainsRune(joiners, sign), unicode.Is(unicode.Prepended_Concatenation_Mark, sign):
		return false
	case unicode.Is(unicode.Cf, sign): // overrides and isolates of direction, signs of no width, tags
		return true
	}
	return sign&0xfffe == 0xfffe || (sign >= 0xfdd0 && sign <= 0xfdef)
}

// slugLimit is how many signs of a title stand in an address.
const slugLimit = 80

// letters are the letters that lose more than a mark when they are folded.
var letters = strings.NewReplacer("œ", "oe", "æ", "ae", "ß", "ss", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "ł", "l", "ı", "i", "ɓ", "b", "ɗ", "d", "ŋ", "n", "ɲ", "n", "ɔ", "o", "ɛ", "e")

// Slug makes the last part of an address out of human text: lower case, without
// accents, words joined by hyphens, at most 80 signs, cut between words. Letters
// of other scripts stay. It returns "" when nothing remains.
func Slug(human string) string {
	var slug strings.Builder
	count, gap := 0, false
	for _, sign := range letters.Replace(strings.ToLower(norm.NFKD.String(human))) {
		switch {
		case unicode.Is(unicode.Mn, sign) && sign < 0x370: // a mark on a Latin letter
		case unicode.IsLetter(sign) || unicode.IsDigit(sign) || unicode.IsMark(sign):
			if gap && count > 0 {
				slug.WriteByte('-')
				count++
			}
			gap = false
			slug.WriteRune(sign)
			count++
		default:
			gap = true
		}
	}
	return cut(norm.NFC.String(slug.String()))
}

// cut ends a slug at its limit, between two words where there are two.
func cut(slug string) string {
	signs := []rune(slug)
	if len(signs) <= slugLimit {
		return slug
	}
	short := string(signs[:slugLimit])
	if signs[slugLimit] == '-' {
		return short
	}
	if at := strings.LastIndexByte(short, '-'); at > 0 {
		return short[:at]
	}
	return short
}
