package solver

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/exact"
	"polyclinic/solver/facility"
	"polyclinic/solver/lagrange"
	"polyclinic/solver/lp"
	"polyclinic/solver/search"
)

// refuteWork is how long a proof of infeasibility is looked for where the method
// that found it out keeps none.
const refuteWork = 400_000_000

// deny notes that there is no solution. build makes the proof; nil, or a proof
// that is nil: there is none yet.
func (r *run) deny(build func() *certificate.Certificate) {
	if r.opt.Certify && !r.infeasible && build != nil {
		r.denial = build()
	}
	r.infeasible = true
}

// refutation is the proof that there is no solution; nil if none was found.
func (r *run) refutation() *certificate.Certificate {
	if !r.opt.Certify {
		return nil
	}
	if r.denial == nil {
		r.denial = r.refute()
	}
	if r.denial != nil {
		r.denial.Infeasible = true
	}
	return r.denial
}

// refute looks for multipliers that leave no solution, from the rows that are
// known not to hold, and then for a tree.
func (r *run) refute() *certificate.Certificate {
	budget := search.NewBudget(r.ctx, refuteWork)
	for _, row := range r.conflict {
		if part := culpritOf(r.problem, row); part != nil && r.large() {
			share := budget.Share(refuteWork / 4)
			c := lift(r.problem, part, share)
			budget.Spend(share.Used())
			if c != nil {
				return c
			}
		}
		if c := r.emptyFrom(row, budget); c != nil {
			return c
		}
	}
	if r.problem.NumArcs() > wholeArcs {
		return nil
	}
	if tree := emptyTree(r.problem, nil, budget); tree != nil {
		return &certificate.Certificate{Tree: tree}
	}
	return nil
}

// emptyTree is a tree that shows a problem to have no solution; nil if none is
// found.
func emptyTree(p *facility.Problem, start *certificate.Multipliers, budget *search.Budget) *certificate.Tree {
	if !lp.Available() {
		return nil
	}
	tree, err := exact.New(p.WithoutCosts(), start)
	if err != nil {
		return nil
	}
	defer tree.Close()
	tree.Record = true
	if err := tree.Run(budget, false); err != nil || !tree.Done() || tree.HasBest() {
		return nil
	}
	return tree.Proof()
}

// emptyFrom climbs, without costs, from multipliers under which every customer
// and every site do their utmost for a row.
func (r *run) emptyFrom(row int32, budget *search.Budget) *certificate.Certificate {
	p := r.problem.WithoutCosts()
	o := lagrange.NewOracle(p)
	for _, sign := range []int64{1, -1} {
		res := lagrange.Run(o, lagrange.Options{Start: utmost(p, o, row, sign), Iterations: 100, Target: positive}, budget)
		if res.Bound > 0 {
			return emptyAt(res.Best)
		}
	}
	return nil
}

// positive is the target of a bound that leaves no solution.
func positive() (int64, bool) { return 1, true }

func utmost(p *facility.Problem, o *lagrange.Oracle, row int32, sign int64) *certificate.Multipliers {
	m := certificate.NewMultipliers(p.NumCustomers(), len(p.Rows), o.Shift)
	m.Row[row] = sign << o.Shift
	o.Clamp(m)
	for i := range int32(p.NumCustomers()) {
		least, any := int64(0), false
		note := func(v int64) {
			if !any || v < least {
				least, any = v, true
			}
		}
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			note(o.ReducedCost(a, m))
		}
		if p.CanLeave[i] {
			out := int64(0)
			for _, t := range p.OutTerms.Of(i) {
				out -= m.Row[t.Index] * t.Coef
			}
			note(out)
		}
		m.Customer[i] = least
	}
	o.Clamp(m)
	return m
}

// emptyAt is a tree of one node, which multipliers leave without a solution.
func emptyAt(at *certificate.Multipliers) *certificate.Certificate {
	return &certificate.Certificate{Tree: leafAlone(certificate.Empty, at)}
}
