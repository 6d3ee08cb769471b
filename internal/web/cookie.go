package web

import (
	"net/http"
	"time"
)

// hostPrefix makes browsers refuse a cookie that is not secure, not of this very
// host and not of every path (RFC 6265bis §4.1.3.2): no neighbour under the same
// domain can plant one. It needs TLS.
const hostPrefix = "__Host-"

// SetCookie gives a visitor's browser a value to bring back, unreadable to
// scripts and not sent along by other sites' forms. Only a visitor's route may:
// answers for everybody are kept by caches.
func SetCookie(w http.ResponseWriter, r *http.Request, name, value string, age time.Duration) {
	x := exchangeOf(r)
	if x.who != Visitor {
		panic("web: a cookie from a route that is not a visitor's")
	}
	http.SetCookie(w, &http.Cookie{
		Name:     cookieName(x, name),
		Value:    value,
		Path:     "/",
		MaxAge:   int(age.Seconds()),
		Secure:   x.secure,
		HttpOnly: true,
		SameSite: http.SameSiteLaxMode,
	})
}

// Cookie returns what SetCookie gave, empty for nothing.
func Cookie(r *http.Request, name string) string {
	cookie, err := r.Cookie(cookieName(exchangeOf(r), name))
	if err != nil {
		return ""
	}
	return cookie.Value
}

func cookieName(x *exchange, name string) string {
	if x.secure {
		return hostPrefix + name
	}
	return name
}
