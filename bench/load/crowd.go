package load

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// Manner is how a crowd treats a server.
type Manner string

const (
	// Idle asks for one page and keeps the connection.
	Idle Manner = "idle"
	// Dripping sends a header that never ends, a byte a second (slowloris).
	Dripping Manner = "dripping"
	// Stalling asks for very many pages and reads a byte a second of them.
	Stalling Manner = "stalling"
)

// Party says what a crowd does.
type Party struct {
	Address     string
	Host        string
	Path        string
	Connections int
	Manner      Manner
}

// Crowd are connections that are of no use to anybody.
type Crowd struct {
	party   Party
	members []*member
	running sync.WaitGroup
	end     context.CancelFunc
}

// Left is what has become of a crowd.
type Left struct {
	Stayed int           // connections that are as they were
	Cut    int           // those that the server ended
	After  time.Duration // the longest that one of those lasted
}

// together is how many connections are made at a time: a server's queue of new
// ones is short.
const together = 64

// asked is how many pages somebody asks for who does not read them: more bytes
// than the two ends of a connection hold back.
const asked = 200

// Gather returns once every connection is there and does what it came for.
func Gather(ctx context.Context, p Party) (*Crowd, error) {
	ctx, end := context.WithCancel(ctx)
	c := &Crowd{party: p, members: make([]*member, p.Connections), end: end}
	places, failed := make(chan struct{}, together), make(chan error, p.Connections)
	for i := range c.members {
		places <- struct{}{}
		go func() {
			m, err := join(ctx, p)
			c.members[i] = m
			<-places
			failed <- err
		}()
	}
	var errs []error
	for range c.members {
		errs = append(errs, <-failed)
	}
	for _, err := range errs {
		if err != nil {
			c.Leave()
			return nil, err // the others say the same
		}
	}
	for _, m := range c.members {
		if p.Manner != Idle {
			c.running.Go(func() { m.linger(ctx, p.Manner) })
		}
	}
	return c, nil
}

// Leave ends the crowd and says what has become of it. Who was idle asks once
// more, to see whether the connection still serves.
func (c *Crowd) Leave() Left {
	c.end()
	c.running.Wait()
	var left Left
	for _, m := range c.members {
		if m == nil {
			continue
		}
		if c.party.Manner == Idle && m.ask() != nil {
			m.cut = max(time.Since(m.began), 1)
		}
		m.conn.Close()
		if m.cut == 0 {
			left.Stayed++
			continue
		}
		left.Cut++
		left.After = max(left.After, m.cut)
	}
	return left
}

// member is one connection.
type member struct {
	conn    net.Conn
	answers *Reader
	request []byte
	began   time.Time
	cut     time.Duration // from the beginning until the server ended it, 0 while it has not
}

func join(ctx context.Context, p Party) (*member, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", p.Address)
	if err != nil {
		return nil, err
	}
	m := &member{conn: conn, request: Request("GET", p.Host, p.Path), began: time.Now()}
	switch p.Manner {
	case Idle:
		m.answers = newReader(conn, 1<<10) // thousands of them share a machine
		err = m.ask()
	case Dripping:
		_, err = conn.Write(m.request[:len(m.request)-len("\r\n")])
	case Stalling:
		if tcp, ok := conn.(*net.TCPConn); ok {
			err = tcp.SetReadBuffer(4 << 10)
		}
		err = errors.Join(err, conn.SetWriteDeadline(time.Now().Add(time.Second)))
		for i := 0; i < asked && err == nil; i++ {
			_, err = conn.Write(m.request)
		}
		if errors.Is(err, os.ErrDeadlineExceeded) { // the server has stopped reading: that will do
			err = nil
		}
	default:
		err = fmt.Errorf("no crowd is %q", p.Manner)
	}
	if err != nil {
		conn.Close()
		return nil, err
	}
	return m, nil
}

// ask asks for the page and reads it.
func (m *member) ask() error {
	if err := m.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, err := m.conn.Write(m.request); err != nil {
		return err
	}
	answer, err := m.answers.Next()
	if err == nil && answer.Status != 200 {
		err = fmt.Errorf("status %d", answer.Status)
	}
	return err
}

// linger reads a byte a second and, dripping, writes one, until the context or
// the connection ends.
func (m *member) linger(ctx context.Context, manner Manner) {
	second := time.NewTicker(time.Second)
	defer second.Stop()
	one := make([]byte, 1)
	for ctx.Err() == nil {
		m.conn.SetDeadline(time.Now().Add(time.Second)) // fails when the next call fails
		_, err := io.ReadFull(m.conn, one)
		if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			m.cut = time.Since(m.began)
			return
		}
		if manner == Dripping {
			m.conn.Write([]byte("x")) // of a header line; the next read sees a failure
			continue
		}
		select {
		case <-ctx.Done():
		case <-second.C:
		}
	}
}
