package web

import (
	"strings"
)

// codings are the content codings we write, the best for a reader first.
var codings = [...]string{"br", "zstd", "gzip"}

const identity = "" // no coding at all

// chooseCoding picks the coding of a body from the lines of Accept-Encoding
// (RFC 9110 §12.5.3): the highest weight wins, our own order decides between
// equals. forced says that the reader refuses a body without coding. Without the
// header, and when nothing that we write is accepted, there is no coding.
func chooseCoding(lines []string) (coding string, forced bool) {
	if len(lines) == 0 {
		return identity, false
	}
	weights := parseWeights(strings.Join(lines, ","))
	best := 0
	for _, c := range codings {
		if q := weights.of(c); q > best {
			coding, best = c, q
		}
	}
	plain, named := weights["identity"]
	if !named {
		star, all := weights["*"]
		return coding, all && star == 0
	}
	if plain > best {
		return identity, false
	}
	return coding, plain == 0
}

// weights holds the quality of each coding in thousandths.
type weights map[string]int

func (w weights) of(coding string) int {
	if q, named := w[coding]; named {
		return q
	}
	if q, named := w["x-"+coding]; named && coding == "gzip" { // RFC 9110 §8.4.1.3
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
		if q, ok := parseWeight(parameter); ok && name != "" {
			found[name] = q
		}
	}
	return found
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
