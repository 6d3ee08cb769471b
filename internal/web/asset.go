package web

import (
	"net/http"

	"palabre/internal/errs"
	"palabre/internal/web/ui"
)

// assetRoute serves the files that pages refer to. Their names hold a hash of
// their bytes, so a browser asks for each once (RFC 8246).
func assetRoute(assets []ui.Asset) Route {
	byPath := map[string]ui.Asset{}
	for _, asset := range assets {
		byPath[asset.Path] = asset
	}
	return Route{
		Method: http.MethodGet, Path: "/assets/{name}", Who: Everybody,
		Handler: func(w http.ResponseWriter, r *http.Request) error {
			asset, known := byPath["/assets/"+r.PathValue("name")]
			if !known {
				return errs.NotFound
			}
			Shows(r) // the name says which bytes
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			return Send(w, r, asset.Type, asset.Bytes)
		},
	}
}
