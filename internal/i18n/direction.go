package i18n

import "golang.org/x/text/language"

// Direction returns the way in which a language is written, as the dir attribute
// of HTML takes it: by the script of its tag, else by the one that it is usually
// written in.
func Direction(tag string) string {
	script, _ := language.Make(tag).Script()
	switch script.String() {
	case "Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa":
		return "rtl"
	}
	return "ltr"
}
