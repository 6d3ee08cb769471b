package syndication

import (
	"strings"

	"palabre/internal/article"
)

// Text writes article.txt: head, one line a block, corrections, foot, dash and
// notice; LF between lines and none at the end.
func (w Writer) Text(s *article.Shown) (string, error) {
	document, err := s.Document()
	if err != nil {
		return "", err
	}
	a := w.attribution(s)
	lines := []string{a.Head, document.Plain(article.Labels(w.speech(s)))}
	lines = append(lines, w.corrections(s)...)
	lines = append(lines, a.Foot, article.Dash, a.Notice.String())
	return strings.Join(lines, "\n"), nil
}
