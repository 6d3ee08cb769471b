package main

import (
	"cmp"
	"image"
	"image/color"
	"maps"
	"slices"
)

// colours are as many as a picture has: our pages have few, and what is lost are
// shades at the edges of letters.
const colours = 32

// reduce returns the picture in its most frequent colours, of those that are
// nearly the same the most frequent one, and every other in the nearest of them.
func reduce(picture image.Image) *image.Paletted {
	bounds := picture.Bounds()
	count := map[color.RGBA]int{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			count[at(picture, x, y)]++
		}
	}
	palette := frequent(count)
	index := make(map[color.RGBA]uint8, len(count))
	for c := range count {
		index[c] = uint8(palette.Index(c))
	}
	reduced := image.NewPaletted(bounds, palette)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			reduced.SetColorIndex(x, y, index[at(picture, x, y)])
		}
	}
	return reduced
}

func at(picture image.Image, x, y int) color.RGBA {
	return color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA)
}

// frequent chooses the palette. The same picture has always the same one.
func frequent(count map[color.RGBA]int) color.Palette {
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var palette color.Palette
	for _, c := range all {
		same := func(other color.Color) bool { return near(c, other.(color.RGBA)) }
		if len(palette) < colours && !slices.ContainsFunc(palette, same) {
			palette = append(palette, c)
		}
	}
	return palette
}

// near reports whether nobody tells two colours apart in a small picture.
func near(a, b color.RGBA) bool {
	const least = 7
	return apart(a.R, b.R) < least && apart(a.G, b.G) < least && apart(a.B, b.B) < least
}

func apart(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
