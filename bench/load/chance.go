package load

// Chance is a sequence of numbers that looks like chance and is the same in each
// run: SplitMix64. Its value is where the sequence stands.
type Chance uint64

// Below returns the next number below n.
func (c *Chance) Below(n int) int {
	*c += 0x9E3779B97F4A7C15
	z := uint64(*c)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return int((z ^ z>>31) % uint64(n))
}
