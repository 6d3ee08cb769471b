package load

import (
	"slices"
	"time"
)

// Percentiles returns the middle one of the durations, the one that all but a
// hundredth do not exceed, and the longest: 0 where there is none. It sorts them.
func Percentiles(all []time.Duration) (p50, p99, longest time.Duration) {
	if len(all) == 0 {
		return 0, 0, 0
	}
	slices.Sort(all)
	return rank(all, 50), rank(all, 99), all[len(all)-1]
}

// rank is the nearest rank: the smallest value that so many hundredths of all do
// not exceed.
func rank(sorted []time.Duration, hundredths int) time.Duration {
	return sorted[(len(sorted)*hundredths+99)/100-1]
}
