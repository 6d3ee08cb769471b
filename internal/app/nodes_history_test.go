package app_test

import (
	"fmt"
	"path"
	"slices"
	"sync"
	"time"
)

// nodesLate is how long a page may be older than what was acknowledged.
const nodesLate = 2 * time.Second

// history is how one thing came to be: its states in their order, and when each
// was acknowledged. A state that a killed node had begun is one that may be.
type history[S any] struct {
	states []S
	acked  []time.Time // zero while nobody knows
}

// begin adds a state before the act that makes it, and returns its number.
func (h *history[S]) begin(s S) int {
	h.states, h.acked = append(h.states, s), append(h.acked, time.Time{})
	return len(h.states) - 1
}

// judge says what is wrong with an answer to who asked at a moment, "" for
// nothing. The answer fits some states; the newest of them counts.
func (h *history[S]) judge(asked time.Time, fits func(S) bool) string {
	shown, least := -1, 0
	for i, s := range h.states {
		if fits(s) {
			shown = i
		}
		if !h.acked[i].IsZero() && h.acked[i].Add(nodesLate).Before(asked) {
			least = i
		}
	}
	switch {
	case shown < 0:
		return fmt.Sprintf("what never was; the states are %+v", h.states)
	case shown < least:
		return fmt.Sprintf("%+v, %s after %+v was acknowledged", h.states[shown], asked.Sub(h.acked[least]), h.states[least])
	}
	return ""
}

// passage is a state of an article of the watched edition.
type passage struct {
	version   int // 0 before its publication
	withdrawn bool
	path      string // "" when its node was killed before it could tell
}

// crossing is an article of the watched edition. Its title is its number and
// the version.
type crossing struct {
	history[passage]
	number  int
	key     string
	paths   []string // all that it had, and may have
	unknown bool     // a node was killed while it acted: nobody acts on it again
}

func (c *crossing) now() passage { return c.states[len(c.states)-1] }

func (c *crossing) title(version int) string {
	return fmt.Sprintf("Le gué %d dit %d", c.number, version)
}

// landscape is all that is watched, as the test knows it.
type landscape struct {
	sync.Mutex
	crossings     []*crossing // in the order of their publication
	edition       history[int]
	author        history[int]
	acknowledged  int
	unknown       int
	answers, seen int // how many were judged, and how many crossings in them
}

func newLandscape() *landscape {
	l := &landscape{}
	for _, name := range []*history[int]{&l.edition, &l.author} {
		name.acked[name.begin(0)] = time.Now()
	}
	return l
}

func editionName(n int) string { return fmt.Sprintf("La Rive %d", n) }
func authorName(n int) string  { return fmt.Sprintf("Passeur %d", n) }

// choose draws an act, and returns it with what it makes. done is to be told how
// it ended.
func (l *landscape) choose(draw func(int) int) (act nodeAct, done func(key, path string, ok bool)) {
	l.Lock()
	defer l.Unlock()
	switch n := draw(10); {
	case n == 0:
		return l.rename("edition", &l.edition, editionName)
	case n == 1:
		return l.rename("author", &l.author, authorName)
	case n >= 5 && len(l.crossings) > 0:
		newest := l.crossings[max(0, len(l.crossings)-12):]
		if c := newest[draw(len(newest))]; !c.unknown {
			return l.change(c, draw)
		}
	}
	c := &crossing{number: len(l.crossings) + 1, key: "-"}
	c.acked[c.begin(passage{})] = time.Now()
	l.crossings = append(l.crossings, c)
	return l.act(c, "publish", passage{version: 1})
}

func (l *landscape) rename(verb string, h *history[int], name func(int) string) (nodeAct, func(string, string, bool)) {
	next := len(h.states)
	h.begin(next)
	return nodeAct{verb: verb, key: "-", title: name(next)}, func(_, _ string, ok bool) {
		l.Lock()
		defer l.Unlock()
		if ok {
			l.acknowledged++
			h.acked[next] = time.Now()
		}
	}
}

// change draws what is done to an article that is there.
func (l *landscape) change(c *crossing, draw func(int) int) (nodeAct, func(string, string, bool)) {
	now := c.now()
	switch n := draw(8); {
	case now.withdrawn:
		now.withdrawn = false
		return l.act(c, "restore", now)
	case n < 2:
		now.withdrawn = true
		return l.act(c, "withdraw", now)
	case n < 3:
		now.path = path.Dir(path.Clean(now.path)) + fmt.Sprintf("/ailleurs-%d-%d/", c.number, len(c.states))
		c.paths = append(c.paths, now.path)
		return l.act(c, "move", now)
	}
	now.version++
	return l.act(c, "revise", now)
}

func (l *landscape) act(c *crossing, verb string, next passage) (nodeAct, func(string, string, bool)) {
	i := c.begin(next)
	act := nodeAct{verb: verb, number: next.version, key: c.key, title: c.title(next.version)}
	if verb == "move" {
		act.title = path.Base(next.path)
	}
	c.unknown = true // until it is acknowledged
	return act, func(key, path string, ok bool) {
		l.Lock()
		defer l.Unlock()
		if !ok {
			l.unknown++
			return
		}
		c.unknown, c.acked[i], c.key = false, time.Now(), key
		l.acknowledged++
		if verb == "publish" {
			c.states[i].path, c.paths = path, []string{path}
		}
	}
}

// listed says whether a list of the newest twenty must still have the article:
// few were begun after it.
func (l *landscape) listed(c *crossing) bool { return len(l.crossings)-c.number < 18 }

// byNumber returns an article, nil when there is none.
func (l *landscape) byNumber(number int) *crossing {
	if number < 1 || number > len(l.crossings) {
		return nil
	}
	return l.crossings[number-1]
}

// address draws an address of a newer article.
func (l *landscape) address(draw func(int) int) string {
	l.Lock()
	defer l.Unlock()
	if len(l.crossings) == 0 {
		return "/"
	}
	c := l.crossings[max(0, len(l.crossings)-1-draw(12))]
	if len(c.paths) == 0 {
		return "/"
	}
	return c.paths[draw(len(c.paths))]
}

// at returns the article that has, or had, an address.
func (l *landscape) at(address string) *crossing {
	for _, c := range l.crossings {
		if slices.Contains(c.paths, address) {
			return c
		}
	}
	return nil
}
