package e2e_test

import (
	"maps"
	"slices"
	"testing"

	"palabre/e2e"
)

// TestTheTableOfPagesIsWhole compares the table with what the site answers at: a
// new route, or a new article of the sample site, needs its line.
func TestTheTableOfPagesIsWhole(t *testing.T) {
	routes, articles, names := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, p := range e2e.Pages() {
		if names[p.Name] {
			t.Errorf("two pages are called %s", p.Name)
		}
		names[p.Name] = true
		routes[p.Route] = true
		articles[p.Article] = true
	}
	for route, why := range e2e.NoPages() {
		if routes[route] || why == "" {
			t.Errorf("%s is a page, or nobody says why it is none", route)
		}
		routes[route] = true
	}
	delete(routes, "")
	delete(articles, "")
	compare(t, "route", slices.Sorted(maps.Keys(routes)), slices.Sorted(slices.Values(sample.Routes)))
	compare(t, "article", slices.Sorted(maps.Keys(articles)), slices.Sorted(maps.Keys(sample.Paths)))
}

func compare(t *testing.T, what string, table, site []string) {
	t.Helper()
	for _, name := range site {
		if !slices.Contains(table, name) {
			t.Errorf("the site has the %s %q and pages.go does not", what, name)
		}
	}
	for _, name := range table {
		if !slices.Contains(site, name) {
			t.Errorf("pages.go has the %s %q and the site does not", what, name)
		}
	}
}
