package syndication

import (
	"strings"

	"palabre/internal/article"
)

// Text writes article.txt: head, one line a block, corrections, foot, dash and
// notice; LF between lines and none at the end.
func (w Writer) Text(s article.Whole) string {
	a := w.attribution(s.Shown)
	lines := []string{a.Head, s.Document.Plain(article.Labels(w.speech(s.Shown)))}
	lines = append(lines, w.corrections(s.Shown)...)
	lines = append(lines, a.Foot, article.Dash, a.Notice.String())
	return strings.Join(lines, "\n")
}
