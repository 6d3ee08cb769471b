package main

import (
	"context"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"time"

	"palabre/bench/load"
)

// recorded is an answer of the server, for the yardstick to give.
type recorded struct {
	Status int
	Header http.Header
	Body   []byte
}

// serveYardstick is what the program is compared with: the least that net/http
// can be asked to do, which is to write an answer that is already made, whatever
// was asked.
func serveYardstick(ctx context.Context) error {
	debug.SetGCPercent(collects)
	return questions(func(r recorded) (any, error) {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		server := &http.Server{ // as web.NewServer makes it: deadlines cost something
			Handler:           bare(r),
			ReadHeaderTimeout: 10 * time.Second,
			ReadTimeout:       time.Minute,
			WriteTimeout:      2 * time.Minute,
			IdleTimeout:       2 * time.Minute,
			MaxHeaderBytes:    16 << 10,

			DisableGeneralOptionsHandler: true,
		}
		go server.Serve(listener) // the process ends it
		context.AfterFunc(ctx, func() { server.Close() })
		return ready{Address: listener.Addr().String()}, nil
	})
}

// bare answers with prepared slices, as a careful small server would.
func bare(r recorded) http.Handler {
	type field struct {
		name   string
		values []string
	}
	var fields []field
	for name, values := range r.Header {
		fields = append(fields, field{name, values})
	}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		for i := range fields {
			h[fields[i].name] = fields[i].values
		}
		if r.Status != http.StatusOK {
			w.WriteHeader(r.Status)
			return
		}
		w.Write(r.Body) // a reader who left is no matter of ours
	})
}

// record asks a server until it answers with the same bytes for a while, since a
// kept page is compressed again, better, when it is read often.
func record(ctx context.Context, address, path string, headers []string) (recorded, error) {
	line, err := dial(ctx, address)
	if err != nil {
		return recorded{}, err
	}
	defer line.Close()
	const long = 500 * time.Millisecond
	request := load.Request("GET", host, path, headers...)
	var last recorded
	for since, asked := time.Now(), 0; asked < 1000 || time.Since(since) < long; asked++ {
		answer, err := line.ask(request)
		if err != nil {
			return recorded{}, err
		}
		now := recorded{Status: answer.Status, Header: answer.Headers(), Body: slices.Clone(answer.Body)}
		if now.Header.Get("ETag") != last.Header.Get("ETag") {
			since = time.Now()
		}
		last = now
	}
	last.Header.Del("Date") // net/http says when it is
	return last, nil
}
