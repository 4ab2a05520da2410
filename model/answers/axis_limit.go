package answers

import (
	"math"
	"strconv"

	"polyclinic/solver/facility"
)

// limited is the axis's row at a limit in its unit.
func (a *Axis) limited(limit string) facility.Row {
	x, _ := strconv.ParseFloat(limit, 64) // as levels wrote it
	row := a.row
	row.Lower, row.Upper = -facility.Infinity, facility.Infinity
	if a.More {
		row.Lower = int64(math.Ceil(x*a.scale - nearly))
	} else {
		row.Upper = int64(math.Floor(x*a.scale + nearly))
	}
	return row
}

// nearly keeps a limit that is a whole number of values from missing it by the
// rounding of floats.
const nearly = 1e-4

// better says whether x is better than y on the axis.
func (a *Axis) better(x, y int64) bool {
	if a.More {
		return x > y
	}
	return x < y
}

// levels are at most n−1 limits from loose (left out) to tight, evenly apart.
// They are written so that rounding only loosens, by a hundredth of a step at
// most.
func (a *Axis) levels(loose, tight int64, n int) []string {
	if !a.better(tight, loose) || n < 2 {
		return nil
	}
	from, to := a.Figure(loose), a.Figure(tight)
	step := (to - from) / float64(n-1)
	digits := a.digits(step)
	var out []string
	for k := 1; k < n; k++ {
		x := from + step*float64(k)
		if k == n-1 {
			x = to
		}
		text, rounded := a.write(x, digits)
		if a.More && rounded <= from || !a.More && rounded >= from {
			continue
		}
		if len(out) == 0 || out[len(out)-1] != text {
			out = append(out, text)
		}
	}
	return out
}

// digits are the decimals of a hundredth of a step; less than 0 before the point.
func (a *Axis) digits(step float64) int {
	digits := 2 - int(math.Floor(math.Log10(math.Abs(step))))
	if a.Name == "sites" {
		return 0
	}
	return digits
}

// write rounds a limit to the loose side.
func (a *Axis) write(x float64, digits int) (text string, rounded float64) {
	round := math.Ceil
	if a.More {
		round = math.Floor
	}
	if unit := math.Pow10(max(digits, -digits)); digits < 0 {
		x = round(x/unit) * unit
	} else {
		x = round(x*unit) / unit
	}
	x += 0 // never -0
	return strconv.FormatFloat(x, 'f', max(0, digits), 64), x
}

// missing says a row Σ c over arcs ≥ lower the other way round where every arc of a
// customer counts the same: Σ c over those left out ≤ Σ c − lower, c without their
// common divisor. Relaxations treat rows of that kind exactly: a target for
// outpatients of 0.387 in real London was bounded by £255.4m without, by £260.4m as
// coverage. nil where arcs differ.
func missing(p *facility.Problem, row facility.Row) []facility.Row {
	coef := make([]int64, p.NumArcs())
	for _, t := range row.Arcs {
		coef[t.Index] = t.Coef
	}
	if len(row.Steps)+len(row.Outs) > 0 {
		return nil
	}
	each, sum, divisor := make([]int64, p.NumCustomers()), int64(0), int64(0)
	for i := range each {
		first, last := p.Arcs(int32(i))
		for a := first; a < last; a++ {
			if a > first && coef[a] != each[i] || coef[a] < 0 {
				return nil
			}
			each[i] = coef[a]
		}
		sum += each[i]
		divisor = gcd(divisor, each[i])
	}
	if divisor == 0 || sum < row.Lower {
		return nil
	}
	out := facility.Row{Name: row.Name + ":missing", Lower: -facility.Infinity, Upper: (sum - row.Lower) / divisor}
	for i, c := range each {
		if c > 0 {
			out.Outs = append(out.Outs, facility.Term{Index: int32(i), Coef: c / divisor})
		}
	}
	return []facility.Row{out}
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
