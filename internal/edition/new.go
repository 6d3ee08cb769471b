package edition

import (
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the binary knows the zones where the machine does not

	"golang.org/x/text/language"

	"palabre/internal/errs"
	"palabre/internal/text"
)

// New is what a new edition is made from. Its texts stand for every language
// until the team writes the others.
type New struct {
	Host      string
	Name      string
	Tagline   string
	Country   string // ISO 3166-1 alpha-2, "" for none
	Languages []string
	Timezone  string // IANA name
	Notice    string // holds {join} once
	Join      string
	Sections  []NewSection
}

// NewSection is a section to start from, its names by language.
type NewSection struct{ Names map[string]string }

// What an edition starts with.
const (
	defaultLicence = "cc-by-4.0"
	noCountry      = "ZZ" // CLDR: unknown region
	indigo, ochre  = "#23276B", "#B5651D"

	nameLimit, noticeLimit, hostLimit = 80, 1000, 253
)

// hostForm is a host name without port (RFC 1123 §2.1); others are written in
// their ASCII form (RFC 5891).
var hostForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$`)

var countryForm = regexp.MustCompile(`^[A-Z]{2}$`)

// complete fills in what was left out and returns every mistake of the rest.
func (n New) complete() (New, []errs.Field) {
	n.Host = strings.ToLower(n.Host)
	if n.Country == "" {
		n.Country = noCountry
	}
	wrong := slices.Concat(
		text.Line("name", n.Name, nameLimit),
		text.Optional("tagline", n.Tagline, nameLimit),
		text.Line("notice", n.Notice, noticeLimit),
		text.Line("join-text", n.Join, nameLimit),
	)
	if len(n.Host) > hostLimit || !hostForm.MatchString(n.Host) {
		wrong = append(wrong, errs.Field{Name: "host", Message: "edition.host"})
	}
	if strings.Count(n.Notice, join) != 1 {
		wrong = append(wrong, errs.Field{Name: "notice", Message: "edition.notice_join"})
	}
	if strings.Contains(n.Join, "{") {
		wrong = append(wrong, errs.Field{Name: "join-text", Message: "field.unreadable"})
	}
	if _, err := time.LoadLocation(n.Timezone); err != nil || n.Timezone == "" || n.Timezone == "Local" {
		wrong = append(wrong, errs.Field{Name: "timezone", Message: "edition.timezone"})
	}
	if !countryForm.MatchString(n.Country) {
		wrong = append(wrong, errs.Field{Name: "country", Message: "edition.country"})
	}
	return n, append(wrong, wrongLanguages(n.Languages)...)
}

func wrongLanguages(languages []string) []errs.Field {
	if len(languages) == 0 {
		return []errs.Field{{Name: "languages", Message: "field.required"}}
	}
	for i, one := range languages {
		tag, err := language.Parse(one)
		if err != nil || tag.String() != one || slices.Contains(languages[:i], one) {
			return []errs.Field{{Name: "languages", Message: "edition.languages", Args: []any{"language", one}}}
		}
	}
	return nil
}
