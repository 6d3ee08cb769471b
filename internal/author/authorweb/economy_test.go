package authorweb_test

import (
	"net/http"
	"testing"

	"palabre/internal/author"
	"palabre/internal/web/ui/uitest"
)

func TestThePageKeepsToTheVersionThatWasAskedFor(t *testing.T) {
	each(t, func(s *site) {
		awa := s.author("Awa_du_Fleuve", "", author.Individual)
		s.publish(awa, "Le marché de Thiès rouvre", "fr")
		s.author("Sans_texte", "", author.Individual)
		for path, links := range map[string]int{"/author/awa_du_fleuve/": 3, "/author/sans_texte/": 2} {
			for query, economy := range map[string]bool{"": false, "?economie=1": true} {
				page := s.get(path+query, http.StatusOK)
				if n := uitest.Economy(t, page.Document(), "https://"+host, economy); n < links {
					t.Errorf("%s%s: only %d links were looked at", path, query, n)
				}
				if drawn := page.Document().Find("svg").Length() > 0; drawn == economy {
					t.Errorf("%s%s: economy %t has drawings: %t", path, query, economy, drawn)
				}
				policy(s, page)
			}
		}
	})
}
