package web

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"palabre/internal/errs"
	"palabre/internal/id"
)

// Two locks keep other sites from acting through a reader's browser. Browsers
// since about 2020 say where a request comes from; http.CrossOriginProtection
// reads that. Older phones do not, so every form carries a token as well, which
// only a page of this edition can have read.

const (
	tokenField  = "token" // the hidden field of every form
	tokenCookie = "form"
	tokenLife   = 12 * time.Hour
)

// refuseCrossOrigin lets nothing unsafe through that a browser sent from
// another site, or from nowhere that it will name.
func (s *Router) refuseCrossOrigin(next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := s.origin.Check(r); err != nil {
			return errs.Forbidden
		}
		safe := r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions
		if !safe && r.Header.Get("Origin") == "null" {
			return errs.Forbidden // a sandboxed frame, whatever else it says
		}
		return next(w, r)
	}
}

// FormToken returns the token for the hidden field "token" of a form. It belongs
// to a random cookie of this browser, which it sets, and fits for 12 hours. Only
// visitors' routes have forms.
func FormToken(w http.ResponseWriter, r *http.Request) string {
	x := exchangeOf(r)
	if x.browser == "" {
		x.browser = browserOf(r)
		if x.browser == "" {
			x.browser = id.NewKey()
		}
		SetCookie(w, r, tokenCookie, string(x.browser), tokenLife)
	}
	issued := x.router.options.Clock().Time().Unix()
	return strconv.FormatInt(issued, 36) + "." + x.router.seal(x.browser, issued)
}

// browserOf returns the random name that FormToken gave the browser, empty for none.
func browserOf(r *http.Request) id.Key {
	key, err := id.ParseKey(Cookie(r, tokenCookie))
	if err != nil {
		return ""
	}
	return key
}

// seal binds a token to a browser and to the Unix second of its making.
func (s *Router) seal(browser id.Key, issued int64) string {
	return s.options.MAC("form token", string(browser), strconv.FormatInt(issued, 36))
}

// requireToken reads the form and refuses one without its token. Forms are
// URL-encoded; what is not text in them never reaches a handler.
func (s *Router) requireToken(next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := r.ParseForm(); err != nil {
			if errors.Is(err, errs.TooLarge) {
				return errs.TooLarge
			}
			return errs.Invalid // its own text repeats what was sent
		}
		if !s.tokenFits(browserOf(r), r.PostForm.Get(tokenField)) {
			return errs.Say(errs.Forbidden, "form.stale")
		}
		for name, values := range r.PostForm {
			if !isText(name) || !isText(strings.Join(values, "")) {
				return errs.Invalid
			}
		}
		return next(w, r)
	}
}

func (s *Router) tokenFits(browser id.Key, token string) bool {
	stamp, mac, _ := strings.Cut(token, ".")
	issued, err := strconv.ParseInt(stamp, 36, 64)
	if err != nil || browser == "" {
		return false
	}
	if subtle.ConstantTimeCompare([]byte(mac), []byte(s.seal(browser, issued))) == 0 {
		return false
	}
	return s.options.Clock().Time().Sub(time.Unix(issued, 0)) < tokenLife
}
