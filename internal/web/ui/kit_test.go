package ui_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"palabre/internal/web/ui"
)

// cssFiles returns the rules of the kit without their comments, by file.
func cssFiles(t *testing.T) map[string]string {
	t.Helper()
	comment := regexp.MustCompile(`(?s)/\*.*?\*/`)
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".css" {
			return err
		}
		content, err := os.ReadFile(name)
		files[name] = comment.ReplaceAllString(string(content), "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestColoursComeFromTheTokens: a colour stands in tokens.css alone. Black is the
// ink of a mask, and print has its own.
func TestColoursComeFromTheTokens(t *testing.T) {
	literal := regexp.MustCompile(`#[0-9A-Fa-f]{3,8}\b|rgba?\(|hsla?\(`)
	for name, css := range cssFiles(t) {
		if name == "tokens.css" || name == "print.css" {
			continue
		}
		for _, colour := range literal.FindAllString(css, -1) {
			if colour != "#000" && colour != "#0000" {
				t.Errorf("%s holds the colour %s", name, colour)
			}
		}
	}
}

func TestEveryVariableIsDefined(t *testing.T) {
	defined, all := map[string]bool{}, cssFiles(t)
	for _, css := range all {
		for _, match := range regexp.MustCompile(`(--[a-z0-9-]+)\s*:`).FindAllStringSubmatch(css, -1) {
			defined[match[1]] = true
		}
	}
	for name, css := range all {
		for _, match := range regexp.MustCompile(`var\((--[a-z0-9-]+)`).FindAllStringSubmatch(css, -1) {
			if !defined[match[1]] {
				t.Errorf("%s uses %s, which nothing defines", name, match[1])
			}
		}
	}
}

// TestSidesAreLogical: what names a left or a right side stays there in Arabic.
func TestSidesAreLogical(t *testing.T) {
	side := regexp.MustCompile(`(margin|padding|border)-(left|right)|[;{ ](left|right|float):`)
	covers := "top: 0; right: 0; bottom: 0; left: 0" // all four sides are no side
	for name, css := range cssFiles(t) {
		if found := side.FindString(strings.ReplaceAll(css, covers, "")); found != "" {
			t.Errorf("%s names a side: %q", name, found)
		}
	}
}

func TestThemeColoursAreThePaper(t *testing.T) {
	tokens := cssFiles(t)["tokens.css"]
	papers := regexp.MustCompile(`--paper: (#\w+);`).FindAllStringSubmatch(tokens, -1)
	_, page := render(t, "bare", newSample(t, "fr"))
	for i, scheme := range []string{"light", "dark"} {
		got := page.Find(`meta[name=theme-color][media="(prefers-color-scheme: `+scheme+`)"]`).AttrOr("content", "")
		if got != papers[i][1] {
			t.Errorf("theme colour %s is %s, the paper is %s", scheme, got, papers[i][1])
		}
	}
}

func TestAssetAddressesHoldTheirHash(t *testing.T) {
	assets, err := ui.Assets()
	if err != nil {
		t.Fatal(err)
	}
	if len(assets) == 0 {
		t.Fatal("no assets")
	}
	types := map[string]string{".svg": "image/svg+xml", ".png": "image/png"}
	most := map[string]int{".svg": 1024, ".png": 2048} // what a page's icon may weigh, and one for home screens
	for _, asset := range assets {
		sum := sha256.Sum256(asset.Bytes)
		extension := path.Ext(asset.Name)
		want := "/assets/" + strings.TrimSuffix(asset.Name, extension) + "." + hex.EncodeToString(sum[:])[:12] + extension
		if asset.Path != want || asset.Type != types[extension] {
			t.Errorf("%s has the address %s and the type %s, want %s", asset.Name, asset.Path, asset.Type, want)
		}
		if len(asset.Bytes) > most[extension] {
			t.Errorf("%s has %d bytes, more than %d", asset.Name, len(asset.Bytes), most[extension])
		}
	}
	_, page := render(t, "bare", newSample(t, "fr"))
	for i, link := range []string{"link[rel=icon]", "link[rel=apple-touch-icon]"} {
		if got := page.Find(link).AttrOr("href", ""); got != assets[i].Path {
			t.Errorf("the %s of a page is %s, served is %s", link, got, assets[i].Path)
		}
	}
	icon, err := png.Decode(bytes.NewReader(assets[1].Bytes))
	if err != nil || icon.Bounds() != image.Rect(0, 0, 180, 180) {
		t.Errorf("the icon for home screens is %v large: %v", icon.Bounds(), err)
	}
}

func TestColoursOfAnEdition(t *testing.T) {
	for _, test := range []struct {
		band, edge string
		good       bool
	}{
		{"", "", true},
		{"#23276B", "#B5651D", true},
		{"#33502b", "#c97b34", true},
		{"#000000", "#FFFFFF", true},
		{"#23276B", "", false},
		{"", "#B5651D", false},
		{"23276B", "#B5651D", false},
		{"#23276", "#B5651D", false},
		{"red", "#B5651D", false},
		{"#23276B", "#B5651D;}", false},
		{"#23276B\n", "#B5651D", false},
		{"#777777", "#B5651D", false},
		{"#FFFFFF", "#B5651D", false},
	} {
		if _, err := ui.NewColours(test.band, test.edge); (err == nil) != test.good {
			t.Errorf("%q and %q: %v", test.band, test.edge, err)
		}
	}
}

// TestWeftIsDrawnFromTheHandle holds the drawings still: an author keeps theirs.
func TestWeftIsDrawnFromTheHandle(t *testing.T) {
	a, same, other := ui.Weft{Handle: "Plume_du_Saloum"}, ui.Weft{Handle: "plume_du_saloum", Organisation: true, Size: 76}, ui.Weft{Handle: "Encre_du_fleuve"}
	if a.Path() != same.Path() || a.Ground() != same.Ground() || a.ID() != same.ID() {
		t.Error("one handle has two wefts")
	}
	if a.Path() == other.Path() || a.ID() == other.ID() {
		t.Error("two handles have one weft")
	}
	const path, ground = "M0 0h4v4h-4zM4 0h4v4h-4zM0 4h4v4h-4zM8 0h4v4h-4zM0 8h4v4h-4zM4 4h4l-4 4zM8 4m4 0v4h-4zM4 8m4 0v4h-4z", "#23276B"
	if a.Path() != path || a.Ground() != ground {
		t.Errorf("the weft has changed: %s on %s", a.Path(), a.Ground())
	}
	if !regexp.MustCompile(`^w[a-z2-7]{8}$`).MatchString(a.ID()) {
		t.Errorf("id %q", a.ID())
	}
}
