package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"palabre/internal/app"
	"palabre/internal/author"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
)

// nodesWorld is three nodes, and the program in this process beside them, which
// serves nothing.
type nodesWorld struct {
	*testing.T
	nodes  []*node
	seen   *landscape
	client *http.Client
	app    *app.App

	mu   sync.Mutex
	busy []string // keys that the nodes acknowledged by themselves
}

func newNodesWorld(t *testing.T) *nodesWorld {
	t.Helper()
	o := dbtest.PostgresOptions(t)
	options := app.Options{Dir: t.TempDir(), URL: o.URL, Clock: o.Clock, Log: o.Log}
	w := &nodesWorld{T: t, seen: newLandscape(), client: &http.Client{
		Timeout:       30 * time.Second,
		Transport:     &http.Transport{MaxIdleConnsPerHost: 100},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	t.Cleanup(w.client.CloseIdleConnections)
	var err error
	w.app, err = app.Open(t.Context(), options)
	w.must(err)
	t.Cleanup(func() {
		if err := w.app.Close(); err != nil {
			t.Error(err)
		}
	})
	w.furnish()
	key, err := os.ReadFile(filepath.Join(options.Dir, "keys"))
	w.must(err)
	options.Key = string(key)
	for _, name := range []string{"a", "b", "c"} {
		options.Dir = t.TempDir() // nodes share the database and the key, and no folder
		w.nodes = append(w.nodes, &node{t: t, name: name, options: options, busy: w.noteBusy, acting: make(chan struct{})})
	}
	return w
}

func (w *nodesWorld) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *nodesWorld) noteBusy(key string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.busy = append(w.busy, key)
}

// furnish makes the editions, who writes them, and the tables of what was heard.
func (w *nodesWorld) furnish() {
	w.Helper()
	for host, handle := range map[string]string{watchedHost: ferryman, busyHost: rower} {
		name := editionName(0)
		if host == busyHost {
			name = "Le Remous"
		}
		e, err := w.app.Editions.Add(w.Context(), edition.New{
			Host: host, Name: name, Languages: []string{"fr"}, Timezone: "Africa/Dakar",
			Notice: "Écrite par ceux qui passent. {join}.", Join: "Écrire",
			Sections: []edition.NewSection{{Names: map[string]string{"fr": "ville"}}},
		})
		w.must(err)
		_, err = w.app.Authors.Add(w.Context(), author.New{Edition: e, Kind: author.Individual, Handle: handle, Name: handle + " 0"})
		w.must(err)
	}
	w.statement(`CREATE TABLE nodes_mark (article_id BIGINT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY (article_id, number))`)
	w.statement(`CREATE TABLE nodes_effect (article_id BIGINT NOT NULL, number BIGINT NOT NULL, node TEXT NOT NULL)`)
	w.statement(`CREATE TABLE nodes_sweep (at BIGINT NOT NULL, node TEXT NOT NULL)`)
}

func (w *nodesWorld) statement(text string, args ...any) {
	w.Helper()
	w.must(w.app.DB.Write(w.Context(), func(tx *db.Tx) error {
		_, err := db.Exec(w.Context(), tx, text, args...)
		return err
	}))
}

// count returns the answer to a question after a number.
func (w *nodesWorld) count(query string) (n int64) {
	w.Helper()
	w.must(w.app.DB.Read(w.Context(), func(tx *db.Tx) (err error) {
		n, err = db.One(w.Context(), tx, db.ScanInt, query)
		return err
	}))
	return n
}

func (w *nodesWorld) until(what string, done func() bool) {
	w.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(5 * time.Minute)
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			w.Fatalf("still not: %s", what)
		}
	}
}

// wait lets the nodes go on for a while.
func (w *nodesWorld) wait(d time.Duration) { <-time.After(d) }

// act lets nodes act until done, a few times a second: so few that a list still
// shows what was acknowledged 2 s ago.
func (w *nodesWorld) act(done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		case <-time.After(time.Duration(60+rand.IntN(140)) * time.Millisecond):
		}
		n := w.nodes[rand.IntN(len(w.nodes))]
		if !n.mu.TryLock() { // it is stopped, or begins its next life
			continue
		}
		act, tell := w.seen.choose(rand.IntN)
		key, path, ok := n.tell(act)
		tell(key, path, ok)
		n.mu.Unlock()
	}
}

// pagesAreKept changes a name that no page is told of: a node that still shows
// the old one keeps pages, or what follows would prove nothing. Told to forget
// everything, as an operator can, all show the new one.
func (w *nodesWorld) pagesAreKept() {
	w.Helper()
	named := func(n *node, name string) bool {
		answer, err := nodesReader{t: w.T, node: n, client: w.client}.get(author.Path(ferryman))
		w.must(err)
		return sightOfAuthor.FindString(answer.body) == name
	}
	for i, n := range w.nodes {
		w.until("node "+n.name+" keeps pages", func() bool {
			w.statement(`UPDATE author SET name = $1 WHERE handle = $2`, authorName(0), ferryman)
			w.statement(`SELECT pg_notify('palabre_touched', '')`)
			w.until("it shows the name", func() bool { return named(n, authorName(0)) })
			w.statement(`UPDATE author SET name = $1 WHERE handle = $2`, authorName(1000+i), ferryman)
			return named(n, authorName(0))
		})
	}
	w.statement(`UPDATE author SET name = $1 WHERE handle = $2`, authorName(0), ferryman)
	w.statement(`SELECT pg_notify('palabre_touched', '')`)
	for _, n := range w.nodes {
		w.until("node "+n.name+" has forgotten", func() bool { return named(n, authorName(0)) })
	}
}

// periodicWorkRunsOnce looks at some periods in which no node dies.
func (w *nodesWorld) periodicWorkRunsOnce() {
	w.Helper()
	w.until("three periods", func() bool { return w.count(`SELECT count(*) FROM nodes_sweep`) >= 3 })
	if more := w.count(`SELECT (SELECT count(*) FROM nodes_sweep) - (SELECT count(DISTINCT args) FROM river_job WHERE kind = 'nodes.sweep')`); more > 0 {
		w.Errorf("periodic work ran %d times more often than there were periods", more)
	}
}

// everyJobIsDone does what the dead nodes have left, and counts.
func (w *nodesWorld) everyJobIsDone(kills int) {
	w.Helper()
	w.must(hearNodes(w.app, "heir"))
	// Time passes: the dead leader's lease ends and its jobs are taken for dead.
	w.statement(`DELETE FROM river_leader`)
	w.statement(`UPDATE river_job SET attempted_at = '2006-01-02 15:04:05' WHERE state = 'running'`)
	w.must(w.app.Jobs.Start(w.Context()))
	w.until("every job is done", func() bool {
		return w.count(`SELECT count(*) FROM river_job WHERE state <> 'completed' AND kind LIKE 'article.%/nodes'`) == 0
	})
	w.must(w.app.Jobs.Stop(context.WithoutCancel(w.Context())))
	for what, query := range map[string]string{
		"versions whose job was lost":            `SELECT count(*) FROM revision r WHERE NOT EXISTS (SELECT 1 FROM nodes_effect e WHERE e.article_id = r.article_id AND e.number = r.number)`,
		"marked effects that happened twice":     `SELECT count(*) FROM (SELECT 1 FROM nodes_effect GROUP BY article_id, number HAVING count(*) > 1) AS twice`,
		"effects of what never happened":         `SELECT count(*) FROM nodes_effect e WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.article_id = e.article_id AND r.number = e.number)`,
		"runs of periodic work asked for twice":  `SELECT count(*) - count(DISTINCT args) FROM river_job WHERE kind = 'nodes.sweep'`,
		"runs of periodic work beyond its kills": fmt.Sprintf(`SELECT GREATEST(0, (SELECT count(*) FROM nodes_sweep) - (SELECT count(*) FROM river_job WHERE kind = 'nodes.sweep') - %d)`, kills+3),
	} {
		if n := w.count(query); n != 0 {
			w.Errorf("%d %s", n, what)
		}
	}
	for _, key := range w.busy {
		if w.count(fmt.Sprintf(`SELECT count(*) FROM article WHERE key = '%s'`, key)) != 1 {
			w.Errorf("%s was acknowledged and is not there", key)
		}
	}
}

// tellFigures says what it was, and fails when it was too little to show anything.
func (w *nodesWorld) tellFigures() {
	w.Helper()
	s := w.seen
	w.Logf("%d acts acknowledged and %d cut off, %d articles beside them, %d pages judged with %d states, %d jobs",
		s.acknowledged, s.unknown, len(w.busy), s.answers, s.seen, w.count(`SELECT count(*) FROM nodes_effect`))
	if s.acknowledged < 20 || s.answers < 500 || s.seen < s.answers || len(w.busy) < 100 {
		w.Error("that is too little")
	}
}
