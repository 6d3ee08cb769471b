package web

import (
	"net"
	"net/http"
	"strconv"
	"strings"
)

// blot stands in the log for what came with a request.
const blot = "[…]"

// causeOf is the text of an internal error without what came with the request:
// an engine or a parser may repeat what it was given.
func causeOf(err error, sent []string) string {
	text := err.Error()
	for _, value := range sent {
		if len(value) > 2 { // shorter ones say nothing and would blot out the text
			quoted := strings.Trim(strconv.Quote(value), `"`) // as %q shows it
			text = strings.NewReplacer(value, blot, quoted, blot).Replace(text)
		}
	}
	return text
}

// sent lists what a request brought: address, path and its values, query, form,
// headers. What the pattern of a route says anyway is not among it.
func (x *exchange) sent(r *http.Request) []string {
	sent := []string{r.RemoteAddr, r.RequestURI, r.URL.Path, r.URL.RawQuery}
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		sent = append(sent, host)
	}
	for _, values := range r.URL.Query() {
		sent = append(sent, values...)
	}
	for _, values := range r.Header {
		for _, value := range values {
			sent = append(sent, value)
			sent = append(sent, strings.FieldsFunc(value, endsToken)...)
		}
	}
	if x.routed != nil {
		sent = append(sent, pathValues(x.routed)...)
		for _, values := range x.routed.PostForm {
			sent = append(sent, values...)
		}
	}
	return sent
}

// endsToken tells the addresses in "for=192.0.2.1;proto=https, for=…" apart.
func endsToken(c rune) bool { return strings.ContainsRune(",;= \"", c) }

func pathValues(r *http.Request) []string {
	var values []string
	for part := range strings.SplitSeq(r.Pattern, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			values = append(values, r.PathValue(strings.TrimSuffix(name, "}")))
		}
	}
	return values
}
