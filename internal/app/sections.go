package app

import (
	"palabre/internal/edition"
	"palabre/internal/i18n"
)

// StartingSections are those of a news site, in every language of the interface:
// what an edition begins with, its team changes them. The first takes what names
// no section, so it is the one that claims least.
func StartingSections(catalogue *i18n.Catalogue) []edition.NewSection {
	keys := []string{
		"section.society", "section.politics", "section.economy", "section.culture",
		"section.health", "section.environment", "section.sport", "section.world",
	}
	sections := make([]edition.NewSection, len(keys))
	for i, key := range keys {
		names := map[string]string{}
		for _, language := range i18n.Languages() {
			names[language] = catalogue.In(language).Say(key)
		}
		names[""] = names[i18n.Languages()[0]] // for an edition of another language
		sections[i] = edition.NewSection{Names: names}
	}
	return sections
}
