//go:build unix

package app_test

import (
	"math/rand/v2"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestThreeNodes lets three processes serve one PostgreSQL database while they
// are killed at any moment and one is stopped for longer than its lease. From
// 2 s after an act was acknowledged nobody answers with an older page; no job is
// lost and none of their effects happens twice; periodic work runs once.
func TestThreeNodes(t *testing.T) {
	t.Parallel()
	kills := 8
	if testing.Short() {
		kills = 3
	}
	w := newNodesWorld(t)
	for _, n := range w.nodes {
		n.start()
	}
	w.pagesAreKept()

	reading, acting := make(chan struct{}), make(chan struct{})
	var readers, writer sync.WaitGroup
	for _, n := range w.nodes {
		r := nodesReader{t: t, node: n, seen: w.seen, client: w.client}
		readers.Go(func() { r.read(reading) })
	}
	writer.Go(func() { w.act(acting) })
	w.periodicWorkRunsOnce()
	stopped := w.nodes[0]
	var pause sync.WaitGroup
	for i := range kills {
		w.wait(rand.N(time.Second))
		switch {
		case i == kills/3: // the others are killed meanwhile
			pause.Go(func() { w.stop(stopped, 4*time.Second) })
		case i < kills/3:
			w.nodes[rand.IntN(3)].kill()
		default:
			w.nodes[1+rand.IntN(2)].kill()
		}
	}
	pause.Wait()
	close(acting)
	writer.Wait()
	w.wait(nodesLate + 500*time.Millisecond) // the last acts are judged too
	close(reading)
	readers.Wait()
	for _, n := range w.nodes {
		n.end()
	}
	w.everyJobIsDone(kills)
	w.tellFigures()
}

// stop stops a node for a while, as an operator's machine does that sleeps.
func (w *nodesWorld) stop(n *node, d time.Duration) {
	n.mu.Lock()
	defer n.mu.Unlock()
	process := n.process.Load()
	if err := process.Signal(syscall.SIGSTOP); err != nil {
		w.Error(err)
	}
	w.wait(d)
	if err := process.Signal(syscall.SIGCONT); err != nil {
		w.Error(err)
	}
}
