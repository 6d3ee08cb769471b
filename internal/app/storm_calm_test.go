package app_test

import (
	"context"
	"fmt"
	"slices"

	"palabre/internal/app"
)

// calm is the end of a storm: the jobs that are left are done, everything is
// looked at once more, and every event was heard.
func (s *storm) calm() {
	s.Helper()
	s.open(func(a *app.App) {
		s.look(a) // settles what the last child had begun
		hearStorm(a)
		// Time passes: the dead leader's lease ends and its jobs are taken for dead.
		s.statement(a, `DELETE FROM river_leader`)
		s.statement(a, `UPDATE river_job SET attempted_at = '2006-01-02 15:04:05' WHERE state = 'running'`)
		s.must(a.Jobs.Start(s.Context()))
		s.until("every job is done", func() bool {
			return s.ask(a, `SELECT count(*) FROM river_job WHERE state <> 'completed' AND kind LIKE 'article.%/storm'`)[0] == "0"
		})
		s.must(a.Jobs.Stop(context.WithoutCancel(s.Context())))
	})
	s.open(func(a *app.App) {
		s.looked = 0
		for name := range s.stories {
			s.fresh[name] = true
		}
		s.look(a)
		s.everyEventWasHeard(a)
	})
}

func (s *storm) everyEventWasHeard(a *app.App) {
	s.Helper()
	var want []string
	for _, known := range s.stories {
		for version := 1; version <= known.Version; version++ {
			want = append(want, fmt.Sprintf("%s %d", known.Key, version))
		}
	}
	slices.Sort(want)
	got := s.ask(a, `SELECT COALESCE(a.key, '') || ' ' || h.number FROM storm_heard h LEFT JOIN article a ON a.id = h.article_id`)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		s.Errorf("%d events were heard, %d happened", len(got), len(want))
	}
}
