package ui_test

import (
	"testing"

	"palabre/internal/web/ui"
)

func TestAnEditionSpeaksTheLanguageOfThePage(t *testing.T) {
	arabic := &ui.Edition{Name: "الساحة"}
	edition := &ui.Edition{Name: "La Place", Translations: map[string]*ui.Edition{"ar": arabic}}
	if edition.In("ar") != arabic || edition.In("fr") != edition || edition.In("wo") != edition {
		t.Error("an edition is shown in the words of the page's language, else in its first ones")
	}
}

func TestLanguagesHaveNames(t *testing.T) {
	for _, c := range []struct{ page, tag, name string }{
		{"fr", "ar", "arabe"},
		{"fr", "wo", "wolof"},
		{"en", "fr", "French"},
		{"pt", "ff-Adlm", "fula"},
		{"ar", "pt", "البرتغالية"},
		{"fr", "qaa", "qaa"},
	} {
		if got := ui.LanguageName(text(t, c.page), c.tag); got != c.name {
			t.Errorf("%s in %s is %q, want %q", c.tag, c.page, got, c.name)
		}
	}
	if got := ui.OwnName("ar"); got != "العربية" {
		t.Errorf("Arabic calls itself %q", got)
	}
}

func TestReadingTakesWholeMinutes(t *testing.T) {
	for words, want := range map[int]string{0: "1 min de lecture", 180: "1 min de lecture", 181: "2 min de lecture", 575: "4 min de lecture"} {
		if got := ui.Reading(text(t, "fr"), words); got != want {
			t.Errorf("%d words: %q, want %q", words, got, want)
		}
	}
}
