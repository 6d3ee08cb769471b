package richtext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const noBreakSpace = '\u00A0'

func isFrench(language string) bool {
	return len(language) >= 2 && strings.EqualFold(language[:2], "fr") && (len(language) == 2 || language[2] == '-')
}

// typeset writes text between before and after (0 where nothing or no text
// stands there), with French spacing where the text is French.
func (w *htmlWriter) typeset(text string, before, after rune) {
	if w.french {
		text = frenchSpacing(text, before, after)
	}
	w.text(text)
}

// Typeset gives a line of text that stands in a page beside a document, such as
// its title, the typography of its language, as HTML does for the document's
// own text. The result is text, not markup.
func Typeset(line, language string) string {
	if !isFrench(language) {
		return line
	}
	return frenchSpacing(line, 0, 0)
}

// frenchSpacing puts U+00A0 before ; : ! ? and » and after «: it replaces a plain
// space there, and is added where there is none and the mark clearly ends
// something. It leaves alone what is already set (U+00A0, U+202F), numbers,
// hours, ratios and addresses. Applying it twice changes nothing more.
func frenchSpacing(text string, before, after rune) string {
	if !strings.ContainsAny(text, ";:!?«»") && !(strings.HasSuffix(text, " ") && isHighMark(after)) && before != '«' {
		return text
	}
	out := make([]byte, 0, len(text)+16)
	previous, addressEnd := before, 0
	mayHoldAddress := strings.Contains(text, "://") || strings.Contains(text, "@") || strings.Contains(text, "www.")
	for i, r := range text {
		if mayHoldAddress && i >= addressEnd {
			addressEnd = i + addressLength(text[i:], previous)
		}
		switch {
		case previous == '«' && !unicode.IsSpace(r):
			out = utf8.AppendRune(out, noBreakSpace)
		case i < addressEnd:
		case r == ' ' && (previous == '«' || isHighMark(following(text, i+1, after))):
			r = noBreakSpace
		case isHighMark(r) && wantsSpaceBefore(r, previous, following(text, i+utf8.RuneLen(r), after)):
			out = utf8.AppendRune(out, noBreakSpace)
		}
		out = utf8.AppendRune(out, r)
		previous = r
	}
	return string(out)
}

// following returns the character at i, or after at the end of text.
func following(text string, i int, after rune) rune {
	if i == len(text) {
		return after
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r
}

func isHighMark(r rune) bool {
	return r == ';' || r == ':' || r == '!' || r == '?' || r == '»'
}

// wantsSpaceBefore tells whether the mark r, which follows previous directly,
// ends something there: 16:05, 3:1, a;b and ?id= do not.
func wantsSpaceBefore(r, previous, next rune) bool {
	if r == '»' {
		return previous != 0 && !unicode.IsSpace(previous)
	}
	ends := unicode.IsLetter(previous) || unicode.IsDigit(previous) || strings.ContainsRune(")]»”’%€", previous)
	return ends && (next == 0 || unicode.IsSpace(next) || strings.ContainsRune("!?.…)]»”", next))
}

// addressLength returns the length of the address that text begins with, 0 for
// none: a word with :// or @ in it, or one that begins with www.
func addressLength(text string, previous rune) int {
	if previous != 0 && !unicode.IsSpace(previous) && !strings.ContainsRune("(«“\"'’", previous) {
		return 0
	}
	word := text
	if end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '«' || r == '»' }); end >= 0 {
		word = text[:end]
	}
	if !strings.Contains(word, "://") && !strings.Contains(word, "@") && !strings.HasPrefix(word, "www.") {
		return 0
	}
	return len(strings.TrimRight(word, ".,;:!?)"))
}
