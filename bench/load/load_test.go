package load_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"palabre/bench/load"
)

// serve answers each path with its own name.
func serve(t *testing.T, handler http.HandlerFunc) load.Spec {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return load.Spec{
		Address: server.Listener.Addr().String(), Host: "banc.example", Headers: []string{"X-Asked: yes"}, Paths: []string{"/a", "/b"},
		Connections: 3, Warm: 10 * time.Millisecond, Measure: 50 * time.Millisecond, Status: 200, Length: 2,
	}
}

func TestALoadAsksAsItsSpecSaysAndCountsWhatItAsked(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]int{}
	result, err := load.Run(t.Context(), serve(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked[fmt.Sprint(r.Method, r.Host, r.URL.Path, r.Header.Get("X-Asked"))]++
		w.Write([]byte(r.URL.Path))
	}))
	if err != nil {
		t.Fatal(err)
	}
	a, b := asked["GETbanc.example/ayes"], asked["GETbanc.example/byes"]
	if a == 0 || b == 0 || len(asked) != 2 || result.All != a+b {
		t.Errorf("the server saw %v, the load counts %d", asked, result.All)
	}
	if result.Requests == 0 || result.Requests > result.All || result.Bytes != 2*int64(result.Requests) {
		t.Errorf("%d of %d counted, with %d bytes", result.Requests, result.All, result.Bytes)
	}
	if result.P50 <= 0 || result.P99 < result.P50 || result.Max < result.P99 || result.Took != 50*time.Millisecond {
		t.Errorf("durations %v, %v, %v of %v", result.P50, result.P99, result.Max, result.Took)
	}
}

func TestAWrongAnswerEndsALoad(t *testing.T) {
	const right = "6a50dc8584134c7de537c0052ff6d236bf874355e050c90523e0c5ff2a543a28" // of "/a", by sha256sum
	if got := load.Sum([]byte("/a")); got != right {
		t.Fatalf("the sum is %s", got)
	}
	for name, c := range map[string]struct {
		answer func(http.ResponseWriter)
		sum    string
		says   string
	}{
		"status": {func(w http.ResponseWriter) { http.Error(w, "", http.StatusTeapot) }, "", "status 418, want 200"},
		"length": {func(w http.ResponseWriter) { w.Write([]byte("/abc")) }, "", "a body of 4 bytes, want 2"},
		"body":   {func(w http.ResponseWriter) { w.Write([]byte("/x")) }, right, "another body of 2 bytes"},
		"silent": {func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, "", "EOF"},
	} {
		spec := serve(t, func(w http.ResponseWriter, _ *http.Request) { c.answer(w) })
		spec.Sum = c.sum
		if _, err := load.Run(t.Context(), spec); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %s", name, err, c.says)
		}
	}
}

func TestALoadWithoutAnythingToAskIsRefused(t *testing.T) {
	for _, spec := range []load.Spec{{Connections: 1}, {Paths: []string{"/"}}} {
		if _, err := load.Run(t.Context(), spec); err == nil {
			t.Errorf("%+v ran", spec)
		}
	}
}
