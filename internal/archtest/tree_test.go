package archtest

import (
	"testing"
)

// TestHouseRules asks every rule about this very tree.
func TestHouseRules(t *testing.T) {
	tree, err := Load(t.Context(), "../..")
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.Packages) == 0 || len(tree.Texts) == 0 {
		t.Fatalf("read %d packages and %d texts: the rules would see nothing", len(tree.Packages), len(tree.Texts))
	}
	for _, rule := range Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			for _, finding := range rule.Check(tree) {
				t.Error(finding)
			}
		})
	}
}
