package articleweb

import (
	"slices"
	"testing"

	"palabre/internal/web/ui"
)

// TestTheLeadIsTheNewestThatWasPicked: no verb picks an article yet.
func TestTheLeadIsTheNewestThatWasPicked(t *testing.T) {
	for _, c := range []struct {
		lead string
		rest []string
		all  []ui.Entry
	}{
		{lead: ""},
		{lead: "a", all: []ui.Entry{{Title: "a"}}},
		{lead: "a", rest: []string{"b", "c"}, all: []ui.Entry{{Title: "a"}, {Title: "b"}, {Title: "c"}}},
		{lead: "b", rest: []string{"a", "c"}, all: []ui.Entry{{Title: "a"}, {Title: "b", Picked: "x"}, {Title: "c", Picked: "x"}}},
	} {
		p := frontPage{Articles: c.all}
		p.lead()
		var rest []string
		for _, one := range p.Articles {
			rest = append(rest, one.Title)
		}
		if p.Lead.Title != c.lead || !slices.Equal(rest, c.rest) {
			t.Errorf("the lead is %q before %q, want %q before %q", p.Lead.Title, rest, c.lead, c.rest)
		}
	}
}
