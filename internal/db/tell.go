package db

import (
	"context"
	"slices"
	"strings"

	"palabre/internal/id"
)

// Nodes tell each other the touched tags with PostgreSQL's NOTIFY, inside the
// transaction: what is committed is said, once, and nothing else is. The payload
// is the name of the node and the tags, between spaces. With all in the place of
// the tags, and with any other payload, everybody forgets everything; so an
// operator who repaired a table by hand can say it too.
const (
	channel = "palabre_touched"
	all     = "*"
	payload = 7_900 // bytes; PostgreSQL refuses 8,000
)

// OnTouched registers what is told, after each commit, the cache tags that the
// transaction touched; with Listen also after those of other processes. After a
// commit of ours it is called before Write returns, so it must be quick.
func (d *DB) OnTouched(tell func(tags []string)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.onTouched = append(d.onTouched, tell)
}

// OnMissed registers what is called when commits of other processes may have
// gone unheard: it forgets everything that is kept. It must be quick.
func (d *DB) OnMissed(tell func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.onMissed = append(d.onMissed, tell)
}

func (d *DB) touched(tags []string) {
	if len(tags) == 0 {
		return
	}
	d.mu.Lock()
	listeners := d.onTouched
	d.mu.Unlock()
	for _, tell := range listeners {
		tell(tags)
	}
}

func (d *DB) missed() {
	d.mu.Lock()
	listeners := d.onMissed
	d.mu.Unlock()
	for _, tell := range listeners {
		tell()
	}
}

// tell says the touched tags to the other nodes, if the commit comes.
func (tx *Tx) tell(ctx context.Context) error {
	if len(tx.tags) == 0 {
		return nil
	}
	slices.Sort(tx.tags)
	tx.tags = slices.Compact(tx.tags)
	if tx.db.engine == SQLite { // other programs see that the file has changed
		return nil
	}
	_, err := Exec(ctx, tx, `SELECT pg_notify($1, $2)`, channel, said(*tx.db.name.Load(), tx.tags))
	return err
}

// said writes a payload.
func said(name string, tags []string) string {
	text := name + " " + strings.Join(tags, " ")
	if len(text) > payload || len(strings.Fields(text)) != 1+len(tags) {
		return name + " " + all
	}
	return text
}

// hear hands on what a node has said. What this node said itself its listeners
// knew at the commit.
func (d *DB) hear(text string) {
	words := strings.Fields(text)
	switch {
	case len(words) > 0 && words[0] == *d.name.Load():
	case len(words) < 2 || slices.Contains(words[1:], all):
		d.missed()
	default:
		d.touched(words[1:])
	}
}

// unsure is for a commit whose end nobody saw: the connection broke, or the
// caller left. If it happened, or happens yet, pages have changed. What was said
// under the old name is therefore somebody else's from now on; then, for what
// came before, the tags are dropped.
func (d *DB) unsure(tags []string) {
	if len(tags) == 0 {
		return
	}
	d.rename()
	d.touched(tags)
}

// rename gives this node another name.
func (d *DB) rename() {
	name := string(id.NewKey())
	d.name.Store(&name)
}
