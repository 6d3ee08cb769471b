package edition

import (
	"context"
	"slices"
	"sync"

	"palabre/internal/db"
	"palabre/internal/errs"
	"palabre/internal/id"
	"palabre/internal/text"
)

// Service holds the verbs of editions.
type Service struct {
	db *db.DB

	mu         sync.RWMutex
	byHost     map[string]*Edition // dropped whole when any edition changes
	generation int                 // how often that was
}

// NewService returns the service over a database.
func NewService(d *db.DB) *Service {
	s := &Service{db: d, byHost: map[string]*Edition{}}
	d.OnTouched(func(tags []string) {
		if slices.ContainsFunc(tags, isTag) {
			s.forget()
		}
	})
	d.OnMissed(s.forget)
	return s
}

func (s *Service) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.byHost)
	s.generation++
}

// Add makes an edition with its sections, closed to registration.
//
// Errors: errs.Invalid by field; errs.Conflict when the host name is taken.
func (s *Service) Add(ctx context.Context, n New) (*Edition, error) {
	n, wrong := n.complete()
	if err := errs.Fields(wrong...); err != nil {
		return nil, err
	}
	var made *Edition
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		switch taken, err := hostTaken(ctx, tx, n.Host); {
		case err != nil:
			return err
		case taken:
			return errHostTaken(n.Host)
		}
		edition, err := insert(ctx, tx, id.NewKey(), n)
		if err != nil {
			return err
		}
		switch err := insertHost(ctx, tx, edition, n.Host); {
		case db.IsUnique(err): // somebody took it since we looked
			return errHostTaken(n.Host)
		case err != nil:
			return err
		}
		for i, section := range n.Sections {
			slug := text.Slug(section.Names[n.Languages[0]])
			if slug == "" {
				slug = text.Slug(section.Names[""])
			}
			if err := insertSection(ctx, tx, edition, slug, section.Names, i); err != nil {
				return err
			}
		}
		tx.Touched(edition.Tag())
		made, err = read(ctx, tx, edition)
		return err
	})
	return made, err
}

func errHostTaken(host string) error {
	return errs.Say(errs.Conflict, "edition.host_taken", "host", host)
}

// ByHost returns the edition that answers under a host name (lower case, without
// port). It is kept in memory where the database hears of changes elsewhere.
//
// Errors: errs.NotFound.
func (s *Service) ByHost(ctx context.Context, host string) (*Edition, error) {
	s.mu.RLock()
	known, generation := s.byHost[host], s.generation
	s.mu.RUnlock()
	if known != nil && s.db.Current() {
		return known, nil
	}
	var found *Edition
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		edition, err := db.One(ctx, tx, db.ScanInt, `SELECT edition_id FROM edition_host WHERE host = $1`, host)
		if err != nil {
			return err
		}
		found, err = read(ctx, tx, ID(edition))
		return err
	})
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.generation == generation { // what was read before a change is not kept after it
		s.byHost[host] = found
	}
	return found, nil
}
