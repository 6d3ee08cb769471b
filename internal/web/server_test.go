package web_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"palabre/internal/web"
)

// serve runs the house's server and returns its address and what stops it and
// waits for the end.
func (h *house) serve(certFile, keyFile string) (address string, stop func() error) {
	h.t.Helper()
	server, err := web.NewServer(h.Router, certFile, keyFile)
	if err != nil {
		h.t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		h.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(h.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, listener) }()
	return listener.Addr().String(), sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
}

func quick(o *web.Options) {
	o.Limits.Header = 50 * time.Millisecond
	o.Limits.Read = 50 * time.Millisecond
	o.Limits.Drain = 50 * time.Millisecond
}

func TestServerRefusesWhatIsTooLongOrBroken(t *testing.T) {
	h := newHouse(t, nil)
	address, stop := h.serve("", "")
	defer stop()
	for _, c := range []struct {
		name, request string
		status        int
	}{
		{"sound", "GET /author/awa/ HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n", 200},
		{"headers of 16 KB and more", "GET / HTTP/1.1\r\nHost: " + host + "\r\nX-Long: " + strings.Repeat(canaryQuery, 2000) + "\r\n\r\n", 431},
		{"address longer than that", "GET /" + strings.Repeat(canaryPath, 2100) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n", 431},
		{"wrong percent", "GET /%zz" + canaryPath + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n", 400},
		{"no host", "GET /" + canaryPath + " HTTP/1.1\r\n\r\n", 400},
		{"no protocol", canaryPath + "\r\n\r\n", 400},
		{"two lengths", "POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
		{"unknown transfer", "POST / HTTP/1.1\r\nHost: " + host + "\r\nTransfer-Encoding: " + canaryQuery + "\r\n\r\n", 501},
	} {
		if response, _ := rawAnswer(t, address, c.request); response.StatusCode != c.status {
			t.Errorf("%s: %d, want %d", c.name, response.StatusCode, c.status)
		}
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	checkCanary(t, h.log.String())
}

func TestServerDoesNotWaitForSlowHeaders(t *testing.T) {
	h := newHouse(t, quick)
	address, stop := h.serve("", "")
	defer stop()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "GET / HTTP/1.1\r\nHost: "+host+"\r\nX-Slow: ")
	conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, err := io.ReadAll(conn); err != nil {
		t.Errorf("the connection stays open: %v", err)
	}
}

func TestSlowBodyIsCutAndTellsNoAddress(t *testing.T) {
	read := make(chan error, 1)
	route := web.Route{Method: "GET", Path: "/read/", Who: web.Everybody, Handler: func(_ http.ResponseWriter, r *http.Request) error {
		_, err := io.ReadAll(r.Body)
		read <- err
		return err
	}}
	h := newHouse(t, quick, route)
	address, stop := h.serve("", "")
	defer stop()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "GET /read/ HTTP/1.1\r\nHost: "+host+"\r\nContent-Length: 10\r\n\r\nabc")
	if err := <-read; err == nil || strings.Contains(err.Error(), "127.0.0.1") {
		t.Errorf("the handler reads %v", err)
	}
	stop()
	checkCanary(t, h.log.String())
}

func TestServerFinishesWhatHasBegun(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	route := web.Route{Method: "GET", Path: "/slow/", Who: web.Everybody, Handler: func(w http.ResponseWriter, r *http.Request) error {
		close(entered)
		<-leave
		return web.Text(w, r, "done\n")
	}}
	h := newHouse(t, nil, route)
	address, stop := h.serve("", "")
	body := make(chan string)
	go func() {
		_, text := rawAnswer(t, address, "GET /slow/ HTTP/1.1\r\nHost: "+host+"\r\n\r\n")
		body <- text
	}()
	<-entered
	stopped := make(chan error)
	go func() { stopped <- stop() }()
	for { // until it takes no more connections
		conn, err := net.Dial("tcp", address)
		if err != nil {
			break
		}
		conn.Close()
	}
	close(leave)
	if got := <-body; got != "done\n" {
		t.Errorf("the answer is %q", got)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

func TestServerDoesNotWaitForEver(t *testing.T) {
	entered := make(chan bool)
	route := web.Route{Method: "GET", Path: "/stuck/", Who: web.Everybody, Handler: func(_ http.ResponseWriter, r *http.Request) error {
		close(entered)
		<-r.Context().Done()
		return r.Context().Err()
	}}
	h := newHouse(t, quick, route)
	address, stop := h.serve("", "")
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "GET /stuck/ HTTP/1.1\r\nHost: "+host+"\r\n\r\n")
	<-entered
	if err := stop(); err != nil {
		t.Errorf("stopped with %v", err)
	}
	if lines := h.log.lines(t, "requests were still running and were cut"); len(lines) != 1 {
		t.Errorf("%d lines say that a request was cut, want 1", len(lines))
	}
}

func TestServerSpeaksTLSAndPromisesIt(t *testing.T) {
	h := newHouse(t, nil)
	certFile, keyFile, roots := writeCertificate(t)
	address, stop := h.serve(certFile, keyFile)
	defer stop()
	transport := &http.Transport{
		TLSClientConfig:   &tls.Config{RootCAs: roots, ServerName: host},
		ForceAttemptHTTP2: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "tcp", address)
		},
	}
	defer transport.CloseIdleConnections()
	response, err := (&http.Client{Transport: transport}).Get("https://" + host + "/author/awa/")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != 200 || response.ProtoMajor != 2 || response.Header.Get("Strict-Transport-Security") != "max-age=31536000" {
		t.Errorf("%d over %s, promise %q", response.StatusCode, response.Proto, response.Header.Get("Strict-Transport-Security"))
	}
}

func TestBrokenHelloLeavesAClassInTheLog(t *testing.T) {
	h := newHouse(t, nil)
	certFile, keyFile, _ := writeCertificate(t)
	address, stop := h.serve(certFile, keyFile)
	for _, hello := range []string{
		"GET /" + canaryPath + " HTTP/1.1\r\nUser-Agent: " + canaryAgent + "\r\n\r\n",
		"\x16\x03\x01\x00\x05hello", "\x16\x03\x01\xff\xff", "\x80", "\x00\x00",
	} {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(conn, hello)
		conn.(*net.TCPConn).CloseWrite()
		io.ReadAll(conn)
		conn.Close()
	}
	if conn, err := tls.Dial("tcp", address, &tls.Config{ServerName: host}); err == nil {
		conn.Close()
		t.Error("the certificate of nobody is believed")
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	lines := h.log.lines(t, "the server met an error on a connection")
	if len(lines) != 6 {
		t.Errorf("%d lines, want 6", len(lines))
	}
	for _, line := range lines {
		if len(line) != 3 || line["class"] != "TLS handshake" || line["level"] != "INFO" {
			t.Errorf("the line says %v", line)
		}
	}
	checkCanary(t, h.log.String())
}

func TestMissingCertificateIsNamed(t *testing.T) {
	_, err := web.NewServer(newHouse(t, nil).Router, filepath.Join(t.TempDir(), "none.pem"), "none.key")
	if err == nil || !strings.Contains(err.Error(), "none.pem") {
		t.Errorf("the error is %v", err)
	}
}

// writeCertificate makes a certificate for the host that signs itself.
func writeCertificate(t *testing.T) (certFile, keyFile string, roots *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{host}, NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certFile = writePEM(t, "CERTIFICATE", certificate)
	keyFile = writePEM(t, "PRIVATE KEY", secret)
	roots = x509.NewCertPool()
	parsed, err := x509.ParseCertificate(certificate)
	if err != nil {
		t.Fatal(err)
	}
	roots.AddCert(parsed)
	return certFile, keyFile, roots
}

func writePEM(t *testing.T, kind string, bytes []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), kind+".pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
