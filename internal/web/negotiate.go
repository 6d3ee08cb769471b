package web

import (
	"slices"
	"strings"
)

// coding is a content coding (RFC 9110 §8.4.1). identity is none at all; the
// others stand in the order in which they are best for a reader.
type coding uint8

const (
	identity coding = iota
	brotliCoding
	zstdCoding
	gzipCoding
	codings // how many there are
)

// codingNames are the codings as headers say them.
var codingNames = [codings]string{"", "br", "zstd", "gzip"}

// accepted is what a reader takes besides a body without coding.
type accepted struct {
	order  []coding // the best first; none when the reader likes identity better
	equal  int      // so many of the first are as good as each other
	forced bool     // the reader refuses a body without coding
}

// acceptedCodings reads the lines of Accept-Encoding (RFC 9110 §12.5.3): the
// highest weight wins, our own order decides between equals. Without the header,
// and when nothing that we write is accepted, there is no coding.
func acceptedCodings(lines []string) accepted {
	if len(lines) == 0 {
		return accepted{}
	}
	var a accepted
	weights := parseWeights(strings.Join(lines, ","))
	plain, named := weights["identity"]
	if !named {
		star, all := weights["*"]
		plain = 0
		a.forced = all && star == 0
	} else {
		a.forced = plain == 0
	}
	for c := brotliCoding; c < codings; c++ {
		if q := weights.of(c); q > 0 && q >= plain {
			a.order = append(a.order, c)
		}
	}
	slices.SortStableFunc(a.order, func(x, y coding) int { return weights.of(y) - weights.of(x) })
	for _, c := range a.order {
		if weights.of(c) == weights.of(a.order[0]) {
			a.equal++
		}
	}
	return a
}

// weights holds the quality of each coding in thousandths.
type weights map[string]int

func (w weights) of(c coding) int {
	if q, named := w[codingNames[c]]; named {
		return q
	}
	if q, named := w["x-gzip"]; named && c == gzipCoding { // RFC 9110 §8.4.1.3
		return q
	}
	return w["*"]
}

// parseWeights reads a list such as "gzip;q=0.5, br, *;q=0"; an element that is
// not well formed counts as not said.
func parseWeights(list string) weights {
	found := weights{}
	for element := range strings.SplitSeq(list, ",") {
		name, parameter, _ := strings.Cut(element, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if q, ok := parseWeight(parameter); ok && spoken(name) {
			found[name] = q
		}
	}
	return found
}

// spoken reports whether a name means anything here; a stranger may send any number
// of others.
func spoken(name string) bool {
	return name == "*" || name == "identity" || name == "x-gzip" || name != "" && slices.Contains(codingNames[:], name)
}

// parseWeight reads "q=0.125" as 125 thousandths (RFC 9110 §12.4.2).
func parseWeight(parameter string) (int, bool) {
	parameter = strings.ToLower(strings.TrimSpace(parameter))
	if parameter == "" {
		return 1000, true
	}
	value, ok := strings.CutPrefix(parameter, "q=")
	if !ok || len(value) == 0 || len(value) > len("0.000") {
		return 0, false
	}
	whole, fraction, _ := strings.Cut(value, ".")
	if whole != "0" && whole != "1" {
		return 0, false
	}
	q := int(whole[0]-'0') * 1000
	for i, unit := 0, 100; i < len(fraction); i, unit = i+1, unit/10 {
		digit := fraction[i]
		if digit < '0' || digit > '9' {
			return 0, false
		}
		q += int(digit-'0') * unit
	}
	return q, q <= 1000
}
