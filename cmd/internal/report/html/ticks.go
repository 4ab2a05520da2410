package html

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ticksOf are four to eight round values from low to high or a little beyond.
func ticksOf(low, high float64) []float64 {
	step := math.Pow(10, math.Floor(math.Log10((high-low)/4)))
	for _, factor := range []float64{10, 5, 2} {
		if (high-low)/(step*factor) >= 3 {
			step *= factor
			break
		}
	}
	var out []float64
	for k := math.Floor(low/step + 1e-9); ; k++ {
		out = append(out, k*step)
		if k*step >= high-step*1e-9 {
			return out
		}
	}
}

func tickText(t float64, ticks []float64) string {
	decimals := 0
	if len(ticks) > 1 {
		decimals = max(0, int(math.Ceil(-math.Log10(ticks[1]-ticks[0])-1e-9)))
	}
	text := strconv.FormatFloat(t, 'f', decimals, 64)
	if t < 0 {
		text = "−" + strings.TrimPrefix(text, "-")
	}
	if n := len(text); decimals == 0 && n > 4 && math.Abs(t) >= 10_000 {
		return text[:n-3] + "," + text[n-3:]
	}
	return text
}

// tickLetter is how wide a letter of a tick is, in a chart's units.
const tickLetter = 6.4

// ticks draws every tick, or every second or third where their texts would meet;
// nought, where it is among them, is kept.
func (d *drawing) ticks(ticks []float64, place func(float64) float64, draw func(at float64, text string)) {
	widest, nought := 0, 0
	for i, t := range ticks {
		widest = max(widest, utf8.RuneCountInString(tickText(t, ticks)))
		if math.Abs(t) < 1e-9 {
			nought = i
		}
	}
	every := 1
	if len(ticks) > 1 {
		room := math.Abs(place(ticks[1]) - place(ticks[0]))
		every = max(1, int(math.Ceil((float64(widest)+1)*tickLetter/room)))
	}
	for i, t := range ticks {
		if (i-nought)%every == 0 {
			draw(place(t), tickText(t, ticks))
		}
	}
}
