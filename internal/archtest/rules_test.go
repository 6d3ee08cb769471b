package archtest

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestRulesSayNo shows each rule the invented trees of testdata: rule.txtar, with
// the exact findings in its last file. A rule that never says no guards nothing.
func TestRulesSayNo(t *testing.T) {
	for _, rule := range Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			archive, err := txtar.ParseFile(filepath.Join("testdata", rule.Name+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			files := map[string]string{}
			for _, f := range archive.Files {
				files[f.Name] = string(f.Data)
			}
			want := strings.Split(strings.TrimSpace(files["want"]), "\n")
			if want[0] == "" {
				t.Fatal("the tree of this rule breaks nothing")
			}
			got := ask(t, rule, files)
			for _, finding := range got {
				if !slices.Contains(want, finding) {
					t.Errorf("found, and not wanted:\n%s", finding)
				}
			}
			for _, finding := range want {
				if !slices.Contains(got, finding) {
					t.Errorf("wanted, and not found:\n%s", finding)
				}
			}
		})
	}
}

// ask asks one rule about an archive. The rules with a list or a limit get the
// archive's own, so that the example does not move with the house's.
func ask(t *testing.T, rule Rule, files map[string]string) []string {
	tree := treeOf(t, files)
	switch rule.Name {
	case "modules":
		return checkModules(tree, table(files["reasons"]))
	case "trusted-html":
		return checkTrustedHTML(tree, table(files["trusted"]))
	case "names-of-others":
		return checkNamesOfOthers(tree, strings.Fields(files["sums"]))
	case "sizes":
		return checkSizes(tree, 6, 9)
	}
	return rule.Check(tree)
}

// treeOf makes a tree of module palabre of the files; go.mod and driver.mod are
// its own and the SQLite driver's.
func treeOf(t *testing.T, files map[string]string) *Tree {
	sources, texts := map[string]string{}, maps.Clone(files)
	delete(texts, "want")
	for name, text := range files {
		if filepath.Ext(name) == ".go" {
			sources[name] = text
		}
	}
	tree := NewTree("palabre", sources, texts)
	tree.Mod = modOf(t, files["go.mod"])
	tree.Driver = modOf(t, files["driver.mod"])
	return tree
}

func modOf(t *testing.T, text string) *Mod {
	if text == "" {
		return nil
	}
	file := filepath.Join(t.TempDir(), "go.mod")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	mod, err := readMod(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	return mod
}

// table reads lines of a key and its reason.
func table(text string) map[string]string {
	entries := map[string]string{}
	for line := range strings.Lines(text) {
		key, reason, _ := strings.Cut(strings.TrimSpace(line), " ")
		entries[key] = reason
	}
	return entries
}

// TestEveryTreeHasItsRule finds an archive that no rule is asked about.
func TestEveryTreeHasItsRule(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, archive := range archives {
		name := strings.TrimSuffix(filepath.Base(archive), ".txtar")
		if !slices.ContainsFunc(Rules(), func(r Rule) bool { return r.Name == name }) {
			t.Errorf("%s belongs to no rule", archive)
		}
	}
}
