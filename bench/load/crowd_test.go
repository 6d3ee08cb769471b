package load_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"palabre/bench/load"
)

func TestACrowdSaysWhoWasCut(t *testing.T) {
	page := make([]byte, 1<<20)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(page) }))
	server.Config.ReadHeaderTimeout = 50 * time.Millisecond
	ended := make(chan struct{}, 100)
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateClosed {
			ended <- struct{}{}
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	gather := func(manner load.Manner) *load.Crowd {
		crowd, err := load.Gather(t.Context(), load.Party{Address: server.Listener.Addr().String(), Host: "banc.example", Path: "/", Connections: 5, Manner: manner})
		if err != nil {
			t.Fatal(err)
		}
		return crowd
	}

	if left := gather(load.Stalling).Leave(); left.Stayed != 5 || left.Cut != 0 {
		t.Errorf("of those who do not read: %+v", left)
	}
	for range 5 {
		<-ended
	}
	dripping := gather(load.Dripping)
	for range 5 {
		<-ended
	}
	if left := dripping.Leave(); left.Stayed != 0 || left.Cut != 5 || left.After <= 0 {
		t.Errorf("of those who never end their header: %+v", left)
	}
}

func TestAnIdleCrowdStaysUntilTheServerGoes(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("here")) }))
	t.Cleanup(server.Close)
	party := load.Party{Address: server.Listener.Addr().String(), Host: "banc.example", Path: "/", Connections: 200, Manner: load.Idle}
	for name, c := range map[string]struct {
		meanwhile    func()
		stayed, left int
	}{
		"here": {func() {}, 200, 0},
		"gone": {server.CloseClientConnections, 0, 200},
	} {
		crowd, err := load.Gather(t.Context(), party)
		if err != nil {
			t.Fatal(err)
		}
		c.meanwhile()
		if left := crowd.Leave(); left.Stayed != c.stayed || left.Cut != c.left {
			t.Errorf("%s: %+v", name, left)
		}
	}
	server.Close()
	if _, err := load.Gather(t.Context(), party); err == nil {
		t.Error("a crowd came to a server that is gone")
	}
}
