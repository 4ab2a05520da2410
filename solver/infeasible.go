package solver

import (
	"cmp"
	"math"
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// doubters look for a proof that there is no solution: n at most, in turns of every
// row that may be to blame for a bound of what it comes to, beyond its limit, and
// of the problem without costs for a positive bound.
func (r *run) doubters(n int) []task {
	rows := r.suspects()
	var out []task
	for range min(n, len(rows)+1) {
		if turn := r.doubts % (len(rows) + 1); turn < len(rows) {
			out = append(out, r.rowDoubter(rows[turn]))
		} else {
			out = append(out, r.costless())
		}
		r.doubts++
	}
	return out
}

// costless bounds the problem without costs.
func (r *run) costless() task {
	if r.phase == nil {
		r.phase = hasty(r.problem.WithoutCosts())
	}
	start := r.phaseDual
	return task{name: lineInfeasible, do: func(budget *search.Budget) outcome {
		res := lagrange.Run(r.phase, lagrange.Options{Start: start, Iterations: doubtIterations, Target: positive}, budget)
		return outcome{after: func() {
			r.phaseDual = res.Best
			if !r.infeasible && res.Best != nil && res.Bound > 0 {
				r.deny(func() *certificate.Certificate { return emptyAt(res.Best) })
			}
		}}
	}}
}

const (
	doubtIterations = 300
	doubtNodes      = 100 // of a knapsack: costs that are a row's terms leave many ties, which take long
	mostBroken      = 4   // rows that the rough solution breaks
	atOnce          = 2   // questions in a round
	mostPressed     = 3   // rows that are asked although the rough solution keeps them
)

// hasty is the oracle of a problem whose costs are not to be trusted with time.
func hasty(p *facility.Problem) *lagrange.Oracle {
	o := lagrange.NewOracle(p)
	o.Haste(doubtNodes)
	return o
}

// brokenRow is a hard row beyond a limit, or near it: above it, or below with
// sign −1.
type brokenRow struct {
	row  int32
	sign int64
	by   float64 // of the limit
}

// limit that is broken, times sign.
func (b brokenRow) limit(p *facility.Problem) int64 {
	if b.sign < 0 {
		return -p.Rows[b.row].Lower
	}
	return p.Rows[b.row].Upper
}

// suspects are the rows that may be to blame, with what is known of them: those
// that the rough solution breaks, the worst first, and those whose multipliers
// weigh most.
func (r *run) suspects() []*rowDoubt {
	rows := r.broken()
	rows = rows[:min(mostBroken, len(rows))]
	for _, b := range r.pressed() {
		if !slices.ContainsFunc(rows, func(x brokenRow) bool { return x.row == b.row }) {
			rows = append(rows, b)
		}
	}
	var out []*rowDoubt
	for _, b := range rows {
		k := slices.IndexFunc(r.rowDoubts, func(d *rowDoubt) bool { return d.row == b.row && d.sign == b.sign })
		if k < 0 {
			k = len(r.rowDoubts)
			r.rowDoubts = append(r.rowDoubts, &rowDoubt{brokenRow: b})
		}
		if d := r.rowDoubts[k]; !d.spent {
			out = append(out, d)
		}
	}
	return out
}

// broken lists the rows that the rough solution breaks, the worst first.
func (r *run) broken() []brokenRow {
	if r.rough.IsZero() {
		return nil
	}
	var out []brokenRow
	for row, act := range facility.Activities(r.problem, r.rough) {
		x := &r.problem.Rows[row]
		switch share := func(limit int64) float64 { return float64(max(act-limit, limit-act)) / float64(max(1, limit, -limit)) }; {
		case x.Price > 0:
		case act > x.Upper:
			out = append(out, brokenRow{int32(row), 1, share(x.Upper)})
		case act < x.Lower:
			out = append(out, brokenRow{int32(row), -1, share(x.Lower)})
		}
	}
	slices.SortStableFunc(out, func(a, b brokenRow) int { return -cmp.Compare(a.by, b.by) })
	return out
}

// pressed lists the few hard rows whose multipliers times their limits are greatest.
func (r *run) pressed() []brokenRow {
	if r.dual == nil {
		return nil
	}
	var out []brokenRow
	for row, mu := range r.dual.Row {
		b := brokenRow{row: int32(row), sign: 1}
		if mu > 0 {
			b.sign = -1
		}
		if mu != 0 && r.problem.Rows[row].Price == 0 {
			b.by = math.Abs(float64(mu)) * math.Abs(float64(b.limit(r.problem)))
			out = append(out, b)
		}
	}
	slices.SortStableFunc(out, func(a, b brokenRow) int { return -cmp.Compare(a.by, b.by) })
	return out[:min(mostPressed, len(out))]
}

// rowDoubt is the search for a bound of what a row comes to when all others hold,
// between its turns.
type rowDoubt struct {
	brokenRow
	climb *lagrange.Climb
	spent bool
}

func (r *run) rowDoubter(d *rowDoubt) task {
	limit := d.limit(r.problem)
	return task{name: lineInfeasible, do: func(budget *search.Budget) outcome {
		if d.climb == nil {
			beyond := limit + max(1, limit/100, -limit/100) // so that the answer is worth telling
			d.climb = lagrange.NewClimb(hasty(r.problem.WithActivity(d.row, d.sign)), lagrange.Options{Iterations: doubtIterations, Direct: true,
				Target: func() (int64, bool) { return beyond, true }})
		}
		res := d.climb.Run(budget)
		return outcome{after: func() {
			d.spent = res.Step == 0
			if r.infeasible || res.Best == nil || res.Bound <= limit {
				return
			}
			res.Best.Row[d.row] = -d.sign << res.Best.Shift
			r.beyond = &Beyond{Row: d.row, Reach: d.sign * res.Bound}
			r.deny(func() *certificate.Certificate { return emptyAt(res.Best) })
		}}
	}}
}
