package app_test

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"palabre/internal/account"
	"palabre/internal/app"
	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/richtext"
	"palabre/internal/trust"
)

// world is two editions with an article for each thing that can happen to one.
// Every number and every moment in its database is one that means nothing else.
type world struct {
	house
	place, forge *edition.Edition
	awa, club    author.Author
	judge        trust.Judge
	paths        map[string]string // by what happened to the article
	codes        map[string]string
}

// distinctive is where sequences begin: numbers below stand for days and counts.
const distinctive = 918_273_645_000

func newWorld(h house) *world {
	h.Helper()
	w := &world{house: h, paths: map[string]string{}, codes: map[string]string{}}
	w.raise()
	w.now.Store(time.Date(2026, 11, 23, 8, 7, 13, 123_457_000, time.UTC).UnixMicro())
	w.place = w.addEdition("laplace.example", "Africa/Dakar", "fr", "en", "ar")
	w.forge = w.addEdition("laforge.example", "Africa/Nairobi", "en")
	w.exec(w.place.ID.Tag(), `UPDATE edition SET registration = 'open' WHERE id = $1`, w.place.ID)
	w.exec("", `INSERT INTO charter (edition_id, version, day) VALUES ($1, 1, 20000)`, w.place.ID)
	w.exec("", `INSERT INTO charter_article (edition_id, version, number) VALUES ($1, 1, 3)`, w.place.ID)
	w.awa, w.club = w.person("Awa_du_Fleuve", author.Individual), w.person("Compteur_Clair", author.Association)
	w.exec(w.club.ID.Tag(), `UPDATE author SET verified_day = 20000 WHERE id = $1`, w.club.ID)
	w.must(w.app.DB.Write(w.ctx, func(tx *db.Tx) error {
		a, err := account.OpenIn(w.ctx, tx, "fr", "moderatrice")
		w.judge = trust.Judge{Account: a, Role: "moderator"}
		return err
	}))
	w.happen()
	return w
}

// raise moves every sequence of the database to numbers that mean nothing else.
func (w *world) raise() {
	w.Helper()
	tables := `SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'`
	set := `INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)`
	if w.app.DB.Engine() == db.Postgres {
		tables = `SELECT schemaname || '.' || sequencename FROM pg_sequences WHERE data_type = CAST('bigint' AS regtype)`
		set = `SELECT setval(CAST($1 AS regclass), $2)`
	}
	names := w.texts(tables)
	if len(names) < 8 {
		w.Fatalf("only %q have sequences", names)
	}
	for i, name := range names {
		w.exec("", set, name, distinctive+int64(i)*7_654_321)
	}
}

// texts returns what a query of one text finds.
func (w *world) texts(query string, args ...any) (found []string) {
	w.Helper()
	w.must(w.app.DB.Read(w.ctx, func(tx *db.Tx) (err error) {
		found, err = db.Collect(w.ctx, tx, db.ScanText, query, args...)
		return err
	}))
	return found
}

func (w *world) addEdition(host, zone string, languages ...string) *edition.Edition {
	w.Helper()
	e, err := w.app.Editions.Add(w.ctx, edition.New{
		Host: host, Name: "La Place", Tagline: "Ouverte à tous", Country: "SN", Languages: languages, Timezone: zone,
		Notice: "La Place est ouverte à tous. {join}.", Join: "Ouvrir un compte", Sections: app.StartingSections(w.app.Catalogue),
	})
	w.must(err)
	return e
}

func (w *world) person(handle string, kind author.Kind) author.Author {
	w.Helper()
	a, err := w.app.Authors.Add(w.ctx, author.New{Edition: w.place, Kind: kind, Handle: handle})
	w.must(err)
	return a
}

// later lets some time go by, never a whole number of anything.
func (w *world) later() {
	w.now.Add((37*time.Minute + 11*time.Second + 217_139*time.Microsecond).Microseconds())
}

func (w *world) claims(title string) article.Claims {
	w.Helper()
	document, err := richtext.FromParagraphs([]string{"Les étals sont de nouveau en place.", "On y trouve du mil et du poisson."})
	w.must(err)
	return article.Claims{Title: title, Genre: article.Opinion, Language: "fr", Licence: "cc-by-4.0", Document: document}
}

// publish publishes an article to which something is about to happen.
func (w *world) publish(what string, e *edition.Edition, by author.Author, cosigners ...author.ID) article.Address {
	w.Helper()
	w.later()
	at, err := w.app.Articles.Publish(w.ctx, author.Actor{Author: by.ID}, article.Publication{Edition: e, Claims: w.claims("Le marché " + what), Cosigners: cosigners})
	w.must(err)
	w.keep(what, at)
	return at
}

func (w *world) keep(what string, at article.Address) {
	w.Helper()
	w.paths[what] = at.Path
	w.codes[what] = w.texts(`SELECT c.code FROM short_code c JOIN article a ON a.id = c.article_id WHERE a.key = $1`, at.Key)[0]
	w.later()
}

func (w *world) restrict(at article.Address, effect trust.Effect, ground trust.Ground) trust.Decision {
	w.Helper()
	w.later()
	made, err := w.app.Decisions.Restrict(w.ctx, w.place, w.judge, trust.Order{
		Article: at.Key, Effect: effect, Ground: ground, Category: "privacy", Facts: "Le témoin Gorgui habite au bord du canal.",
		Explanation: "Gorgui n’a pas consenti à ce que l’on sache où il habite, et la règle citée veut que l’on se taise là-dessus.",
	})
	w.must(err)
	return made
}

// happen does everything that can happen to an article.
func (w *world) happen() {
	w.Helper()
	awa := author.Actor{Author: w.awa.ID}
	charter, law := trust.Ground{Charter: 1, Article: 3}, trust.Ground{Law: "Loi n° 2008-12, article 34"}

	shown := w.publish("rouvert", w.place, w.awa, w.club.ID)
	for number, kind := range []article.RevisionKind{article.Update, article.Correction} {
		w.must(w.app.Articles.Revise(w.ctx, awa, shown.Key, article.Revision{
			Edition: w.place, Base: int64(number + 1), Kind: kind, Note: "Le prix était faux.", Claims: w.claims("Le marché rouvert"),
		}))
		w.later()
	}
	w.must(w.app.Articles.Withhold(w.ctx, awa, shown.Key, 2, article.ForPrivacy))
	w.publish("minute", w.place, w.club)
	w.publish("voisin", w.forge, w.awa)

	moved := w.publish("déplacé", w.place, w.awa)
	_, err := w.app.Articles.RenameSlug(w.ctx, w.place, awa, moved.Key, "ailleurs")
	w.must(err)
	w.must(w.app.Articles.Withdraw(w.ctx, w.place, awa, w.publish("repris", w.place, w.awa).Key))
	w.must(w.app.Articles.Erase(w.ctx, awa, w.publish("effacé", w.place, w.awa).Key))
	w.restrict(w.publish("retiré", w.place, w.awa), trust.Removed, charter)
	w.restrict(w.publish("interdit", w.place, w.awa), trust.Removed, law)
	w.restrict(w.publish("délisté", w.place, w.awa), trust.Demoted, charter)
	lifted := w.restrict(w.publish("rendu", w.place, w.awa), trust.Removed, charter)
	_, err = w.app.Decisions.Lift(w.ctx, w.place, w.judge, lifted.Reference, "Gorgui y a consenti depuis, et l’a écrit.")
	w.must(err)

	imported, err := w.app.Articles.Import(w.ctx, article.Imported{
		Publication: article.Publication{Edition: w.place, Claims: w.claims("Le marché importé")},
		Published:   clock.At(time.Date(2024, 9, 5, 10, 23, 31, 654_321_000, time.UTC)), Origin: "text",
		Author: author.New{Edition: w.place, Kind: author.Individual, Handle: "Ancienne_plume"},
	})
	w.must(err)
	w.keep("importé", imported.Address)
	w.retire(w.person("Plume_partie", author.Individual))
	w.later()
}

// columns returns the columns of our own tables of some types, as table.column.
func (w *world) columns(types string) []string {
	w.Helper()
	query := `
		SELECT table_name || '.' || column_name FROM information_schema.columns
		WHERE table_schema = 'public' AND upper(data_type) IN (` + types + `) AND table_name NOT LIKE 'river%' AND table_name NOT LIKE 'goose%'`
	if w.app.DB.Engine() == db.SQLite {
		query = `
			SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
			WHERE m.type = 'table' AND c.type IN (` + types + `)
				AND m.name NOT LIKE 'river%' AND m.name NOT LIKE 'goose%' AND m.name NOT LIKE 'sqlite%'`
	}
	return w.texts(query)
}

// counts are columns whose numbers say how many or which one, to everybody.
var counts = map[string]bool{
	"version": true, "position": true, "words": true, "words_changed": true, "number": true, "renderer": true,
	"charter_version": true, "charter_number": true, "width": true, "height": true, "weight": true,
}

// hidden reads from the database what no answer may hold.
func (w *world) hidden() hidden {
	w.Helper()
	h := hidden{numbers: map[uint64]string{}, texts: map[string]string{}, seconds: map[int64]string{}, clocks: map[string]string{}, read: map[string][]string{}}
	fine := map[int64]string{}
	shown := map[int64]bool{}
	for _, column := range w.columns(`'BIGINT', 'INTEGER'`) {
		table, name, _ := strings.Cut(column, ".")
		for _, text := range w.texts(`SELECT DISTINCT CAST(` + name + ` AS TEXT) FROM ` + table + ` WHERE ` + name + ` IS NOT NULL`) {
			n, err := strconv.ParseInt(text, 10, 64)
			w.must(err)
			switch {
			case counts[name] || name == "day" || strings.HasSuffix(name, "_day"):
			case name == "shown_at":
				shown[n] = true
			case name == "at" || name == "until" || strings.HasSuffix(name, "_at"):
				fine[n] = column
			case n >= distinctive:
				h.numbers[uint64(n)] = column
			case n != 0 && column != "listing.subject_id": // a genre or a day
				w.Errorf("%s is %d: no number that means nothing else", column, n)
			}
		}
	}
	w.hideMoments(&h, fine, shown)
	for _, column := range []string{
		"permalink.path_mac", "erasure.key_mac", "secret.value", "account.key", "article.origin_guid", "decision_text.facts", "decision_text.explanation",
	} {
		table, name, _ := strings.Cut(column, ".")
		for _, text := range w.texts(`SELECT ` + name + ` FROM ` + table + ` WHERE ` + name + ` <> ''`) {
			h.texts[text] = column
		}
	}
	for _, salt := range w.salts() {
		h.texts[hex.EncodeToString(salt)], h.texts[string(salt)] = "a salt", "a salt"
	}
	return h
}

// hideMoments hides every moment that is finer than what is shown of it.
func (w *world) hideMoments(h *hidden, fine map[int64]string, shown map[int64]bool) {
	shownClocks := map[string]bool{}
	for at := range shown {
		for _, e := range []*edition.Edition{w.place, w.forge} {
			shownClocks[time.UnixMicro(at).In(e.Zone).Format("15:04")] = true
		}
	}
	for at, column := range fine {
		if shown[at] || at%time.Hour.Microseconds() == 0 { // a whole hour is no finer than anybody's
			continue
		}
		t := time.UnixMicro(at).UTC()
		h.numbers[uint64(t.UnixMicro())], h.numbers[uint64(t.UnixMilli())], h.numbers[uint64(t.Unix())] = column, column, column
		h.seconds[t.Unix()] = column
		if minute := t.Truncate(time.Minute); !shown[minute.UnixMicro()] {
			h.seconds[minute.Unix()], h.numbers[uint64(minute.Unix())], h.numbers[uint64(minute.UnixMilli())] = column, column, column
		}
		for _, e := range []*edition.Edition{w.place, w.forge} {
			if reading := t.In(e.Zone).Format("15:04"); !shownClocks[reading] {
				h.clocks[reading] = column
			}
		}
	}
}

func (w *world) salts() (all [][]byte) {
	w.Helper()
	scan := func(row db.Row) (salt []byte, err error) { return salt, row.Scan(&salt) }
	w.must(w.app.DB.Read(w.ctx, func(tx *db.Tx) (err error) {
		all, err = db.Collect(w.ctx, tx, scan, `SELECT salt FROM revision_body UNION ALL SELECT salt FROM decision_text`)
		return err
	}))
	if len(all) == 0 {
		w.Fatalf("there are no salts")
	}
	return all
}

// example is a request with what it must be answered.
type example struct {
	host, path string
	status     int
}

// examples are addresses of every route, each with what happened to what stands
// there.
func (w *world) examples() map[string][]example {
	permalink := func(end string) (all []example) {
		status := map[string]int{
			"rouvert": 200, "minute": 200, "délisté": 200, "rendu": 200, "importé": 200, "déplacé": 301,
			"repris": 410, "effacé": 410, "retiré": 410, "interdit": 451, "voisin": 404,
		}
		for what, path := range w.paths {
			all = append(all, example{"laplace.example", path + end, status[what]})
		}
		return append(all, example{"laplace.example", "/2026/11/23/nulle-part/" + end, 404}, example{"laforge.example", w.paths["voisin"] + end, 200})
	}
	var short []example
	for what, code := range w.codes {
		status := map[string]int{"repris": 410, "effacé": 410, "retiré": 410, "interdit": 451, "voisin": 404}[what]
		if status == 0 {
			status = 301
		}
		short = append(short, example{"laplace.example", "/a/" + code, status})
	}
	const page = "GET /{year}/{month}/{day}/{slug}/"
	return map[string][]example{
		page:                    permalink(""),
		page + "article.txt":    permalink("article.txt"),
		page + "article.md":     permalink("article.md"),
		page + "article.html":   permalink("article.html"),
		page + "article.json":   permalink("article.json"),
		"GET /":                 {{"laplace.example", "/", 200}, {"laforge.example", "/", 200}, {"personne.example", "/", 404}},
		"GET /fr/":              {{"laplace.example", "/fr/", 301}, {"laforge.example", "/fr/", 404}},
		"GET /en/":              {{"laplace.example", "/en/", 200}, {"laforge.example", "/en/", 301}},
		"GET /pt/":              {{"laplace.example", "/pt/", 404}},
		"GET /ar/":              {{"laplace.example", "/ar/", 200}},
		"GET /a/{code}":         append(short, example{"laplace.example", "/a/aaaaaaaa", 404}),
		"GET /author/{handle}/": {{"laplace.example", "/author/awa_du_fleuve/", 200}, {"laplace.example", "/author/Compteur_Clair/", 301}, {"laplace.example", "/author/compteur_clair/", 200}, {"laforge.example", "/author/ancienne_plume/", 404}, {"laplace.example", "/author/plume_partie/", 404}, {"laplace.example", "/author/personne/", 404}},
		"GET /feed/":            {{"laplace.example", "/feed/", 200}, {"laforge.example", "/feed/", 200}},
		"GET /healthz":          {{"laplace.example", "/healthz", 200}, {"personne.example", "/healthz", 200}},
		"GET /readyz":           {{"laplace.example", "/readyz", 200}},
		"GET /assets/{name}":    {{"laplace.example", w.asset(), 200}, {"laplace.example", "/assets/rien.css", 404}},
	}
}

// asset is the address of one file that pages refer to.
func (w *world) asset() string {
	w.Helper()
	page := w.get(w.place, "/", 200)
	_, rest, found := strings.Cut(page, `"/assets/`)
	if !found {
		w.Fatalf("no page refers to a file: %s", page)
	}
	name, _, _ := strings.Cut(rest, `"`)
	return fmt.Sprintf("/assets/%s", name)
}
