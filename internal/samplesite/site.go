package main

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"palabre/internal/account"
	"palabre/internal/app"
	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/trust"
)

// site is the program over a fresh database, with what it has been filled with.
type site struct {
	app      *app.App
	log      *slog.Logger
	now      *atomic.Int64 // Unix microseconds, UTC
	editions map[string]*edition.Edition
	authors  map[string]author.Author
	judge    trust.Judge
	articles map[string]published // by the name of their text
	paths    map[string]string    // theirs, by the same
}

// published is an article with what changing it takes.
type published struct {
	article.Address
	edition *edition.Edition
	by      string // handle of who signs first
	claims  article.Claims
	version int64 // how often it was corrected
}

// present is the hour at which the site is looked at, in Dakar as in UTC.
var present = [...]int{2026, 11, 23, 16, 47}

func newSite(ctx context.Context, dir string, log *slog.Logger) (*site, error) {
	s := &site{
		log: log, now: &atomic.Int64{},
		editions: map[string]*edition.Edition{}, authors: map[string]author.Author{},
		articles: map[string]published{}, paths: map[string]string{},
	}
	s.moveTo(present[1], present[2], present[3], present[4])
	var err error
	if s.app, err = app.Open(ctx, app.Options{Dir: dir, Clock: s.clock, Log: log}); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{s.found, s.settle, s.publishAll, s.happen} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	s.moveTo(present[1], present[2], present[3], present[4])
	return s, nil
}

func (s *site) clock() clock.Instant { return clock.Instant(s.now.Load()) }

// moveTo sets the clock to a minute of the year, 31 s after it began: what pages
// say is rounded.
func (s *site) moveTo(month, day, hour, minute int) {
	s.now.Store(time.Date(present[0], time.Month(month), day, hour, minute, 31, 0, time.UTC).UnixMicro())
}

// exec changes what no verb changes yet.
func (s *site) exec(ctx context.Context, tag, query string, args ...any) error {
	return s.app.DB.Write(ctx, func(tx *db.Tx) error {
		tx.Touched(tag)
		_, err := db.Exec(ctx, tx, query, args...)
		return err
	})
}

// The editions: one in French that also speaks Arabic and English, one in Arabic
// that also speaks French, and one in Portuguese in which nobody has written yet.
const (
	place = "laplace.localhost"
	saha  = "saha.localhost"
	roda  = "roda.localhost"
)

// found makes the editions.
func (s *site) found(ctx context.Context) error {
	for _, n := range []edition.New{
		{
			Host: place, Name: "La Place", Tagline: "La parole est à qui la prend", Country: "SN", Languages: []string{"fr", "ar", "en"}, Timezone: "Africa/Dakar",
			Notice: "La Place est ouverte à toutes les voix du Sénégal : particuliers, associations, ONG et professionnels y publient librement. {join}.", Join: "Prendre la parole",
		},
		{
			Host: saha, Name: "الساحة", Tagline: "الكلمة لمن أراد أن يقولها", Country: "MR", Languages: []string{"ar", "fr"}, Timezone: "Africa/Nouakchott",
			Notice: "الساحة مفتوحة للجميع: أفرادًا وجمعيات ومنظمات ومهنيين، ينشرون فيها بحرية. {join}.", Join: "خذ الكلمة",
		},
		{
			Host: roda, Name: "A Roda", Country: "CV", Languages: []string{"pt", "en"}, Timezone: "Atlantic/Cape_Verde",
			Notice: "A Roda está aberta a todos os que têm algo a dizer. {join}.", Join: "Tomar a palavra",
		},
	} {
		n.Sections = app.StartingSections(s.app.Catalogue)
		made, err := s.app.Editions.Add(ctx, n)
		if err != nil {
			return err
		}
		s.editions[n.Host] = made
	}
	return s.translate(ctx)
}

// translate writes what editions say of themselves in their other languages, opens
// the Arabic one to registration and gives the Portuguese one its own cloth.
func (s *site) translate(ctx context.Context) error {
	const text = `UPDATE edition_text SET name = $3, tagline = $4, notice = $5, join_text = $6 WHERE edition_id = $1 AND language = $2`
	for _, t := range []struct{ host, language, name, tagline, notice, join string }{
		{place, "ar", "لابلاس", "الكلمة لمن أراد أن يقولها", "لابلاس مفتوحة لكل الأصوات في السنغال: أفرادًا وجمعيات ومنظمات ومهنيين. {join}.", "خذ الكلمة"},
		{place, "en", "La Place", "The floor is yours", "La Place is open to every voice of Senegal: people, associations, NGOs and professionals publish here freely. {join}.", "Take the floor"},
		{saha, "fr", "La Saha", "La parole est à qui la prend", "La Saha est ouverte à tous : particuliers, associations, ONG et professionnels. {join}.", "Prendre la parole"},
		{roda, "en", "A Roda", "", "A Roda is open to all who have something to say. {join}.", "Take the floor"},
	} {
		e := s.editions[t.host]
		if err := s.exec(ctx, e.ID.Tag(), text, e.ID, t.language, t.name, t.tagline, t.notice, t.join); err != nil {
			return err
		}
	}
	arabic, portuguese := s.editions[saha], s.editions[roda]
	if err := s.exec(ctx, arabic.ID.Tag(), `UPDATE edition SET registration = 'open' WHERE id = $1`, arabic.ID); err != nil {
		return err
	}
	err := s.exec(ctx, portuguese.ID.Tag(), `UPDATE edition SET colour_1 = '#14463A', colour_2 = '#B8860B' WHERE id = $1`, portuguese.ID)
	if err != nil {
		return err
	}
	for host := range s.editions {
		if s.editions[host], err = s.app.Editions.ByHost(ctx, host); err != nil {
			return err
		}
	}
	return nil
}

// settle brings in who writes and who judges.
func (s *site) settle(ctx context.Context) error {
	for _, n := range []author.New{
		{Edition: s.editions[place], Kind: author.Individual, Handle: "Plume_de_Ndar"},
		{Edition: s.editions[place], Kind: author.Individual, Handle: "Sokhna_lit_tout", Name: "Sokhna"},
		{Edition: s.editions[place], Kind: author.Individual, Handle: "trente_signes_font_un_long_nom", Name: "Trente_signes_font_un_nom_si_long_qu_aucune_ligne_ne_le_tien"},
		{Edition: s.editions[place], Kind: author.Individual, Handle: "Partie_depuis"},
		{Edition: s.editions[place], Kind: author.Individual, Handle: "Sans_article"},
		{Edition: s.editions[place], Kind: author.Association, Handle: "Puits_et_Pluies", Name: "Puits et Pluies"},
		{Edition: s.editions[place], Kind: author.Professional, Handle: "Atelier_Baobab", Name: "Atelier Baobab"},
		{Edition: s.editions[place], Kind: author.NGO, Handle: "Eau_du_Walo", Name: "Eau du Walo"},
		{Edition: s.editions[saha], Kind: author.Individual, Handle: "qalam_chinguitt", Name: "قلم شنقيط"},
		{Edition: s.editions[saha], Kind: author.Individual, Handle: "Bint_Nouadhibou"},
		{Edition: s.editions[saha], Kind: author.NGO, Handle: "awdiya", Name: "جمعية الأودية"},
	} {
		made, err := s.app.Authors.Add(ctx, n)
		if err != nil {
			return err
		}
		s.authors[n.Handle] = made
	}
	for _, handle := range []string{"Puits_et_Pluies", "Eau_du_Walo", "awdiya"} {
		a := s.authors[handle]
		if err := s.exec(ctx, a.ID.Tag(), `UPDATE author SET verified_day = 20000 WHERE id = $1`, a.ID); err != nil {
			return err
		}
	}
	for _, e := range s.editions {
		if err := s.exec(ctx, "", `INSERT INTO charter (edition_id, version, day) VALUES ($1, 1, 20000)`, e.ID); err != nil {
			return err
		}
		if err := s.exec(ctx, "", `INSERT INTO charter_article (edition_id, version, number) VALUES ($1, 1, 3)`, e.ID); err != nil {
			return err
		}
	}
	return s.app.DB.Write(ctx, func(tx *db.Tx) error {
		person, err := account.OpenIn(ctx, tx, "fr", "gardienne")
		s.judge = trust.Judge{Account: person, Role: "moderator"}
		return err
	})
}
