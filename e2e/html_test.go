package e2e_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"palabre/e2e"
)

// complaint is what the HTML checker says of a file.
type complaint struct {
	URL      string
	Type     string // "error", or "info" for a warning
	SubType  string
	Line     int `json:"lastLine"`
	Message  string
	Extract  string
	FirstCol int `json:"firstColumn"`
}

// unknownToChecker are the two properties of CSS that its part for styles has not
// heard of. Nothing else of what it says is left out.
var unknownToChecker = []string{
	"CSS: “mask”: Property “mask” doesn't exist.",
	"CSS: “field-sizing”: Property “field-sizing” doesn't exist.",
}

func TestTheHTMLCheckerHasNothingToSay(t *testing.T) {
	dir := t.TempDir()
	for _, p := range e2e.Pages() {
		for _, mode := range modes() {
			save(t, dir, p.Name+"-"+mode, source(t, p, e2e.Modes()[mode]))
		}
		if p.Article != "" && p.Status == http.StatusOK {
			save(t, dir, p.Name+"-piece", source(t, p, "article.html"))
		}
	}
	for _, c := range check(t, dir) {
		if !isUnknownToChecker(c.Message) {
			t.Errorf("%s, line %d: %s: %s\n%s", filepath.Base(c.URL), c.Line, c.Type, c.Message, c.Extract)
		}
	}
}

func isUnknownToChecker(message string) bool {
	for _, known := range unknownToChecker {
		if message == known {
			return true
		}
	}
	return false
}

// source is a page as it is served.
func source(t *testing.T, p e2e.Page, end string) string {
	t.Helper()
	answer, body, err := sample.Fetch(t.Context(), cmp.Or(p.Method, http.MethodGet), p.Address(sample)+end, http.Header{"Accept-Language": {cmp.Or(p.Asks, "fr")}})
	must(t, err)
	if answer.StatusCode != p.Status {
		t.Errorf("%s answers %d, want %d", p.Name, answer.StatusCode, p.Status)
	}
	return string(body)
}

func save(t *testing.T, dir, name, html string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(dir, name+".html"), []byte(html), 0o600))
}

// check runs the checker once over a folder.
func check(t *testing.T, dir string) []complaint {
	t.Helper()
	java := os.Getenv("PALABRE_TEST_JAVA")
	if java == "" {
		t.Fatal("no Java is named: start the tests through scripts/browser.sh")
	}
	var said strings.Builder
	checker := exec.CommandContext(t.Context(), java, "-jar", modules+"vnu-jar/build/dist/vnu.jar", "--format", "json", "--stdout", "--exit-zero-always", dir)
	checker.Stdout, checker.Stderr = &said, os.Stderr
	must(t, checker.Run())
	var found struct{ Messages []complaint }
	if err := json.Unmarshal([]byte(said.String()), &found); err != nil {
		t.Fatalf("the checker says no JSON: %v\n%s", err, said.String())
	}
	return found.Messages
}

// TestTheCheckerIsAwake shows it a page that is wrong.
func TestTheCheckerIsAwake(t *testing.T) {
	dir := t.TempDir()
	save(t, dir, "wrong", `<!doctype html><html lang="fr"><title>x</title><body><p><div></p><style>p{colour:red}</style>`)
	if found := check(t, dir); len(found) < 3 {
		t.Errorf("the checker finds only %v", fmt.Sprint(found))
	}
}
