package main

import (
	"bytes"
	"context"
	"sync"
	"time"
)

// lists show each publication at once, among twenty of the newest.
var lists = [...]string{"/", "/feed/"}

// ownPage is the place of a publication beside the lists.
const ownPage = len(lists)

// A list shows so many, and so many clients publish at once.
const (
	listed  = 20
	clients = 4
)

// board holds the publications that some place has not shown yet.
type board struct {
	mu        sync.Mutex
	waiting   map[string]*notice // by path
	posted    int                // publications so far
	shown     []time.Duration    // of those that all places have shown
	overtaken int                // those that left a list between two looks, pushed out by newer ones
	stale     int                // lists asked for after a publication that did not show it
}

// notice is one of them.
type notice struct {
	began  time.Time
	number int // among all, from 1
	seen   [len(lists) + 1]bool
	left   int // places that have not shown it
}

func newBoard() *board { return &board{waiting: map[string]*notice{}} }

// post puts a publication up that began then and is committed now.
func (b *board) post(path string, began time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.posted++
	b.waiting[path] = &notice{began: began, number: b.posted, left: len(lists) + 1}
}

// count returns how many publications are committed at least.
func (b *board) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.posted
}

// saw notes which publications a place has just shown, to somebody who asked
// when so many were committed.
func (b *board) saw(place, committed int, body []byte) {
	now := time.Now()
	b.mu.Lock()
	defer b.mu.Unlock()
	for path, n := range b.waiting {
		switch {
		case n.seen[place]:
		case bytes.Contains(body, []byte(path)):
			n.seen[place] = true
			if n.left--; n.left == 0 {
				b.shown = append(b.shown, now.Sub(n.began))
				delete(b.waiting, path)
			}
		case place == ownPage || n.number > committed: // another's page, or asked for too early
		case b.posted-n.number+clients >= listed:
			b.overtaken++
			delete(b.waiting, path)
		default:
			b.stale++
		}
	}
}

// watch reads a list again and again until publishing has ended, and then once
// more in full. It returns how often it looked.
func (b *board) watch(ctx context.Context, address string, place int, ended <-chan struct{}) (looks int, err error) {
	l, err := dial(ctx, address)
	if err != nil {
		return 0, err
	}
	defer l.Close()
	for last := false; ; looks++ {
		committed := b.count()
		answer, err := l.page(lists[place])
		if err != nil {
			return looks, err
		}
		b.saw(place, committed, answer.Body)
		if last {
			return looks, nil
		}
		select {
		case <-ended:
			last = true
		default:
		}
	}
}
