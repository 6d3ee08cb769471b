package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"palabre/bench/load"
	"palabre/internal/app"
	"palabre/internal/web"
)

// publishing asks for publications through the service, by clients that publish
// one article after the other.
type publishing struct {
	Serial  int // of the first article; each run has its own
	Measure time.Duration
}

// published is what came of it. A publication lasts from the call of the verb
// until its page, the front page and the feed have shown it over HTTP.
type published struct {
	Result  load.Result
	Verb    time.Duration // the middle one of the verb alone
	Unseen  int           // publications that some list never showed, though it could
	Passed  int           // publications that left a list between two looks
	Stale   int           // lists asked for after a commit that did not show it
	Looks   int           // front pages and feeds that were read meanwhile
	Drained time.Duration // from the last one shown until the jobs of all were done
}

// publisher publishes inside the server under test.
type publisher struct {
	app     *app.App
	router  *web.Router
	address string
	asks    bool         // each publication asks for a job
	all     int64        // publications so far
	heard   atomic.Int64 // jobs done
}

func (p *publisher) publish(ctx context.Context, asked publishing) (published, error) {
	press, err := pressOf(ctx, p.app)
	if err != nil {
		return published{}, err
	}
	board := newBoard()
	began := time.Now()
	var watchers, writing tasks
	ended := make(chan struct{})
	looks := make([]int, len(lists))
	for i := range lists {
		watchers.Go(func() (err error) {
			looks[i], err = board.watch(ctx, p.address, i, ended)
			return err
		})
	}
	verbs := make([][]time.Duration, clients)
	for i := range verbs {
		c := client{press: press, board: board, next: asked.Serial + i, step: clients, end: began.Add(asked.Measure)}
		writing.Go(func() (err error) {
			verbs[i], err = c.run(ctx, p.address)
			return err
		})
	}
	err = writing.Wait()
	close(ended)
	if err := errors.Join(err, watchers.Wait()); err != nil {
		return published{}, err
	}
	done := published{Result: load.Result{Took: time.Since(began)}, Unseen: len(board.waiting), Passed: board.overtaken, Stale: board.stale}
	for _, n := range looks {
		done.Looks += n
	}
	var all []time.Duration
	for _, of := range verbs {
		all = append(all, of...)
	}
	p.all += int64(len(all))
	done.Verb, _, _ = load.Percentiles(all)
	done.Result.Requests = len(board.shown)
	done.Result.P50, done.Result.P99, done.Result.Max = load.Percentiles(board.shown)
	done.Drained, err = p.drain(ctx)
	return done, err
}

// drain waits until the jobs of all publications were done.
func (p *publisher) drain(ctx context.Context) (time.Duration, error) {
	if !p.asks {
		return 0, nil
	}
	began := time.Now()
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for p.heard.Load() < p.all {
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-look.C:
		}
		if time.Since(began) > patience {
			return 0, fmt.Errorf("%d of %d jobs were done a minute after the last publication", p.heard.Load(), p.all)
		}
	}
	return time.Since(began), nil
}

// client is one of those who publish.
type client struct {
	*press
	board *board
	next  int // serial of its next article
	step  int // from one to the next
	end   time.Time
}

// run publishes and asks for the page of each article, which must be there. It
// returns how long the verbs took.
func (c *client) run(ctx context.Context, address string) (verbs []time.Duration, err error) {
	l, err := dial(ctx, address)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	for time.Now().Before(c.end) {
		actor, n, err := c.publication(c.next)
		if err != nil {
			return nil, err
		}
		began := time.Now()
		at, err := c.app.Articles.Publish(ctx, actor, n)
		if err != nil {
			return nil, err
		}
		verbs = append(verbs, time.Since(began))
		c.board.post(at.Path, began)
		answer, err := l.page(at.Path)
		if err != nil {
			return nil, err
		}
		c.board.saw(ownPage, 0, answer.Body)
		c.next += c.step
	}
	return verbs, nil
}

// tasks run at the same time; their errors wait for the end.
type tasks struct {
	group  sync.WaitGroup
	mu     sync.Mutex
	failed []error
}

func (t *tasks) Go(do func() error) {
	t.group.Go(func() {
		err := do()
		t.mu.Lock()
		defer t.mu.Unlock()
		t.failed = append(t.failed, err)
	})
}

func (t *tasks) Wait() error {
	t.group.Wait()
	return errors.Join(t.failed...)
}
