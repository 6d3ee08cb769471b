// Package oldphone makes of a page what a phone of about 2017 makes of it: Chrome
// 60, KaiOS, Opera Mini. It takes out of the style what such a browser skips,
// declaration by declaration, and leaves the rest as it stands. It is a reader of
// our own styles, not of every style on earth.
package oldphone

import (
	"regexp"
	"strings"
)

var styleElement = regexp.MustCompile(`(?s)(<style[^>]*>)(.*?)(</style>)`)

// Page returns the page with its styles as an old phone understands them.
func Page(html string) string {
	return styleElement.ReplaceAllStringFunc(html, func(element string) string {
		part := styleElement.FindStringSubmatch(element)
		return part[1] + Style(part[2]) + part[3]
	})
}

// Style returns what an old phone understands of a style.
func Style(css string) string {
	var kept strings.Builder
	for _, s := range statements(comment.ReplaceAllString(css, "")) {
		kept.WriteString(s.understood())
	}
	return kept.String()
}

var comment = regexp.MustCompile(`(?s)/\*.*?\*/`)

// understood returns what is left of a statement, "" for nothing.
func (s statement) understood() string {
	switch name, _, _ := strings.Cut(s.head, " "); {
	case !s.block: // @import, @charset
		return s.head + ";"
	case name == "@media":
		if !knownMedia(s.head) {
			return ""
		}
		return s.head + "{" + Style(s.body) + "}"
	case name == "@font-face", name == "@page":
		return s.head + "{" + s.body + "}"
	case strings.HasPrefix(name, "@"): // @supports, @layer, @container
		return ""
	case laterSelector.MatchString(s.head):
		return "" // one selector that is not understood takes the whole rule with it
	}
	var kept []string
	for _, d := range split(s.body, ';') {
		if name, value, ok := strings.Cut(d, ":"); ok && known(strings.TrimSpace(name), strings.TrimSpace(value)) {
			kept = append(kept, d)
		}
	}
	return s.head + "{" + strings.Join(kept, ";") + "}"
}

// laterSelector is in selectors that came after such phones; "&" is nesting.
var laterSelector = regexp.MustCompile(`:(is|where|has|dir|focus-visible|any-link|user-invalid|modal)\b|:not\([^)]*[,\s]|::(marker|part)|&`)

// laterMedia is in questions about the screen that they answer with no.
var laterMedia = regexp.MustCompile(`prefers-|forced-colors|inverted-colors|scripting|dynamic-range|[<>=]`)

func knownMedia(head string) bool {
	for _, query := range strings.Split(strings.TrimPrefix(head, "@media"), ",") {
		if !laterMedia.MatchString(query) {
			return true
		}
	}
	return false
}

// laterName is a property that they do not know: custom ones, grid, gaps, logical
// sides and sizes, masks, and what adorns.
var laterName = regexp.MustCompile(`^(--.*|grid.*|(row-|column-)?gap|place-.*|inset.*|(margin|padding|border)-(inline|block).*|` +
	`border-(start|end)-.*|((min|max)-)?(inline|block)-size|(-webkit-)?mask.*|clip-path|aspect-ratio|text-wrap.*|text-underline-offset|` +
	`text-decoration-thickness|accent-color|color-scheme|forced-color-adjust|scroll-(margin|padding).*|overscroll-behavior.*|container.*|` +
	`translate|rotate|scale|field-sizing|isolation|content-visibility|hyphenate-.*)$`)

// laterValue is in values that they do not know, so that they skip the declaration.
var laterValue = regexp.MustCompile(`\b(var|env|clamp|min|max|color-mix|light-dark|oklch|oklab|lab|lch|hwb|round|mod|fit-content)\(|` +
	`\b(rgb|hsl)a?\([^,)]*\)|#([0-9a-fA-F]{4}|[0-9a-fA-F]{8})\b|\d(dvh|svh|lvh|dvw|svw|lvw|cqw|cqi|lh|rlh|rcap|ic)\b|` +
	`^(inline-grid|grid|contents|flow-root|anywhere|clip|inline-start|inline-end|revert|revert-layer)$`)

func known(name, value string) bool {
	return !laterName.MatchString(name) && !laterValue.MatchString(strings.TrimSpace(strings.TrimSuffix(value, "!important")))
}
