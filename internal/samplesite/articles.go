package main

import (
	"context"
	"fmt"
	"strings"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/trust"
)

// publishAll publishes every text, each at its hour, in the order of their names.
func (s *site) publishAll(ctx context.Context) error {
	files, err := texts.ReadDir("texts")
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := s.publish(ctx, strings.TrimSuffix(file.Name(), ".txt")); err != nil {
			return fmt.Errorf("%s: %w", file.Name(), err)
		}
	}
	return nil
}

func (s *site) publish(ctx context.Context, name string) error {
	claims, values, err := read(name)
	if err != nil {
		return err
	}
	var month, day, hour, minute int
	if _, err := fmt.Sscanf(values["published"], "%d-%d %d:%d", &month, &day, &hour, &minute); err != nil {
		return err
	}
	s.moveTo(month, day, hour, minute)
	p := article.Publication{Edition: s.editions[values["edition"]], Section: values["section"], Claims: claims}
	for handle := range strings.FieldsSeq(values["with"]) {
		p.Cosigners = append(p.Cosigners, s.authors[handle].ID)
	}
	at, err := s.app.Articles.Publish(ctx, s.actor(values["by"]), p)
	s.articles[name], s.paths[name] = published{Address: at, edition: p.Edition, by: values["by"], claims: claims}, at.Path
	return err
}

func (s *site) actor(handle string) author.Actor { return author.Actor{Author: s.authors[handle].ID} }

// happen does what can happen to an article, each to those that are named so.
func (s *site) happen(ctx context.Context) error {
	s.moveTo(11, 23, 16, 20)
	for _, step := range []func() error{
		func() error {
			return s.correct(ctx, "information", "Le puits de Guédé n’avait pas été mesuré en octobre : il manquait au tableau, il y est.")
		},
		func() error {
			return s.correct(ctx, "saha-information", "صُحّح عدد الآبار: خمسة لا أربعة.")
		},
		func() error { return s.correct(ctx, "withheld", "Le nom d’un enfant a été ôté.") },
		func() error { return s.correct(ctx, "withheld", "L’heure de la réunion était fausse.") },
		func() error { return s.withhold(ctx, "withheld", 2) },
		func() error { return s.withdraw(ctx, "withdrawn") },
		func() error { return s.withdraw(ctx, "saha-withdrawn") },
		func() error { return s.erase(ctx, "erased") },
		func() error { return s.restrict(ctx, "removed", trust.Removed, trust.Ground{Charter: 1, Article: 3}) },
		func() error {
			return s.restrict(ctx, "forbidden", trust.Removed, trust.Ground{Law: "Loi n° 2008-12, article 34"})
		},
		func() error {
			return s.restrict(ctx, "saha-forbidden", trust.Removed, trust.Ground{Law: "القانون 2018-023، المادة 22"})
		},
		func() error { return s.restrict(ctx, "unlisted", trust.Demoted, trust.Ground{Charter: 1, Article: 3}) },
		func() error { return s.retire(ctx, "Partie_depuis") },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (s *site) correct(ctx context.Context, name, note string) error {
	a := s.articles[name]
	a.version++
	s.articles[name] = a
	return s.app.Articles.Revise(ctx, s.actor(a.by), a.Key, article.Revision{
		Edition: a.edition, Base: a.version, Kind: article.Correction, Note: note, Claims: a.claims,
	})
}

func (s *site) withhold(ctx context.Context, name string, version int64) error {
	a := s.articles[name]
	return s.app.Articles.Withhold(ctx, s.actor(a.by), a.Key, version, article.ForPrivacy)
}

func (s *site) withdraw(ctx context.Context, name string) error {
	a := s.articles[name]
	return s.app.Articles.Withdraw(ctx, a.edition, s.actor(a.by), a.Key)
}

func (s *site) erase(ctx context.Context, name string) error {
	a := s.articles[name]
	return s.app.Articles.Erase(ctx, s.actor(a.by), a.Key)
}

func (s *site) restrict(ctx context.Context, name string, effect trust.Effect, ground trust.Ground) error {
	a := s.articles[name]
	_, err := s.app.Decisions.Restrict(ctx, a.edition, s.judge, trust.Order{
		Article: a.Key, Effect: effect, Ground: ground, Category: "privacy", Facts: "Le texte dit où habite une personne qui n’y a pas consenti.",
		Explanation: "La règle citée protège la vie privée : on ne publie pas l’adresse de quelqu’un sans son accord.",
	})
	return err
}

// retire empties an author as leaving does.
func (s *site) retire(ctx context.Context, handle string) error {
	a := s.authors[handle]
	return s.exec(ctx, a.ID.Tag(), `UPDATE author SET state = 'retired', handle = NULL, handle_folded = NULL, name = NULL WHERE id = $1`, a.ID)
}
