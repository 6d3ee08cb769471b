// Package load asks a server over HTTP as fast as it answers and measures how
// fast that is: some connections that are kept, each asking again as soon as it
// has its answer. Every status and every length is checked, for a server that
// answers wrongly is a fast one.
//
//	result, err := load.Run(ctx, load.Spec{Address: "127.0.0.1:8080", Host: "sn.example", Paths: paths, …})
//
// It spends as little as it can, because it shares the machine with what it
// measures: requests are written beforehand, and of an answer only the status
// and the length are read. It is no client for anything else: no TLS, no
// redirects, no chunks.
package load

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net"
	"time"
)

// Spec says what to ask for, and how.
type Spec struct {
	Address     string   // where the server listens
	Host        string   // the Host header
	Headers     []string // "Name: value", the rest of each request's header
	Paths       []string // asked for by chance, each as often as the others
	Connections int
	Warm        time.Duration // asked before anything counts
	Measure     time.Duration
	Status      int    // of every answer
	Length      int    // of every body, -1 where they differ
	Sum         string // SHA-256 of a body in hexadecimal, "" for any; looked at in the first answer of each connection
}

// Result is how fast a server was. Durations are from the first byte written to
// the last one read.
type Result struct {
	Requests int
	All      int   // with those that warmed it up
	Bytes    int64 // of bodies
	Took     time.Duration
	P50      time.Duration
	P99      time.Duration
	Max      time.Duration
}

// Rate is the number of requests a second.
func (r Result) Rate() float64 { return float64(r.Requests) / r.Took.Seconds() }

// patience is how long after the end an answer may still come.
const patience = 30 * time.Second

// Run asks until the time of the spec is over. The first wrong answer ends it.
func Run(ctx context.Context, s Spec) (Result, error) {
	if len(s.Paths) == 0 || s.Connections < 1 {
		return Result{}, fmt.Errorf("a load needs a path and a connection")
	}
	requests := make([][]byte, len(s.Paths))
	for i, path := range s.Paths {
		requests[i] = Request("GET", s.Host, path, s.Headers...)
	}
	began := time.Now().Add(s.Warm)
	end := began.Add(s.Measure)
	askers := make([]asker, s.Connections)
	failed := make(chan error)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for i := range askers {
		askers[i] = asker{spec: &s, requests: requests, began: began, end: end, chance: Chance(i + 1)}
		go func() { failed <- askers[i].run(ctx) }()
	}
	var first error
	for range askers {
		if err := <-failed; err != nil && first == nil {
			first = err
			cancel()
		}
	}
	if first != nil {
		return Result{}, first
	}
	result := Result{Took: s.Measure}
	var all []time.Duration
	for i := range askers {
		result.Bytes += askers[i].bytes
		result.All += askers[i].all
		all = append(all, askers[i].took...)
	}
	result.Requests = len(all)
	result.P50, result.P99, result.Max = Percentiles(all)
	return result, nil
}

// Request is the bytes of a request without a body.
func Request(method, host, path string, headers ...string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\n", method, path, host)
	for _, h := range headers {
		b.WriteString(h + "\r\n")
	}
	b.WriteString("\r\n")
	return b.Bytes()
}

// asker is one connection.
type asker struct {
	spec       *Spec
	requests   [][]byte
	began, end time.Time
	chance     Chance
	took       []time.Duration // of each request between began and end
	bytes      int64
	all        int
}

func (a *asker) run(ctx context.Context) error {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", a.spec.Address)
	if err != nil {
		return err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if err := conn.SetDeadline(a.end.Add(patience)); err != nil {
		return err
	}
	answers := NewReader(conn)
	for first, start := true, time.Now(); start.Before(a.end); first = false {
		i := a.chance.Below(len(a.requests))
		if _, err := conn.Write(a.requests[i]); err != nil {
			return err
		}
		answer, err := answers.Next()
		if err != nil {
			return fmt.Errorf("%s: %w", a.spec.Paths[i], err)
		}
		if err := a.check(answer, first); err != nil {
			return fmt.Errorf("%s: %w", a.spec.Paths[i], err)
		}
		now := time.Now()
		a.all++
		if start.After(a.began) && now.Before(a.end) {
			a.took = append(a.took, now.Sub(start))
			a.bytes += int64(len(answer.Body))
		}
		start = now
	}
	return nil
}

func (a *asker) check(answer Answer, closely bool) error {
	s := a.spec
	switch {
	case answer.Status != s.Status:
		return fmt.Errorf("status %d, want %d", answer.Status, s.Status)
	case s.Length >= 0 && len(answer.Body) != s.Length:
		return fmt.Errorf("a body of %d bytes, want %d", len(answer.Body), s.Length)
	case closely && s.Sum != "" && Sum(answer.Body) != s.Sum:
		return fmt.Errorf("another body of %d bytes than was asked for", len(answer.Body))
	}
	return nil
}

// Sum is the SHA-256 of a body in hexadecimal.
func Sum(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
