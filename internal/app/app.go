// Package app joins the house: it opens what the others stand on, builds the
// services, mounts the routes, says who listens to what, starts and stops. It
// holds no rule of its own.
package app

import (
	"context"
	"errors"
	"log/slog"
	"os"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/jobs"
	"palabre/internal/seal"
	"palabre/internal/syndication"
	"palabre/internal/trust"
)

// Options say where the data is.
type Options struct {
	Dir   string // data folder: keys, erased.log and, without URL, the database
	URL   string // PostgreSQL, "" for SQLite
	Key   string // content of the file of keys, "" to read it from Dir
	Clock clock.Clock
	Log   *slog.Logger
}

// App is the program with its data open. Commands use its services; Serve also
// starts the jobs.
type App struct {
	Catalogue *i18n.Catalogue
	Editions  *edition.Service
	Authors   *author.Service
	Articles  *article.Service
	Decisions *trust.Service
	Importer  syndication.Importer
	Jobs      *jobs.Client
	DB        *db.DB

	options Options
	seal    *seal.Key
}

// Open opens the data, creates and migrates what is missing, and builds the
// services. An error says what the operator can do.
func Open(ctx context.Context, o Options) (*App, error) {
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, errors.New("the data folder cannot be made; name another with --data, or change the rights of its parent: " + err.Error())
	}
	d, err := db.Open(ctx, storage(o))
	if err != nil {
		return nil, err
	}
	a := &App{DB: d, options: o}
	if err := a.build(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return a, nil
}

func storage(o Options) db.Options {
	if o.URL != "" {
		return db.Options{URL: o.URL, Clock: o.Clock, Log: o.Log}
	}
	return db.Options{Dir: o.Dir, Clock: o.Clock, Log: o.Log}
}

func (a *App) build(ctx context.Context) (err error) {
	if err := a.DB.Migrate(ctx); err != nil {
		return err
	}
	if a.seal, err = openKey(ctx, a.options, a.DB); err != nil {
		return err
	}
	if err := a.seal.Belongs(ctx, a.DB); err != nil {
		return err
	}
	if a.Catalogue, err = i18n.Load(); err != nil {
		return err
	}
	if a.Jobs, err = jobs.New(jobs.Options{DB: a.DB, Clock: a.options.Clock, Log: a.options.Log}); err != nil {
		return err
	}
	a.Editions = edition.NewService(a.DB)
	a.Authors = author.NewService(a.DB)
	a.Articles = article.NewService(article.Options{DB: a.DB, Seal: a.seal, Jobs: a.Jobs, Catalogue: a.Catalogue, Dir: a.options.Dir})
	a.Decisions = trust.NewService(a.DB, a.Articles)
	a.Importer = syndication.Importer{Articles: a.Articles, Authors: a.Authors, Catalogue: a.Catalogue}
	return a.Articles.Periodic(a.Jobs)
}

// openKey reads the key from the environment where it is given, else from the
// data folder.
func openKey(ctx context.Context, o Options, d *db.DB) (*seal.Key, error) {
	if o.Key != "" {
		return seal.Parse(o.Key)
	}
	switch lost, err := seal.Lost(ctx, o.Dir, d); {
	case err != nil:
		return nil, err
	case lost:
		return nil, errors.New("the file of keys that belongs to this database is missing: put it back into the data folder, or set PALABRE_KEY to its content")
	}
	return seal.Open(o.Dir)
}

// Close closes the data.
func (a *App) Close() error { return a.DB.Close() }
