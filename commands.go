package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"palabre/internal/app"
	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/config"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/syndication"
)

func serve(ctx context.Context, a *app.App, c config.Serve, stderr io.Writer) error {
	site := app.Site{Listen: c.Listen, CertFile: c.TLSCert, KeyFile: c.TLSKey, Cache: int64(c.Cache) << 20}
	if c.Cache == 0 {
		site.Cache = -1
	}
	for _, network := range c.TrustedProxy {
		prefix, err := netip.ParsePrefix(network)
		if err != nil {
			return refuse("trusted-proxy", "config.network")
		}
		site.TrustedProxies = append(site.TrustedProxies, prefix)
	}
	if c.Listen == "" { // or any free port would do, for the whole world
		return refuse("listen", "field.required")
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return refuse("tls-cert", "config.tls_pair")
	}
	site.Ready = func(address string) { fmt.Fprintln(stderr, "palabre: listening on", address) }
	return a.Serve(ctx, site)
}

func refuse(flag, message string, args ...any) error {
	return errs.Fields(errs.Field{Name: flag, Message: message, Args: args})
}

func addEdition(ctx context.Context, a *app.App, c config.EditionAdd, stdout io.Writer) error {
	e, err := a.Editions.Add(ctx, edition.New{
		Host: c.Host, Name: c.Name, Tagline: c.Tagline, Country: c.Country, Languages: c.Languages, Timezone: c.Timezone,
		Notice: c.Notice, Join: c.JoinText, Sections: app.StartingSections(a.Catalogue),
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(stdout, e.Main())
	return err
}

func addAuthor(ctx context.Context, a *app.App, c config.AuthorAdd, stdout io.Writer) error {
	e, err := byHost(ctx, a, c.Edition)
	if err != nil {
		return err
	}
	made, err := a.Authors.Add(ctx, author.New{Edition: e, Kind: author.Kind(c.Kind), Handle: c.Handle, Name: c.Name})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(stdout, author.Path(made.Handle))
	return err
}

func byHost(ctx context.Context, a *app.App, host string) (*edition.Edition, error) {
	e, err := a.Editions.ByHost(ctx, strings.ToLower(host))
	if errors.Is(err, errs.NotFound) {
		return nil, refuse("edition", "edition.unknown", "host", host)
	}
	return e, err
}

func importText(ctx context.Context, a *app.App, c config.ImportText, stdout, stderr io.Writer) error {
	e, err := byHost(ctx, a, c.Edition)
	if err != nil {
		return err
	}
	text, err := readAtMost(c.File, syndication.FileLimit+1)
	if err != nil {
		return err
	}
	done, err := a.Importer.Import(ctx, syndication.Request{
		Edition: e, File: text, Handle: c.Author, Kind: author.Kind(c.Kind), Genre: article.Genre(c.Genre), Title: c.Title,
		Section: c.Section, Published: clock.At(c.Published.Time), Origin: c.Origin, Note: c.Revise,
	})
	var differs *article.Differs
	if errors.As(err, &differs) {
		fmt.Fprint(stderr, difference(differs.Kept, differs.Brought))
		return fmt.Errorf("%w\nnothing was changed; --revise NOTE publishes this text as its correction", err)
	}
	if err != nil {
		return err
	}
	if done.OtherNotice {
		fmt.Fprintln(stderr, "palabre: the text ends in another notice than the edition's; the edition's will be shown")
	}
	_, err = fmt.Fprintln(stdout, done.Path)
	return err
}

// readAtMost reads the beginning of a file, so that a file that is no text and
// never ends does not fill the memory.
func readAtMost(name string, limit int64) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, refuse("file", "config.file", "file", name)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, limit))
	if err != nil {
		return nil, refuse("file", "config.file", "file", name)
	}
	return text, nil
}

// difference shows which lines two texts do not share, - kept and + brought.
func difference(kept, brought string) string {
	differ := diffmatchpatch.New()
	a, b, lines := differ.DiffLinesToChars(kept+"\n", brought+"\n")
	var out strings.Builder
	for _, piece := range differ.DiffCharsToLines(differ.DiffMain(a, b, false), lines) {
		sign := map[diffmatchpatch.Operation]string{diffmatchpatch.DiffDelete: "- ", diffmatchpatch.DiffInsert: "+ "}[piece.Type]
		if sign == "" {
			continue
		}
		for line := range strings.Lines(piece.Text) {
			out.WriteString(sign + strings.TrimSuffix(line, "\n") + "\n")
		}
	}
	return out.String()
}
