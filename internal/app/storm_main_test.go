package app_test

import (
	"context"
	"fmt"
	"os"
	"testing"
)

// TestMain is every test of this package, and each of their children: the same
// program again, when this variable says which life of the child it lives.
func TestMain(m *testing.M) {
	if name := os.Getenv(nodeName); name != "" {
		fmt.Fprintln(os.Stderr, "node", name+":", liveAsNode(context.Background(), name))
		os.Exit(1)
	}
	life := os.Getenv(stormLife)
	if life == "" {
		os.Exit(m.Run())
	}
	if err := liveInStorm(context.Background(), life); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
