package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// published measures publications through the service by four clients at once:
// each with a job that follows it, and without one, as long as nobody listens.
func (b *bench) published(ctx context.Context) error {
	data, err := b.seeded(ctx, fewer)
	if err != nil {
		return err
	}
	var failed error
	for _, variant := range []struct {
		name string
		more []string
	}{{"no_job", nil}, {"job", []string{"-listener"}}} {
		dir, err := b.copyOf(data)
		if err != nil {
			return err
		}
		failed = errors.Join(failed, b.publishedBy(ctx, dir, "published_sqlite_"+variant.name, variant.more...))
	}
	if b.postgres == "" {
		b.note("published_postgres is not measured: PALABRE_TEST_POSTGRES names no server")
		return failed
	}
	return errors.Join(failed, b.publishedPostgres(ctx))
}

// publishedBy measures publications into a data folder, which is gone then.
func (b *bench) publishedBy(ctx context.Context, dir, name string, more ...string) (err error) {
	s, err := b.serveIn(ctx, dir, more...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.end()) }()
	end, err := b.profiled(s, name)
	if err != nil {
		return err
	}
	serial := fewer
	var rates, whole, looks, work []float64
	var p50, p99, longest, verbs, drained []time.Duration
	unseen, passed, stale := 0, 0, 0
	for round := range b.rounds + 1 {
		var p published
		ask := publishing{Serial: serial, Measure: b.length}
		before := workOf(s.cmd.Process.Pid)
		if err := s.ask(question{Publish: &ask}, &p); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		serial += clients * (p.Result.Requests + p.Unseen + p.Passed + clients)
		unseen, passed, stale = unseen+p.Unseen, passed+p.Passed, stale+p.Stale
		if round == 0 { // to warm up
			continue
		}
		rates = append(rates, p.Result.Rate())
		whole = append(whole, float64(p.Result.Requests)/(p.Result.Took+p.Drained).Seconds())
		looks = append(looks, float64(p.Looks)/p.Result.Took.Seconds())
		p50, p99, longest = append(p50, p.Result.P50), append(p99, p.Result.P99), append(longest, p.Result.Max)
		verbs, drained = append(verbs, p.Verb), append(drained, p.Drained)
		work = append(work, milliseconds(workOf(s.cmd.Process.Pid)-before)/float64(max(1, p.Result.Requests)))
	}
	b.figure(name, middle(rates), "publications/s")
	b.figure(name+"_until_jobs_done", middle(whole), "publications/s")
	b.figure(name+"_p50", milliseconds(middle(p50)), "ms")
	b.figure(name+"_p99", milliseconds(middle(p99)), "ms")
	b.figure(name+"_max", milliseconds(middle(longest)), "ms")
	b.figure(name+"_work", middle(work), "ms of processor/publication, clients and lists with it")
	b.figure(name+"_verb_p50", milliseconds(middle(verbs)), "ms")
	b.figure(name+"_jobs_drained_in", milliseconds(middle(drained)), "ms")
	b.figure(name+"_looks", middle(looks), "lists read/s beside")
	b.figure(name+"_passed", float64(passed), "publications that left a list between two looks: failures")
	if unseen+stale > 0 {
		err = fmt.Errorf("%s: lists did not show a publication that was committed before in %d looks, %d at all", name, stale, unseen)
	}
	return errors.Join(err, end())
}

// publishedPostgres measures the same on a server of PostgreSQL, in a database
// that is gone then.
func (b *bench) publishedPostgres(ctx context.Context) (err error) {
	d, err := b.newDatabase(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.drop()) }()
	fsync, err := d.show(ctx, "fsync")
	if err != nil {
		return err
	}
	commit, err := d.show(ctx, "synchronous_commit")
	if err != nil {
		return err
	}
	b.note("published_postgres: over %d articles; fsync is %s, synchronous_commit is %s", few, fsync, commit)
	dir, err := os.MkdirTemp(b.temp, "data.")
	if err != nil {
		return err
	}
	o := quiet(dir)
	o.URL = d.url
	if err := seed(ctx, o, few); err != nil {
		return err
	}
	keys, err := b.copyOf(dir)
	if err != nil {
		return err
	}
	return errors.Join(
		b.publishedBy(ctx, dir, "published_postgres_no_job", "-url", d.url),
		b.publishedBy(ctx, keys, "published_postgres_job", "-url", d.url, "-listener"),
	)
}
