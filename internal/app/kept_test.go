package app_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"palabre/internal/account"
	"palabre/internal/app"
	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/richtext"
	"palabre/internal/trust"
	"palabre/internal/web"
)

// TestAKeptPageIsNeverAnOldOne lets people do everything that they can do, in no
// order, and compares after each act every page of a node that keeps pages with
// the same page of one that keeps none, for a stranger and for somebody with a
// cookie.
func TestAKeptPageIsNeverAnOldOne(t *testing.T) {
	const acts = 70
	eachHouse(t, func(t *testing.T, h house) {
		fresh, err := h.app.Router(app.Site{Cache: -1}, &net.TCPAddr{Port: 80})
		h.must(err)
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		y := newYard(h, rand.New(rand.NewPCG(seed, 0)))
		for n := range acts {
			act := y.act(n)
			for _, path := range y.paths() {
				for _, saves := range []bool{false, true} {
					made, kept := y.ask(fresh, path, saves, false), y.ask(h.router, path, saves, false)
					as := y.ask([]http.Handler{fresh, h.router}[y.chance.IntN(2)], path, saves, true)
					for _, got := range []*httptest.ResponseRecorder{kept, as} {
						if got.Code != made.Code || !sameFields(got.Header(), made.Header()) || got.Body.String() != made.Body.String() {
							t.Fatalf("after %s, %s answers %d %v, want %d %v; the page differs by (-want +got)\n%s", act, path,
								got.Code, got.Header(), made.Code, made.Header(), cmp.Diff(made.Body.String(), got.Body.String()))
						}
					}
				}
			}
		}
		if got := h.router.(*web.Router).Counted(); got.Hits < acts {
			t.Errorf("counted %+v: pages were hardly kept", got)
		}
	})
}

func sameFields(a, b http.Header) bool { return maps.EqualFunc(a, b, slices.Equal) }

// yard is an edition with authors, where things happen.
type yard struct {
	house
	chance  *rand.Rand
	place   *edition.Edition
	authors []author.Author
	judge   trust.Judge
	all     []*standing
	old     []string // addresses that articles have left
}

// standing is an article as its author knows it.
type standing struct {
	article.Address
	by        author.Author
	version   int64
	decisions []trust.Decision
}

func newYard(h house, chance *rand.Rand) *yard {
	y := &yard{house: h, chance: chance}
	y.place = h.edition(edition.New{Languages: []string{"fr", "en"}, Notice: "La Place est à tous. {join}.", Join: "Ouvrir un compte"})
	for _, name := range []string{"Awa", "Binta", "Codou"} {
		y.authors = append(y.authors, h.author(y.place, name, author.Individual))
	}
	h.must(h.app.DB.Write(h.ctx, func(tx *db.Tx) error {
		a, err := account.OpenIn(h.ctx, tx, "fr", "moderatrice")
		y.judge = trust.Judge{Account: a, Role: "moderator"}
		return err
	}))
	return y
}

func (y *yard) ask(router http.Handler, path string, saves, known bool) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(y.ctx, http.MethodGet, "http://"+y.place.Main()+path, nil)
	if saves {
		r.Header.Set("Save-Data", "on")
	}
	if known {
		r.Header.Set("Cookie", "session=4711; form=0815")
		r.Header.Set("Authorization", "Bearer 4711")
		r.Header.Set("Accept-Language", "en")
	}
	w := httptest.NewRecorder()
	router.ServeHTTP(w, r)
	return w
}

// paths are all the pages that there are.
func (y *yard) paths() []string {
	paths := append([]string{"/", "/en/", "/feed/"}, y.old...)
	for _, a := range y.authors {
		paths = append(paths, author.Path(a.Handle))
	}
	for _, s := range y.all {
		paths = append(paths, s.Path, s.Path+"article.txt", s.Path+"article.json")
	}
	return paths
}

// act does one thing and returns its name: each in turn at first, then at random.
// What is not allowed now is refused, and changes nothing.
func (y *yard) act(n int) string {
	y.Helper()
	y.now.Add(1 + y.chance.Int64N(5_000_000)) // microseconds: no page is ever old enough to go by itself
	acts := y.acts()
	names := slices.Sorted(maps.Keys(acts))
	name := names[y.chance.IntN(len(names))]
	if n < 2*len(names) {
		name = []string{"publish", names[n/2]}[n%2]
	}
	if len(y.all) == 0 {
		name = "publish"
	}
	if err := acts[name](); err != nil && errs.KindOf(err) == 0 {
		y.Fatalf("%s: %v", name, err)
	}
	return name
}

func (y *yard) acts() map[string]func() error {
	var s *standing
	var by author.Actor
	if len(y.all) > 0 {
		s = y.all[y.chance.IntN(len(y.all))]
		by = author.Actor{Author: s.by.ID}
	}
	return map[string]func() error{
		"publish": y.publishOne,
		"revise": func() error {
			err := y.app.Articles.Revise(y.ctx, by, s.Key, article.Revision{
				Edition: y.place, Base: s.version, Kind: article.Correction, Note: "Le prix était faux.", Claims: y.claims(),
			})
			if err == nil {
				s.version++
			}
			return err
		},
		"withdraw": func() error { return y.app.Articles.Withdraw(y.ctx, y.place, by, s.Key) },
		"restore":  func() error { return y.app.Articles.Restore(y.ctx, y.place, by, s.Key) },
		"withhold": func() error {
			return y.app.Articles.Withhold(y.ctx, by, s.Key, 1+y.chance.Int64N(s.version), article.ForPrivacy)
		},
		"rename the address": func() error {
			path, err := y.app.Articles.RenameSlug(y.ctx, y.place, by, s.Key, fmt.Sprintf("ailleurs-%d", y.chance.IntN(1000)))
			if err == nil {
				y.old, s.Path = append(y.old, s.Path), path
			}
			return err
		},
		"erase":    func() error { return y.app.Articles.Erase(y.ctx, by, s.Key) },
		"restrict": func() error { return y.restrict(s) },
		"lift": func() error {
			if len(s.decisions) == 0 {
				return errs.NotFound
			}
			_, err := y.app.Decisions.Lift(y.ctx, y.place, y.judge, s.decisions[y.chance.IntN(len(s.decisions))].Reference, "La personne nommée y a consenti depuis, et l’a écrit à l’édition.")
			return err
		},
		"rename an author": func() error { // no verb does it yet
			a := y.authors[y.chance.IntN(len(y.authors))]
			y.exec(a.ID.Tag(), `UPDATE author SET name = $1 WHERE id = $2`, fmt.Sprintf("Plume %d", y.chance.IntN(1000)), a.ID)
			return nil
		},
		"rename the edition": func() error { // no verb does it yet
			y.exec(y.place.ID.Tag(), `UPDATE edition_text SET name = $1 WHERE edition_id = $2`, fmt.Sprintf("La Place %d", y.chance.IntN(1000)), y.place.ID)
			return nil
		},
	}
}

func (y *yard) claims() article.Claims {
	document, err := richtext.FromParagraphs([]string{fmt.Sprintf("On y trouve %d sacs de mil.", y.chance.IntN(1000))})
	y.must(err)
	return article.Claims{Title: "Le marché rouvre", Genre: article.Genres()[y.chance.IntN(3)], Language: "fr", Licence: "cc-by-4.0", Document: document}
}

func (y *yard) publishOne() error {
	signers := slices.Clone(y.authors)
	y.chance.Shuffle(len(signers), func(i, j int) { signers[i], signers[j] = signers[j], signers[i] })
	var cosigners []author.ID
	for _, a := range signers[1 : 1+y.chance.IntN(len(signers))] {
		cosigners = append(cosigners, a.ID)
	}
	at, err := y.app.Articles.Publish(y.ctx, author.Actor{Author: signers[0].ID}, article.Publication{Edition: y.place, Claims: y.claims(), Cosigners: cosigners})
	if err == nil {
		y.all = append(y.all, &standing{Address: at, by: signers[0], version: 1})
	}
	return err
}

func (y *yard) restrict(s *standing) error {
	effect := []trust.Effect{trust.Removed, trust.Demoted}[y.chance.IntN(2)]
	made, err := y.app.Decisions.Restrict(y.ctx, y.place, y.judge, trust.Order{
		Article: s.Key, Effect: effect, Ground: trust.Ground{Law: "Loi n° 2008-12, article 34"}, Category: "privacy",
		Facts: "Le texte nomme une personne privée.", Explanation: "La personne n’a pas consenti à ce que l’on sache où elle habite, et la loi citée le défend.",
	})
	if err == nil {
		s.decisions = append(s.decisions, made)
	}
	if errors.Is(err, errs.Conflict) {
		return nil
	}
	return err
}
