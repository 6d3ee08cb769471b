// Package webtest lets a test use the site as a person does: through a real
// connection, by host name, with cookies and forms, and look at what came back.
// It follows no redirect and asks for no compression unless told to. It knows no
// page; it is never part of the program.
//
//	site := webtest.Open(t, router, "sn.localhost")
//	page := site.Get("/author/awa/")
//	if page.Status != http.StatusOK || page.Text("h1") != "Awa" { … }
//	done := site.Submit(page, "form", url.Values{"reason": {"…"}})
package webtest

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Browser is one visitor of one host name.
type Browser struct {
	t      testing.TB
	origin string
	client http.Client
}

// Open serves the handler until the test ends and returns a browser that takes
// it for host, without cookies.
func Open(t testing.TB, handler http.Handler, host string) *Browser {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{
		DisableCompression: true,
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, server.Listener.Addr().String())
		},
	}
	t.Cleanup(transport.CloseIdleConnections)
	return &Browser{t: t, origin: "http://" + host, client: http.Client{
		Jar:           jar,
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Get asks for a path. header is pairs of name and value; a name may come twice.
func (b *Browser) Get(path string, header ...string) *Answer {
	b.t.Helper()
	return b.Send(http.MethodGet, path, nil, header...)
}

// Post sends a form as a page of the same site does in a present-day browser.
func (b *Browser) Post(path string, form url.Values, header ...string) *Answer {
	b.t.Helper()
	usual := []string{"Content-Type", "application/x-www-form-urlencoded", "Origin", b.origin, "Sec-Fetch-Site", "same-origin"}
	return b.Send(http.MethodPost, path, strings.NewReader(form.Encode()), append(usual, header...)...)
}

// Send sends a request with nothing but what is said here and the cookies.
func (b *Browser) Send(method, path string, body io.Reader, header ...string) *Answer {
	b.t.Helper()
	request, err := http.NewRequestWithContext(b.t.Context(), method, b.origin+path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Add(header[i], header[i+1])
	}
	response, err := b.client.Do(request)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	received, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatalf("%s %s: reading the answer: %v", method, path, err)
	}
	return &Answer{t: b.t, path: path, Status: response.StatusCode, Header: response.Header, Body: string(received)}
}

// Submit fills the one form of a page that the selector finds and sends it: what
// the page put into its fields, with values over it.
func (b *Browser) Submit(page *Answer, selector string, values url.Values) *Answer {
	b.t.Helper()
	form := page.Document().Find(selector)
	if form.Length() != 1 {
		b.t.Fatalf("%s has %d of %q, want 1", page.path, form.Length(), selector)
	}
	filled := url.Values{}
	form.Find("input[name],textarea[name]").Each(func(_ int, field *goquery.Selection) {
		if isFilled(field) {
			filled.Add(field.AttrOr("name", ""), field.AttrOr("value", field.Text()))
		}
	})
	for name, value := range values {
		filled[name] = value
	}
	return b.Post(form.AttrOr("action", page.path), filled)
}

// isFilled reports whether a browser would send the field untouched.
func isFilled(field *goquery.Selection) bool {
	kind := field.AttrOr("type", "text")
	_, checked := field.Attr("checked")
	return kind != "submit" && (kind != "checkbox" && kind != "radio" || checked)
}

// Answer is what came back.
type Answer struct {
	t      testing.TB
	path   string
	Status int
	Header http.Header
	Body   string
}

// Document is the body as a browser reads it.
func (a *Answer) Document() *goquery.Document {
	a.t.Helper()
	document, err := goquery.NewDocumentFromReader(strings.NewReader(a.Body))
	if err != nil {
		a.t.Fatal(err)
	}
	return document
}

// Text is the text of the elements that a selector finds, without the space
// around it.
func (a *Answer) Text(selector string) string {
	a.t.Helper()
	return strings.TrimSpace(a.Document().Find(selector).Text())
}
