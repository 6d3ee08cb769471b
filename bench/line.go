package main

import (
	"context"
	"fmt"
	"net"
	"time"

	"palabre/bench/load"
)

// line is a connection to a server on which one question follows the other.
type line struct {
	net.Conn
	answers *load.Reader
}

// patience is how long a question may take in all.
const patience = time.Minute

func dial(ctx context.Context, address string) (line, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", address)
	return line{conn, load.NewReader(conn)}, err
}

// ask sends a request and reads its answer, which lasts until the next one.
func (l line) ask(request []byte) (load.Answer, error) {
	if err := l.SetDeadline(time.Now().Add(patience)); err != nil {
		return load.Answer{}, err
	}
	if _, err := l.Write(request); err != nil {
		return load.Answer{}, err
	}
	return l.answers.Next()
}

// page asks for a page and wants it to be there.
func (l line) page(path string, headers ...string) (load.Answer, error) {
	answer, err := l.ask(load.Request("GET", host, path, headers...))
	if err == nil && answer.Status != 200 {
		err = fmt.Errorf("%s: status %d", path, answer.Status)
	}
	return answer, err
}

// once asks for one page on a connection of its own.
func once(ctx context.Context, address, path string) error {
	l, err := dial(ctx, address)
	if err != nil {
		return err
	}
	defer l.Close()
	_, err = l.page(path)
	return err
}
