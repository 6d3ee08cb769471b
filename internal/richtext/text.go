package richtext

import (
	"encoding/hex"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// isForbidden tells what no stored text may hold: NUL, which one of the
// databases refuses, and noncharacters, which I-JSON refuses (RFC 7493 §2.1).
func isForbidden(r rune) bool {
	return r == 0 || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF
}

// isControl tells what would break a line or does not print: C0, DEL, C1 and
// the two separators of Unicode.
func isControl(r rune) bool {
	return r < 0x20 || r >= 0x7F && r <= 0x9F || r == 0x2028 || r == 0x2029
}

// cleanLine makes text one line: each line break or control character is a
// space, CR LF one space. It is false for what may not be stored at all.
func cleanLine(text string) (string, bool) {
	return clean(text, func(r rune) bool { return false })
}

// cleanCode is cleanLine for code, whose line feeds and tabs stay; CR LF and CR
// end a line as LF does, and a line of white space alone is empty, because
// readers of Markdown make it so.
func cleanCode(text string) (string, bool) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	text, ok := clean(text, func(r rune) bool { return r == '\n' || r == '\t' })
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.Trim(line, " \t") == "" {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n"), ok
}

func clean(text string, keep func(rune) bool) (string, bool) {
	if !utf8.ValidString(text) {
		return "", false
	}
	plain := true
	for _, r := range text {
		if isForbidden(r) {
			return "", false
		}
		plain = plain && (!isControl(r) || keep(r))
	}
	if plain {
		return text, true
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if isControl(r) && !keep(r) {
			return ' '
		}
		return r
	}, text), true
}

// hasLoneSurrogate looks for an escape \uD800 to \uDFFF that is not half of a
// pair; encoding/json would replace it in silence. A backslash occurs in JSON
// only inside strings, so what surrounds the escapes does not matter here.
func hasLoneSurrogate(data []byte) bool {
	for i := 0; i < len(data); i++ {
		if data[i] != '\\' {
			continue
		}
		unit, ok := escapedUnit(data[i:])
		if !ok {
			i++ // the escaped character may be a backslash itself
			continue
		}
		i += 5
		if !utf16.IsSurrogate(unit) {
			continue
		}
		low, ok := escapedUnit(data[i+1:])
		if !ok || utf16.DecodeRune(unit, low) == utf8.RuneError {
			return true
		}
		i += 6
	}
	return false
}

// escapedUnit reads the \uXXXX that data begins with.
func escapedUnit(data []byte) (rune, bool) {
	if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
		return 0, false
	}
	var unit [2]byte
	if _, err := hex.Decode(unit[:], data[2:6]); err != nil {
		return 0, false
	}
	return rune(unit[0])<<8 | rune(unit[1]), true
}
