package article

import (
	"slices"
	"strings"
	"testing"

	"palabre/internal/errs"
	"palabre/internal/richtext"
)

// sound are claims without a mistake.
func sound(t *testing.T) Claims {
	t.Helper()
	document, err := richtext.FromParagraphs([]string{"Un seul paragraphe."})
	if err != nil {
		t.Fatal(err)
	}
	return Claims{Title: "Le quai est rouvert", Genre: Opinion, Language: "fr", Licence: "cc-by-4.0", Document: document}
}

// signs is a text of n signs, each of which takes three bytes.
func signs(n int) string { return strings.Repeat("ⵣ", n) }

func TestClaimsHaveLimits(t *testing.T) {
	empty, err := richtext.FromParagraphs([]string{"—"})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		what   string
		change func(*Claims)
		wrong  []string // the fields
	}{
		{"nothing", func(*Claims) {}, nil},
		{"the longest title", func(c *Claims) { c.Title = signs(200) }, nil},
		{"one sign more", func(c *Claims) { c.Title = signs(201) }, []string{"title"}},
		{"10,000 signs", func(c *Claims) { c.Title = signs(10_000) }, []string{"title"}},
		{"no title", func(c *Claims) { c.Title = "" }, []string{"title"}},
		{"a title of spaces", func(c *Claims) { c.Title = " \u00a0\t" }, []string{"title"}},
		{"a title with NUL", func(c *Claims) { c.Title = "Le\x00quai" }, []string{"title"}},
		{"a title of no encoding", func(c *Claims) { c.Title = "Le quai\xff" }, []string{"title"}},
		{"a title of two lines", func(c *Claims) { c.Title = "Le\nquai" }, []string{"title"}},
		{"the longest summary", func(c *Claims) { c.Summary = signs(500) }, nil},
		{"one sign more", func(c *Claims) { c.Summary = signs(501) }, []string{"summary"}},
		{"the longest sponsor", func(c *Claims) { c.Flags.Sponsor = signs(200) }, nil},
		{"one sign more", func(c *Claims) { c.Flags.Sponsor = signs(201) }, []string{"sponsor"}},
		{"the longest word on machines", func(c *Claims) { c.Flags.Assisted = signs(200) }, nil},
		{"one sign more", func(c *Claims) { c.Flags.Assisted = signs(201) }, []string{"assisted"}},
		{"the longest original", func(c *Claims) { c.Flags.Translated = &Translated{signs(200), signs(200)} }, nil},
		{"one sign more of each", func(c *Claims) { c.Flags.Translated = &Translated{signs(201), signs(201)} }, []string{"translated-from", "translated-by"}},
		{"a translation of nothing", func(c *Claims) { c.Flags.Translated = &Translated{} }, []string{"translated-from", "translated-by"}},
		{"an unknown genre", func(c *Claims) { c.Genre = "satire" }, []string{"genre"}},
		{"no genre", func(c *Claims) { c.Genre = "" }, []string{"genre"}},
		{"a language of Africa", func(c *Claims) { c.Language = "bm-Nkoo" }, nil},
		{"no language", func(c *Claims) { c.Language = "" }, []string{"language"}},
		{"no language's tag", func(c *Claims) { c.Language = "français" }, []string{"language"}},
		{"a tag in another spelling", func(c *Claims) { c.Language = "FR_ca" }, []string{"language"}},
		{"an unknown licence", func(c *Claims) { c.Licence = "cc-by-3.0" }, []string{"licence"}},
		{"no document", func(c *Claims) { c.Document = nil }, []string{"text"}},
		{"a document without a word", func(c *Claims) { c.Document = empty }, []string{"text"}},
		{"everything", func(c *Claims) { *c = Claims{} }, []string{"title", "genre", "language", "licence", "text"}},
	} {
		c := sound(t)
		row.change(&c)
		if got := fields(c.check()); !slices.Equal(got, row.wrong) {
			t.Errorf("%s: %q are wrong, want %q", row.what, got, row.wrong)
		}
	}
}

func TestEveryGenreAndLicenceIsAccepted(t *testing.T) {
	for _, genre := range []Genre{"information", "opinion", "testimony", "statement"} {
		for _, licence := range []string{"cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nd-4.0", "cc-by-nc-4.0", "cc-by-nc-sa-4.0", "cc-by-nc-nd-4.0", "reserved"} {
			c := sound(t)
			c.Genre, c.Licence = genre, licence
			if wrong := c.check(); wrong != nil {
				t.Errorf("%s under %s: %v", genre, licence, wrong)
			}
		}
	}
}

func TestARevisionSaysWhatChanged(t *testing.T) {
	for _, row := range []struct {
		what  string
		kind  RevisionKind
		note  string
		wrong []string
	}{
		{"an update", Update, "Le prix a été ajouté.", nil},
		{"a correction", Correction, "Le prix était faux.", nil},
		{"a retraction", Retraction, "Rien n’était vrai.", nil},
		{"a second first one", First, "Note.", []string{"kind"}},
		{"a kind that is not offered", "typo", "Note.", []string{"kind"}},
		{"no note", Update, "", []string{"note"}},
		{"the longest note", Update, signs(1000), nil},
		{"one sign more", Update, signs(1001), []string{"note"}},
	} {
		r := Revision{Kind: row.kind, Note: row.note}
		if got := fields(r.wrong()); !slices.Equal(got, row.wrong) {
			t.Errorf("%s: %q are wrong, want %q", row.what, got, row.wrong)
		}
	}
}

func fields(wrong []errs.Field) []string {
	var names []string
	for _, f := range wrong {
		names = append(names, f.Name)
	}
	return names
}
