package app

import (
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/web/ui"
)

// frames keeps the frame of each host, since every request wants one: names of
// countries are looked up once. An edition that was read anew is another one.
type frames struct {
	mu     sync.RWMutex
	byHost map[string]framed // as many as there are hosts of editions
}

type framed struct {
	edition *edition.Edition
	frame   *ui.Edition
}

func (f *frames) of(catalogue *i18n.Catalogue, e *edition.Edition, host, origin string) (*ui.Edition, error) {
	f.mu.RLock()
	known := f.byHost[host]
	f.mu.RUnlock()
	if known.edition == e {
		return known.frame, nil
	}
	made, err := frame(catalogue, e, host, origin)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	f.byHost[host] = framed{e, made}
	f.mu.Unlock()
	return made, nil
}

// frame is an edition as pages show it: in its first language, with its
// translations beside.
func frame(catalogue *i18n.Catalogue, e *edition.Edition, host, origin string) (*ui.Edition, error) {
	colours, err := ui.NewColours(e.Colours[0], e.Colours[1])
	if err != nil {
		return nil, err
	}
	in := func(tag string) *ui.Edition {
		text := e.Text(tag)
		return &ui.Edition{
			ID: int64(e.ID), Host: host, URL: origin, Name: text.Name, Tagline: text.Tagline, Country: countryName(catalogue.In(tag), e.Country),
			Languages: e.Languages, First: e.First(), Zone: e.Zone, Colours: colours,
		}
	}
	first := in(e.First())
	first.Translations = map[string]*ui.Edition{}
	for _, tag := range e.Languages[1:] {
		first.Translations[tag] = in(tag)
	}
	return first, nil
}

// countryName is the name of a country in the language of a page, "" for none.
func countryName(t i18n.Text, code string) string {
	region, err := language.ParseRegion(code)
	if err != nil || !region.IsCountry() {
		return ""
	}
	return display.Regions(language.Make(t.Language())).Name(region)
}
