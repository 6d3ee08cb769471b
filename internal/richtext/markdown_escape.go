package richtext

import (
	"strconv"
	"strings"
)

// EscapeMarkdown makes a line of text mean itself in Markdown, at the start of a
// block or after other text: for what a caller sets around a document.
func EscapeMarkdown(line string) string { return string(beforeBracket([]byte(escapeLine(line)))) }

// escapeLine escapes a text that is a line by itself.
func escapeLine(text string) string { return escape(text, lineStart|lineEnd) }

// beforeBracket escapes an exclamation mark that would make a picture of the
// link that follows.
func beforeBracket(out []byte) []byte {
	if last := len(out) - 1; last >= 0 && out[last] == '!' {
		return append(out[:last], `\!`...)
	}
	return out
}

// edges are those of a line that a text touches.
type edges uint8

const (
	lineStart edges = 1 << iota
	lineEnd
)

// escape makes every character of text mean itself, in CommonMark and with the
// common extensions for tables and strike-through.
func escape(text string, at edges) string {
	var out strings.Builder
	out.Grow(len(text) + 16)
	if at&lineStart != 0 {
		text = escapeStart(&out, text)
	}
	tail := ""
	if at&lineEnd != 0 {
		trimmed := strings.TrimRight(text, " ")
		tail = strings.Repeat("&#32;", len(text)-len(trimmed)) // else dropped
		text = trimmed
	}
	for i := 0; i < len(text); i++ {
		last := i == len(text)-1 && at&lineEnd != 0
		switch c := text[i]; {
		case last && c == '\\': // a break that follows is a backslash too
			out.WriteString("&#92;")
			continue
		case strings.IndexByte("\\`*_[]<>&~|", c) >= 0,
			last && c == '#': // a heading would drop it
			out.WriteByte('\\')
		}
		out.WriteByte(text[i])
	}
	out.WriteString(tail)
	return out.String()
}

// escapeStart writes what would begin a block at the start of a line and
// returns the rest.
func escapeStart(out *strings.Builder, text string) string {
	rest := strings.TrimLeft(text, " ")
	if rest != text {
		out.WriteString(strings.Repeat("&#32;", len(text)-len(rest)))
		return rest
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	out.WriteString(text[:digits])
	text = text[digits:]
	if text == "" {
		return text
	}
	if digits > 0 && (text[0] == '.' || text[0] == ')') || digits == 0 && strings.IndexByte("#+-=", text[0]) >= 0 {
		out.WriteString(`\` + text[:1])
		return text[1:]
	}
	return text
}

// codeSpan fences text with more backticks than it holds; a space on both sides
// is taken off again by the reader (CommonMark §6.1).
func codeSpan(text string) string {
	fence := strings.Repeat("`", longestRun(text)+1)
	blank := strings.Trim(text, " ") == ""
	if !blank && (strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") ||
		strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ")) {
		text = " " + text + " "
	}
	return fence + text + fence
}

// longestRun returns the length of the longest row of backticks.
func longestRun(text string) (longest int) {
	row := 0
	for i := 0; i < len(text); i++ {
		if text[i] != '`' {
			row = 0
			continue
		}
		row++
		longest = max(longest, row)
	}
	return longest
}

// destination writes an address as the target of a link (CommonMark §6.3).
func destination(address string) string {
	if !strings.ContainsAny(address, " ();<>\\") { // ; may end an entity
		return address
	}
	return "<" + strings.NewReplacer("&", "&amp;", "<", `\<`, ">", `\>`, `\`, `\\`).Replace(address) + ">"
}

// attribute and size write the fields of a comment; > is escaped, so that none ends it.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + string(appendEscaped(nil, value)) + `"`
}

func size(name string, value int) string {
	if value == 0 {
		return ""
	}
	return attribute(name, strconv.Itoa(value))
}
