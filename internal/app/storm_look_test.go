package app_test

import (
	"encoding/xml"
	"errors"
	"slices"
	"strings"
	"time"

	"palabre/internal/app"
	"palabre/internal/article"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/syndication"
)

// look compares the articles that were not looked at with what was acknowledged,
// settles what had only begun, and looks at the newest as readers do.
func (s *storm) look(a *app.App) {
	s.Helper()
	s.intact(a)
	e, err := a.Editions.ByHost(s.Context(), stormHost)
	s.must(err)
	told := map[string]*story{}
	for name := range s.fresh {
		if known := s.stories[name]; known != nil {
			told[known.Key] = known
		}
	}
	for _, found := range s.stored(a) {
		known := told[found.key]
		if known == nil {
			known = s.untold(found)
		}
		if known == nil {
			s.Errorf("article %d is nobody's: %+v", found.id, found)
			continue
		}
		s.settle(known, found)
		s.compare(known, found)
		s.read(a, e, known, found.code)
		delete(told, found.key)
		s.looked = max(s.looked, found.id)
	}
	for _, lost := range told {
		s.Errorf("%q was acknowledged at %s and is not there", lost.title(), lost.Path)
	}
	clear(s.fresh)
	clear(s.begun)
	s.readNewest(a, e)
}

// intact waits until PostgreSQL has noticed that the child is dead, or asks
// SQLite whether its file is sound.
func (s *storm) intact(a *app.App) {
	s.Helper()
	if s.options.URL != "" {
		s.until("the dead child's transactions have ended", func() bool {
			const query = `SELECT count(*) FROM pg_stat_activity
				WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND xact_start IS NOT NULL`
			return s.ask(a, query)[0] == "0"
		})
		return
	}
	if said := s.ask(a, `PRAGMA integrity_check`); !slices.Equal(said, []string{"ok"}) {
		s.Fatalf("the file is damaged: %q", said)
	}
	if dangling := s.ask(a, `SELECT "table" || ' ' || rowid || ' ' || parent FROM pragma_foreign_key_check`); len(dangling) > 0 {
		s.Errorf("rows refer to nothing: %q", dangling)
	}
}

// ask returns the answers to a query of one column.
func (s *storm) ask(a *app.App, query string, args ...any) (answers []string) {
	s.Helper()
	s.must(a.DB.Read(s.Context(), func(tx *db.Tx) (err error) {
		answers, err = db.Collect(s.Context(), tx, db.ScanText, query, args...)
		return err
	}))
	return answers
}

// until waits until something is true.
func (s *storm) until(what string, done func() bool) {
	s.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(stormPatience)
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			s.Fatalf("still not: %s", what)
		}
	}
}

// untold finds the publication that a child had begun and could not tell of, nil
// when none is like it.
func (s *storm) untold(found *storedStory) *story {
	for name, v := range s.begun {
		if v == publishes && len(found.bodies) == 1 && found.bodies[0].is(name) {
			s.stories[name] = &story{storyName: name, Key: found.key, Path: found.path}
			return s.stories[name]
		}
	}
	return nil
}

// settle finds out whether an act that had begun was committed. Both is right;
// compare then wants it whole.
func (s *storm) settle(known *story, found *storedStory) {
	v, ok := s.begun[known.storyName]
	if !ok {
		return
	}
	if after := known.after(v); v == publishes || slices.Equal(found.lines(known.storyName), after.facts()) {
		*known = after
		s.unacknowledged++
	}
}

// compare wants every row of the story, and no other.
func (s *storm) compare(known *story, found *storedStory) {
	s.Helper()
	if got, want := found.lines(known.storyName), known.facts(); !slices.Equal(got, want) {
		s.Errorf("%q is half there: %v are missing, %v are too many", known.title(), without(want, got), without(got, want))
	}
	if len(found.code) != 8 || found.path != known.Path || !known.stands(found.path) || !strings.Contains(found.html, known.sentence(known.Version)) {
		s.Errorf("%q has the code %q, stands at %s, is told at %s and says %s", known.title(), found.code, found.path, known.Path, found.html)
	}
}

// without returns the lines of one that the other lacks.
func without(one, other []string) []string {
	return slices.DeleteFunc(slices.Clone(one), func(line string) bool { return slices.Contains(other, line) })
}

// read reads the story at its address and by its code.
func (s *storm) read(a *app.App, e *edition.Edition, known *story, code string) {
	s.Helper()
	shown, err := a.Articles.Public(s.Context(), e, known.Path)
	path, byCode := a.Articles.ByCode(s.Context(), e, code)
	if known.Withdrawn {
		if !errors.Is(err, errs.Gone) || !errors.Is(byCode, errs.Gone) {
			s.Errorf("%s was withdrawn and answers %v, its code %v", known.Path, err, byCode)
		}
		return
	}
	if err != nil || byCode != nil || path != known.Path {
		s.Errorf("%s answers %v, and its code leads to %q, %v", known.Path, err, path, byCode)
		return
	}
	var signers []string
	for _, signer := range shown.Signers {
		signers = append(signers, signer.Handle)
	}
	if string(shown.Key) != known.Key || shown.Path != known.Path || shown.Code != code || shown.Title != known.title() ||
		shown.Genre != known.genre(known.Version) || shown.Regime != "hosted" || !slices.Equal(signers, known.signers()) ||
		len(shown.Changes) != known.Version-1 || !strings.Contains(shown.HTML, known.sentence(known.Version)) {
		s.Errorf("%s shows %+v", known.Path, shown)
	}
}

// readNewest compares the front page, the authors' pages and the feed with the
// newest articles, found without any list.
func (s *storm) readNewest(a *app.App, e *edition.Edition) {
	s.Helper()
	latest, err := a.Articles.Latest(s.Context(), e)
	s.must(err)
	newest := s.ask(a, `SELECT key FROM article WHERE state = 'published' ORDER BY published_at DESC, id DESC LIMIT 20`)
	s.sameKeys("the front page", latest, newest)
	for _, handle := range stormWriters() {
		by, err := a.Authors.ByHandle(s.Context(), handle)
		s.must(err)
		listed, err := a.Articles.ByAuthor(s.Context(), e, by.ID)
		s.must(err)
		s.sameKeys("the page of "+handle, listed, s.ask(a, `
			SELECT a.key FROM article a JOIN byline b ON b.article_id = a.id WHERE a.state = 'published' AND b.author_id = $1
			ORDER BY a.published_at DESC, a.id DESC LIMIT 20`, by.ID))
	}
	whole, err := a.Articles.Feed(s.Context(), e)
	s.must(err)
	written, err := syndication.Writer{Catalogue: a.Catalogue, Edition: e, Base: "https://" + stormHost}.RSS(whole)
	s.must(err)
	s.sameFeed(written, newest)
}

func (s *storm) sameKeys(what string, listed []article.Listed, want []string) {
	s.Helper()
	var got []string
	for _, one := range listed {
		got = append(got, string(one.Key))
	}
	if !slices.Equal(got, want) {
		s.Errorf("%s shows %v, want %v", what, got, want)
	}
}

// sameFeed wants an entry with its text for each of the newest.
func (s *storm) sameFeed(written []byte, newest []string) {
	s.Helper()
	var feed struct {
		Items []struct {
			Title string `xml:"title"`
			Link  string `xml:"link"`
			Text  string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
		} `xml:"channel>item"`
	}
	s.must(xml.Unmarshal(written, &feed))
	if len(feed.Items) != len(newest) {
		s.Errorf("the feed has %d entries, want %d", len(feed.Items), len(newest))
		return
	}
	byKey := map[string]*story{}
	for _, known := range s.stories {
		byKey[known.Key] = known
	}
	for i, item := range feed.Items {
		known := byKey[newest[i]]
		if known == nil || item.Title != known.title() || item.Link != "https://"+stormHost+known.Path || !strings.Contains(item.Text, known.sentence(known.Version)) {
			s.Errorf("entry %d of the feed is %+v, want that of %+v", i, item, known)
		}
	}
}
