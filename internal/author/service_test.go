package author_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"palabre/internal/author"
	"palabre/internal/db"
	"palabre/internal/db/dbtest"
	"palabre/internal/edition"
	"palabre/internal/errs"
)

// house is an edition in which authors can be made.
type house struct {
	*testing.T
	db      *db.DB
	edition *edition.Edition
	authors *author.Service
}

func newHouse(t *testing.T, d *db.DB) *house {
	t.Helper()
	e, err := edition.NewService(d).Add(t.Context(), edition.New{
		Host: "laplace.example", Name: "La Place", Languages: []string{"fr"}, Timezone: "Africa/Dakar", Notice: "{join}.", Join: "Ouvrir un compte",
	})
	if err != nil {
		t.Fatal(err)
	}
	return &house{t, d, e, author.NewService(d)}
}

func (h *house) add(handle string) (author.Author, error) {
	return h.authors.Add(h.Context(), author.New{Edition: h.edition, Kind: author.Individual, Handle: handle})
}

func (h *house) count(query string, args ...any) (n int64) {
	h.Helper()
	err := h.db.Read(h.Context(), func(tx *db.Tx) (err error) {
		n, err = db.One(h.Context(), tx, db.ScanInt, query, args...)
		return err
	})
	if err != nil {
		h.Fatal(err)
	}
	return n
}

func TestAnAuthorIsFoundByTheHandleInAnyCase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		made, err := h.add("Awa_du-Fleuve7")
		if err != nil {
			t.Fatal(err)
		}
		for _, handle := range []string{"Awa_du-Fleuve7", "awa_du-fleuve7", "AWA_DU-FLEUVE7"} {
			found, err := h.authors.ByHandle(t.Context(), handle)
			if err != nil {
				t.Fatal(err)
			}
			if found != made || found.Name != "Awa_du-Fleuve7" || found.Handle != "Awa_du-Fleuve7" || found.Kind != author.Individual || found.Verified != nil || found.Retired {
				t.Errorf("%s is %+v", handle, found)
			}
		}
		for _, handle := range []string{"", "awa", "awa_du_fleuve7", "awa%", "Awa_du-Fleuve7 ", "awa_du-fleuve7\x00", "awa_du-ſleuve7", strings.Repeat("a", 3000)} {
			if _, err := h.authors.ByHandle(t.Context(), handle); !errors.Is(err, errs.NotFound) {
				t.Errorf("%.20q: %v", handle, err)
			}
		}
	})
}

func TestAnAuthorHasOneOwnerAndAnIDThatTellsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		var ids []author.ID
		for _, handle := range []string{"Awa", "Bineta", "Coumba"} {
			a, err := h.add(handle)
			if err != nil {
				t.Fatal(err)
			}
			if n := h.count(`SELECT count(*) FROM member WHERE author_id = $1 AND role = 'owner'`, a.ID); n != 1 {
				t.Errorf("%s has %d owners", handle, n)
			}
			ids = append(ids, a.ID)
		}
		for i, one := range ids {
			for _, other := range ids[i+1:] {
				if near := one - other; near > -1<<32 && near < 1<<32 {
					t.Errorf("%d and %d are neighbours", one, other)
				}
			}
		}
		if n := h.count(`SELECT count(DISTINCT account_id) FROM member`); n != 3 {
			t.Errorf("three authors have %d accounts", n)
		}
	})
}

func TestOneHandleIsGivenOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		const many = 16
		results := make(chan error, many)
		for i := range many {
			handle := []byte("plume_du_sahel")
			for bit := range 4 { // each in another case
				if i>>bit&1 == 1 {
					handle[bit] -= 'a' - 'A'
				}
			}
			go func() { _, err := h.add(string(handle)); results <- err }()
		}
		made := 0
		for range many {
			err := <-results
			var said *errs.Said
			switch {
			case err == nil:
				made++
			case !errors.Is(err, errs.Conflict) || !errors.As(err, &said) || said.Message != "author.handle_taken":
				t.Errorf("a loser is told %v", err)
			}
		}
		if made != 1 {
			t.Errorf("%d authors have one handle", made)
		}
		for table, want := range map[string]int64{"author": 1, "account": 1, "member": 1, "sign_in_name": 1} {
			if n := h.count(`SELECT count(*) FROM ` + table); n != want {
				t.Errorf("%s has %d rows, want %d", table, n, want)
			}
		}
	})
}

func TestAnAuthorWithMistakesIsNotMade(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		for _, row := range []struct {
			handle, name string
			kind         author.Kind
			wrong        []string // the fields
		}{
			{"abc", "", author.Individual, nil},
			{strings.Repeat("a", 30), "", author.NGO, nil},
			{"Plume_1", strings.Repeat("é", 60), author.Association, nil},
			{"ab", "", author.Individual, []string{"handle"}},
			{strings.Repeat("a", 31), "", author.Individual, []string{"handle"}},
			{"", "", author.Individual, []string{"handle"}},
			{"Awa Diop", "", author.Individual, []string{"handle"}},
			{"Éloïse", "", author.Individual, []string{"handle"}},
			{"../x", "", author.Individual, []string{"handle"}},
			{"awa\n", "", author.Individual, []string{"handle"}},
			{"awa\x00b", "", author.Individual, []string{"handle"}},
			{"Plume_2", strings.Repeat("é", 61), author.Individual, []string{"author-name"}},
			{"Plume_2", "  ", author.Individual, []string{"author-name"}},
			{"Plume_2", "Awa\x00", author.Individual, []string{"author-name"}},
			{"Plume_2", "Awa\xff", author.Individual, []string{"author-name"}},
			{"Plume_2", "Awa\nDiop", author.Individual, []string{"author-name"}},
			{"Plume_2", "", "robot", []string{"kind"}},
			{"x", "", "", []string{"handle", "kind"}},
		} {
			_, err := h.authors.Add(t.Context(), author.New{Edition: h.edition, Kind: row.kind, Handle: row.handle, Name: row.name})
			var refused *errs.FieldErrors
			var names []string
			if errors.As(err, &refused) {
				for _, f := range refused.Fields {
					names = append(names, f.Name)
				}
			}
			if !slices.Equal(names, row.wrong) || (row.wrong == nil && err != nil) {
				t.Errorf("%q, %q, %q: %v, want %q", row.handle, row.name, row.kind, err, row.wrong)
			}
		}
	})
}

func TestOnlyAnAuthorActsAsItself(t *testing.T) {
	for _, row := range []struct {
		actor, author author.ID
		want          bool
	}{{7, 7, true}, {7, 8, false}, {0, 0, false}, {0, 7, false}} {
		if got := (author.Actor{Author: row.actor}).Is(row.author); got != row.want {
			t.Errorf("actor %d is author %d: %v", row.actor, row.author, got)
		}
	}
}
