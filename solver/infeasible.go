package solver

import (
	"cmp"
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/search"
)

// doubter looks for a proof that there is no solution: in turns of every row that
// the rough solution breaks a bound of what it comes to, beyond its limit, and a
// positive bound of the problem without costs.
func (r *run) doubter() task {
	rows := r.broken()
	turn := r.doubts % (len(rows) + 1)
	r.doubts++
	if turn < len(rows) {
		return r.rowDoubter(rows[turn])
	}
	if r.phase == nil {
		r.phase = lagrange.NewOracle(r.problem.WithoutCosts())
	}
	start := r.phaseDual
	return task{name: lineInfeasible, do: func(budget *search.Budget) outcome {
		res := lagrange.Run(r.phase, lagrange.Options{Start: start, Iterations: doubtIterations, Target: positive}, budget)
		return outcome{after: func() {
			r.phaseDual = res.Best
			if res.Best != nil && res.Bound > 0 {
				r.deny(func() *certificate.Certificate { return emptyAt(res.Best) })
			}
		}}
	}}
}

const doubtIterations = 300

// brokenRow is a hard row beyond a limit: above it, or below with sign −1.
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

// rowDoubter bounds what a row comes to when all others hold.
func (r *run) rowDoubter(b brokenRow) task {
	limit := b.limit(r.problem)
	return task{name: lineInfeasible, do: func(budget *search.Budget) outcome {
		o := lagrange.NewOracle(r.problem.WithActivity(b.row, b.sign))
		res := lagrange.Run(o, lagrange.Options{Iterations: doubtIterations, Target: func() (int64, bool) { return limit + 1, true }}, budget)
		if res.Best == nil || res.Bound <= limit {
			return outcome{}
		}
		res.Best.Row[b.row] = -b.sign << res.Best.Shift
		return outcome{after: func() {
			r.beyond = &Beyond{Row: b.row, Reach: b.sign * res.Bound}
			r.deny(func() *certificate.Certificate { return emptyAt(res.Best) })
		}}
	}}
}
