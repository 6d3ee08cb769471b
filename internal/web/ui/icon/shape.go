package main

import "math"

type point struct{ x, y float64 }

// shape is a path of straight lines, filled or drawn with a round pen.
type shape struct {
	lines  [][]point
	pen    float64 // half the width of the stroke; 0 for what is filled
	dashes float64 // from one dot of a dotted stroke to the next; 0 for a whole one
}

// holds reports whether a point lies in what the shape covers.
func (s shape) holds(p point) bool {
	if s.pen == 0 {
		inside := false
		for _, line := range s.lines {
			inside = inside != crosses(line, p)
		}
		return inside
	}
	for _, line := range s.lines {
		for i := 1; i < len(line); i++ {
			if s.reaches(line[i-1], line[i], p) {
				return true
			}
		}
	}
	return false
}

// crosses reports whether a ray from p to the right crosses the closed line an
// odd number of times.
func crosses(line []point, p point) bool {
	odd := false
	for i, a := range line {
		b := line[(i+1)%len(line)]
		if (a.y > p.y) != (b.y > p.y) && p.x < a.x+(p.y-a.y)/(b.y-a.y)*(b.x-a.x) {
			odd = !odd
		}
	}
	return odd
}

// reaches reports whether the pen covers p on its way from a to b.
func (s shape) reaches(a, b, p point) bool {
	long := math.Hypot(b.x-a.x, b.y-a.y)
	if long == 0 {
		return false
	}
	along := ((p.x-a.x)*(b.x-a.x) + (p.y-a.y)*(b.y-a.y)) / long
	along = min(max(along, 0), long)
	if s.dashes > 0 { // to the nearest dot
		along = min(math.Round(along/s.dashes), math.Floor(long/s.dashes)) * s.dashes
	}
	return math.Hypot(p.x-a.x-along/long*(b.x-a.x), p.y-a.y-along/long*(b.y-a.y)) <= s.pen
}
