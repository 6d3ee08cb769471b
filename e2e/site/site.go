// Package site starts the sample site of the tree in a process of its own and asks
// it for pages as a program does. How a browser sees them is not its business.
package site

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Site is the sample site while it runs. What it says of itself it prints once.
type Site struct {
	Address string            `json:"address"` // host and port that answer for every edition
	Errors  string            `json:"errors"`  // the same for errors that no page of the site meets
	Routes  []string          `json:"routes"`  // the whole table, as "GET /a/{code}"
	Paths   map[string]string `json:"paths"`   // addresses of the articles, by what happened to them

	dir    string
	input  io.Closer // closing it ends the process
	ended  chan error
	log    *os.File
	client *http.Client
}

// startTime bounds how long the site may take to be there, compiling not counted.
const startTime = time.Minute

// Start builds the sample site of the tree at root and starts it. Close ends it.
func Start(ctx context.Context, root string) (*Site, error) {
	dir, err := os.MkdirTemp("", "palabre-e2e-")
	if err != nil {
		return nil, err
	}
	s := &Site{dir: dir, ended: make(chan error, 1)}
	if err := s.start(ctx, root); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

func (s *Site) start(ctx context.Context, root string) (err error) {
	program := filepath.Join(s.dir, "samplesite")
	build := exec.CommandContext(ctx, "go", "build", "-o", program, "./internal/samplesite")
	build.Dir = root
	if said, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("the sample site does not build: %w\n%s", err, said)
	}
	if s.log, err = os.Create(filepath.Join(s.dir, "log")); err != nil {
		return err
	}
	return s.run(program)
}

// run starts the program and waits for what it says of itself.
func (s *Site) run(program string) error {
	cmd := exec.Command(program)
	cmd.Stderr = s.log
	cmd.Env = append(os.Environ(), "TMPDIR="+s.dir)
	output, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if s.input, err = cmd.StdinPipe(); err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	late := time.AfterFunc(startTime, func() { _ = cmd.Process.Kill() })
	err = json.NewDecoder(output).Decode(s)
	late.Stop()
	go func() {
		_, _ = io.Copy(io.Discard, output)
		s.ended <- cmd.Wait()
	}()
	if err != nil {
		_ = cmd.Process.Kill()
		<-s.ended
		said, _ := os.ReadFile(s.log.Name())
		return fmt.Errorf("the sample site does not start: %w\n%s", err, said)
	}
	s.client = &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     &http.Transport{DialContext: s.dial},
	}
	return nil
}

// dial leads every host name to this machine, as a browser does with *.localhost.
func (s *Site) dial(ctx context.Context, network, address string) (net.Conn, error) {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	var d net.Dialer
	return d.DialContext(ctx, network, net.JoinHostPort("127.0.0.1", port))
}

// Close ends the site and removes what it left.
func (s *Site) Close() error {
	s.client.CloseIdleConnections()
	return errors.Join(s.input.Close(), <-s.ended, s.log.Close(), os.RemoveAll(s.dir))
}

// URL is the address of a path of an edition: http://laplace.localhost:4321/.
func (s *Site) URL(host, path string) string { return base(host, s.Address) + path }

// ErrorURL is the address of an error in the look of an edition.
func (s *Site) ErrorURL(host, path string) string { return base(host, s.Errors) + path }

func base(host, address string) string {
	return "http://" + host + address[strings.LastIndexByte(address, ':'):]
}

// Fetch asks for an address as a program does and returns the whole answer.
func (s *Site) Fetch(ctx context.Context, method, url string, header http.Header) (*http.Response, []byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return nil, nil, err
	}
	for name, values := range header {
		request.Header[name] = values
	}
	response, err := s.client.Do(request)
	if err != nil {
		return nil, nil, err
	}
	defer response.Body.Close()
	var body bytes.Buffer
	_, err = body.ReadFrom(response.Body)
	return response, body.Bytes(), err
}
