package app_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"
)

// stormPatience is how long a child may live, and the end of a storm may take.
const stormPatience = 5 * time.Minute

// killing is the moment of a kill: some time after a line was read of that
// word, and of enough acknowledgements before it.
type killing struct {
	word  string // "" for the start of the child
	after int
	delay time.Duration
}

// plan chooses a moment; after about each acknowledgements on average. Most come
// when a writer has just begun, which is before its commit, or has just been
// acknowledged, when three others are on their way.
func (s *storm) plan(each int) killing {
	after := 1 + s.chance.IntN(2*each)
	within := func(d time.Duration) time.Duration { return time.Duration(s.chance.Int64N(int64(d))) }
	switch n := s.chance.IntN(12); {
	case n < 1:
		return killing{"", 0, within(300 * time.Millisecond)}
	case n < 5:
		return killing{"done", after, 0}
	case n < 9:
		return killing{"begin", after, within(4 * time.Millisecond)}
	default:
		return killing{"done", after, within(60 * time.Millisecond)}
	}
}

// stormChild is a life as the parent reads it.
type stormChild struct {
	number int
	acts   [4]struct { // what each writer is doing; verb "" for nothing
		verb  verb
		story storyName
	}
	commits []time.Time // when the child saw those that it told of
}

// live runs a child until its moment has come, and notes what it told.
func (s *storm) live(number int, k killing) {
	s.Helper()
	program, err := os.Executable()
	s.must(err)
	bounded, cancel := context.WithTimeout(s.Context(), stormPatience)
	defer cancel()
	cmd := exec.CommandContext(bounded, program)
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", stormLife, number), fmt.Sprintf("%s=%d", stormSeed, s.seed+uint64(number)),
		stormDir+"="+s.options.Dir, stormURL+"="+s.options.URL)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	told, err := cmd.StdoutPipe()
	s.must(err)
	s.must(cmd.Start())

	killed := make(chan time.Time, 1)
	kill := sync.OnceFunc(func() {
		cmd.Process.Kill()
		killed <- time.Now()
	})
	if k.word == "" {
		time.AfterFunc(k.delay, kill)
	}
	c := &stormChild{number: number}
	for lines := bufio.NewScanner(told); lines.Scan(); {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		s.note(c, word, rest)
		switch {
		case word != k.word || len(c.commits) < k.after:
		case k.delay == 0:
			kill()
		default:
			time.AfterFunc(k.delay, kill)
		}
	}
	cmd.Wait() // it was killed
	if cmd.ProcessState.Exited() || bounded.Err() != nil || complaint.Len() > 0 {
		s.Fatalf("child %d was not killed, or complained: %s", number, complaint.String())
	}
	s.count(c, <-killed)
}

// note keeps what a line told.
func (s *storm) note(c *stormChild, word, rest string) {
	s.Helper()
	var writer int
	switch word {
	case "durable":
		want := "2" // SQLite: synchronous is FULL
		if s.options.URL != "" {
			want = "on on"
		}
		if rest != want {
			s.Fatalf("commits are durable as %q, want %q", rest, want)
		}
	case "begin":
		var serial int
		var v verb
		_, err := fmt.Sscan(rest, &writer, &v, &serial)
		s.must(err)
		c.acts[writer].verb, c.acts[writer].story = v, storyName{c.number, writer, serial}
	case "done":
		var at int64
		var key, path string
		_, err := fmt.Sscan(rest, &writer, &at, &key, &path)
		s.must(err)
		c.commits = append(c.commits, time.Unix(0, at))
		act := &c.acts[writer]
		s.acknowledge(act.story, act.verb, key, path)
		act.verb = ""
	default:
		s.Fatalf("the child said %s %s", word, rest)
	}
}

func (s *storm) acknowledge(name storyName, v verb, key, path string) {
	s.Helper()
	s.acknowledged++
	old := s.stories[name]
	if v == publishes {
		s.published++
		old = &story{storyName: name, Key: key, Path: path}
		if !name.stands(path) {
			s.Errorf("%q stands at %s", name.title(), path)
		}
	}
	now := old.after(v)
	s.stories[name], s.fresh[name] = &now, true
}

// count closes a life: what was begun in it, and how close to a commit it ended.
// A commit that was told after the kill shows that the child still lived then.
func (s *storm) count(c *stormChild, killed time.Time) {
	for _, act := range c.acts {
		if act.verb != "" {
			s.begun[act.story] = act.verb
		}
	}
	s.kills++
	if len(c.commits) == 0 {
		s.early++
		return
	}
	slices.SortFunc(c.commits, time.Time.Compare)
	last := c.commits[len(c.commits)-1]
	s.raged += last.Sub(c.commits[0])
	for _, commit := range c.commits {
		if killed.Sub(commit).Abs() <= stormNear {
			s.close++
			return
		}
	}
}
