package web

import (
	"net/http"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"palabre/internal/errs"
)

// Longest address that is looked at, in bytes as it came: an Arabic slug takes
// six bytes a letter, and other sites append parameters of their own.
const (
	maxPath   = 2 << 10
	maxTarget = 4 << 10
)

// checkAddress lets one spelling of each path through. What no page can have in
// its path is not found; doubled slashes and dots lead to the clean path.
func checkAddress(next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		escaped := r.URL.EscapedPath()
		if len(r.RequestURI) > maxTarget || len(escaped) > maxPath || !sound(r.URL.Path) {
			return errs.NotFound
		}
		if hasEncodedSlash(escaped) {
			return errs.NotFound // it would give one page two addresses
		}
		if clean := cleanPath(r.URL.Path); clean != r.URL.Path {
			return redirectPath(w, r, clean)
		}
		return next(w, r)
	}
}

func hasEncodedSlash(escaped string) bool {
	return strings.Contains(strings.ToLower(escaped), "%2f")
}

// sound reports whether a decoded path can name a page: absolute, UTF-8, without
// control characters.
func sound(p string) bool {
	return strings.HasPrefix(p, "/") && isText(p) && !strings.ContainsFunc(p, isControl)
}

func isControl(c rune) bool { return c < 0x20 || c == 0x7f }

// isText reports whether both engines can store the text: PostgreSQL refuses NUL
// and what is not UTF-8, SQLite takes both.
func isText(s string) bool { return utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 }

// cleanPath removes dots and doubled slashes and keeps the slash at the end.
func cleanPath(p string) string {
	clean := path.Clean(p)
	if strings.HasSuffix(p, "/") && clean != "/" {
		clean += "/"
	}
	return clean
}

// redirectPath sends a reader to another path of this edition for good, with the
// query of the request. A form is not sent twice: what is unsafe is not found.
func redirectPath(w http.ResponseWriter, r *http.Request, to string) error {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return errs.NotFound
	}
	target := url.URL{Path: to, RawQuery: r.URL.RawQuery}
	return redirect(w, http.StatusMovedPermanently, target.String())
}
