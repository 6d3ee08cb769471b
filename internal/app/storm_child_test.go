package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"time"

	"palabre/internal/app"
	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/id"
	"palabre/internal/jobs"
	"palabre/internal/richtext"
)

// The environment of a child says where its data is, which life it lives and
// what its chances begin with.
const (
	stormLife = "PALABRE_STORM_LIFE"
	stormDir  = "PALABRE_STORM_DIR"
	stormURL  = "PALABRE_STORM_URL"
	stormSeed = "PALABRE_STORM_SEED"
)

func stormOptions(dir, url string) app.Options {
	// What is logged in the middle of a storm is a fault: the parent reads it.
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	return app.Options{Dir: dir, URL: url, Clock: clock.System, Log: log}
}

// liveInStorm is a child: it opens the data, does jobs and lets four writers act
// until it is killed. On its output stand, a line each, how durable its commits
// are, what a writer begins, and what was acknowledged and when:
//
//	durable 2
//	begin WRITER VERB SERIAL
//	done WRITER NANOSECONDS KEY PATH
func liveInStorm(ctx context.Context, life string) error {
	number, err := strconv.Atoi(life)
	if err != nil {
		return err
	}
	seed, err := strconv.ParseUint(os.Getenv(stormSeed), 10, 64)
	if err != nil {
		return err
	}
	a, err := app.Open(ctx, stormOptions(os.Getenv(stormDir), os.Getenv(stormURL)))
	if err != nil {
		return err
	}
	hearStorm(a)
	if err := a.Jobs.Start(ctx); err != nil {
		return err
	}
	durable, err := stormDurability(ctx, a.DB, os.Getenv(stormURL))
	if err != nil {
		return err
	}
	tellStorm("durable", durable)
	e, err := a.Editions.ByHost(ctx, stormHost)
	if err != nil {
		return err
	}
	writers, err := stormAuthors(ctx, a)
	if err != nil {
		return err
	}
	failed := make(chan error)
	for i := range writers {
		w := stormWriter{app: a, edition: e, authors: writers, number: i, life: number, chance: rand.New(rand.NewPCG(seed, uint64(i)))}
		go func() { failed <- w.write(ctx) }()
	}
	return <-failed
}

// tellStorm writes one line at once: a pipe takes so few bytes whole or not at all.
func tellStorm(words ...any) { fmt.Fprintln(os.Stdout, words...) }

// stormDurability reads back what the connection that writes asks of the disk.
func stormDurability(ctx context.Context, d *db.DB, url string) (string, error) {
	questions := []string{`PRAGMA synchronous`}
	if url != "" {
		questions = []string{`SHOW synchronous_commit`, `SHOW fsync`}
	}
	var answers []string
	err := d.Write(ctx, func(tx *db.Tx) error {
		answers = nil
		for _, question := range questions {
			answer, err := db.One(ctx, tx, db.ScanText, question)
			if err != nil {
				return err
			}
			answers = append(answers, answer)
		}
		return nil
	})
	return strings.Join(answers, " "), err
}

// hearStorm registers listeners afterwards, which keep what they heard. They may hear
// twice.
func hearStorm(a *app.App) {
	keep := func(ctx context.Context, heard article.ID, version int64) error {
		return a.DB.Write(ctx, func(tx *db.Tx) error {
			_, err := db.Exec(ctx, tx, `INSERT INTO storm_heard (article_id, number) VALUES ($1, $2) ON CONFLICT (article_id, number) DO NOTHING`, heard, version)
			return err
		})
	}
	jobs.OnAfter(a.Jobs, "storm", func(ctx context.Context, e article.ArticlePublished) error { return keep(ctx, e.ID, 1) })
	jobs.OnAfter(a.Jobs, "storm", func(ctx context.Context, e article.ArticleRevised) error { return keep(ctx, e.ID, e.Number) })
}

func stormAuthors(ctx context.Context, a *app.App) ([]author.Author, error) {
	var all []author.Author
	for _, handle := range stormWriters() {
		one, err := a.Authors.ByHandle(ctx, handle)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// stormWriter is one of the four.
type stormWriter struct {
	app     *app.App
	edition *edition.Edition
	authors []author.Author
	number  int
	life    int
	chance  *rand.Rand
	stories []story
}

// write acts without end.
func (w *stormWriter) write(ctx context.Context) error {
	for {
		act, s := w.choose()
		tellStorm("begin", w.number, act, s.Serial)
		if err := w.do(ctx, act, s); err != nil {
			return fmt.Errorf("writer %d could not %s story %d: %w", w.number, act, s.Serial, err)
		}
		committed := time.Now().UnixNano()
		*s = s.after(act)
		tellStorm("done", w.number, committed, s.Key, s.Path)
	}
}

// choose takes a new story, or an older one and something else to do with it.
func (w *stormWriter) choose() (verb, *story) {
	act := []verb{publishes, publishes, publishes, publishes, publishes, publishes, revises, revises, withdraws, restores}[w.chance.IntN(10)]
	if act != publishes && len(w.stories) > 0 {
		if s := &w.stories[w.chance.IntN(len(w.stories))]; s.allows(act) {
			return act, s
		}
	}
	w.stories = append(w.stories, story{storyName: storyName{w.life, w.number, len(w.stories)}})
	return publishes, &w.stories[len(w.stories)-1]
}

func (w *stormWriter) do(ctx context.Context, act verb, s *story) error {
	actor := author.Actor{Author: w.authors[w.number].ID}
	switch act {
	case revises:
		claims, err := stormClaims(s.storyName, s.Version+1)
		if err != nil {
			return err
		}
		return w.app.Articles.Revise(ctx, actor, id.Key(s.Key), article.Revision{
			Edition: w.edition, Base: int64(s.Version), Kind: article.Correction, Note: "La date du puits.", Claims: claims,
		})
	case withdraws:
		return w.app.Articles.Withdraw(ctx, w.edition, actor, id.Key(s.Key))
	case restores:
		return w.app.Articles.Restore(ctx, w.edition, actor, id.Key(s.Key))
	}
	claims, err := stormClaims(s.storyName, 1)
	if err != nil {
		return err
	}
	var cosigners []author.ID
	for range s.signers()[1:] {
		cosigners = append(cosigners, w.authors[(w.number+1)%len(w.authors)].ID)
	}
	at, err := w.app.Articles.Publish(ctx, actor, article.Publication{Edition: w.edition, Section: s.section(), Cosigners: cosigners, Claims: claims})
	s.Key, s.Path = string(at.Key), at.Path
	return err
}

func stormClaims(s storyName, version int) (article.Claims, error) {
	document, err := richtext.FromParagraphs(s.paragraphs(version))
	return article.Claims{Title: s.title(), Genre: s.genre(version), Language: "fr", Licence: "cc-by-4.0", Document: document}, err
}
