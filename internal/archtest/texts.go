package archtest

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// eachLine calls visit for every line of every committed text, but for the
// invented trees of this package, which break the rules on purpose.
func eachLine(t *Tree, visit func(where, line string)) {
	for _, name := range slices.Sorted(maps.Keys(t.Texts)) {
		if strings.HasPrefix(name, "internal/archtest/testdata/") {
			continue
		}
		number := 0
		for line := range strings.Lines(t.Texts[name]) {
			number++
			visit(name+":"+strconv.Itoa(number), line)
		}
	}
}

// moving is the version that is another one tomorrow.
const moving = "@" + "latest"

func checkLatest(t *Tree) []string {
	var found findings
	eachLine(t, func(where, line string) {
		if strings.Contains(line, moving) {
			found.add(where, "asks for a version that moves: name the version")
		}
	})
	return found.sorted()
}

// Places that exist on one machine and not on the next: somebody's home, a fixed
// folder for temporary files, the address of a package registry or of its mirror.
var (
	machineFolder = regexp.MustCompile(`(^|[^\w/.:}-])/(home|Users|root|work|tmp)/\w`)
	registryHost  = regexp.MustCompile(`(?i)\b(proxy|registry|mirror|sum|deb)\.[a-z]+\.(com|dev|io|net|org)\b`)
)

func checkPlaces(t *Tree) []string {
	var found findings
	eachLine(t, func(where, line string) {
		if machineFolder.MatchString(line) {
			found.add(where, "names a folder of one machine")
		}
		if host := registryHost.FindString(line); host != "" && !strings.Contains(host, "example") {
			found.add(where, "names a package registry: whoever builds chooses theirs")
		}
	})
	return found.sorted()
}

// namesOfOthers are words that the project does not contain: the names of the
// site and of the author whose published text an installation may be tried with.
// They stand here as SHA-256 of the word in lower case, so that neither does this
// list contain them. Tests and examples invent their people and places.
var namesOfOthers = []string{
	"259d959c1b859ef155a6d90fdd74dc4dbec107acfbe140b3982e76fa7f0012c4",
	"100d734c89a4288545066a7cc3c68223ba557b35a810a5baa4751333d03696f8",
}

var word = regexp.MustCompile(`[\pL\pN_]+`)

func checkNamesOfOthers(t *Tree, namesOfOthers []string) []string {
	var found findings
	known := map[string]bool{} // most words come a hundred times
	eachLine(t, func(where, line string) {
		for _, w := range word.FindAllString(strings.ToLower(line), -1) {
			named, seen := known[w]
			if !seen {
				sum := sha256.Sum256([]byte(w))
				named = slices.Contains(namesOfOthers, hex.EncodeToString(sum[:]))
				known[w] = named
			}
			if named {
				found.add(where, "names a site or an author of the world: invent one")
			}
		}
	})
	return found.sorted()
}

// Links of a document to the tree: Markdown's own, and paths between back quotes.
var (
	markdownLink = regexp.MustCompile(`\]\(([^)#:\s]+)[)#]`)
	quotedPath   = regexp.MustCompile("`((?:internal|docs|scripts|e2e)/[\\w./-]+|[A-Z]+\\.md|Makefile|main\\.go)`")
)

// checkLinks finds what a document points to and the tree does not have.
func checkLinks(t *Tree) []string {
	var found findings
	exists := map[string]bool{".": true}
	for name := range t.Texts {
		for ; name != "."; name = path.Dir(name) {
			exists[name] = true
		}
	}
	eachLine(t, func(where, line string) {
		name, _, _ := strings.Cut(where, ":")
		if path.Ext(name) != ".md" {
			return
		}
		for _, m := range markdownLink.FindAllStringSubmatch(line, -1) {
			if !exists[path.Join(path.Dir(name), m[1])] {
				found.add(where, "links to %s, which does not exist", m[1])
			}
		}
		for _, m := range quotedPath.FindAllStringSubmatch(line, -1) {
			if !exists[path.Clean(m[1])] {
				found.add(where, "names %s, which does not exist", m[1])
			}
		}
	})
	return found.sorted()
}
