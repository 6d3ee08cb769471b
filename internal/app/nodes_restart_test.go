package app_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"palabre/internal/app"
	"palabre/internal/article"
	"palabre/internal/errs"
	"palabre/internal/jobs"
)

// What the database is for the readers of a node.
const (
	databaseHere  = iota // every answer is right
	databaseShaky        // it comes and goes: an answer is right, or 503 and our page
)

// outage is a node that serves in this process, as serve does, and its database
// that an operator takes away.
type outage struct {
	*nodesWorld
	app      *app.App // of the node
	server   *sql.DB  // the server's own database, from which the node's is shut
	database string
	other    app.Options   // of a second process
	entered  atomic.Int64  // jobs that stand at the gate
	gate     chan struct{} // closed: they go on
	state    atomic.Int64
	paths    []string // their pages show title
	title    string
	answers  [600]atomic.Int64 // by their status
}

func newOutage(t *testing.T, log io.Writer) *outage {
	t.Helper()
	o := &outage{nodesWorld: newNodesWorld(t), gate: make(chan struct{}), title: "Le bac attend"}
	options := o.nodes[0].options
	o.other = o.nodes[1].options
	options.Log = slog.New(slog.NewTextHandler(log, nil))
	address, err := url.Parse(options.URL)
	o.must(err)
	o.database = strings.TrimPrefix(address.Path, "/")
	o.server, err = sql.Open("pgx", os.Getenv("PALABRE_TEST_POSTGRES"))
	o.must(err)
	t.Cleanup(func() { o.server.Close() })
	o.app, err = app.Open(t.Context(), options)
	o.must(err)
	o.must(hearNodes(o.app, "here"))
	jobs.OnAfter(o.app.Jobs, "gate", func(ctx context.Context, _ article.ArticlePublished) error {
		o.entered.Add(1)
		select {
		case <-o.gate:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	return o
}

// serve serves until the function that it returns is called.
func (o *outage) serve() (stop func()) {
	o.Helper()
	ctx, cancel := context.WithCancel(o.Context())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- o.app.Serve(ctx, app.Site{Listen: "127.0.0.1:0", Ready: func(address string) { ready <- address }})
	}()
	here := &node{t: o.T, name: "here"}
	select {
	case said := <-ready:
		address, err := url.Parse(said)
		o.must(err)
		host := "127.0.0.1:" + address.Port()
		here.address.Store(&host)
	case err := <-ended:
		o.Fatalf("it does not serve: %v", err)
	}
	o.nodes = []*node{here}
	return func() {
		select {
		case err := <-ended:
			o.Errorf("it ended by itself: %v", err)
		default:
			cancel()
			if err := <-ended; err != nil {
				o.Errorf("at its end: %v", err)
			}
		}
		if err := o.app.Close(); err != nil {
			o.Error(err)
		}
	}
}

// cut ends every connection to the database until there is none.
func (o *outage) cut() {
	o.Helper()
	o.until("every connection is cut", func() bool {
		var n int
		o.must(o.server.QueryRowContext(o.Context(), `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1`, o.database).Scan(&n))
		return n == 0
	})
}

func (o *outage) allow(connections string) {
	o.Helper()
	_, err := o.server.ExecContext(o.Context(), `ALTER DATABASE `+o.database+` ALLOW_CONNECTIONS `+connections)
	o.must(err)
}

func (o *outage) publish(title string) article.Address {
	o.Helper()
	actor, err := newNodeActor(o.Context(), o.app, watchedHost, ferryman)
	o.must(err)
	at, err := actor.publish(o.Context(), title)
	o.must(err)
	return at
}

func (o *outage) get(path string) nodesAnswer {
	o.Helper()
	answer, err := nodesReader{t: o.T, node: o.nodes[0], client: o.client}.get(path)
	o.must(err)
	return answer
}

// read asks for one page after the other until done. Who asked before the
// database was here again may hear that it was not.
func (o *outage) read(done <-chan struct{}) {
	reader := nodesReader{t: o.T, node: o.nodes[0], client: o.client}
	for {
		select {
		case <-done:
			return
		default:
		}
		path, state := o.paths[rand.IntN(len(o.paths))], o.state.Load()
		answer, err := reader.get(path)
		if err != nil { // also after 30 s, which is the limit of a request
			o.Errorf("%s: %v", path, err)
			return
		}
		o.answers[answer.status].Add(1)
		switch {
		case answer.status == http.StatusOK && strings.Contains(answer.body, o.title):
		case answer.status == http.StatusServiceUnavailable && strings.Contains(answer.body, "Le site ne peut pas répondre pour l’instant") &&
			(state == databaseShaky || o.state.Load() == databaseShaky):
		default:
			o.Errorf("%s answers %d in state %d: %.300s", path, answer.status, state, answer.body)
			return
		}
	}
}

// TestPostgreSQLGoesAwayAndComesBack takes the database away from a node that
// serves and works: some times for a moment, then for as long as it takes to see
// all that the node does about it. Nobody starts the node again.
func TestPostgreSQLGoesAwayAndComesBack(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	o := newOutage(t, &log)
	o.live()
	if address := regexp.MustCompile(`\d+\.\d+\.\d+\.\d+`).FindString(log.String()); address != "" || strings.Contains(log.String(), "panic") {
		t.Errorf("the log names the machine %q, or a panic:\n%s", address, log.String())
	}
	t.Logf("%d right answers, %d times 503", o.answers[http.StatusOK].Load(), o.answers[http.StatusServiceUnavailable].Load())
	if o.answers[http.StatusOK].Load() < 100 || o.answers[http.StatusServiceUnavailable].Load() < 10 {
		t.Error("that is too little")
	}
}

// live is the node from its start to its end.
func (o *outage) live() {
	o.Helper()
	stop := o.serve()
	defer stop()
	o.paths = []string{"/", "/feed/", o.publish(o.title).Path}
	o.pagesAreKept()
	o.whileTheyRead(func() {
		waiting := o.fillTheQueue()
		for range 5 { // a restart that one hardly sees
			o.state.Store(databaseShaky)
			o.cut()
			o.until("other processes are heard again", o.app.DB.Current)
			o.state.Store(databaseHere)
		}
		o.state.Store(databaseShaky)
		o.allow("false")
		o.cut()
		o.isAway()
		o.allow("true")
		o.isBack(waiting)
	})
	o.pagesAreKept()
	o.hearsAnotherProcess()
}

// whileTheyRead does something while readers ask.
func (o *outage) whileTheyRead(do func()) {
	o.Helper()
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() { o.read(done) })
	}
	defer readers.Wait()
	defer close(done)
	do()
}

// fillTheQueue lets every worker stand at the gate, with jobs behind them, and
// returns the keys of the articles whose jobs nobody can have begun.
func (o *outage) fillTheQueue() (keys []string) {
	o.Helper()
	for i := range 10 { // as many as there are workers; the first article's stands there already
		o.publish(fmt.Sprintf("Devant le bac %d", i))
	}
	o.until("every worker is busy", func() bool { return o.entered.Load() == 10 })
	for i := range 3 {
		keys = append(keys, string(o.publish(fmt.Sprintf("Derrière le bac %d", i)).Key))
	}
	return keys
}

// isAway looks at a node whose database is away.
func (o *outage) isAway() {
	o.Helper()
	o.until("nothing is taken for new", func() bool { return !o.app.DB.Current() })
	if ready := o.get("/readyz"); ready.status != http.StatusServiceUnavailable || ready.body != "unready\n" {
		o.Errorf("/readyz says %d %q", ready.status, ready.body)
	}
	if alive := o.get("/healthz"); alive.status != http.StatusOK {
		o.Errorf("/healthz says %d", alive.status)
	}
	for _, path := range o.paths { // also those that were kept
		if got := o.get(path); got.status != http.StatusServiceUnavailable {
			o.Errorf("%s answers %d without a database", path, got.status)
		}
	}
	if _, err := newNodeActor(o.Context(), o.app, watchedHost, ferryman); !errors.Is(err, errs.Unavailable) {
		o.Errorf("who acts is told %v", err)
	}
	close(o.gate) // the jobs that run end, and nobody can write it down
	before := o.answers[503].Load()
	o.until("readers are told again and again", func() bool { return o.answers[503].Load() > before+50 })
	if o.app.DB.Current() {
		o.Error("current without a database")
	}
}

// isBack looks that everything goes on by itself.
func (o *outage) isBack(waiting []string) {
	o.Helper()
	o.until("ready", func() bool { return o.get("/readyz").status == http.StatusOK })
	o.until("other processes are heard again", o.app.DB.Current)
	o.state.Store(databaseHere)
	swept := o.count(`SELECT count(*) FROM nodes_sweep`)
	// Time passes: jobs whose end could not be written down are taken for dead.
	o.statement(`UPDATE river_job SET attempted_at = '2006-01-02 15:04:05' WHERE state = 'running'`)
	for _, key := range waiting {
		query := fmt.Sprintf(`SELECT count(*) FROM nodes_effect e JOIN article a ON a.id = e.article_id WHERE a.key = '%s' AND e.node = 'here'`, key)
		o.until("a job that was there before is done", func() bool { return o.count(query) == 1 })
	}
	o.until("every job is done", func() bool {
		return o.count(`SELECT count(*) FROM river_job WHERE state <> 'completed' AND kind LIKE 'article.%'`) == 0
	})
	o.until("periodic work goes on", func() bool { return o.count(`SELECT count(*) FROM nodes_sweep`) > swept+1 })
	if n := o.count(`SELECT count(*) FROM nodes_effect`) - o.count(`SELECT count(*) FROM article`); n != 0 {
		o.Errorf("%d effects more than articles", n)
	}
}

// hearsAnotherProcess lets a second process publish on the same database.
func (o *outage) hearsAnotherProcess() {
	o.Helper()
	other := &node{t: o.T, name: "other", options: o.other, busy: o.noteBusy, acting: make(chan struct{})}
	other.start()
	defer other.end()
	const title = "Le bac est revenu"
	o.until("the front is kept", func() bool { return strings.Contains(o.get("/").body, o.title) })
	_, path, ok := other.tell(nodeAct{verb: "publish", number: 1, key: "-", title: title})
	acknowledged := time.Now()
	if !ok {
		o.Fatal("the other process does not publish")
	}
	o.until("the front shows it", func() bool {
		late := time.Since(acknowledged)
		shows := strings.Contains(o.get("/").body, title)
		if !shows && late > nodesLate {
			o.Fatalf("who asks %s later is not shown it", late)
		}
		return shows
	})
	if got := o.get(path); got.status != http.StatusOK || !strings.Contains(got.body, title) {
		o.Errorf("%s answers %d", path, got.status)
	}
}
