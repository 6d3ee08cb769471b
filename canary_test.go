package main

import (
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"palabre/internal/db/dbtest"
)

// Who reads leaves nothing behind: not in the database, its files or its log,
// not in the data folder, a temporary file or the log. A panic is not among what
// is driven here, because no request makes the program panic; that its page and
// its lines keep nothing either is tested in internal/web.
func TestReadersLeaveNoTrace(t *testing.T) {
	file := build(t)
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		leaveNoTrace(t, newProgram(t, file, ""))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		leaveNoTrace(t, newProgram(t, file, dbtest.PostgresOptions(t).URL))
	})
}

func newProgram(t *testing.T, file, url string) program {
	return program{file, installation{filepath.Join(t.TempDir(), "data"), url}, t.TempDir()}
}

func leaveNoTrace(t *testing.T, p program) {
	p.do(t, "edition", "add", host, "--name", "La Place", "--languages", "fr,en", "--timezone", "Africa/Dakar",
		"--notice", "Tout le monde écrit ici. {join}.", "--join-text", "Venez")
	text := filepath.Join(t.TempDir(), "mil.txt")
	if err := os.WriteFile(text, []byte(mil), 0o600); err != nil {
		t.Fatal(err)
	}
	path := p.do(t, "import", "text", text, "--edition", host, "--author", "Awa_Diop", "--kind", "individual",
		"--genre", "opinion", "--title", "Le marché rouvre", "--published", "2026-03-02T10:00:00Z")

	plain := p.serve(t, "--trusted-proxy", "127.0.0.0/8")
	c := newCrowd(t, plain, path, false)
	c.readAsPeopleDo(t)
	c.speakBadly(t)
	c.meetAFailure(t, p)
	c.reads(t)
	noTrace(t, p, plain, "while it serves")
	if !testing.Short() { // the server gives them ten seconds
		c.dawdle(t)
	}
	plain.stop(t)
	noTrace(t, p, plain, "after the end")
	checkLog(t, plain.said.String(), map[string]int{"request": 30, "a request failed": 1})

	certificate, key := writeCertificate(t)
	secure := p.serve(t, "--tls-cert", certificate, "--tls-key", key)
	c = newCrowd(t, secure, path, true)
	c.breakTLS(t)
	c.readAsPeopleDo(t)
	c.reads(t)
	secure.said.await(t, "each broken hello has left its line", func(text string) bool {
		return strings.Count(text, "TLS handshake") >= brokenHellos
	})
	noTrace(t, p, secure, "while it serves TLS")
	secure.stop(t)
	noTrace(t, p, secure, "after the end of TLS")
	checkLog(t, secure.said.String(), map[string]int{"request": 20, "the server met an error on a connection": brokenHellos})
}

const mil = `Article opinion écrit par le créateur de contenu : Awa_Diop.
On y vend du mil.
Article opinion écrit par le créateur de contenu : Awa_Diop
—
Tout le monde écrit ici. Venez.`

// reads wants the article as it was imported.
func (c *crowd) reads(t *testing.T) {
	t.Helper()
	if status, text := c.ask(t, "GET", c.path+"article.txt", ""); status != 200 || text != mil {
		t.Errorf("the article answers %d with %q", status, text)
	}
}

// meetAFailure takes a table away, so that a page breaks in the database, and
// puts it back.
func (c *crowd) meetAFailure(t *testing.T, p program) {
	t.Helper()
	pool, err := p.open()
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	rename := func(statement string) {
		t.Helper()
		if _, err := pool.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	rename(`ALTER TABLE author RENAME TO author_away`)
	status, page := c.ask(t, "GET", "/author/"+word+"/?q="+word, "")
	rename(`ALTER TABLE author_away RENAME TO author`)
	if status != 500 || strings.Contains(page, word) || strings.Contains(page, "author_away") {
		t.Errorf("a broken database answers %d with %q", status, page)
	}
}

// dawdle leaves connections behind that the server must not wait for: one that
// is quiet, one in the middle of its header, one in the middle of its body.
func (c *crowd) dawdle(t *testing.T) {
	t.Helper()
	for _, text := range []string{"", "GET /" + word + " HTTP/1.1\r\nUser-Agent: " + word, "POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 1000\r\n\r\n" + word} {
		conn, err := c.dial(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		if _, err := io.WriteString(conn, text); err != nil {
			t.Fatal(err)
		}
	}
}

func noTrace(t *testing.T, p program, s *server, when string) {
	t.Helper()
	for _, hit := range append(p.searchAll(t, canaries()), search(s.said.String(), canaries())...) {
		t.Errorf("%s there is %s", when, hit)
	}
}

// fields are those of each line of the log, by its message.
var fields = map[string][]string{
	"request":          {"bytes", "level", "ms", "msg", "route", "status", "time"},
	"a request failed": {"cause", "level", "msg", "request", "route", "time"},
	"the server met an error on a connection":  {"class", "level", "msg", "time"},
	"requests were still running and were cut": {"level", "msg", "time"},
	"the node is not ready":                    {"cause", "level", "msg", "time"},
	"other processes are heard again":          {"level", "msg", "time"},

	"other processes are not heard, so no page is kept": {"cause", "level", "msg", "time"},
}

// ofQueue begins the lines that the job queue asks us to write, as when a busy
// machine makes it late; internal/jobs tests what they may hold.
const ofQueue = "the job queue: "

// route is what the log may say of an address: a pattern of the table, or that
// no route took it.
var route = regexp.MustCompile(`^(none|(GET |POST )?/([a-z_.-]+/|\{[a-z]+\}/)*([a-z_.-]+|\{[a-z]+\})?)$`)

func checkLog(t *testing.T, said string, atLeast map[string]int) {
	t.Helper()
	count := map[string]int{}
	for line := range strings.Lines(said) {
		if strings.HasPrefix(line, listening) {
			continue
		}
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Errorf("the log holds %q: %v", line, err)
			continue
		}
		message, _ := entry["msg"].(string)
		count[message]++
		if strings.HasPrefix(message, ofQueue) {
			continue
		}
		if got := slices.Sorted(maps.Keys(entry)); !slices.Equal(got, fields[message]) {
			t.Errorf("%q has the fields %q, want %q", message, got, fields[message])
		}
		if pattern, there := entry["route"].(string); there && !route.MatchString(pattern) {
			t.Errorf("%q is no pattern of a route", pattern)
		}
	}
	for message, want := range atLeast {
		if count[message] < want {
			t.Errorf("the log has %d lines %q, want %d or more", count[message], message, want)
		}
	}
}
