package main

import (
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strconv"
)

// read returns the shapes of an SVG file that holds paths alone (SVG 2 §9).
func read(svg []byte) ([]shape, error) {
	var file struct {
		Paths []struct {
			D      string  `xml:"d,attr"`
			Stroke string  `xml:"stroke,attr"`
			Width  float64 `xml:"stroke-width,attr"`
			Dashes string  `xml:"stroke-dasharray,attr"`
		} `xml:"path"`
	}
	if err := xml.Unmarshal(svg, &file); err != nil {
		return nil, err
	}
	var shapes []shape
	for _, p := range file.Paths {
		s := shape{pen: p.Width / 2}
		if p.Dashes != "" {
			if _, err := fmt.Sscanf(p.Dashes, "0 %g", &s.dashes); err != nil {
				return nil, fmt.Errorf("dashes %q are no dots", p.Dashes)
			}
		}
		var err error
		if s.lines, err = flatten(p.D); err != nil {
			return nil, fmt.Errorf("path %q: %w", p.D, err)
		}
		shapes = append(shapes, s)
	}
	return shapes, nil
}

var (
	step   = regexp.MustCompile(`([A-Za-z])([^A-Za-z]*)`)
	number = regexp.MustCompile(`-?(\d+\.?\d*|\.\d+)`)
)

// takes is how many numbers each command that the mark uses takes.
var takes = map[string]int{"M": 2, "H": 1, "h": 1, "V": 1, "v": 1, "c": 6, "a": 7, "z": 0}

// flatten follows a path and returns its curves as short straight lines.
func flatten(d string) ([][]point, error) {
	var lines [][]point
	for _, match := range step.FindAllStringSubmatch(d, -1) {
		command, n, err := match[1], []float64(nil), error(nil)
		for _, text := range number.FindAllString(match[2], -1) {
			value, err := strconv.ParseFloat(text, 64)
			if err != nil {
				return nil, err
			}
			n = append(n, value)
		}
		count, known := takes[command]
		if !known || len(n) != count && (count == 0 || len(n) == 0 || len(n)%count != 0) {
			return nil, fmt.Errorf("%s with %d numbers is not known here", command, len(n))
		}
		if command == "M" {
			lines = append(lines, []point{{n[0], n[1]}})
			continue
		}
		for ; len(n) > 0 && err == nil; n = n[count:] {
			last := &lines[len(lines)-1]
			*last, err = follow(*last, command, n)
		}
		if err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// pieces is how many straight lines stand for a curve.
const pieces = 24

func follow(line []point, command string, n []float64) ([]point, error) {
	at := line[len(line)-1]
	switch command {
	case "H":
		return append(line, point{n[0], at.y}), nil
	case "h":
		return append(line, point{at.x + n[0], at.y}), nil
	case "V":
		return append(line, point{at.x, n[0]}), nil
	case "v":
		return append(line, point{at.x, at.y + n[0]}), nil
	case "c":
		for i := 1; i <= pieces; i++ {
			t := float64(i) / pieces
			a, b, c := 3*t*(1-t)*(1-t), 3*t*t*(1-t), t*t*t
			line = append(line, point{at.x + a*n[0] + b*n[2] + c*n[4], at.y + a*n[1] + b*n[3] + c*n[5]})
		}
		return line, nil
	}
	if n[2] != 0 || n[4] != 1 || n[5] != 2*n[0] || n[6] != 0 {
		return nil, fmt.Errorf("only the upper half of an ellipse is known here")
	}
	for i := 1; i <= pieces; i++ {
		angle := math.Pi * float64(i) / pieces
		line = append(line, point{at.x + n[0] - n[0]*math.Cos(angle), at.y - n[1]*math.Sin(angle)})
	}
	return line, nil
}
