package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"palabre/internal/app"
	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/db/migrations"
	"palabre/internal/edition"
	"palabre/internal/richtext"
)

// seedVersion goes up when the seeder writes other articles.
const seedVersion = 2

// The place that is measured.
const (
	host        = "banc.example"
	pathsFile   = "paths.txt" // beside the data: one path a line, in their order
	writers     = 200
	articleSize = 4 << 10 // bytes of plain text
	batch       = 20      // articles of one transaction, and of one moment
)

// seeded returns a data folder with so many articles, made now or kept from an
// earlier run. It is not to be written: copyOf makes one that may.
func (b *bench) seeded(ctx context.Context, articles int) (string, error) {
	state, err := b.seedState(ctx)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(b.data, fmt.Sprintf("%d-%s", articles, state))
	if _, err := os.Stat(filepath.Join(dir, pathsFile)); err == nil {
		return dir, nil
	}
	if err := os.RemoveAll(dir); err != nil { // what an earlier run began
		return "", err
	}
	fmt.Fprintf(os.Stderr, "bench: making %d articles, once\n", articles)
	return dir, seed(ctx, quiet(dir), articles)
}

// seedState is a short hash of all that decides what rows a publication leaves:
// the schema, the seeder, and the number of the renderer.
func (b *bench) seedState(ctx context.Context) (string, error) {
	sum := sha256.New()
	files, err := migrations.For("sqlite")
	if err != nil {
		return "", err
	}
	err = fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, path)
		sum.Write(text)
		return err
	})
	if err != nil {
		return "", err
	}
	probe, err := os.MkdirTemp(b.temp, "probe.")
	if err != nil {
		return "", err
	}
	if err := seed(ctx, quiet(probe), 1); err != nil {
		return "", err
	}
	a, err := app.Open(ctx, quiet(probe))
	if err != nil {
		return "", err
	}
	err = a.DB.Read(ctx, func(tx *db.Tx) error {
		renderer, err := db.One(ctx, tx, db.ScanInt, `SELECT renderer FROM article_html`)
		fmt.Fprintln(sum, seedVersion, renderer)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil))[:12], errors.Join(err, a.Close())
}

// quiet opens data for a tool: what goes wrong is logged, and nothing else.
func quiet(dir string) app.Options {
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	return app.Options{Dir: dir, Clock: clock.System, Log: log}
}

// seed publishes the articles as writers would, over two years in even steps,
// several in a transaction, and lets the jobs that follow be done.
func seed(ctx context.Context, o app.Options, articles int) (err error) {
	first := time.Date(2023, 1, 1, 6, 0, 0, 0, time.UTC)
	step := 2 * 365 * 24 * time.Hour / time.Duration(articles/batch+1)
	var moment atomic.Int64
	o.Clock = func() clock.Instant { return clock.At(first.Add(time.Duration(moment.Load()) * step)) }
	a, err := app.Open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	p, err := furnish(ctx, a)
	if err != nil {
		return err
	}
	var paths strings.Builder
	for done := 0; done < articles; done += batch {
		moment.Add(1)
		var made []string
		err := a.DB.Write(ctx, func(tx *db.Tx) error {
			made = nil
			for serial := done; serial < min(done+batch, articles); serial++ {
				at, err := p.publishIn(ctx, tx, serial)
				if err != nil {
					return err
				}
				made = append(made, at.Path)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, path := range made {
			paths.WriteString(path + "\n")
		}
	}
	if err := settle(ctx, a); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.Dir, pathsFile), []byte(paths.String()), 0o600)
}

// settle lets the first periodic work be done, as it would be in a house that is
// as old as its articles.
func settle(ctx context.Context, a *app.App) error {
	if err := a.Jobs.Start(ctx); err != nil {
		return err
	}
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for waiting := int64(1); waiting > 0; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-look.C:
		}
		err := a.DB.Read(ctx, func(tx *db.Tx) (err error) {
			const query = `SELECT count(*) FILTER (WHERE state <> 'completed') + CASE count(*) WHEN 0 THEN 1 ELSE 0 END FROM river_job`
			waiting, err = db.One(ctx, tx, db.ScanInt, query)
			return err
		})
		if err != nil {
			return err
		}
	}
	return a.Jobs.Stop(ctx)
}

// press is an edition and who writes in it.
type press struct {
	app     *app.App
	edition *edition.Edition
	writers []author.Author
}

func furnish(ctx context.Context, a *app.App) (*press, error) {
	e, err := a.Editions.Add(ctx, edition.New{
		Host: host, Name: "Le Banc", Tagline: "Ce que chacun a vu, ce que chacun en pense", Country: "SN",
		Languages: []string{"fr", "en", "ar"}, Timezone: "Africa/Dakar",
		Notice: "Le Banc est écrit par ceux qui s’y assoient. {join}.", Join: "Prenez place",
		Sections: app.StartingSections(a.Catalogue),
	})
	if err != nil {
		return nil, err
	}
	for i := range writers {
		_, err := a.Authors.Add(ctx, author.New{Edition: e, Kind: author.Kinds()[i%7%4], Handle: handleOf(i), Name: nameOf(i)})
		if err != nil {
			return nil, err
		}
	}
	return pressOf(ctx, a)
}

func handleOf(writer int) string { return fmt.Sprintf("Plume_%03d", writer) }

// pressOf finds what furnish made.
func pressOf(ctx context.Context, a *app.App) (*press, error) {
	e, err := a.Editions.ByHost(ctx, host)
	if err != nil {
		return nil, err
	}
	p := &press{app: a, edition: e}
	for i := range writers {
		one, err := a.Authors.ByHandle(ctx, handleOf(i))
		if err != nil {
			return nil, err
		}
		p.writers = append(p.writers, one)
	}
	return p, nil
}

// publication is the article of a serial number: who signs it and what it says.
func (p *press) publication(serial int) (author.Actor, article.Publication, error) {
	says := claimsOf(serial)
	document, err := richtext.FromParagraphs(says.paragraphs)
	first := serial % writers
	n := article.Publication{
		Edition: p.edition, Section: p.edition.Sections[serial%len(p.edition.Sections)].Slug,
		Claims: article.Claims{
			Title: says.title, Summary: says.summary, Genre: article.Genres()[serial%3], Language: "fr", Licence: "cc-by-4.0",
			Document: document,
		},
	}
	for i := range coSigners(serial) {
		n.Cosigners = append(n.Cosigners, p.writers[(first+7*(i+1))%writers].ID)
	}
	return author.Actor{Author: p.writers[first].ID}, n, err
}

// coSigners is how many sign beside the first: one under each tenth article, two
// under each fiftieth.
func coSigners(serial int) int {
	switch {
	case serial%50 == 0:
		return 2
	case serial%10 == 0:
		return 1
	}
	return 0
}

func (p *press) publishIn(ctx context.Context, tx *db.Tx, serial int) (article.Address, error) {
	actor, n, err := p.publication(serial)
	if err != nil {
		return article.Address{}, err
	}
	return p.app.Articles.PublishIn(ctx, tx, actor, n)
}

// copyOf makes a copy of a data folder that may be written.
func (b *bench) copyOf(dir string) (string, error) {
	to, err := os.MkdirTemp(b.temp, "data.")
	if err != nil {
		return "", err
	}
	return to, os.CopyFS(to, os.DirFS(dir))
}
