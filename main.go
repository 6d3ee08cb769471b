// Palabre is an open citizen-publishing platform in one program: see README.md.
// This package reads the command line and hands each command to internal/app; it
// holds no rule.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"palabre/internal/app"
	"palabre/internal/clock"
	"palabre/internal/config"
	"palabre/internal/errs"
	"palabre/internal/i18n"
)

// release is set when a release is built (-ldflags "-X main.release=…").
var release = "development"

// What the program ends with.
const (
	done     = 0
	failed   = 1
	unusable = 2 // the command line, or what it names
)

// garbage lets the heap grow to three times what is in use before it is collected.
// Pages are made a sixth to a fifth quicker, for 3 MB more at rest and some 70 MB
// more with a full cache (docs/performance.md). GOGC in the environment decides
// otherwise.
const garbage = 200

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run does what a command line asks for and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if i := slices.IndexFunc(args, notText); i >= 0 {
		fmt.Fprintf(stderr, "palabre: word %d of the command line is not UTF-8: set the terminal to UTF-8\n", i+1)
		return unusable
	}
	var c config.Config
	exited := -1
	parser, err := config.Parser(&c, kong.Writers(stdout, stderr), kong.Exit(func(code int) { exited = code }))
	if err != nil {
		fmt.Fprintln(stderr, "palabre:", err)
		return failed
	}
	chosen, err := parser.Parse(args)
	switch {
	case exited == done: // --help
		return done
	case err != nil:
		fmt.Fprintln(stderr, "palabre:", err)
		fmt.Fprintln(stderr, "palabre: palabre --help teaches the commands")
		return unusable
	}
	if err := do(ctx, chosen.Command(), c, stdout, stderr); err != nil {
		return tell(stderr, err)
	}
	return done
}

// notText reports what the parser would put other signs in the place of, without
// a word, or what no database keeps.
func notText(arg string) bool { return !utf8.ValidString(arg) || strings.ContainsRune(arg, 0) }

// do opens the data and does one command.
func do(ctx context.Context, command string, c config.Config, stdout, stderr io.Writer) error {
	if command == "version" {
		_, err := fmt.Fprintln(stdout, "palabre", release)
		return err
	}
	a, err := app.Open(ctx, app.Options{
		Dir: c.Data, URL: c.DatabaseURL, Key: c.Key, Clock: clock.System, Log: slog.New(slog.NewJSONHandler(stderr, nil)),
	})
	if err != nil {
		return err
	}
	switch command {
	case "migrate": // done by opening
		_, err = fmt.Fprintln(stdout, "the database is up to date")
	case "serve":
		err = serve(ctx, a, c.Serve, stderr)
	case "edition add <host>":
		err = addEdition(ctx, a, c.Edition.Add, stdout)
	case "author add <handle>":
		err = addAuthor(ctx, a, c.Author.Add, stdout)
	case "import text <file>":
		err = importText(ctx, a, c.Import.Text, stdout, stderr)
	}
	return errors.Join(err, a.Close())
}

// tell says what went wrong, in the language of the terminal where it is about
// what was typed, and returns the exit code.
func tell(stderr io.Writer, err error) int {
	catalogue, broken := i18n.Load()
	if broken != nil {
		err = errors.Join(err, broken)
	}
	var fields *errs.FieldErrors
	var said *errs.Said
	switch {
	case broken == nil && errors.As(err, &fields):
		for _, field := range fields.Fields {
			fmt.Fprintf(stderr, "palabre: %s: %s\n", field.Name, catalogue.In(terminal()).Say(field.Message, field.Args...))
		}
		return unusable
	case broken == nil && errors.As(err, &said):
		fmt.Fprintln(stderr, "palabre:", catalogue.In(terminal()).Say(said.Message, said.Args...))
		return unusable
	}
	fmt.Fprintln(stderr, "palabre:", err)
	if errs.KindOf(err) == errs.Conflict || errs.KindOf(err) == errs.NotFound {
		return unusable
	}
	return failed
}

// terminal is the language of the terminal (POSIX.1 8.2), English for none.
func terminal() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		switch value := os.Getenv(name); {
		case value == "":
		case len(value) < 2, value[:2] == "C.", value == "POSIX": // the locale C
			return "en"
		default:
			return value[:2]
		}
	}
	return "en"
}
