package solver

import (
	"slices"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/patch"
	"polyclinic/solver/search"
)

// culpritCustomers is how many customers a broken row may have for branch and price
// to decide whether it can hold.
const culpritCustomers = 300

// culprits ask of rows that the rough solution breaks, or whose customers it
// crowds into sites that cannot hold them, whether they can hold at all.
func (r *run) culprits() []task {
	p := r.problem
	suspect := make([]bool, len(p.Rows))
	for row, act := range facility.Activities(p, r.rough) {
		suspect[row] = act < p.Rows[row].Lower || act > p.Rows[row].Upper
	}
	loads := facility.Loads(p, r.rough)
	for i, a := range r.rough.Arc {
		if a < 0 || p.CheapestStep(p.ArcOption[a], loads[p.ArcOption[a]]) >= 0 {
			continue
		}
		for _, t := range p.OutTerms.Of(int32(i)) {
			suspect[t.Index] = true
		}
	}
	var tasks []task
	for row := range p.Rows {
		if !suspect[row] || len(tasks) == streams {
			continue
		}
		if part := culpritOf(p, int32(row)); part != nil {
			tasks = append(tasks, r.culprit(part))
		}
	}
	return tasks
}

// culpritOf is what a problem asks of the customers who may be left out of a hard row;
// nil if they are none or many.
func culpritOf(p *facility.Problem, row int32) *patch.Relaxed {
	x := &p.Rows[row]
	if x.Price > 0 || len(x.Outs) == 0 || len(x.Outs) > culpritCustomers {
		return nil
	}
	customers := make([]int32, len(x.Outs))
	for k, t := range x.Outs {
		customers[k] = t.Index
	}
	slices.Sort(customers)
	return patch.Relaxation(p, customers)
}

func (r *run) culprit(part *patch.Relaxed) task {
	seed := r.opt.Seed
	return task{name: "culprit", do: func(budget *search.Budget) outcome {
		res, err := Solve(r.ctx, part.Problem, Options{Seed: seed, Threads: 1, WorkLimit: budget.Remaining(), Gap: 1e18})
		if err != nil {
			return outcome{err: err}
		}
		budget.Spend(res.Work)
		return outcome{after: func() {
			if res.Status == Infeasible {
				r.deny(func() *certificate.Certificate { return lift(r.problem, part, search.NewBudget(r.ctx, refuteWork)) })
			}
		}}
	}}
}

// lift proves that a problem has no solution by a relaxation that has none; nil if
// that is not shown in time, or by leaves that hold for the relaxation alone.
//
// Multipliers of the relaxation, and 0 for everybody and everything else, are worth
// as much to the whole: others go everywhere for nothing, take up room, and may
// fill what the relaxation lets be empty.
func lift(p *facility.Problem, part *patch.Relaxed, budget *search.Budget) *certificate.Certificate {
	q := part.Problem
	nothing := certificate.NewMultipliers(q.NumCustomers(), len(q.Rows), 0) // no leave site, which the whole may not have
	tree := emptyTree(q, nothing, budget)
	if tree == nil {
		return nil
	}
	for r := range tree.Rows {
		for k, step := range tree.Rows[r].Steps {
			o := q.StepOption[step]
			tree.Rows[r].Steps[k] = p.StepStart[part.Options[o]] + step - q.StepStart[o]
		}
	}
	for v := range tree.Nodes {
		n := &tree.Nodes[v]
		if n.Leaf == certificate.Point {
			return nil
		}
		for k := range n.Changes {
			n.Changes[k].Index = liftIndex(p, part, n.Changes[k])
		}
		if n.At != nil {
			n.At = liftMultipliers(p, part, n.At)
		}
	}
	return &certificate.Certificate{Tree: tree}
}

// liftIndex is the number in the whole of what a change restricts; branch rows come
// after the whole's rows.
func liftIndex(p *facility.Problem, part *patch.Relaxed, c certificate.Change) int32 {
	switch c.What {
	case certificate.OptionOff:
		return part.Options[c.Index]
	case certificate.ArcOff:
		return part.Arcs[c.Index]
	case certificate.OutOff:
		return part.Customers[c.Index]
	}
	if branch := int(c.Index) - len(part.Rows); branch >= 0 {
		return int32(len(p.Rows) + branch)
	}
	return part.Rows[c.Index]
}

func liftMultipliers(p *facility.Problem, part *patch.Relaxed, m *certificate.Multipliers) *certificate.Multipliers {
	own := len(part.Rows)
	out := certificate.NewMultipliers(p.NumCustomers(), len(p.Rows)+len(m.Row)-own, m.Shift)
	for k, i := range part.Customers {
		out.Customer[i] = m.Customer[k]
	}
	for k, r := range part.Rows {
		out.Row[r] = m.Row[k]
	}
	copy(out.Row[len(p.Rows):], m.Row[own:])
	return out
}
