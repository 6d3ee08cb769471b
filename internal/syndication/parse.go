package syndication

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"palabre/internal/article"
	"palabre/internal/errs"
)

// FileLimit is how many bytes a syndicated text may have.
const FileLimit = 1 << 20

// Parsed is a syndicated text without what says who speaks.
type Parsed struct {
	Paragraphs []string
	Notice     string
}

// Parse reads a text in the form that Text writes: the head and the foot that a
// must have, the paragraphs between them, a dash, the notice. A byte order mark,
// line ends of other systems, empty lines and no-break spaces in the lines that
// it recognises do not disturb it.
//
// Errors: errs.Invalid, naming the line and what should stand there.
func Parse(file []byte, a article.Attribution) (Parsed, error) {
	switch {
	case len(file) > FileLimit:
		return Parsed{}, malformed("import.too_long", "limit", FileLimit)
	case !utf8.Valid(file):
		return Parsed{}, malformed("import.not_utf8")
	}
	text := strings.TrimPrefix(string(file), "\ufeff")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	lines := strings.Split(text, "\n")

	first := skipEmpty(lines, 0)
	if first == len(lines) {
		return Parsed{}, malformed("import.empty")
	}
	if !same(lines[first], a.Head) {
		return Parsed{}, malformed("import.head", "line", first+1, "want", a.Head, "found", lines[first])
	}
	dash := lastDash(lines)
	if dash < 0 {
		return Parsed{}, malformed("import.dash")
	}
	foot := dash - 1
	for foot > first && strings.TrimSpace(lines[foot]) == "" {
		foot--
	}
	if foot <= first || !same(lines[foot], a.Foot) {
		return Parsed{}, malformed("import.foot", "line", foot+1, "want", a.Foot, "found", lines[foot])
	}
	p := Parsed{Paragraphs: full(lines[first+1 : foot]), Notice: strings.Join(full(lines[dash+1:]), "\n")}
	if len(p.Paragraphs) == 0 {
		return Parsed{}, malformed("import.no_text")
	}
	return p, nil
}

func malformed(message string, args ...any) error {
	return errs.Fields(errs.Field{Name: "file", Message: message, Args: args})
}

func skipEmpty(lines []string, from int) int {
	for from < len(lines) && strings.TrimSpace(lines[from]) == "" {
		from++
	}
	return from
}

// lastDash finds the dash before the notice: the last one, as the text may hold
// others.
func lastDash(lines []string) int {
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.TrimSpace(lines[i]) == article.Dash {
			return i
		}
	}
	return -1
}

func full(lines []string) []string {
	var kept []string
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			kept = append(kept, line)
		}
	}
	return kept
}

// same compares lines as a reader sees them: no-break spaces are spaces, and
// accents may be written in two ways. A full stop at the end is no difference.
func same(line, want string) bool { return plain(line) == plain(want) }

func plain(line string) string {
	line = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(norm.NFC.String(line))
	return strings.TrimSuffix(strings.Join(strings.Fields(line), " "), ".")
}
