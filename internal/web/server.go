package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// maxHeader is what a request may send before its body, in bytes. net/http adds
// 4,096 of its own.
const maxHeader = 16 << 10

// Server serves a Router on one listener.
type Server struct {
	http *http.Server
	log  *slog.Logger

	drain time.Duration
}

// NewServer returns a server of the router. certFile and keyFile name the PEM
// files of a certificate and its key; empty, the server speaks without TLS, as
// behind a proxy. The error says which file cannot be used.
func NewServer(router *Router, certFile, keyFile string) (*Server, error) {
	limits := router.options.Limits
	server := &http.Server{
		Handler:           router,
		ErrorLog:          newServerLog(router.options.Log),
		ReadHeaderTimeout: limits.Header,
		ReadTimeout:       limits.Read,
		WriteTimeout:      limits.Write,
		IdleTimeout:       limits.Idle,
		MaxHeaderBytes:    maxHeader,

		DisableGeneralOptionsHandler: true, // OPTIONS * is refused as we refuse, with our headers
	}
	if certFile != "" || keyFile != "" {
		certificate, err := tls.LoadX509KeyPair(certFile, keyFile)
		if err != nil {
			return nil, fmt.Errorf("the certificate %s cannot be used with the key %s; both are PEM files and belong together: %w", certFile, keyFile, err)
		}
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}}
	}
	return &Server{server, router.options.Log, limits.Drain}, nil
}

// Serve answers until ctx ends, then takes no more requests and gives those that
// have begun Limits.Drain to finish; what still runs then is cut, with a line in
// the log. It closes the listener. The error is nil when ctx ended it.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	served := make(chan error, 1)
	go func() {
		if s.http.TLSConfig != nil {
			served <- s.http.ServeTLS(listener, "", "")
			return
		}
		served <- s.http.Serve(listener)
	}()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	draining, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.drain)
	defer cancel()
	err := s.http.Shutdown(draining)
	if errors.Is(err, context.DeadlineExceeded) { // a slow phone is no failure of the stop
		s.log.LogAttrs(ctx, slog.LevelWarn, "requests were still running and were cut")
		return s.http.Close()
	}
	return err
}
