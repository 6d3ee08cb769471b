package web_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// rawAnswer sends bytes as they are and reads one answer.
func rawAnswer(t *testing.T, address, request string) (*http.Response, string) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	method, _, _ := strings.Cut(request, " ")
	response, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		t.Fatalf("%.60q: %v", request, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%.60q: %v", request, err)
	}
	return response, string(body)
}

// raw asks the house's server for a target exactly as it is written. header is
// whole lines.
func (h *house) raw(method, target, header string) (*http.Response, string) {
	h.t.Helper()
	address, stop := h.serve("", "")
	defer stop()
	return rawAnswer(h.t, address, method+" "+target+" HTTP/1.1\r\nHost: "+host+"\r\n"+header+"Connection: close\r\n\r\n")
}

// rawStatus is the status of a whole request, written as it is.
func (h *house) rawStatus(request string) int {
	h.t.Helper()
	address, stop := h.serve("", "")
	defer stop()
	response, _ := rawAnswer(h.t, address, request)
	return response.StatusCode
}
