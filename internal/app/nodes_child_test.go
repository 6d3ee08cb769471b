package app_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
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

// The environment of a node says its name and what an operator would say.
const (
	nodeName = "PALABRE_NODE_NAME"
	nodeDir  = "PALABRE_NODE_DIR"
	nodeURL  = "PALABRE_NODE_URL"
	nodeKey  = "PALABRE_NODE_KEY"
)

// The place of the nodes: readers watch one edition, the other one is written
// all the time.
const (
	watchedHost = "rive.example"
	busyHost    = "remous.example"
	ferryman    = "Passeur" // writes the watched one
	rower       = "Rameur"
)

// busyPause is what each node waits after each article of the busy edition.
const busyPause = 25 * time.Millisecond

// liveAsNode is a child: a node that serves as any other, does what it is told
// on its input, and meanwhile publishes. On its output stand, a line each:
//
//	serving ADDRESS
//	done KEY PATH        an act that it was told
//	busy KEY             an article of its own
func liveAsNode(ctx context.Context, name string) error {
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	a, err := app.Open(ctx, app.Options{Dir: os.Getenv(nodeDir), URL: os.Getenv(nodeURL), Key: os.Getenv(nodeKey), Clock: clock.System, Log: log})
	if err != nil {
		return err
	}
	if err := hearNodes(a, name); err != nil {
		return err
	}
	failed := make(chan error, 3)
	go func() {
		failed <- a.Serve(ctx, app.Site{Listen: "127.0.0.1:0", Ready: func(address string) { fmt.Println("serving", address) }})
	}()
	told, err := newNodeActor(ctx, a, watchedHost, ferryman)
	if err != nil {
		return err
	}
	busy, err := newNodeActor(ctx, a, busyHost, rower)
	if err != nil {
		return err
	}
	go func() { failed <- told.obey(ctx) }()
	go func() { failed <- busy.publishOn(ctx) }()
	return <-failed
}

// hearNodes registers what keeps a mark and an effect of each event, in one
// transaction, and periodic work that is written down. A job may run twice; the
// mark lets its effect happen once.
func hearNodes(a *app.App, name string) error {
	effect := func(ctx context.Context, heard article.ID, version int64) error {
		return a.DB.Write(ctx, func(tx *db.Tx) error {
			const mark = `INSERT INTO nodes_mark (article_id, number) VALUES ($1, $2) ON CONFLICT (article_id, number) DO NOTHING`
			fresh, err := db.Exec(ctx, tx, mark, heard, version)
			if err != nil || fresh == 0 {
				return err
			}
			_, err = db.Exec(ctx, tx, `INSERT INTO nodes_effect (article_id, number, node) VALUES ($1, $2, $3)`, heard, version, name)
			return err
		})
	}
	jobs.OnAfter(a.Jobs, "nodes", func(ctx context.Context, e article.ArticlePublished) error { return effect(ctx, e.ID, 1) })
	jobs.OnAfter(a.Jobs, "nodes", func(ctx context.Context, e article.ArticleRevised) error { return effect(ctx, e.ID, e.Number) })
	return a.Jobs.Every("nodes.sweep", time.Second, func(ctx context.Context) error {
		return a.DB.Write(ctx, func(tx *db.Tx) error {
			_, err := db.Exec(ctx, tx, `INSERT INTO nodes_sweep (at, node) VALUES ($1, $2)`, tx.Now(), name)
			return err
		})
	})
}

// nodeActor is who acts on a node.
type nodeActor struct {
	app     *app.App
	edition *edition.Edition
	author  author.Author
}

func newNodeActor(ctx context.Context, a *app.App, host, handle string) (nodeActor, error) {
	e, err := a.Editions.ByHost(ctx, host)
	if err != nil {
		return nodeActor{}, err
	}
	by, err := a.Authors.ByHandle(ctx, handle)
	return nodeActor{a, e, by}, err
}

// publishOn publishes without end.
func (n nodeActor) publishOn(ctx context.Context) error {
	tick := time.NewTicker(busyPause)
	defer tick.Stop()
	for i := 0; ; i++ {
		at, err := n.publish(ctx, fmt.Sprintf("Remous %d de %s", i, id.Code()))
		if err != nil {
			return err
		}
		fmt.Println("busy", at.Key)
		<-tick.C
	}
}

// obey does what its input says, one line after the other: VERB NUMBER KEY TITLE.
func (n nodeActor) obey(ctx context.Context) error {
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var act nodeAct
		if _, err := fmt.Sscanf(lines.Text(), "%s %d %s %q", &act.verb, &act.number, &act.key, &act.title); err != nil {
			return err
		}
		at, err := n.do(ctx, act)
		if err != nil {
			return fmt.Errorf("%s: %w", lines.Text(), err)
		}
		fmt.Println("done", at.Key, at.Path)
	}
	return errors.New("the test is gone")
}

func (n nodeActor) do(ctx context.Context, act nodeAct) (at article.Address, err error) {
	actor := author.Actor{Author: n.author.ID}
	at = article.Address{Key: id.Key(act.key), Path: "-"}
	switch act.verb {
	case "publish":
		return n.publish(ctx, act.title)
	case "revise":
		var claims article.Claims
		if claims, err = nodeClaims(act.title); err == nil {
			err = n.app.Articles.Revise(ctx, actor, at.Key, article.Revision{
				Edition: n.edition, Base: int64(act.number - 1), Kind: article.Correction, Note: "Le niveau de l’eau.", Claims: claims,
			})
		}
	case "withdraw":
		err = n.app.Articles.Withdraw(ctx, n.edition, actor, at.Key)
	case "restore":
		err = n.app.Articles.Restore(ctx, n.edition, actor, at.Key)
	case "move":
		at.Path, err = n.app.Articles.RenameSlug(ctx, n.edition, actor, at.Key, act.title)
	case "edition": // no verb changes it yet
		err = n.exec(ctx, n.edition.ID.Tag(), `UPDATE edition_text SET name = $1 WHERE edition_id = $2`, act.title, n.edition.ID)
	case "author":
		err = n.exec(ctx, n.author.ID.Tag(), `UPDATE author SET name = $1 WHERE id = $2`, act.title, n.author.ID)
	default:
		err = errors.New("no such verb")
	}
	return at, err
}

func (n nodeActor) publish(ctx context.Context, title string) (article.Address, error) {
	claims, err := nodeClaims(title)
	if err != nil {
		return article.Address{}, err
	}
	return n.app.Articles.Publish(ctx, author.Actor{Author: n.author.ID}, article.Publication{Edition: n.edition, Section: "ville", Claims: claims})
}

func (n nodeActor) exec(ctx context.Context, tag, query string, args ...any) error {
	return n.app.DB.Write(ctx, func(tx *db.Tx) error {
		tx.Touched(tag)
		_, err := db.Exec(ctx, tx, query, args...)
		return err
	})
}

func nodeClaims(title string) (article.Claims, error) {
	document, err := richtext.FromParagraphs([]string{stormFiller, stormFiller})
	return article.Claims{Title: title, Genre: "information", Language: "fr", Licence: "cc-by-4.0", Document: document}, err
}
