package app_test

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/clock"
	"palabre/internal/edition"
	"palabre/internal/syndication"
)

// TestAnImportedArticleIsTheSameFile imports opinions as they come from another
// site, into an edition with that site's notice, and asks for their text. The file
// that PALABRE_SEED_ARTICLE names is its author's and not part of the project.
func TestAnImportedArticleIsTheSameFile(t *testing.T) {
	files := []string{"testdata/article.txt", "../../docs/examples/article.txt"}
	if named := os.Getenv("PALABRE_SEED_ARTICLE"); named != "" {
		files = append(files, named)
	}
	eachHouse(t, func(t *testing.T, h house) {
		for _, name := range files {
			file, err := os.ReadFile(name)
			h.must(err)
			handle, said := describe(t, string(file))
			e := h.edition(edition.New{Languages: []string{"fr"}, Notice: said.before + "{join}" + said.after, Join: said.join})
			done, err := h.app.Importer.Import(h.ctx, syndication.Request{
				Edition: e, File: file, Handle: handle, Kind: author.Individual, Genre: article.Opinion, Title: "Un article venu d’ailleurs",
				Published: clock.Instant(1725530400_000000), // 2024-09-05T10:00:00Z
			})
			h.must(err)
			if done.OtherNotice {
				t.Errorf("%s: its notice is not the edition's", name)
			}
			if want := "/2024/09/05/un-article-venu-d-ailleurs/"; done.Path != want {
				t.Errorf("%s stands at %s, want %s", name, done.Path, want)
			}
			if got := h.get(e, done.Path+"article.txt", http.StatusOK); got != string(file) {
				t.Errorf("%s comes back as\n%q\nwant\n%q", name, got, file)
			}
		}
	})
}

// describe reads what a command line would say of a syndicated opinion: its author
// from the first line, the notice from the last, whose last word leads to
// registration.
func describe(t *testing.T, file string) (handle string, said notice) {
	t.Helper()
	lines := strings.Split(file, "\n")
	handle, written := strings.CutPrefix(lines[0], "Article opinion écrit par le créateur de contenu : ")
	handle, ended := strings.CutSuffix(handle, ".")
	last, stopped := strings.CutSuffix(lines[len(lines)-1], ".")
	space := strings.LastIndexByte(last, ' ')
	if !written || !ended || !stopped || space < 0 {
		t.Fatalf("not in the form of a syndicated opinion: %q … %q", lines[0], lines[len(lines)-1])
	}
	return handle, notice{last[:space+1], last[space+1:], "."}
}
