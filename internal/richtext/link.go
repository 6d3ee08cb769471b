package richtext

import (
	"net/url"
	"strings"
	"unicode"
)

const maxLink = 2048 // bytes

// validLink accepts http and https with a host and without a user, and mailto
// with an address. What browsers skip or repair before they look at the scheme
// (white space, control characters, backslashes) is refused, so that the scheme
// seen here is the one that they see; so is what RFC 3986 never allows and
// would need escaping in an output.
func validLink(link string) bool {
	if link == "" || len(link) > maxLink || strings.ContainsFunc(link, badInLink) || !allowedScheme(link) {
		return false
	}
	parsed, err := url.Parse(link)
	if err != nil || parsed.User != nil {
		return false
	}
	if parsed.Scheme == "mailto" {
		return strings.Contains(parsed.Opaque, "@")
	}
	return parsed.Hostname() != "" && parsed.Opaque == ""
}

func badInLink(r rune) bool {
	return unicode.IsSpace(r) || isControl(r) || isForbidden(r) || strings.ContainsRune("<>\"\\`", r) ||
		unicode.Is(unicode.Bidi_Control, r)
}

// allowedScheme is asked again by whoever writes a link, as a second lock.
func allowedScheme(link string) bool {
	scheme, _, found := strings.Cut(link, ":")
	return found && (strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "mailto"))
}
