package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// brokenHellos is how many connections of breakTLS end before they are encrypted.
const brokenHellos = 8

// breakTLS says to the TLS port what is no TLS, or not ours.
func (c *crowd) breakTLS(t *testing.T) {
	t.Helper()
	var whole bytes.Buffer // a client's hello
	client := tls.Client(recorder{&whole}, &tls.Config{ServerName: word + ".example.org"})
	client.HandshakeContext(t.Context()) // ends with the recorder's end of file
	hello := whole.String()
	if !strings.Contains(hello, word) {
		t.Fatal("the hello that was recorded names no canary")
	}
	for _, text := range []string{
		"GET /" + word + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: " + word + "\r\n\r\n",
		word, "\x16\x03\x01\x00\x09" + word, "\x16\x03\x01\xff\xff" + word, "\x80" + word,
		hello[:len(hello)/2], strings.Replace(hello, "\x03\x03", "\x02\x02", 1),
	} {
		c.send(t, text, false)
	}
	conn, err := c.dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := tls.Client(conn, &tls.Config{ServerName: word + ".example.org"}).HandshakeContext(t.Context()); err == nil {
		t.Error("a certificate that nobody signed is believed")
	}
	conn.Close()
	c.breakHTTP2(t)
}

// breakHTTP2 agrees on HTTP/2 and then speaks none.
func (c *crowd) breakHTTP2(t *testing.T) {
	t.Helper()
	for _, text := range []string{"GET /" + word + " HTTP/1.1\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + strings.Repeat(word, 100)} {
		conn, err := c.dial(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		encrypted := tls.Client(conn, &tls.Config{InsecureSkipVerify: true, ServerName: word + ".example.org", NextProtos: []string{"h2"}})
		encrypted.SetDeadline(time.Now().Add(30 * time.Second))
		if _, err := io.WriteString(encrypted, text); err != nil {
			t.Errorf("no TLS: %v", err)
		}
		io.ReadAll(encrypted)
		encrypted.Close()
	}
}

// recorder keeps what is written and has nothing to read.
type recorder struct{ to *bytes.Buffer }

func (r recorder) Write(p []byte) (int, error)      { return r.to.Write(p) }
func (r recorder) Read([]byte) (int, error)         { return 0, io.EOF }
func (r recorder) Close() error                     { return nil }
func (r recorder) LocalAddr() net.Addr              { return nil }
func (r recorder) RemoteAddr() net.Addr             { return nil }
func (r recorder) SetDeadline(time.Time) error      { return nil }
func (r recorder) SetReadDeadline(time.Time) error  { return nil }
func (r recorder) SetWriteDeadline(time.Time) error { return nil }

// writeCertificate makes a certificate that signs itself.
func writeCertificate(t *testing.T) (certificate, key string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{host}, NotAfter: time.Now().Add(time.Hour)}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	write := func(kind string, bytes []byte) string {
		file := filepath.Join(t.TempDir(), "pem")
		if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	return write("CERTIFICATE", signed), write("PRIVATE KEY", private)
}
