package app_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// nodesReader asks one node again and again, without waiting for answers, so
// that many of its requests stand before a node that is stopped.
type nodesReader struct {
	t      *testing.T
	node   *node
	seen   *landscape
	client *http.Client
}

// readPause is how often one node is asked.
const readPause = 25 * time.Millisecond

// read asks until done, and returns when every answer is there.
func (r nodesReader) read(done <-chan struct{}) {
	tick := time.NewTicker(readPause)
	defer tick.Stop()
	var asking sync.WaitGroup
	defer asking.Wait()
	for {
		select {
		case <-done:
			return
		case <-tick.C:
		}
		path := []string{"/", "/feed/", r.seen.address(rand.IntN), r.seen.address(rand.IntN)}[rand.IntN(4)]
		asking.Go(func() { r.ask(path) })
	}
}

// ask asks for a page. A node that is being killed may break off; one that lives
// and one that is only stopped may not.
func (r nodesReader) ask(path string) {
	life := r.node.lives.Load()
	if life%2 == 0 {
		return
	}
	asked := time.Now()
	answer, err := r.get(path)
	if err != nil {
		if r.node.lives.Load() == life {
			r.t.Errorf("%s: %v", path, err)
		}
		return
	}
	for _, wrong := range r.seen.judge(asked, path, answer) {
		r.t.Errorf("node %s, %s: %s", r.node.name, path, wrong)
	}
}

// nodesAnswer is a page as it came.
type nodesAnswer struct {
	status   int
	location string
	body     string
}

func (r nodesReader) get(path string) (nodesAnswer, error) {
	request, err := http.NewRequestWithContext(r.t.Context(), http.MethodGet, "http://"+*r.node.address.Load()+path, nil)
	if err != nil {
		return nodesAnswer{}, err
	}
	request.Host = watchedHost
	answer, err := r.client.Do(request)
	if err != nil {
		return nodesAnswer{}, err
	}
	body, err := io.ReadAll(answer.Body)
	return nodesAnswer{answer.StatusCode, answer.Header.Get("Location"), string(body)}, errors.Join(err, answer.Body.Close())
}

// What every page says that shows the thing: names and titles hold a number for
// their state, and stand nowhere else.
var (
	sightOfEdition = regexp.MustCompile(`La Rive (\d+)`)
	sightOfAuthor  = regexp.MustCompile(`Passeur (\d+)`)
	sightOfTitle   = regexp.MustCompile(`Le gué (\d+) dit (\d+)`)
	entryOfFront   = regexp.MustCompile(`<a href="([^"]*)">Le gué (\d+) dit (\d+)</a>`)
	entryOfFeed    = regexp.MustCompile(`<title>Le gué (\d+) dit (\d+)</title>\s*<link>http://[^/]*([^<]*)</link>`)
)

// judge says what is wrong with an answer to who asked at a moment.
func (l *landscape) judge(asked time.Time, path string, a nodesAnswer) (wrong []string) {
	l.Lock()
	defer l.Unlock()
	l.answers++
	say := func(what, fault string) {
		if said := what + " shows " + fault; fault != "" && !slices.Contains(wrong, said) {
			wrong = append(wrong, said)
		}
	}
	for what, of := range map[string]struct {
		sight *regexp.Regexp
		known *history[int]
	}{"the edition's name": {sightOfEdition, &l.edition}, "the author's name": {sightOfAuthor, &l.author}} {
		for _, found := range of.sight.FindAllStringSubmatch(a.body, -1) {
			say(what, of.known.judge(asked, func(n int) bool { return strconv.Itoa(n) == found[1] }))
		}
	}
	if a.status == http.StatusOK && !sightOfEdition.MatchString(a.body) {
		say("the page", "no edition")
	}
	switch path {
	case "/":
		l.judgeList(asked, a, entryOfFront, []int{2, 3, 1}, say)
	case "/feed/":
		l.judgeList(asked, a, entryOfFeed, []int{1, 2, 3}, say)
	default:
		l.seen++
		c := l.at(path)
		say("the page", c.judge(asked, func(p passage) bool { return c.fits(p, path, a) }))
	}
	return wrong
}

// fits says whether an address answers so while the article is in a state.
func (c *crossing) fits(p passage, path string, a nodesAnswer) bool {
	known := false // at that time
	for _, s := range c.states {
		known = known || s.path == path
		if s == p {
			break
		}
	}
	switch a.status {
	case http.StatusOK:
		titles := sightOfTitle.FindAllStringSubmatch(a.body, -1)
		return p.path == path && p.version > 0 && !p.withdrawn && len(titles) > 0 && sightOfAuthor.MatchString(a.body) &&
			!slices.ContainsFunc(titles, func(t []string) bool { return t[0] != c.title(p.version) })
	case http.StatusMovedPermanently:
		return known && p.path != path && p.path == a.location
	case http.StatusGone:
		return p.withdrawn
	case http.StatusNotFound:
		return !known
	}
	return false
}

// judgeList judges each article of a list, and each that should be in it.
func (l *landscape) judgeList(asked time.Time, a nodesAnswer, entry *regexp.Regexp, order []int, say func(what, fault string)) {
	if a.status != http.StatusOK {
		say("the list", fmt.Sprint(a.status))
		return
	}
	type place struct{ version, path string }
	found := map[int]place{}
	for _, e := range entry.FindAllStringSubmatch(a.body, -1) {
		number, err := strconv.Atoi(e[order[0]])
		if err != nil || l.byNumber(number) == nil {
			say("the list", "an article that nobody wrote: "+e[0])
			continue
		}
		found[number] = place{e[order[1]], strings.TrimSpace(e[order[2]])}
	}
	for _, c := range l.crossings {
		at, there := found[c.number]
		if !there && !l.listed(c) {
			continue
		}
		l.seen++
		fault := c.judge(asked, func(p passage) bool {
			if !there {
				return p.version == 0 || p.withdrawn
			}
			return !p.withdrawn && strconv.Itoa(p.version) == at.version && (p.path == "" || p.path == at.path)
		})
		say(fmt.Sprintf("the list, of article %d,", c.number), fault)
	}
}
