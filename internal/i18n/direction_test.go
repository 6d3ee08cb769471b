package i18n_test

import (
	"testing"

	"palabre/internal/i18n"
)

func TestLanguagesRunInTheirDirection(t *testing.T) {
	for language, want := range map[string]string{
		"fr": "ltr", "en": "ltr", "pt-BR": "ltr", "wo": "ltr", "am": "ltr", "zh-Hant": "ltr", "ku": "ltr", "ff": "ltr", "ha": "ltr",
		"ar": "rtl", "ar-MA": "rtl", "he": "rtl", "yi": "rtl", "fa": "rtl", "ur": "rtl", "ps": "rtl", "ug": "rtl", "ckb": "rtl", "dv": "rtl", "nqo": "rtl",
		"ku-Arab": "rtl", "ff-Adlm": "rtl", "ha-Arab": "rtl", "wo-Arab": "rtl", "ar-Latn": "ltr", "he-Latn": "ltr",
	} {
		if got := i18n.Direction(language); got != want {
			t.Errorf("%s runs %s, want %s", language, got, want)
		}
	}
}
