package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
)

// maxHeader is what a request may send before its body, in bytes. net/http adds
// 4,096 of its own.
const maxHeader = 16 << 10

// Server serves a Router on one listener.
type Server struct {
	Router *Router

	// CertFile and KeyFile name the PEM files of a certificate and its key. Empty,
	// the server speaks without TLS, as behind a proxy.
	CertFile, KeyFile string

	// Ready, where it is set, is called once the certificate is read and requests
	// are about to be answered.
	Ready func()
}

// Serve answers until ctx ends, then takes no more requests and gives those that
// have begun Limits.Drain to finish. It closes the listener. The error is nil
// after a clean end.
func (s Server) Serve(ctx context.Context, listener net.Listener) error {
	server, err := s.build()
	if err != nil {
		listener.Close()
		return err
	}
	if s.Ready != nil {
		s.Ready()
	}
	served := make(chan error, 1)
	go func() {
		if server.TLSConfig != nil {
			served <- server.ServeTLS(listener, "", "")
			return
		}
		served <- server.Serve(listener)
	}()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	draining, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.Router.options.Limits.Drain)
	defer cancel()
	if err := server.Shutdown(draining); err != nil {
		return errors.Join(fmt.Errorf("requests were still running: %w", err), server.Close())
	}
	return nil
}

func (s Server) build() (*http.Server, error) {
	limits := s.Router.options.Limits
	server := &http.Server{
		Handler:           s.Router,
		ErrorLog:          newServerLog(s.Router.options.Log),
		ReadHeaderTimeout: limits.Header,
		ReadTimeout:       limits.Read,
		WriteTimeout:      limits.Write,
		IdleTimeout:       limits.Idle,
		MaxHeaderBytes:    maxHeader,

		DisableGeneralOptionsHandler: true, // OPTIONS * is refused as we refuse, with our headers
	}
	if s.CertFile == "" && s.KeyFile == "" {
		return server, nil
	}
	certificate, err := tls.LoadX509KeyPair(s.CertFile, s.KeyFile)
	if err != nil {
		return nil, fmt.Errorf("the certificate %s cannot be used with the key %s; both are PEM files and belong together: %w", s.CertFile, s.KeyFile, err)
	}
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}}
	return server, nil
}
