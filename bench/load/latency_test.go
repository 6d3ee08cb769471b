package load_test

import (
	"testing"
	"time"

	"palabre/bench/load"
)

func TestPercentilesAreOfTheNearestRank(t *testing.T) {
	hundred := make([]time.Duration, 100)
	for i := range hundred {
		hundred[i] = time.Duration((i*37)%100 + 1) // 1 to 100, in no order
	}
	for _, c := range []struct {
		name              string
		all               []time.Duration
		p50, p99, longest time.Duration
	}{
		{"none", nil, 0, 0, 0},
		{"one", []time.Duration{7}, 7, 7, 7},
		{"two", []time.Duration{9, 3}, 3, 9, 9},
		{"three", []time.Duration{30, 10, 20}, 20, 30, 30},
		{"ten", []time.Duration{10, 1, 9, 2, 8, 3, 7, 4, 6, 5}, 5, 10, 10},
		{"a hundred", hundred, 50, 99, 100},
		{"a hundred and one", append(hundred[:100:100], 5000), 51, 100, 5000},
	} {
		p50, p99, longest := load.Percentiles(c.all)
		if p50 != c.p50 || p99 != c.p99 || longest != c.longest {
			t.Errorf("%s: %d, %d, %d, want %d, %d, %d", c.name, p50, p99, longest, c.p50, c.p99, c.longest)
		}
	}
}
