package html

import (
	"strings"

	"github.com/paulmach/orb"
)

// Measures of a map's labels; letters are about half as wide as lines are high.
const (
	lineHeight  = 10.0
	letterWidth = 5.0
)

// shifts are tried in turn until a label is clear of those before it.
var shifts = []float64{0, 12, -12, 24, -24, 36, -36, 48, -48}

// names writes every area's name near its heart, in lines, clear of one another
// where that can be.
func (m *mapper) names(d *drawing, v view) {
	var taken []orb.Bound
	for a := range m.Areas {
		heart, ok := m.ground.heart(a)
		if !ok {
			continue
		}
		x, y := v.xy(heart)
		lines := broken(shortName(m.Areas[a].Name), 12)
		box := boxOf(x, y, lines)
		for _, shift := range shifts {
			if moved := boxOf(x, y+shift, lines); free(moved, taken) {
				box, y = moved, y+shift
				break
			}
		}
		taken = append(taken, box)
		for i, line := range lines {
			d.printf(`<text x="%s" y="%s">%s</text>`+"\n", short(x), short(y+(float64(i)-float64(len(lines)-1)/2)*lineHeight+3), escape(line))
		}
	}
}

func boxOf(x, y float64, lines []string) orb.Bound {
	longest := 0
	for _, line := range lines {
		longest = max(longest, len(line))
	}
	half := orb.Point{float64(longest) * letterWidth / 2, float64(len(lines)) * lineHeight / 2}
	return orb.Bound{Min: orb.Point{x - half[0], y - half[1]}, Max: orb.Point{x + half[0], y + half[1]}}
}

func free(box orb.Bound, taken []orb.Bound) bool {
	for _, t := range taken {
		if box.Intersects(t) {
			return false
		}
	}
	return true
}

// broken breaks words into lines of about so many letters.
func broken(words string, letters int) []string {
	var out []string
	for word := range strings.FieldsSeq(words) {
		if n := len(out); n > 0 && len(out[n-1])+1+len(word) <= letters {
			out[n-1] += " " + word
		} else {
			out = append(out, word)
		}
	}
	return out
}
