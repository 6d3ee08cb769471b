package app_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"palabre/internal/app"
)

// node is a process that serves, as the test sees it. Who acts on it, stops it
// or starts it holds its lock; who kills it asks nobody.
type node struct {
	t       *testing.T
	name    string
	options app.Options
	busy    func(key string) // told of each article that it acknowledged by itself

	mu      sync.Mutex
	process atomic.Pointer[os.Process]
	address atomic.Pointer[string] // where it serves: 127.0.0.1:45123
	lives   atomic.Int64           // odd while it lives: it changes before a kill, and once it serves again
	in      io.WriteCloser
	replies chan string
	acting  chan struct{} // takes one from each act that begins while somebody waits
	ended   func()        // waits for the end of the process
}

// start starts the node and waits until it serves.
func (n *node) start() {
	n.t.Helper()
	cmd := n.command()
	cmd.Stderr = os.Stderr // what it complains of
	var err error
	if n.in, err = cmd.StdinPipe(); err != nil {
		n.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		n.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
	n.process.Store(cmd.Process)
	serving, replies, drained := make(chan string, 1), make(chan string, 1), make(chan struct{})
	n.replies = replies
	n.ended = func() {
		<-drained
		cmd.Wait() // it was killed
		if cmd.ProcessState.Exited() {
			n.t.Errorf("node %s ended by itself", n.name)
		}
	}
	go func() {
		defer close(drained)
		defer close(replies)
		defer close(serving)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			switch word, rest, _ := strings.Cut(lines.Text(), " "); word {
			case "serving":
				serving <- rest
			case "done":
				replies <- rest
			case "busy":
				n.busy(rest)
			}
		}
	}()
	address, err := url.Parse(<-serving)
	if err != nil || address.Port() == "" {
		n.t.Fatalf("node %s does not serve", n.name)
	}
	host := "127.0.0.1:" + address.Port()
	n.address.Store(&host)
	n.lives.Add(1)
}

func (n *node) command() *exec.Cmd {
	program, err := os.Executable()
	if err != nil {
		n.t.Fatal(err)
	}
	cmd := exec.CommandContext(n.t.Context(), program)
	cmd.Env = append(os.Environ(), nodeName+"="+n.name, nodeDir+"="+n.options.Dir, nodeURL+"="+n.options.URL, nodeKey+"="+n.options.Key)
	return cmd
}

// kill ends the node where it stands, in the middle of an act where one comes
// soon, and begins its next life.
func (n *node) kill() {
	select {
	case <-n.acting:
		<-time.After(rand.N(8 * time.Millisecond))
	case <-time.After(700 * time.Millisecond):
	}
	n.end()
	n.mu.Lock()
	defer n.mu.Unlock()
	n.start()
}

// end ends the node where it stands.
func (n *node) end() {
	n.lives.Add(1)
	n.process.Load().Kill()
	n.ended()
}

// nodeAct is what a node is told to do.
type nodeAct struct {
	verb   string
	number int    // the version that it makes
	key    string // "-" for none
	title  string
}

// tell tells the node to act and returns what it acknowledged; false when it was
// killed before it could.
func (n *node) tell(act nodeAct) (key, path string, ok bool) {
	if _, err := fmt.Fprintf(n.in, "%s %d %s %q\n", act.verb, act.number, act.key, act.title); err != nil {
		return "", "", false
	}
	select {
	case n.acting <- struct{}{}:
	default:
	}
	reply, ok := <-n.replies
	key, path, _ = strings.Cut(reply, " ")
	return key, path, ok
}
