package edition

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/errs"
	"palabre/internal/id"
)

func hostTaken(ctx context.Context, q db.Queryer, host string) (bool, error) {
	n, err := db.One(ctx, q, db.ScanInt, `SELECT count(*) FROM edition_host WHERE host = $1`, host)
	return n > 0, err
}

func insert(ctx context.Context, tx *db.Tx, key id.Key, n New) (ID, error) {
	languages, err := json.Marshal(n.Languages)
	if err != nil {
		return 0, err
	}
	const query = `
		INSERT INTO edition (key, country, timezone, languages, first_language, licence, review_policy, registration,
			duty_hours, retention_note, colour_1, colour_2, settings, version)
		VALUES ($1, $2, $3, $4, $5, $6, 'nobody', 'closed', '{}', '', $7, $8, '{}', 1)
		RETURNING id`
	number, err := db.One(ctx, tx, db.ScanInt, query, key, n.Country, n.Timezone, string(languages), n.Languages[0], defaultLicence, indigo, ochre)
	if err != nil {
		return 0, err
	}
	for _, language := range n.Languages {
		const query = `INSERT INTO edition_text (edition_id, language, name, tagline, notice, join_text) VALUES ($1, $2, $3, $4, $5, $6)`
		if _, err := db.Exec(ctx, tx, query, number, language, n.Name, n.Tagline, n.Notice, n.Join); err != nil {
			return 0, err
		}
	}
	return ID(number), nil
}

func insertHost(ctx context.Context, tx *db.Tx, edition ID, host string) error {
	_, err := db.Exec(ctx, tx, `INSERT INTO edition_host (host, edition_id, main) VALUES ($1, $2, $3)`, host, edition, true)
	return err
}

func insertSection(ctx context.Context, tx *db.Tx, edition ID, slug string, names map[string]string, position int) error {
	text, err := json.Marshal(names)
	if err != nil {
		return err
	}
	const query = `INSERT INTO section (key, edition_id, slug, names, position) VALUES ($1, $2, $3, $4, $5)`
	_, err = db.Exec(ctx, tx, query, id.NewKey(), edition, slug, string(text), position)
	return err
}

// read reads an edition whole.
func read(ctx context.Context, q db.Queryer, edition ID) (*Edition, error) {
	const query = `SELECT id, key, country, timezone, languages, licence, review_policy, registration, colour_1, colour_2 FROM edition WHERE id = $1`
	e, err := db.One(ctx, q, scanEdition, query, edition)
	if err != nil {
		return nil, err
	}
	texts, err := db.Collect(ctx, q, scanText, `SELECT language, name, tagline, notice, join_text FROM edition_text WHERE edition_id = $1`, edition)
	if err != nil {
		return nil, err
	}
	e.Texts = make(map[string]Text, len(texts))
	for _, t := range texts {
		e.Texts[t.language] = t.Text
	}
	hosts, err := db.Collect(ctx, q, scanHost, `SELECT host, main FROM edition_host WHERE edition_id = $1`, edition)
	if err != nil {
		return nil, err
	}
	if len(hosts) == 0 {
		return nil, errs.NotFound
	}
	e.Hosts = inOrder(hosts)
	e.Sections, err = db.Collect(ctx, q, scanSection, `SELECT id, key, slug, names, position, closed_day FROM section WHERE edition_id = $1`, edition)
	slices.SortFunc(e.Sections, func(a, b Section) int { return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID)) })
	return e, err
}

type hostRow struct {
	host string
	main bool
}

func scanHost(row db.Row) (h hostRow, err error) {
	err = row.Scan(&h.host, &h.main)
	return h, err
}

// inOrder returns the names of hosts, the main one first.
func inOrder(hosts []hostRow) []string {
	slices.SortFunc(hosts, func(a, b hostRow) int {
		switch {
		case a.main:
			return -1
		case b.main:
			return 1
		}
		return cmp.Compare(a.host, b.host)
	})
	var names []string
	for _, h := range hosts {
		names = append(names, h.host)
	}
	return names
}

func scanEdition(row db.Row) (*Edition, error) {
	var e Edition
	var zone, languages string
	err := row.Scan(&e.ID, &e.Key, &e.Country, &zone, &languages, &e.Licence, &e.ReviewPolicy, &e.Registration, &e.Colours[0], &e.Colours[1])
	if err != nil {
		return nil, err
	}
	if e.Zone, err = time.LoadLocation(zone); err != nil {
		return nil, err
	}
	return &e, json.Unmarshal([]byte(languages), &e.Languages)
}

type textRow struct {
	language string
	Text
}

func scanText(row db.Row) (t textRow, err error) {
	err = row.Scan(&t.language, &t.Name, &t.Tagline, &t.Notice, &t.Join)
	return t, err
}

func scanSection(row db.Row) (s Section, err error) {
	var names string
	var closed *clock.Day
	if err := row.Scan(&s.ID, &s.Key, &s.Slug, &names, &s.Position, &closed); err != nil {
		return s, err
	}
	s.Closed = closed
	return s, json.Unmarshal([]byte(names), &s.Names)
}
