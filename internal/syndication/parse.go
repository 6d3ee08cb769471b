package syndication

import (
	"slices"
	"strings"
	"unicode"
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
// Errors: errs.Invalid, naming the line, and what should stand there or may not.
func Parse(file []byte, a article.Attribution) (Parsed, error) {
	lines, err := linesOf(file)
	if err != nil {
		return Parsed{}, err
	}
	first := skipEmpty(lines, 0)
	if !same(lines[first], a.Head) {
		return Parsed{}, malformed("import.head", "line", first+1, "want", a.Head, "found", shortened(lines[first]))
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
		return Parsed{}, malformed("import.foot", "line", foot+1, "want", a.Foot, "found", shortened(lines[foot]))
	}
	notice := skipEmpty(lines, dash+1)
	// One line: else a text that quotes its own foot and dash, and is cut off before
	// the true ones, would lose what follows without a word.
	if more := skipEmpty(lines, notice+1); more < len(lines) {
		return Parsed{}, malformed("import.notice", "line", more+1, "found", shortened(lines[more]))
	}
	p := Parsed{Paragraphs: full(lines[first+1 : foot])}
	if len(p.Paragraphs) == 0 {
		return Parsed{}, malformed("import.no_text")
	}
	if notice < len(lines) {
		p.Notice = lines[notice]
	}
	return p, nil
}

// linesOf reads a file as lines, at least one of which is not empty.
func linesOf(file []byte) ([]string, error) {
	switch {
	case len(file) > FileLimit:
		return nil, malformed("import.too_long", "limit", FileLimit)
	case !utf8.Valid(file):
		return nil, malformed("import.not_utf8")
	}
	text := strings.TrimPrefix(string(file), "\ufeff")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	lines := strings.Split(text, "\n")
	if skipEmpty(lines, 0) == len(lines) {
		return nil, malformed("import.empty")
	}
	if i := slices.IndexFunc(lines, unkept); i >= 0 {
		return nil, malformed("import.control", "line", i+1)
	}
	return lines, nil
}

// unkept reports whether a line holds what no paragraph may, nor a terminal that
// repeats the line: a control character, or one that breaks a line in Unicode alone.
func unkept(line string) bool {
	return strings.TrimSpace(line) != "" && strings.ContainsFunc(line, func(sign rune) bool {
		return unicode.IsControl(sign) || unicode.In(sign, unicode.Zl, unicode.Zp)
	})
}

// foundLimit is how many signs of a line a message repeats.
const foundLimit = 200

func shortened(line string) string {
	if signs := []rune(line); len(signs) > foundLimit {
		return string(signs[:foundLimit]) + "…"
	}
	return line
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
