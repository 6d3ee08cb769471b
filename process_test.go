package main

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// build makes the program as an operator does, and returns its file.
func build(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "palabre")
	if runtime.GOOS == "windows" {
		file += ".exe"
	}
	if said, err := exec.CommandContext(t.Context(), "go", "build", "-o", file, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, said)
	}
	return file
}

// program is the built program with the data that it works on.
type program struct {
	file string
	installation
	temporary string // its TMPDIR, its own
}

func (p program) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, p.file, args...)
	cmd.Env = []string{"PALABRE_DATA=" + p.dir, "PALABRE_DATABASE_URL=" + p.url, "TMPDIR=" + p.temporary, "PATH=" + os.Getenv("PATH")}
	return cmd
}

// do runs a command that must succeed and returns its last line.
func (p program) do(t *testing.T, args ...string) string {
	t.Helper()
	said, err := p.command(t.Context(), args...).Output()
	if err != nil {
		t.Fatalf("palabre %q: %v", args, err)
	}
	all := strings.Split(strings.TrimSpace(string(said)), "\n")
	return all[len(all)-1]
}

// server is the program while it serves.
type server struct {
	cmd   *exec.Cmd
	said  transcript // stdout and stderr
	port  string
	ended chan error
}

const listening = "palabre: listening on "

// serve starts the program on a free port and returns when it listens.
func (p program) serve(t *testing.T, args ...string) *server {
	t.Helper()
	s := &server{said: transcript{grown: sync.NewCond(new(sync.Mutex))}, ended: make(chan error, 1)}
	s.cmd = p.command(context.WithoutCancel(t.Context()), append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)
	s.cmd.Stdout, s.cmd.Stderr = &s.said, &s.said
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { s.ended <- s.cmd.Wait() }()
	t.Cleanup(func() { s.cmd.Process.Kill() })
	s.said.await(t, "the server listens", func(text string) bool { return strings.Contains(text, listening) && strings.HasSuffix(text, "\n") })
	_, after, _ := strings.Cut(s.said.String(), listening)
	line, _, _ := strings.Cut(after, "\n")
	address, err := url.Parse(line)
	if err != nil {
		t.Fatal(err)
	}
	s.port = address.Port()
	return s
}

// stopIn is how long an operator's SIGTERM may take, whatever readers do: ten
// seconds to drain, and what a busy machine adds.
const stopIn = 25 * time.Second

// stop tells the server to end, and wants a clean end in time.
func (s *server) stop(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-s.ended:
		if err != nil {
			t.Errorf("after SIGTERM the server ended with %v\n%s", err, s.said.String())
		}
	case <-time.After(stopIn):
		t.Errorf("the server still runs %s after SIGTERM", stopIn)
	}
}

// transcript keeps what a process says and lets one wait for it.
type transcript struct {
	grown *sync.Cond
	text  strings.Builder
}

func (s *transcript) Write(p []byte) (int, error) {
	s.grown.L.Lock()
	defer s.grown.L.Unlock()
	defer s.grown.Broadcast()
	return s.text.Write(p)
}

func (s *transcript) String() string {
	s.grown.L.Lock()
	defer s.grown.L.Unlock()
	return s.text.String()
}

// await returns when the text is as wanted.
func (s *transcript) await(t *testing.T, what string, wanted func(text string) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	defer context.AfterFunc(ctx, func() {
		s.grown.L.Lock()
		defer s.grown.L.Unlock()
		s.grown.Broadcast()
	})()
	s.grown.L.Lock()
	defer s.grown.L.Unlock()
	for !wanted(s.text.String()) {
		if ctx.Err() != nil {
			t.Fatalf("waited in vain until %s; it said:\n%s", what, s.text.String())
		}
		s.grown.Wait()
	}
}
