package db_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"

	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/errs"
)

// Some troubles need another process: this test program again, told by these
// variables what to play and on which database.
const (
	childPart = "PALABRE_DB_TEST_PART"
	childDir  = "PALABRE_DB_TEST_DIR"
	childURL  = "PALABRE_DB_TEST_URL"
)

func TestMain(m *testing.M) {
	part, ok := parts()[os.Getenv(childPart)]
	if !ok {
		os.Exit(m.Run())
	}
	o := db.Options{
		Dir: os.Getenv(childDir), URL: os.Getenv(childURL),
		Clock: clock.System, Log: slog.New(slog.DiscardHandler),
	}
	if err := part(context.Background(), o); err != nil {
		fmt.Printf("%v|%v\n", errs.KindOf(err), err)
		os.Exit(1)
	}
	fmt.Println("done")
}

// migratePart opens and migrates, as any node does when it starts.
func migratePart(ctx context.Context, o db.Options) error {
	d, err := db.Open(ctx, o)
	if err != nil {
		return err
	}
	if err := d.Migrate(ctx); err != nil {
		d.Close()
		return err
	}
	return d.Close()
}

// child starts a process that plays a part.
type child struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
}

func startChild(t *testing.T, part string, o db.Options) *child {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := &child{command: exec.CommandContext(t.Context(), program)}
	c.command.Env = append(os.Environ(), childPart+"="+part, childDir+"="+o.Dir, childURL+"="+o.URL)
	c.command.Stderr = os.Stderr
	if c.in, err = c.command.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := c.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.out = bufio.NewReader(out)
	if err := c.command.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

// line waits for the child's next line.
func (c *child) line(t *testing.T) string {
	t.Helper()
	line, err := c.out.ReadString('\n')
	if err != nil {
		t.Fatalf("the child said %q and then %v", line, err)
	}
	return strings.TrimSpace(line)
}

// end lets the child go and returns what it says at last.
func (c *child) end(t *testing.T) string {
	t.Helper()
	c.in.Close()
	rest, err := io.ReadAll(c.out)
	if err != nil {
		t.Fatal(err)
	}
	c.command.Wait() // the last line has told how it ended
	lines := strings.Split(strings.TrimSpace(string(rest)), "\n")
	return lines[len(lines)-1]
}
