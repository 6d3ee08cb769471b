package web

import "net/http"

// Policies of content (CSP Level 3). A page for people may load its own style by
// hash, pictures of this site and those drawn inside the style (data:), and send
// forms to this site; everything else may load nothing.
const (
	policyPage = "default-src 'none'; style-src '%s'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	policyNone = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

// What no page of ours asks for. Public pages may run no script at all, so that it
// would say nothing there; it stands with what one person sees.
const permissionsPolicy = "camera=(), geolocation=(), microphone=()"

// setHeaders sets what every answer carries. Page widens the policy of content,
// Send who may read an answer from elsewhere.
func setHeaders(h http.Header, secure bool) {
	h.Set("Content-Security-Policy", policyNone)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "same-origin") // with no-referrer old browsers post Origin: null and are refused
	h.Set("X-Content-Type-Options", "nosniff")
	if secure {
		h.Set("Strict-Transport-Security", "max-age=31536000") // a year; other names of the domain are not ours
	}
}

// letOthersRead allows other sites to read an answer that everybody gets alike:
// readers of feeds and of article texts that run in a browser.
func letOthersRead(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}
