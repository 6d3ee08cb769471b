package edition_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
	"palabre/internal/errs"
)

// laPlace is an edition without a mistake.
func laPlace() edition.New {
	return edition.New{
		Host: "laplace.example", Name: "La Place", Tagline: "Ouverte à tous", Country: "SN", Languages: []string{"fr", "en"},
		Timezone: "Africa/Dakar", Notice: "Venez : {join}.", Join: "Ouvrir un compte",
		Sections: []edition.NewSection{{Names: map[string]string{"fr": "Société", "en": "Society"}}, {Names: map[string]string{"fr": "Économie"}}},
	}
}

func add(t *testing.T, s *edition.Service, n edition.New) *edition.Edition {
	t.Helper()
	e, err := s.Add(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func exec(t *testing.T, d *db.DB, tag, query string, args ...any) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		if tag != "" {
			tx.Touched(tag)
		}
		_, err := db.Exec(t.Context(), tx, query, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnEditionAnswersUnderItsHosts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := edition.NewService(d)
		n := laPlace()
		n.Host = "LaPlace.Example"
		made := add(t, s, n)
		exec(t, d, "", `INSERT INTO edition_host (host, edition_id, main) VALUES ('zz.laplace.example', $1, $2), ('aa.laplace.example', $1, $2)`, made.ID, false)

		for _, host := range []string{"laplace.example", "aa.laplace.example", "zz.laplace.example"} {
			e, err := s.ByHost(t.Context(), host)
			if err != nil {
				t.Fatal(err)
			}
			if want := []string{"laplace.example", "aa.laplace.example", "zz.laplace.example"}; !slices.Equal(e.Hosts, want) || e.Main() != want[0] {
				t.Errorf("%s: its hosts are %q", host, e.Hosts)
			}
			if e.ID != made.ID || e.Country != "SN" || e.Zone.String() != "Africa/Dakar" || e.First() != "fr" || e.Licence != "cc-by-4.0" || e.Open() {
				t.Errorf("%s: %+v", host, e)
			}
			if got := e.Text("en"); got != (edition.Text{Name: "La Place", Tagline: "Ouverte à tous", Notice: "Venez : {join}.", Join: "Ouvrir un compte"}) {
				t.Errorf("%s says %+v", host, got)
			}
			if got := e.Notice("wo"); got != (edition.Notice{Before: "Venez : ", Join: "Ouvrir un compte", After: "."}) {
				t.Errorf("%s: its notice is %+v", host, got)
			}
			var slugs []string
			for _, section := range e.Sections {
				slugs = append(slugs, section.Slug)
			}
			if !slices.Equal(slugs, []string{"societe", "economie"}) || e.Sections[0].Name("en") != "Society" {
				t.Errorf("%s: sections %q", host, slugs)
			}
		}
		for _, host := range []string{"", "other.example", "LAPLACE.example", "laplace.example.", "laplace.example:8080", "%", "laplace.example' OR 1=1 --"} {
			if _, err := s.ByHost(t.Context(), host); !errors.Is(err, errs.NotFound) {
				t.Errorf("%q: %v", host, err)
			}
		}
	})
}

func TestSectionsStandInTheirOrderAndClosedOnesStay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := edition.NewService(d)
		made := add(t, s, laPlace())
		exec(t, d, made.ID.Tag(), `UPDATE section SET position = 7, closed_day = 20000 WHERE slug = 'societe'`)
		e, err := s.ByHost(t.Context(), "laplace.example")
		if err != nil {
			t.Fatal(err)
		}
		if first, _ := e.Section(""); first.Slug != "economie" {
			t.Errorf("the first open section is %s", first.Slug)
		}
		if closed, ok := e.Section("societe"); !ok || closed.Closed == nil || *closed.Closed != 20000 || e.Sections[1].Slug != "societe" {
			t.Errorf("the closed section is %+v", closed)
		}
		if _, ok := e.Section("sport"); ok {
			t.Error("a section that never was is found")
		}
	})
}

func TestAnEditionIsReadAgainOnceItChanges(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := edition.NewService(d)
		made := add(t, s, laPlace())
		name := func() string {
			t.Helper()
			e, err := s.ByHost(t.Context(), "laplace.example")
			if err != nil {
				t.Fatal(err)
			}
			return e.Text("fr").Name
		}
		const rename = `UPDATE edition_text SET name = $1`
		exec(t, d, "article:7", rename, "Un")
		if got := name(); got != "Un" {
			t.Errorf("kept as %s by a program that hears nobody", got)
		}
		dbtest.Listen(t, d)
		for try, got := 0, ""; got != "Deux"; try++ { // not while a slow machine hears nothing for a moment
			if try == 50 {
				t.Fatalf("an article's tag drops the edition: %s", got)
			}
			exec(t, d, made.ID.Tag(), rename, "Deux")
			name() // now it is kept
			exec(t, d, "article:7", rename, "Un")
			got = name()
		}
		exec(t, d, made.ID.Tag(), rename, "Trois")
		if got := name(); got != "Trois" {
			t.Errorf("after its own tag the edition is called %s", got)
		}
		if _, err := s.ByHost(t.Context(), "laforge.example"); !errors.Is(err, errs.NotFound) {
			t.Errorf("a host without an edition: %v", err)
		}
		n := laPlace()
		n.Host = "laforge.example"
		add(t, s, n)
		if _, err := s.ByHost(t.Context(), "laforge.example"); err != nil {
			t.Errorf("that it was missing is kept: %v", err)
		}
	})
}

func TestAnEditionIsReadAgainOnceAnotherProcessChangesIt(t *testing.T) {
	dbtest.EachOptions(t, func(t *testing.T, o db.Options) {
		d, other := dbtest.Open(t, o), dbtest.Open(t, o)
		made := add(t, edition.NewService(other), laPlace())
		s := edition.NewService(d)
		dbtest.Listen(t, d)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		name, deadline := "", time.After(5*time.Minute)
		for _, want := range []string{"La Place", "Deux", "Trois"} {
			exec(t, other, made.ID.Tag(), `UPDATE edition_text SET name = $1`, want)
			for name != want {
				select {
				case <-tick.C:
				case <-deadline:
					t.Fatalf("the edition is called %s here, and %s there", name, want)
				}
				e, err := s.ByHost(t.Context(), "laplace.example")
				if err != nil {
					t.Fatal(err)
				}
				name = e.Text("fr").Name
			}
		}
	})
}

// TestAnEditionReadBeforeAChangeIsNotKept lets readers and a writer meet: what a
// reader took before the commit must not be kept after it.
func TestAnEditionReadBeforeAChangeIsNotKept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		dbtest.Listen(t, d)
		s := edition.NewService(d)
		made := add(t, s, laPlace())
		for round := range 60 {
			var readers sync.WaitGroup
			for range 4 {
				readers.Go(func() {
					for range 3 {
						if _, err := s.ByHost(t.Context(), "laplace.example"); err != nil {
							t.Error(err)
						}
					}
				})
			}
			want := fmt.Sprintf("Nom %d", round)
			exec(t, d, made.ID.Tag(), `UPDATE edition_text SET name = $1`, want)
			readers.Wait()
			e, err := s.ByHost(t.Context(), "laplace.example")
			if err != nil {
				t.Fatal(err)
			}
			if got := e.Text("fr").Name; got != want {
				t.Fatalf("the edition is kept as %s, and is %s", got, want)
			}
			exec(t, d, made.ID.Tag(), `UPDATE edition SET version = version + 1`) // nothing is kept at the next start
		}
	})
}

func TestOneHostIsGivenOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := edition.NewService(d)
		const many = 16
		for round := range 3 { // in the first one connections are still being made
			results := make(chan error, many)
			for i := range many {
				n := laPlace()
				n.Host = fmt.Sprintf("place-%d.example", round)
				if i%2 == 1 {
					n.Host = strings.ToUpper(n.Host)
				}
				go func() { _, err := s.Add(t.Context(), n); results <- err }()
			}
			made := 0
			for range many {
				switch err := <-results; {
				case err == nil:
					made++
				case !said(err, errs.Conflict, "edition.host_taken"):
					t.Errorf("a loser is told %v", err)
				}
			}
			if made != 1 {
				t.Errorf("%d editions have one host", made)
			}
		}
	})
}

// said reports whether err is of the kind and has that sentence for people.
func said(err error, kind errs.Kind, message string) bool {
	var s *errs.Said
	return errors.Is(err, kind) && errors.As(err, &s) && s.Message == message
}

func TestAnEditionWithMistakesIsNotMade(t *testing.T) {
	long := strings.Repeat("é", 81)
	rows := []struct {
		what   string
		change func(*edition.New)
		wrong  []string // the fields
	}{
		{"nothing", func(*edition.New) {}, nil},
		{"no country", func(n *edition.New) { n.Country = "" }, nil},
		{"no tagline", func(n *edition.New) { n.Tagline = "" }, nil},
		{"a name of one label", func(n *edition.New) { n.Host = "localhost" }, nil},
		{"a name in its ASCII form", func(n *edition.New) { n.Host = "xn--thmes-esa.example" }, nil},
		{"no host", func(n *edition.New) { n.Host = "" }, []string{"host"}},
		{"a host with its port", func(n *edition.New) { n.Host = "laplace.example:8080" }, []string{"host"}},
		{"a host with its scheme", func(n *edition.New) { n.Host = "https://laplace.example" }, []string{"host"}},
		{"a host in letters", func(n *edition.New) { n.Host = "thiès.example" }, []string{"host"}},
		{"a label that ends in a hyphen", func(n *edition.New) { n.Host = "laplace-.example" }, []string{"host"}},
		{"a label of 64 signs", func(n *edition.New) { n.Host = strings.Repeat("a", 64) + ".example" }, []string{"host"}},
		{"a host of 254 signs", func(n *edition.New) { n.Host = strings.Repeat("abc.", 63) + "ab" }, []string{"host"}},
		{"no name", func(n *edition.New) { n.Name = " " }, []string{"name"}},
		{"a name of 81 signs", func(n *edition.New) { n.Name = long }, []string{"name"}},
		{"a name of 80 signs", func(n *edition.New) { n.Name = long[2:] }, nil},
		{"a name with NUL", func(n *edition.New) { n.Name = "La\x00Place" }, []string{"name"}},
		{"a name of no encoding", func(n *edition.New) { n.Name = "La\xffPlace" }, []string{"name"}},
		{"a tagline of 81 signs", func(n *edition.New) { n.Tagline = long }, []string{"tagline"}},
		{"no notice", func(n *edition.New) { n.Notice = "" }, []string{"notice", "notice"}},
		{"a notice without its link", func(n *edition.New) { n.Notice = "Venez." }, []string{"notice"}},
		{"a notice with two links", func(n *edition.New) { n.Notice = "{join}{join}" }, []string{"notice"}},
		{"a notice of two lines", func(n *edition.New) { n.Notice = "Venez\n{join}" }, []string{"notice"}},
		{"a notice of 1001 signs", func(n *edition.New) { n.Notice = strings.Repeat("é", 995) + "{join}" }, []string{"notice"}},
		{"a notice of 1000 signs", func(n *edition.New) { n.Notice = strings.Repeat("é", 994) + "{join}" }, nil},
		{"no words for the link", func(n *edition.New) { n.Join = "" }, []string{"join-text"}},
		{"words that are a link again", func(n *edition.New) { n.Join = "{join}" }, []string{"join-text"}},
		{"a zone that is none", func(n *edition.New) { n.Timezone = "Dakar" }, []string{"timezone"}},
		{"no zone", func(n *edition.New) { n.Timezone = "" }, []string{"timezone"}},
		{"the machine's own zone", func(n *edition.New) { n.Timezone = "Local" }, []string{"timezone"}},
		{"a path as zone", func(n *edition.New) { n.Timezone = "../UTC" }, []string{"timezone"}},
		{"a country of three letters", func(n *edition.New) { n.Country = "SEN" }, []string{"country"}},
		{"a country in small letters", func(n *edition.New) { n.Country = "sn" }, []string{"country"}},
		{"no language", func(n *edition.New) { n.Languages = nil }, []string{"languages"}},
		{"one language twice", func(n *edition.New) { n.Languages = []string{"fr", "en", "fr"} }, []string{"languages"}},
		{"a language that is none", func(n *edition.New) { n.Languages = []string{"français"} }, []string{"languages"}},
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := edition.NewService(d)
		for i, row := range rows {
			n := laPlace()
			n.Host = fmt.Sprintf("place-%d.example", i)
			row.change(&n)
			made, err := s.Add(t.Context(), n)
			var refused *errs.FieldErrors
			var wrong []string
			if errors.As(err, &refused) {
				for _, f := range refused.Fields {
					wrong = append(wrong, f.Name)
				}
			}
			if !slices.Equal(wrong, row.wrong) || (err == nil) != (row.wrong == nil) {
				t.Errorf("%s: %v, want the fields %q", row.what, err, row.wrong)
			}
			if err != nil {
				continue
			}
			if _, err := s.ByHost(t.Context(), made.Main()); err != nil {
				t.Errorf("%s: not found: %v", row.what, err)
			}
		}
	})
}
