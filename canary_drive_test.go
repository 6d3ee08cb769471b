package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

// What the readers of this test bring, and what nothing may keep. They come from
// another address of this machine, through a proxy that names yet another.
const (
	host    = "sn.example.org"
	word    = "qxzcanary" // in the agent, query, path, cookie, referer and body
	behind  = "203.0.113.77"
	behind6 = "2001:db8:77::77"
	outside = "127.7.7.7"
)

func canaries() []needle {
	return []needle{needleOf(word), needleOf("2001:db8:77"), needleOfAddress("203.0.113", behind), needleOfAddress("127.7.7", outside)}
}

// crowd is everybody who asks one server.
type crowd struct {
	server *server
	path   string // of the article
	secure bool
	client *http.Client
}

func newCrowd(t *testing.T, s *server, path string, secure bool) *crowd {
	c := &crowd{server: s, path: path, secure: secure}
	transport := &http.Transport{
		DialContext:       func(ctx context.Context, _, _ string) (net.Conn, error) { return c.dial(ctx) },
		TLSClientConfig:   &tls.Config{InsecureSkipVerify: true, ServerName: word + ".example.org"},
		ForceAttemptHTTP2: true,
	}
	t.Cleanup(transport.CloseIdleConnections)
	c.client = &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return c
}

// dial comes from the canary address where the system gives a machine more than
// one address of its own (127.0.0.0/8 on Linux).
func (c *crowd) dial(ctx context.Context) (net.Conn, error) {
	var d net.Dialer
	if runtime.GOOS == "linux" {
		d.LocalAddr = &net.TCPAddr{IP: net.ParseIP(outside)}
	}
	return d.DialContext(ctx, "tcp", "127.0.0.1:"+c.server.port)
}

// ask sends one request that carries every canary, and returns what is answered.
func (c *crowd) ask(t *testing.T, method, path, body string, more ...string) (status int, answer string) {
	t.Helper()
	scheme := "http"
	if c.secure {
		scheme = "https"
	}
	r, err := http.NewRequestWithContext(t.Context(), method, scheme+"://"+host+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"User-Agent": word + "/1.0 (" + behind + ")", "Referer": "https://" + word + ".example/?q=" + word, "Cookie": "form=" + word + "; " + word + "=1",
		"Authorization": "Bearer " + word, "Accept-Language": word, "If-None-Match": `"` + word + `"`, "Range": "bytes=0-" + word, "Traceparent": word,
		"X-Forwarded-For": behind6 + ", " + behind, "X-Real-Ip": behind, "Forwarded": "for=" + behind + ";proto=https, for=\"[" + behind6 + "]:4711\"",
		"X-Forwarded-Proto": "https", "X-Forwarded-Host": word, "X-Request-Id": word, "Cf-Connecting-Ip": behind6, "Content-Type": "application/x-www-form-urlencoded",
	} {
		r.Header.Set(name, value)
	}
	for i := 0; i < len(more); i += 2 {
		if more[i] == "Host" {
			r.Host = more[i+1]
			continue
		}
		r.Header.Set(more[i], more[i+1])
	}
	response, err := c.client.Do(r)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return response.StatusCode, string(text)
}

// send writes bytes as they are, ends or breaks the connection, and returns what
// the server says to them.
func (c *crowd) send(t *testing.T, text string, broken bool) string {
	t.Helper()
	conn, err := c.dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(30 * time.Second))
	io.WriteString(conn, text) // the server may hang up in the middle of it
	if broken {
		conn.(*net.TCPConn).SetLinger(0) // Close resets the connection
		return ""
	}
	conn.(*net.TCPConn).CloseWrite()
	said, _ := io.ReadAll(conn) // a reset ends it as well
	return string(said)
}

// readAsPeopleDo asks for every page, right and wrong, and wants its status.
func (c *crowd) readAsPeopleDo(t *testing.T) {
	t.Helper()
	for _, want := range []struct {
		status       int
		method, path string
		more         []string
	}{
		{200, "GET", "/", nil},
		{200, "HEAD", "/", nil},
		{200, "GET", c.path, nil},
		{200, "GET", c.path + "article.txt", nil},
		{200, "GET", c.path + "article.md", nil},
		{200, "GET", c.path + "article.html", nil},
		{200, "GET", c.path + "article.json", nil},
		{200, "GET", "/author/awa_diop/", nil},
		{200, "GET", "/feed/", nil},
		{200, "GET", "/healthz", nil},
		{200, "GET", "/readyz", nil},
		{301, "GET", strings.TrimSuffix(c.path, "/"), nil},
		{301, "GET", "//" + word + "/../" + word, nil},
		{404, "GET", "/" + word + "/", nil},
		{404, "GET", "/2026/03/02/" + word + "/", nil},
		{404, "GET", "/author/" + word + "/", nil},
		{404, "GET", "/a/" + word, nil},
		{404, "GET", "/assets/" + word + ".css", nil},
		{404, "GET", "/%ff" + word + "/", nil},
		{404, "GET", "/" + word + "%00/", nil},
		{404, "GET", "/" + strings.Repeat(word, 1000) + "/", nil},
		{404, "GET", "/", []string{"Host", word + ".example.org"}},
		{404, "GET", "/", []string{"Host", behind}},
		{403, "POST", c.path, []string{"Origin", "https://" + word + ".example"}},
		{405, "POST", c.path, nil},
		{405, "PUT", "/feed/", nil},
		{405, "DELETE", "/author/" + word + "/", nil},
		{405, strings.ToUpper(word), "/", nil},
	} {
		body := ""
		if want.method != "GET" && want.method != "HEAD" {
			body = "text=" + strings.Repeat(word, 2000)
		}
		if got, _ := c.ask(t, want.method, want.path+"?q="+word+"&from="+behind, body, want.more...); got != want.status {
			t.Errorf("%s %.60s answers %d, want %d", want.method, want.path, got, want.status)
		}
	}
}

// speakBadly sends what is no request at all.
func (c *crowd) speakBadly(t *testing.T) {
	t.Helper()
	head := "GET /?q=" + word + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: " + word + "\r\nX-Forwarded-For: " + behind + "\r\n"
	for _, want := range []struct{ begins, text string }{
		{"HTTP/1.1 400", word + "\r\n\r\n"},
		{"HTTP/1.1 400", "GET /" + word + " HTTP/1.1\r\nUser-Agent: " + word + "\r\n\r\n"},
		{"HTTP/1.1 400", head + "Qxz Canary: " + word + "\r\n\r\n"},
		{"HTTP/1.1 400", head + "X: " + word + "\x00\r\n\r\n"},
		{"HTTP/1.1 400", head + "Host: " + word + "\r\n\r\n"},
		{"HTTP/1.1 400", head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + word},
		{"HTTP/1.1 400", "GET http://" + word + "%zz/ HTTP/1.1\r\nHost: " + host + "\r\n\r\n"},
		{"HTTP/1.1 431", head + "X: " + strings.Repeat(word, 10_000) + "\r\n\r\n"},
		{"HTTP/1.1 505", "GET /" + word + " HTTP/9.9\r\nHost: " + host + "\r\n\r\n"},
		{"HTTP/1.1 501", head + "Transfer-Encoding: " + word + "\r\n\r\n"},
		{"HTTP/1.1 404", "OPTIONS * HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: " + word + "\r\nConnection: close\r\n\r\n"},
		{"HTTP/1.1 4", "POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 99999999999\r\n\r\n" + word},
		{"HTTP/1.1 4", "POST / HTTP/1.1\r\nHost: " + host + "\r\nTransfer-Encoding: chunked\r\n\r\nzz" + word + "\r\n"},
	} {
		if said := c.send(t, want.text, false); !strings.HasPrefix(said, want.begins) {
			t.Errorf("%.60q is answered with %.60q, want %s", want.text, said, want.begins)
		}
	}
	c.send(t, head, true)                                      // gone in the middle of the header
	c.send(t, head+"\r\n", true)                               // gone before the answer
	c.send(t, head+"Content-Length: 1000\r\n\r\n"+word, true)  // gone in the middle of the body
	c.send(t, head+"\r\n"+head+"\r\n"+head+"\r\n"+word, false) // several at once, then nonsense
	c.send(t, string(bytes.Repeat([]byte{0}, 10)), false)      // nothing that anybody speaks
	c.send(t, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"+word, false)  // HTTP/2 that nobody agreed on
}
