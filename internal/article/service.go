package article

import (
	"context"
	"crypto/rand"
	"slices"

	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/id"
	"palabre/internal/jobs"
	"palabre/internal/seal"
)

// Service holds the verbs of articles.
type Service struct {
	db        *db.DB
	addresses addresses
	events    *jobs.Client
	catalogue *i18n.Catalogue
	dir       string // where erased.log is kept
}

// Options are what a Service stands on.
type Options struct {
	DB        *db.DB
	Seal      *seal.Key
	Jobs      *jobs.Client
	Catalogue *i18n.Catalogue
	Dir       string // folder of erased.log
}

// NewService returns the service and registers its jobs.
func NewService(o Options) *Service {
	s := &Service{db: o.DB, addresses: addresses{o.Seal}, events: o.Jobs, catalogue: o.Catalogue, dir: o.Dir}
	s.register(o.Jobs)
	return s
}

// Publication is an article that is about to be published for the first time.
type Publication struct {
	Edition   *edition.Edition
	Section   string // slug, "" for the edition's first
	Cosigners []author.ID
	Claims
}

// Address is where an article stands.
type Address struct {
	Key  id.Key
	Path string
}

// Publish shows an article to everybody, signed by the actor first. Cosigners
// have agreed to this very text; whoever asks them keeps their answers.
//
// Errors: errs.Invalid by field; errs.Forbidden when the genre is not the
// author's to claim.
func (s *Service) Publish(ctx context.Context, actor author.Actor, p Publication) (at Address, err error) {
	w, err := s.write(p.Claims)
	if err != nil {
		return at, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		at, err = s.publish(ctx, tx, actor, p, w, source{at: tx.Now()})
		return err
	})
	return at, err
}

// PublishIn is Publish inside the caller's transaction.
func (s *Service) PublishIn(ctx context.Context, tx *db.Tx, actor author.Actor, p Publication) (Address, error) {
	w, err := s.write(p.Claims)
	if err != nil {
		return Address{}, err
	}
	return s.publish(ctx, tx, actor, p, w, source{at: tx.Now()})
}

// source is where a publication comes from: the desk, or an import that brings
// its own hour and name.
type source struct {
	at     clock.Instant
	origin string // "" for an article written here
	guid   string // its name there
}

func (s *Service) publish(ctx context.Context, tx *db.Tx, actor author.Actor, p Publication, w written, from source) (Address, error) {
	section, wrong := sectionOf(p.Edition, p.Section)
	if err := errs.Fields(append(p.check(), wrong...)...); err != nil {
		return Address{}, err
	}
	signers, err := signersOf(ctx, tx, actor, p.Cosigners)
	if err != nil {
		return Address{}, err
	}
	if err := maySign(p.Genre, signers, from.origin != ""); err != nil {
		return Address{}, err
	}
	a := Article{
		Key: id.NewKey(), Edition: p.Edition.ID, State: Published, Section: section.ID, Genre: p.Genre,
		Published: from.at, Shown: shownAt(from.at, showAs(signers[0].Kind), p.Edition.Zone),
	}
	if from.origin != "" {
		a.Origin, a.OriginGUID = &from.origin, &from.guid
	}
	if a.ID, err = insertArticle(ctx, tx, &a, p); err != nil {
		return Address{}, err
	}
	if err := addVersion(ctx, tx, &a, p.Claims, w, version{kind: First, shown: a.Shown, signers: signers}); err != nil {
		return Address{}, err
	}
	code := id.Code()
	if a.Path, err = s.addresses.take(ctx, tx, p.Edition, a.ID, a.Shown, slugOf(p.Title, code)); err != nil {
		return Address{}, err
	}
	if err := insertFirst(ctx, tx, &a, p, signers, code); err != nil {
		return Address{}, err
	}
	if err := show(ctx, tx, p.Edition, &a); err != nil {
		return Address{}, err
	}
	return Address{a.Key, a.Path}, s.events.AnnounceIn(ctx, tx, ArticlePublished{a.ID})
}

func sectionOf(e *edition.Edition, slug string) (edition.Section, []errs.Field) {
	section, ok := e.Section(slug)
	if !ok || section.Closed != nil {
		return section, []errs.Field{{Name: "section", Message: "article.section_unknown", Args: []any{"section", slug}}}
	}
	return section, nil
}

// signersOf takes and reads who signs, the actor first: what they are decides
// what they may claim. Two who publish together are taken in one order, whoever
// of them comes first, or two such publications would wait for each other.
func signersOf(ctx context.Context, tx *db.Tx, actor author.Actor, cosigners []author.ID) ([]author.Author, error) {
	ids := append([]author.ID{actor.Author}, cosigners...)
	ordered := slices.Sorted(slices.Values(ids))
	if len(slices.Compact(slices.Clone(ordered))) != len(ids) {
		return nil, errs.Fields(errs.Field{Name: "cosigners", Message: "article.signs_twice"})
	}
	for _, signer := range ordered {
		if err := tx.Lock(ctx, "author", int64(signer)); err != nil {
			return nil, err
		}
	}
	var signers []author.Author
	for _, signer := range ids {
		a, err := author.ByIDIn(ctx, tx, signer)
		if err != nil {
			return nil, err
		}
		signers = append(signers, a)
	}
	return signers, nil
}

// version is what a revision says beside the claims.
type version struct {
	kind    RevisionKind
	note    string
	shown   Moment
	signers []author.Author
}

// addVersion freezes claims as the article's next revision and makes it current.
func addVersion(ctx context.Context, tx *db.Tx, a *Article, c Claims, w written, v version) error {
	keys := make([]string, len(v.signers))
	a.Signers = make([]author.ID, len(v.signers))
	for i, signer := range v.signers {
		keys[i], a.Signers[i] = string(signer.Key), signer.ID
	}
	salt := make([]byte, 16)
	rand.Read(salt)
	frozen, hash, err := c.freeze(w, v.note, keys, salt)
	if err != nil {
		return err
	}
	a.Number++
	a.Genre = c.Genre
	if a.Current, err = insertRevision(ctx, tx, a, v.kind, hash[:], v.shown, frozen); err != nil {
		return err
	}
	return keepHTML(ctx, tx, a, w)
}
