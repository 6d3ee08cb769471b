package web

import (
	"context"
	"log"
	"log/slog"
	"strings"
)

// serverErrors are the lines that net/http writes about connections, by what
// they contain, and what we keep of each. The lines themselves hold addresses.
var serverErrors = [...]struct{ contains, class string }{
	{"http: TLS handshake error", "TLS handshake"},
	{"http: Accept error", "accept"}, // the process has no file descriptors left
	{"http: panic serving", "panic outside the handlers"},
	{"http2: panic serving", "panic outside the handlers"},
	{"superfluous response.WriteHeader", "second status"},
	{"http2:", "HTTP/2"},
}

// newServerLog returns the ErrorLog of an http.Server: one fixed sentence and a
// class, never the line itself.
func newServerLog(to *slog.Logger) *log.Logger {
	return log.New(serverLog{to}, "", 0)
}

type serverLog struct{ to *slog.Logger }

// Write receives one line of net/http and keeps its class only.
func (s serverLog) Write(line []byte) (int, error) {
	class := "other"
	for _, e := range serverErrors {
		if strings.Contains(string(line), e.contains) {
			class = e.class
			break
		}
	}
	level := slog.LevelWarn
	if class == "TLS handshake" {
		level = slog.LevelInfo // anybody can cause these, all day long
	}
	s.to.LogAttrs(context.Background(), level, "the server met an error on a connection", slog.String("class", class))
	return len(line), nil
}
