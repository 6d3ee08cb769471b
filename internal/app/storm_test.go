package app_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"palabre/internal/app"
	"palabre/internal/author"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
)

// stormSize is the least that a storm must have been, on each engine.
type stormSize struct{ acknowledged, kills int }

// sizeOfStorm is half of what make torture, make test and make check ask for:
// there are two engines.
func sizeOfStorm() stormSize {
	switch {
	case os.Getenv("PALABRE_TORTURE") != "":
		return stormSize{25_000, 100}
	case testing.Short():
		return stormSize{250, 4}
	}
	return stormSize{2_500, 10}
}

// stormNear is how close to a commit a kill must come to count as close; a third must.
const stormNear = 5 * time.Millisecond

// TestStormTorture kills a node with four busy writers again and again. Whatever
// it acknowledged must be there whole: page, address, short code, lists, feed,
// versions, signatures and jobs. What it had only begun must be there whole or
// not at all. make torture runs it ten times as long; PALABRE_STORM_SEED repeats
// the chances of a run, though not the scheduler's.
func TestStormTorture(t *testing.T) {
	seed := seedOfStorm(t)
	var sum stormFigures
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		s := newStorm(t, o, seed)
		s.rage(sizeOfStorm())
		s.calm()
		t.Logf("seed %d, %s: %v", seed, t.Name(), &s.stormFigures)
		sum.add(s.stormFigures)
	})
	fmt.Printf("storm: seed %d, both engines: %v\n", seed, &sum) // for the gate, at the beginning of a line
}

func seedOfStorm(t *testing.T) uint64 {
	t.Helper()
	asked := os.Getenv(stormSeed)
	if asked == "" {
		return rand.Uint64()
	}
	seed, err := strconv.ParseUint(asked, 10, 64)
	if err != nil {
		t.Fatalf("%s is not a number: %v", stormSeed, err)
	}
	return seed
}

// stormFigures are what a storm was.
type stormFigures struct {
	acknowledged, published int
	kills, close, early     int // early: before anything was acknowledged
	unacknowledged          int // committed, and killed before it could be told
	raged                   time.Duration
}

func (f *stormFigures) add(other stormFigures) {
	f.acknowledged += other.acknowledged
	f.published += other.published
	f.kills += other.kills
	f.close += other.close
	f.early += other.early
	f.unacknowledged += other.unacknowledged
	f.raged += other.raged
}

func (f *stormFigures) String() string {
	return fmt.Sprintf("%d acts acknowledged, %d of them publications, %.0f publications a second; %d kills, %d within %v of a commit, %d before the first one; %d commits not told",
		f.acknowledged, f.published, float64(f.published)/f.raged.Seconds(), f.kills, f.close, stormNear, f.early, f.unacknowledged)
}

// storm is the parent of all lives on one database.
type storm struct {
	*testing.T
	stormFigures
	options app.Options
	seed    uint64
	chance  *rand.Rand
	stories map[storyName]*story
	fresh   map[storyName]bool // stories that were not looked at yet
	begun   map[storyName]verb // acts that a dead child had begun and not acknowledged
	looked  int64              // articles up to this one were looked at
}

func newStorm(t *testing.T, o db.Options, seed uint64) *storm {
	t.Helper()
	s := &storm{
		T: t, options: stormOptions(o.Dir, o.URL), seed: seed, chance: rand.New(rand.NewPCG(seed, uint64(len(o.URL)))),
		stories: map[storyName]*story{}, fresh: map[storyName]bool{}, begun: map[storyName]verb{},
	}
	if o.Dir == "" {
		s.options.Dir = t.TempDir()
	}
	s.open(s.furnish)
	return s
}

func (s *storm) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// open opens the data in this process, and closes it before the next child.
func (s *storm) open(look func(a *app.App)) {
	s.Helper()
	a, err := app.Open(s.Context(), s.options)
	s.must(err)
	defer func() { s.must(a.Close()) }()
	look(a)
}

// furnish makes the edition, its writers and the table of what was heard.
func (s *storm) furnish(a *app.App) {
	s.Helper()
	var sections []edition.NewSection
	for _, slug := range stormSections() {
		sections = append(sections, edition.NewSection{Names: map[string]string{"fr": slug}})
	}
	e, err := a.Editions.Add(s.Context(), edition.New{
		Host: stormHost, Name: "La Crue", Languages: []string{"fr"}, Timezone: "Africa/Dakar",
		Notice: "La Crue est écrite par ceux qui la voient. {join}.", Join: "Écrire", Sections: sections,
	})
	s.must(err)
	for i, handle := range stormWriters() {
		_, err := a.Authors.Add(s.Context(), author.New{Edition: e, Kind: stormKind(i), Handle: handle})
		s.must(err)
	}
	s.statement(a, `CREATE TABLE storm_heard (article_id BIGINT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY (article_id, number))`)
}

func (s *storm) statement(a *app.App, text string) {
	s.Helper()
	s.must(a.DB.Write(s.Context(), func(tx *db.Tx) error {
		_, err := db.Exec(s.Context(), tx, text)
		return err
	}))
}

// rage kills children until there was enough of everything, and fails when that
// takes twice as many kills.
func (s *storm) rage(least stormSize) {
	s.Helper()
	enough := func() bool {
		return s.kills >= least.kills && s.acknowledged >= least.acknowledged && 3*s.close >= s.kills
	}
	for life := 1; !enough() && s.kills < 2*least.kills; life++ {
		each := max(least.acknowledged-s.acknowledged, 1) / max(least.kills-s.kills, 1)
		s.live(life, s.plan(each))
		// Else the next child is the first to open what the dead one left.
		if enough() || s.chance.IntN(3) > 0 {
			s.open(s.look)
		}
	}
	if !enough() {
		s.Errorf("no storm: %v; want %d acts, %d kills, a third of them close", &s.stormFigures, least.acknowledged, least.kills)
	}
}
