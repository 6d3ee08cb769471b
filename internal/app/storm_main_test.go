package app_test

import (
	"context"
	"fmt"
	"os"
	"testing"
)

// TestMain is every test's of this package, and the storm's child: the same
// program again, when this variable says which life of the child it lives.
func TestMain(m *testing.M) {
	life := os.Getenv(stormLife)
	if life == "" {
		os.Exit(m.Run())
	}
	if err := liveInStorm(context.Background(), life); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
