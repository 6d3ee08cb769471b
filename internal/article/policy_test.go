package article

import (
	"testing"

	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/errs"
)

// The people of these tables: the article is signed by first, then by second.
const (
	nobody author.ID = iota
	first
	second
	stranger
)

func signed(state State, number int64) *Article {
	return &Article{State: state, Number: number, Signers: []author.ID{first, second}}
}

func TestWhoMaySeeAnArticleBesideItsPages(t *testing.T) {
	for who, want := range map[author.ID]bool{first: true, second: true, stranger: false, nobody: false} {
		if got := canSee(author.Actor{Author: who}, signed(Published, 1)); got != want {
			t.Errorf("author %d sees it: %v, want %v", who, got, want)
		}
	}
	if canSee(author.Actor{}, &Article{State: Published, Signers: []author.ID{nobody}}) {
		t.Error("an actor without an author sees something")
	}
}

func TestWhoMayPublishWhat(t *testing.T) {
	day := clock.Day(20000)
	for _, row := range []struct {
		what     string
		genre    Genre
		kind     author.Kind
		verified bool
		retired  bool
		imported bool
		want     errs.Kind
	}{
		{"a person informs", Information, author.Individual, false, false, false, 0},
		{"a person has an opinion", Opinion, author.Individual, false, false, false, 0},
		{"a person testifies", Testimony, author.Individual, false, false, false, 0},
		{"a person states", Statement, author.Individual, false, false, false, errs.Forbidden},
		{"a verified person states", Statement, author.Individual, true, false, false, errs.Forbidden},
		{"a person's statement is imported", Statement, author.Individual, false, false, true, errs.Forbidden},
		{"an association informs", Information, author.Association, false, false, false, 0},
		{"an association states", Statement, author.Association, false, false, false, errs.Forbidden},
		{"a verified association states", Statement, author.Association, true, false, false, 0},
		{"an association's statement is imported", Statement, author.Association, false, false, true, 0},
		{"an ngo states", Statement, author.NGO, false, false, false, errs.Forbidden},
		{"a verified ngo states", Statement, author.NGO, true, false, false, 0},
		{"a professional states", Statement, author.Professional, false, false, false, errs.Forbidden},
		{"a verified professional states", Statement, author.Professional, true, false, false, 0},
		{"a retired author has an opinion", Opinion, author.Individual, false, true, false, errs.Forbidden},
		{"a retired author is imported", Opinion, author.Individual, false, true, true, errs.Forbidden},
		{"a retired verified ngo states", Statement, author.NGO, true, true, true, errs.Forbidden},
	} {
		who := author.Author{Kind: row.kind, Retired: row.retired}
		if row.verified {
			who.Verified = &day
		}
		verdict(t, row.what, mayPublish(row.genre, who, row.imported), row.want)
	}
}

func TestAStatementIsOfAllWhoSignIt(t *testing.T) {
	day := clock.Day(20000)
	ngo := author.Author{Kind: author.NGO, Verified: &day}
	unknown, person := author.Author{Kind: author.NGO}, author.Author{Kind: author.Individual}
	retired := author.Author{Kind: author.NGO, Retired: true}
	for _, row := range []struct {
		what    string
		genre   Genre
		signers []author.Author
		want    errs.Kind
	}{
		{"verified ones", Statement, []author.Author{ngo, ngo}, 0},
		{"an unverified co-signer", Statement, []author.Author{ngo, unknown}, errs.Forbidden},
		{"a person as co-signer", Statement, []author.Author{ngo, person}, errs.Forbidden},
		{"a co-signer who retired", Statement, []author.Author{ngo, retired}, 0},
		{"a first signer who retired", Statement, []author.Author{retired, ngo}, errs.Forbidden},
		{"an opinion of a person and an organisation", Opinion, []author.Author{person, unknown}, 0},
	} {
		verdict(t, row.what, maySign(row.genre, row.signers, false), row.want)
	}
}

func TestWhoMayChangeAnArticle(t *testing.T) {
	for _, row := range []struct {
		who                                   author.ID
		state                                 State
		revise, withdraw, restore, hideOldOne errs.Kind
	}{
		{first, Published, 0, 0, errs.Conflict, 0},
		{first, Withdrawn, errs.Conflict, errs.Conflict, 0, 0},
		{first, Erased, errs.NotFound, errs.NotFound, errs.NotFound, errs.NotFound},
		{second, Published, errs.Forbidden, errs.Forbidden, errs.Forbidden, errs.Forbidden},
		{second, Withdrawn, errs.Forbidden, errs.Forbidden, errs.Forbidden, errs.Forbidden},
		{second, Erased, errs.NotFound, errs.NotFound, errs.NotFound, errs.NotFound},
		{stranger, Published, errs.NotFound, errs.NotFound, errs.NotFound, errs.NotFound},
		{stranger, Withdrawn, errs.NotFound, errs.NotFound, errs.NotFound, errs.NotFound},
		{stranger, Erased, errs.NotFound, errs.NotFound, errs.NotFound, errs.NotFound},
		{nobody, Published, errs.NotFound, errs.NotFound, errs.NotFound, errs.NotFound},
		{nobody, Withdrawn, errs.NotFound, errs.NotFound, errs.NotFound, errs.NotFound},
		{nobody, Erased, errs.NotFound, errs.NotFound, errs.NotFound, errs.NotFound},
	} {
		actor, a := author.Actor{Author: row.who}, signed(row.state, 3)
		what := string(row.state) + ", author " + string(rune('0'+row.who))
		verdict(t, what+" revises", mayRevise(actor, a, 3), row.revise)
		verdict(t, what+" withdraws", mayWithdraw(actor, a), row.withdraw)
		verdict(t, what+" restores", mayRestore(actor, a), row.restore)
		verdict(t, what+" withholds an old version", mayWithhold(actor, a, 2), row.hideOldOne)
	}
}

func TestARevisionIsOfTheVersionBeforeOnesEyes(t *testing.T) {
	for base, want := range map[int64]errs.Kind{3: 0, 2: errs.Conflict, 4: errs.Conflict, 0: errs.Conflict} {
		verdict(t, "revising", mayRevise(author.Actor{Author: first}, signed(Published, 3), base), want)
	}
}

func TestTheShownVersionIsNotWithheldAlone(t *testing.T) {
	actor := author.Actor{Author: first}
	verdict(t, "the shown one", mayWithhold(actor, signed(Published, 3), 3), errs.Conflict)
	verdict(t, "the last one of what was taken back", mayWithhold(actor, signed(Withdrawn, 3), 3), 0)
}

// verdict compares what a rule said, 0 for yes.
func verdict(t *testing.T, what string, err error, want errs.Kind) {
	t.Helper()
	if errs.KindOf(err) != want || (want == 0 && err != nil) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}
