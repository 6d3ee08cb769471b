//go:build unix

package archtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// shownTitle is the title of the article that README.md imports.
const shownTitle = "Le marché rouvre, et la place avec lui"

// TestReadmeCommands does what README.md tells a stranger, block by block, in a
// copy of the tree: at the end the site answers and shows the article. The
// commands run as they stand there, but for the port, which is a free one. A
// block that starts the site runs until the end; make test is not started, since
// that is who runs us.
func TestReadmeCommands(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	stranger := arrive(t)
	for _, block := range shellBlocks(string(readme)) {
		switch strings.TrimSpace(block) {
		case "make run":
			stranger.serve(block)
		case "make test":
			stranger.do("make --dry-run test")
		default:
			stranger.do(block)
		}
	}
	if front := stranger.read("/"); !strings.Contains(front, shownTitle) {
		t.Errorf("the front page does not show %q:\n%s", shownTitle, front)
	}
}

func TestShellBlocks(t *testing.T) {
	got := shellBlocks("a\n```sh\nmake run\n```\n```go\nx\n```\n\n```sh\none\ntwo\n```\n")
	if want := []string{"make run\n", "one\ntwo\n"}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

var shellFence = regexp.MustCompile("(?ms)^```sh\n(.*?)^```$")

// shellBlocks returns what stands between ```sh and ``` in a document.
func shellBlocks(document string) []string {
	var blocks []string
	for _, m := range shellFence.FindAllStringSubmatch(document, -1) {
		blocks = append(blocks, m[1])
	}
	return blocks
}

// stranger has a copy of the tree and nothing else.
type stranger struct {
	*testing.T
	home    string // of the copy
	address string // that the site will listen on
}

func arrive(t *testing.T) stranger {
	names, err := Committed(t.Context(), "../..")
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	for _, name := range names {
		copyFile(t, filepath.Join("../..", name), filepath.Join(home, name))
	}
	free, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close()
	return stranger{t, home, fmt.Sprintf("localhost:%d", free.Addr().(*net.TCPAddr).Port)}
}

func copyFile(t *testing.T, from, to string) {
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	about, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, about.Mode().Perm()); err != nil {
		t.Fatal(err)
	}
}

// shell prepares a block: any failing line fails it, and the environment holds no
// setting of whoever runs the tests.
func (s stranger) shell(block string) (*exec.Cmd, *bytes.Buffer) {
	cmd := exec.Command("sh", "-euxc", strings.ReplaceAll(block, "localhost:8080", s.address))
	cmd.Dir = s.home
	for _, setting := range os.Environ() {
		if !strings.HasPrefix(setting, "PALABRE_") && !strings.HasPrefix(setting, "MAKE") {
			cmd.Env = append(cmd.Env, setting)
		}
	}
	cmd.Env = append(cmd.Env, "PALABRE_LISTEN="+s.address)
	output := &bytes.Buffer{}
	cmd.Stdout, cmd.Stderr = output, output
	return cmd, output
}

func (s stranger) do(block string) {
	s.Helper()
	cmd, output := s.shell(block)
	if err := cmd.Run(); err != nil {
		s.Fatalf("README.md says\n%sand that ends with %v:\n%s", block, err, output)
	}
}

// serve starts a block and waits until the site answers. The end of the test asks
// it, by its process id, to stop.
func (s stranger) serve(block string) {
	s.Helper()
	cmd, output := s.shell(block)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // make and go run have children
	if err := cmd.Start(); err != nil {
		s.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = cmd.Wait() // asked to stop, make says that it failed
	}()
	s.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		select {
		case <-ended:
		case <-time.After(30 * time.Second):
			_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
			<-ended
			s.Errorf("%sdoes not stop within 30 s:\n%s", block, output)
		}
	})

	ctx, cancel := context.WithTimeout(s.Context(), 5*time.Minute) // it compiles first
	defer cancel()
	for again := time.NewTicker(100 * time.Millisecond); ; {
		if status, _, err := get(ctx, "http://"+s.address+"/readyz"); err == nil && status == http.StatusOK {
			again.Stop()
			return
		}
		select {
		case <-again.C:
		case <-ended:
			s.Fatalf("%sended before the site answered:\n%s", block, output)
		case <-ctx.Done():
			s.Fatalf("%sdoes not answer on %s", block, s.address)
		}
	}
}

// read returns a page of the site.
func (s stranger) read(path string) string {
	s.Helper()
	status, page, err := get(s.Context(), "http://"+s.address+path)
	if err != nil {
		s.Fatal(err)
	}
	if status != http.StatusOK {
		s.Errorf("%s answers %d", path, status)
	}
	return page
}

func get(ctx context.Context, address string) (status int, body string, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, "", err
	}
	page, err := io.ReadAll(response.Body)
	return response.StatusCode, string(page), errors.Join(err, response.Body.Close())
}
