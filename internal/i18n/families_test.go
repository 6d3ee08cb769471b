package i18n_test

// family is a set of keys that code puts together when it runs: prefix, one of
// codes, one of ends. Every key of a family must be in the catalogues, and the
// prefix must begin a key that some Go file or template puts together.
type family struct {
	prefix string
	codes  []string
	ends   []string
}

var (
	whole         = []string{""}
	organisations = []string{"association", "ngo", "professional"}
	genres        = []string{"information", "opinion", "testimony", "statement"}
)

// families is the whole list of keys that cannot be read off the code.
var families = []family{
	{"attribution.", []string{
		"information", "opinion", "testimony", "statement.association", "statement.ngo",
		"statement.professional", "statement.individual", "statement.mixed",
	}, whole},
	{"genre.", genres, []string{"", ".explained"}},
	{"kind.", append([]string{"individual"}, organisations...), whole},
	{"kind.", organisations, []string{".declared"}},
	{"regime.", []string{"hosted", "checked", "selected"}, whole},
	{"licence.", []string{
		"cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nd-4.0", "cc-by-nc-4.0",
		"cc-by-nc-sa-4.0", "cc-by-nc-nd-4.0", "reserved",
	}, whole},
	{"format.", []string{"txt", "md", "html", "json"}, whole},
	{"revision.", []string{"typo", "update", "correction", "retraction"}, whole},
	{"withheld.", []string{"safety", "privacy", "law"}, whole},
	{
		"error.",
		[]string{"403", "404", "405", "409", "410", "413", "422", "429", "451", "500", "503", "host"},
		[]string{".title", ".happened", ".next"},
	},
}

// keys returns every key of the family.
func (f family) keys() []string {
	var keys []string
	for _, code := range f.codes {
		for _, end := range f.ends {
			keys = append(keys, f.prefix+code+end)
		}
	}
	return keys
}
