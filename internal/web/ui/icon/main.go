// Command icon draws the mark as the small picture that a telephone puts on its
// home screen, so that it is the mark and nothing that somebody drew beside it.
//
//	go run ./icon assets/baobab.svg assets/touch.png
//
// It is run by go generate and is no part of the program.
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
)

const (
	size   = 180 // pixels, what iOS asks for
	margin = 28  // of the ground around the mark; corners are rounded away
	unit   = 32  // side of the mark's own square (its viewBox)
	finer  = 4   // samples a pixel in each direction
)

// The mark in the colour of paper on the action's indigo: tokens.css, light.
var (
	ground = color.RGBA{0x2B, 0x2F, 0x77, 0xFF}
	ink    = color.RGBA{0xFB, 0xF8, 0xF2, 0xFF}
)

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "icon:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	shapes, err := read(content)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, draw(shapes)); err != nil {
		return err
	}
	return os.WriteFile(to, out.Bytes(), 0o644)
}

// draw fills a palette that leads from the ground to the ink: a pixel's place in
// it is how much of the pixel the mark covers.
func draw(shapes []shape) image.Image {
	palette := make(color.Palette, finer*finer) // 16 colours are 4 bits a pixel
	for i := range palette {
		palette[i] = mix(float64(i) / float64(len(palette)-1))
	}
	icon := image.NewPaletted(image.Rect(0, 0, size, size), palette)
	for y := range size {
		for x := range size {
			icon.SetColorIndex(x, y, uint8(min(covered(shapes, x, y), len(palette)-1)))
		}
	}
	return icon
}

func mix(part float64) color.RGBA {
	between := func(a, b uint8) uint8 { return uint8(float64(a) + part*(float64(b)-float64(a)) + .5) }
	return color.RGBA{between(ground.R, ink.R), between(ground.G, ink.G), between(ground.B, ink.B), 0xFF}
}

// covered counts the samples of a pixel that lie in the mark.
func covered(shapes []shape, x, y int) int {
	count := 0
	for i := range finer * finer {
		p := point{
			(float64(x) - margin + (float64(i%finer)+.5)/finer) * unit / (size - 2*margin),
			(float64(y) - margin + (float64(i/finer)+.5)/finer) * unit / (size - 2*margin),
		}
		for _, s := range shapes {
			if s.holds(p) {
				count++
				break
			}
		}
	}
	return count
}
