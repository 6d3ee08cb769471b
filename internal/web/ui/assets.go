package ui

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:generate go run ./icon assets/baobab.svg assets/touch.png

//go:embed assets
var assetFiles embed.FS

// Asset is a file that pages refer to. Its address holds a hash of its bytes, so
// that it may be kept for ever (RFC 8246, immutable).
type Asset struct {
	Name  string // of the file: "baobab.svg"
	Path  string // "/assets/baobab.0a1b2c3d4e5f.svg"
	Type  string // media type
	Bytes []byte
}

// mediaTypes of the files in assets, by their extension.
var mediaTypes = map[string]string{".svg": "image/svg+xml", ".png": "image/png"}

// Assets returns every file that pages refer to, for the handler that serves them.
func Assets() ([]Asset, error) { return readAssets(assetFiles) }

func readAssets(files fs.FS) ([]Asset, error) {
	names, err := fs.Glob(files, "assets/*")
	if err != nil {
		return nil, err
	}
	assets := make([]Asset, 0, len(names))
	for _, name := range names {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		base, extension := path.Base(name), path.Ext(name)
		mediaType, known := mediaTypes[extension]
		if !known {
			return nil, fmt.Errorf("asset %s: no media type for %q", name, extension)
		}
		sum := sha256.Sum256(content)
		assets = append(assets, Asset{
			Name:  base,
			Path:  "/assets/" + strings.TrimSuffix(base, extension) + "." + hex.EncodeToString(sum[:6]) + extension,
			Type:  mediaType,
			Bytes: content,
		})
	}
	return assets, nil
}

// addressOf returns the function of the templates that knows the assets' addresses.
func addressOf(assets []Asset) func(name string) (string, error) {
	return func(name string) (string, error) {
		for _, a := range assets {
			if a.Name == name {
				return a.Path, nil
			}
		}
		return "", fmt.Errorf("no asset %q", name)
	}
}
