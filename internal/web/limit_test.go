package web_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"palabre/internal/errs"
	"palabre/internal/web"
)

func TestBodyOverTheLimitOfItsRouteIsRefused(t *testing.T) {
	var posted int
	browser := newFormHouse(t, &posted).open()
	page := browser.Get("/signaler/")
	for length, want := range map[int]int{700: http.StatusSeeOther, 1000: http.StatusRequestEntityTooLarge, 1 << 20: http.StatusRequestEntityTooLarge} {
		answer := browser.Submit(page, "form", url.Values{"reason": {strings.Repeat("a", length)}})
		if answer.Status != want {
			t.Errorf("%d bytes: %d, want %d", length, answer.Status, want)
		}
		if want == http.StatusRequestEntityTooLarge && answer.Text("h1") != "C’est trop lourd pour cette adresse" {
			t.Errorf("the refusal is not our page: %q", answer.Text("h1"))
		}
	}
	if posted != 1 {
		t.Errorf("%d accepted, want 1", posted)
	}
}

func TestBodyOfUnknownLengthIsCutAtTheLimit(t *testing.T) {
	for method, who := range map[string]web.Who{http.MethodGet: web.Everybody, http.MethodPost: web.Visitor} {
		h := newHouse(t, nil, web.Route{Method: method, Path: "/read/", Who: who, Handler: func(w http.ResponseWriter, r *http.Request) error {
			_, err := io.ReadAll(r.Body)
			if !errors.Is(err, errs.TooLarge) {
				t.Errorf("%s: the handler reads %v", method, err)
			}
			return err
		}})
		body := io.MultiReader(strings.NewReader(strings.Repeat("a", 64<<10+1))) // chunked
		answer := h.open().Send(method, "/read/", body, "Content-Type", "application/x-www-form-urlencoded")
		if answer.Status != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %d", method, answer.Status)
		}
	}
}

func TestBodyThatNobodyWantsIsRefusedUnread(t *testing.T) {
	response, _ := newHouse(t, nil).raw("GET", "/author/awa/", "Content-Length: 65537\r\nExpect: 100-continue\r\n")
	if response.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%d", response.StatusCode)
	}
}

func TestRequestsAboveTheNumberAtOnceAreRefused(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	route := web.Route{Method: "GET", Path: "/slow/", Who: web.Everybody, Handler: func(w http.ResponseWriter, r *http.Request) error {
		entered <- true
		<-leave
		return web.Text(w, r, "done\n")
	}}
	h := newHouse(t, func(o *web.Options) { o.Limits.InFlight = 1 }, route)
	browser := h.open()
	first := make(chan int)
	go func() { first <- browser.Get("/slow/").Status }()
	<-entered
	refused := browser.Get("/author/awa/")
	checkErrorPage(t, refused, http.StatusServiceUnavailable, "fr", false)
	if refused.Header.Get("Retry-After") != "10" {
		t.Errorf("Retry-After %q", refused.Header.Get("Retry-After"))
	}
	if got := browser.Get("/healthz").Status; got != http.StatusOK {
		t.Errorf("the health check is refused: %d", got)
	}
	leave <- true
	if got := <-first; got != http.StatusOK {
		t.Errorf("the first one: %d", got)
	}
	if got := browser.Get("/author/awa/").Status; got != http.StatusOK {
		t.Errorf("afterwards: %d", got)
	}
	if got := h.log.lines(t, "a request failed"); len(got) != 0 {
		t.Errorf("a flood would fill the log: %v", got)
	}
}

// One place, and a reader who asked for much and takes nothing of it.
func TestSlowReadersHoldNoPlace(t *testing.T) {
	sending := make(chan bool)
	route := web.Route{Method: "GET", Path: "/large", Who: web.Everybody, Handler: func(w http.ResponseWriter, r *http.Request) error {
		close(sending)
		return web.Send(w, r, "image/jpeg", make([]byte, 16<<20))
	}}
	h := newHouse(t, func(o *web.Options) { o.Limits.InFlight, o.Limits.Drain = 1, time.Millisecond }, route)
	address, stop := h.serve("", "")
	defer stop()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "GET /large HTTP/1.1\r\nHost: "+host+"\r\n\r\n")
	<-sending
	status := 0
	for deadline := time.Now().Add(5 * time.Second); status != http.StatusOK && time.Now().Before(deadline); {
		response, _ := rawAnswer(t, address, "GET /short.txt HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n")
		status = response.StatusCode
	}
	if status != http.StatusOK {
		t.Errorf("the next reader gets %d", status)
	}
	if got := h.log.lines(t, "request"); got[len(got)-1]["route"] != "GET /short.txt" {
		t.Errorf("the slow reader was served in full; last line %v", got[len(got)-1])
	}
}

func TestWorkBeyondItsTimeIsUnavailable(t *testing.T) {
	route := web.Route{Method: "GET", Path: "/slow/", Who: web.Everybody, Handler: func(_ http.ResponseWriter, r *http.Request) error {
		<-r.Context().Done()
		return r.Context().Err()
	}}
	h := newHouse(t, func(o *web.Options) { o.Limits.Work = time.Millisecond }, route)
	checkErrorPage(t, h.open().Get("/slow/"), http.StatusServiceUnavailable, "fr", true)
}

func TestReaderWhoLeftIsNoFailure(t *testing.T) {
	entered := make(chan bool)
	route := web.Route{Method: "GET", Path: "/slow/", Who: web.Everybody, Handler: func(_ http.ResponseWriter, r *http.Request) error {
		close(entered)
		<-r.Context().Done()
		return errors.New("interrupted")
	}}
	h := newHouse(t, nil, route)
	ctx, leave := context.WithCancel(t.Context())
	served := make(chan bool)
	go func() {
		defer close(served)
		defer func() { recover() }() // the connection is cut
		h.ServeHTTP(&nowhere{http.Header{}}, httptest.NewRequestWithContext(ctx, "GET", "http://"+host+"/slow/", nil))
	}()
	<-entered
	leave()
	<-served
	if got := h.log.lines(t, "request"); len(got) != 1 || got[0]["status"] != 499.0 {
		t.Errorf("logged %v", got)
	}
	if got := h.log.lines(t, "a request failed"); len(got) != 0 {
		t.Errorf("logged as ours: %v", got)
	}
}

func TestConnectionThatBreaksIsNoFailure(t *testing.T) {
	h := newHouse(t, nil)
	defer func() {
		if recover() != http.ErrAbortHandler {
			t.Error("the connection is not given up")
		}
		if got := h.log.lines(t, "a request failed"); len(got) != 0 {
			t.Errorf("logged as ours: %v", got)
		}
	}()
	h.ServeHTTP(&nowhere{http.Header{}}, httptest.NewRequest("GET", "http://"+host+"/author/awa/", nil))
}

// nowhere is the connection of a reader who left.
type nowhere struct{ header http.Header }

func (n *nowhere) Header() http.Header         { return n.header }
func (n *nowhere) WriteHeader(int)             {}
func (n *nowhere) Write(p []byte) (int, error) { return 0, io.ErrClosedPipe }
