package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// MovedPermanently answers 301: the page has this path now, for ever, as when a
// slug was renamed. path begins with "/" and stays in the edition. Old phones
// know 301 better than 308, and only pages that are read move.
//
// A reader whose address asked for economy stays in it.
func MovedPermanently(w http.ResponseWriter, r *http.Request, path string) error {
	if exchangeOf(r).stays {
		path += "?" + economyParameter + "=1"
	}
	return redirectLocal(w, http.StatusMovedPermanently, path)
}

// SeeOther answers 303 after a form was accepted, so that going back and forth
// does not send it again. path begins with "/" and stays in the edition.
func SeeOther(w http.ResponseWriter, r *http.Request, path string) error {
	return redirectLocal(w, http.StatusSeeOther, path)
}

var errElsewhere = errors.New("redirect to what is not a path of this edition")

// redirectLocal refuses every target that a browser may take for another site:
// "//elsewhere", "/\elsewhere", "https://elsewhere".
func redirectLocal(w http.ResponseWriter, status int, path string) error {
	target, err := url.Parse(path)
	if err != nil || target.Scheme != "" || target.Host != "" || !strings.HasPrefix(target.Path, "/") ||
		strings.HasPrefix(target.Path, "//") || strings.Contains(path, `\`) {
		return errElsewhere
	}
	return redirect(w, status, target.String())
}

// redirect answers without a body: no browser shows one.
func redirect(w http.ResponseWriter, status int, location string) error {
	h := w.Header()
	h.Set("Location", location)
	h.Set("Content-Length", "0")
	w.WriteHeader(status)
	return nil
}
