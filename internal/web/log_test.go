package web_test

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"palabre/internal/web"
)

// A canary is what must never be found again.
const (
	canaryAddress = "203.0.113.77"
	canaryAgent   = "CanaryAgent/7.7"
	canaryQuery   = "canaryquery"
	canaryPath    = "canarypath"
	canaryForm    = "canaryform"
)

// loggingRoutes end in every way that writes to the log.
func loggingRoutes() []web.Route {
	return []web.Route{
		{Method: "GET", Path: "/panic/{what}/", Who: web.Everybody, Handler: func(_ http.ResponseWriter, r *http.Request) error {
			panic("with " + r.PathValue("what") + r.RemoteAddr + r.UserAgent())
		}},
		{Method: "GET", Path: "/late/{what}/", Who: web.Everybody, Handler: func(w http.ResponseWriter, r *http.Request) error {
			io.WriteString(w, "begun")
			http.NewResponseController(w).Flush()
			panic(errors.New(r.PathValue("what")))
		}},
		{Method: "GET", Path: "/index/{what}/", Who: web.Everybody, Handler: func(_ http.ResponseWriter, r *http.Request) error {
			return []error{nil}[len(r.PathValue("what"))]
		}},
		{Method: "GET", Path: "/repeat/{what}/", Who: web.Everybody, Handler: func(_ http.ResponseWriter, r *http.Request) error {
			return fmt.Errorf("bad value %q: %s %v %s", r.PathValue("what"), r.RemoteAddr, r.Header, r.RequestURI)
		}},
		{Method: "GET", Path: "/abort/", Who: web.Everybody, Handler: func(http.ResponseWriter, *http.Request) error {
			panic(http.ErrAbortHandler)
		}},
		{Method: "GET", Path: "/silent/", Who: web.Everybody, Handler: func(http.ResponseWriter, *http.Request) error { return nil }},
	}
}

func TestLogSaysWhatHappenedAndNothingOfWhoAsked(t *testing.T) {
	h := newHouse(t, trustLoopback, loggingRoutes()...)
	for _, c := range []struct {
		method, target, route string
		status                int
	}{
		{"GET", "/author/" + canaryPath + "/", "GET /author/{handle}/", 200},
		{"HEAD", "/author/" + canaryPath + "/", "GET /author/{handle}/", 200},
		{"GET", "/en/author/" + canaryPath + "/", "GET /{lang}/author/{handle}/", 200},
		{"GET", "/author/" + canaryPath, "none", 301},
		{"GET", "/nowhere/" + canaryPath + "/", "none", 404},
		{"PUT", "/author/" + canaryPath + "/", "/author/{handle}/", 405},
		{canaryPath, "/author/awa/", "/author/{handle}/", 405},
		{"GET", "/panic/" + canaryPath + "/", "GET /panic/{what}/", 500},
		{"GET", "/index/" + canaryPath + "/", "GET /index/{what}/", 500},
		{"GET", "/repeat/" + canaryPath + "/", "GET /repeat/{what}/", 500},
		{"GET", "/repeat/" + canaryPath + "%22x/", "GET /repeat/{what}/", 500},
		{"GET", "/silent/", "GET /silent/", 500},
		{"GET", "/healthz", "GET /healthz", 200},
	} {
		before := len(h.log.lines(t, "request"))
		h.raw(c.method, c.target+"?utm_source="+canaryQuery,
			"User-Agent: "+canaryAgent+"\r\nX-Forwarded-For: "+canaryAddress+", 10.0.0.1\r\nForwarded: for="+canaryAddress+";proto=https\r\nCookie: form="+canaryForm+"\r\nX-Forwarded-Proto: https\r\n")
		lines := h.log.lines(t, "request")[before:]
		if len(lines) != 1 {
			t.Errorf("%s %s: %d lines, want 1", c.method, c.target, len(lines))
			continue
		}
		if keys := slices.Sorted(maps.Keys(lines[0])); !slices.Equal(keys, []string{"bytes", "level", "ms", "msg", "route", "status"}) {
			t.Errorf("the line says %q", keys)
		}
		if lines[0]["route"] != c.route || lines[0]["status"] != float64(c.status) || lines[0]["level"] != "INFO" {
			t.Errorf("%s %s: %v", c.method, c.target, lines[0])
		}
		if bytes := lines[0]["bytes"].(float64); (bytes == 0) != (c.method == "HEAD" || c.status == 301) {
			t.Errorf("%s %s: %v bytes", c.method, c.target, bytes)
		}
	}
	checkCanary(t, h.log.String())
}

func checkCanary(t *testing.T, log string) {
	t.Helper()
	for _, canary := range []string{canaryAddress, canaryAgent, canaryQuery, canaryPath, canaryForm, "127.0.0.1", host} {
		if i := strings.Index(log, canary); i >= 0 {
			t.Errorf("%s is in the log: %s", canary, log[max(0, i-200):min(len(log), i+100)])
		}
	}
}

func TestPanicIsAPageAndAStack(t *testing.T) {
	h := newHouse(t, nil, loggingRoutes()...)
	page := h.open().Get("/panic/x/")
	checkErrorPage(t, page, http.StatusInternalServerError, "fr", true)
	lines := h.log.lines(t, "a request failed")
	if len(lines) != 1 || lines[0]["cause"] != "panic: string" || lines[0]["request"] != page.Header.Get("X-Request-Id") {
		t.Fatalf("logged %v", lines)
	}
	if stack := lines[0]["stack"].(string); !strings.Contains(stack, "loggingRoutes") || !strings.Contains(stack, "log_test.go") {
		t.Errorf("the stack does not lead to the handler:\n%s", stack)
	}
	h.open().Get("/index/x/")
	if got := h.log.lines(t, "a request failed")[1]["cause"]; got != "panic: runtime error: index out of range [1] with length 1" {
		t.Errorf("cause %q", got)
	}
}

func TestPanicAfterTheFirstByteCutsTheConnection(t *testing.T) {
	for path, logged := range map[string]int{"/late/x/": 1, "/abort/": 0} {
		h := newHouse(t, nil, loggingRoutes()...)
		server := httptest.NewServer(h)
		request, _ := http.NewRequest("GET", server.URL+path, nil)
		request.Host = host
		response, err := http.DefaultClient.Do(request)
		if err == nil {
			_, err = io.ReadAll(response.Body)
			response.Body.Close()
		}
		server.Close()
		if err == nil {
			t.Errorf("%s: the answer came whole", path)
		}
		if got := len(h.log.lines(t, "a request failed")); got != logged {
			t.Errorf("%s: %d failures are logged, want %d", path, got, logged)
		}
		if got := len(h.log.lines(t, "request")); got != 1 {
			t.Errorf("%s: %d lines, want 1", path, got)
		}
	}
}
