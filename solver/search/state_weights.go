package search

import (
	"math"

	"polyclinic/solver/facility"
)

// fit is an option at a load: the step in force, its cost, the penalty of size.
type fit struct {
	step          int32
	cost, penalty int64
}

// fitOf chooses the step of an option for a load.
func (s *State) fitOf(o int32, l facility.Load) fit {
	first := s.p.StepStart[o]
	steps := s.p.Steps[first:s.p.StepStart[o+1]]
	best := fit{step: -1}
	for k := range steps {
		st := &steps[k]
		if (best.step < 0 || st.Cost < best.cost) && st.Admits(l) {
			best = fit{step: first + int32(k), cost: st.Cost}
		}
	}
	if best.step >= 0 {
		return best
	}
	for k := range steps {
		st := &steps[k]
		penalty := s.sizePenalty(o, st, l)
		if best.step < 0 || st.Cost+penalty < best.cost+best.penalty {
			best = fit{first + int32(k), st.Cost, penalty}
		}
	}
	return best
}

func (s *State) sizePenalty(o int32, st *facility.Step, l facility.Load) int64 {
	v := float64(max(0, st.MinDemand-l.Demand, l.Demand-st.MaxDemand))
	v += s.countScale * float64(max(0, st.MinCount-l.Count, l.Count-st.MaxCount))
	v += s.weightScale * float64(max(0, l.Weight-st.MaxWeight))
	return whole(s.sizeWeight[o] * (v + toe*s.mean))
}

// toe is added to every violation, in customers of mean demand: otherwise
// violations of a few units are too cheap to repair.
const toe = 0.02

// whole rounds a positive penalty to at least 1, and keeps sums from
// overflowing.
func whole(x float64) int64 { return int64(math.Min(math.Max(x, 1), 1<<52)) }

// rowValue is what a row adds to value and to penalty at an activity.
func (s *State) rowValue(r int32, act int64) (value, penalty int64) {
	row := &s.p.Rows[r]
	cost, violation := row.Penalty(act)
	if violation > 0 && row.Price == 0 {
		penalty = whole(s.rowWeight[r] * (float64(violation) + toe*s.mean/s.rowScales[r]))
	}
	value = cost + penalty
	if s.slope[r] != 0 {
		value += s.slopeValue(r, act)
	}
	return value, penalty
}

// slopeValue is slope · (activity − limit): the limit only shifts it by a
// constant, which keeps it small.
func (s *State) slopeValue(r int32, act int64) int64 {
	row := &s.p.Rows[r]
	if s.slope[r] > 0 {
		act -= row.Upper
	} else {
		act -= row.Lower
	}
	return int64(math.Round(s.slope[r] * float64(act)))
}

// Weights are the prices at which a State may break hard conditions; 0 means
// the default, which is about what serving a unit of demand costs.
type Weights struct {
	Size float64 // per unit of demand beyond an option's limits
	Row  float64 // per unit of violation of a hard row, in the row's own scale
	Once float64 // per unit of demand of a customer out that must not be
	Tied float64 // per unit of demand of a customer missing where it lives
}

// DemandPrice is what serving a unit of demand costs at the least, in the mean
// over customers, with a full step's fixed cost shared out: the scale of
// penalties and temperatures.
func DemandPrice(p *facility.Problem) float64 {
	share := make([]float64, p.NumOptions())
	for o := range share {
		share[o] = math.Inf(1)
		for _, st := range p.StepsOf(int32(o)) {
			full := float64(st.MaxDemand)
			if st.MaxDemand >= facility.Infinity {
				full = math.Max(1, demandOf(p, int32(o)))
			}
			share[o] = math.Min(share[o], float64(st.Cost)/math.Max(1, full))
		}
	}
	var total, demand float64
	for i := range p.NumCustomers() {
		first, last := p.Arcs(int32(i))
		least, sum := math.Inf(1), 0.0
		for a := first; a < last; a++ {
			cost := math.Abs(float64(p.ArcCost[a]))
			sum += cost
			least = math.Min(least, cost+share[p.ArcOption[a]]*float64(p.ArcDemand[a]))
		}
		if !math.IsInf(least, 1) {
			// in median problems the least is often nothing: a customer at the site
			total += math.Max(least, 0.1*sum/float64(last-first))
			demand += float64(p.Demand[i])
		}
	}
	return math.Max(total/math.Max(1, demand), 1e-3)
}

// CustomerPrice is DemandPrice for a customer of mean demand: the scale of
// temperatures.
func (s *State) CustomerPrice() float64 { return s.unit * s.mean }

// UnitPrice is DemandPrice of the state's problem.
func (s *State) UnitPrice() float64 { return s.unit }

func demandOf(p *facility.Problem, o int32) float64 {
	total := 0.0
	for _, a := range p.ArcsOf(o) {
		total += float64(p.ArcDemand[a])
	}
	return total
}

// SetWeights sets every penalty weight.
func (s *State) SetWeights(w Weights) {
	or := func(x float64) float64 {
		if x == 0 {
			return 2 * s.unit
		}
		return x
	}
	size, once, tied := or(w.Size), 2*or(w.Once), 2*or(w.Tied)
	for o := range s.sizeWeight {
		s.sizeWeight[o] = size
	}
	for i, d := range s.p.Demand {
		s.onceWeight[i] = 0
		if !s.p.CanLeave[i] {
			s.onceWeight[i] = whole(once*float64(max(d, 1)) + s.dearest[i])
		}
	}
	s.tiedWeight = whole(tied * s.mean)
	for r := range s.p.Rows {
		s.rowWeight[r] = or(w.Row) * s.rowScales[r]
	}
	s.revalue()
}

// rowScale is the demand that a unit of a row's coefficients goes with: an arc
// or customer brings its own demand, a step half of its capacity.
func (s *State) rowScale(r *facility.Row) float64 {
	p := s.p
	var demand, coef float64
	for _, t := range r.Arcs {
		demand += float64(p.ArcDemand[t.Index])
		coef += math.Abs(float64(t.Coef))
	}
	for _, t := range r.Outs {
		demand += float64(p.Demand[t.Index])
		coef += math.Abs(float64(t.Coef))
	}
	for _, t := range r.Steps {
		st := &p.Steps[t.Index]
		half := float64(st.MaxDemand) / 2
		if st.MaxDemand >= facility.Infinity {
			half = demandOf(p, p.StepOption[t.Index])
		}
		demand += math.Max(half, s.mean)
		coef += math.Abs(float64(t.Coef))
	}
	if coef == 0 || demand == 0 {
		return 1
	}
	return demand / coef
}

// RowWeight is the penalty per unit of violation of a hard row.
func (s *State) RowWeight(r int32) float64 { return s.rowWeight[r] }

// SetRowWeight changes one hard row's weight.
func (s *State) SetRowWeight(r int32, w float64) {
	v, pen := s.rowValue(r, s.act[r])
	s.rowWeight[r] = w
	v2, pen2 := s.rowValue(r, s.act[r])
	s.value += v2 - v
	s.penalty += pen2 - pen
}

// SetSlope adds a linear term per unit of a row's activity: the worth of slack
// that other parts of the problem could use. Positive for rows limited above,
// negative for rows limited below.
func (s *State) SetSlope(r int32, slope float64) {
	v, _ := s.rowValue(r, s.act[r])
	s.slope[r] = slope
	v2, _ := s.rowValue(r, s.act[r])
	s.value += v2 - v
	s.sloped = s.sloped[:0]
	for k := range s.slope {
		if s.slope[k] != 0 {
			s.sloped = append(s.sloped, int32(k))
		}
	}
}

// SizeWeight is the penalty per unit of demand beyond an option's limits.
func (s *State) SizeWeight(o int32) float64 { return s.sizeWeight[o] }

// SetSizeWeight changes one option's weight.
func (s *State) SetSizeWeight(o int32, w float64) {
	s.sizeWeight[o] = w
	if s.IsOpen(o) {
		s.refit(o, s.fitOf(o, s.load[o]))
	}
}

// revalue recomputes everything from arcs, options, weights and slopes.
func (s *State) revalue() {
	p := s.p
	clear(s.act)
	s.value, s.penalty = p.Constant, 0
	add := func(terms []facility.Term) {
		for _, t := range terms {
			s.act[t.Index] += t.Coef
		}
	}
	for i, a := range s.arc {
		if a < 0 {
			add(p.OutTerms.Of(int32(i)))
			s.value += p.OutCost[i] + s.onceWeight[i]
			s.penalty += s.onceWeight[i]
		} else {
			add(p.ArcTerms.Of(a))
			s.value += p.ArcCost[a]
		}
		missing := int64(0)
		for _, t := range s.TiedArcs(int32(i)) {
			if t != a && s.IsOpen(p.ArcOption[t]) {
				missing += s.tiedWeight
			}
		}
		s.value += missing
		s.penalty += missing
	}
	for _, o := range s.option {
		if o >= 0 {
			f := s.fitOf(o, s.load[o])
			s.fit[o] = f
			s.value += f.cost + f.penalty
			s.penalty += f.penalty
			add(p.StepTerms.Of(f.step))
		}
	}
	for r, act := range s.act {
		v, pen := s.rowValue(int32(r), act)
		s.value += v
		s.penalty += pen
	}
}

// RowScale is the demand that a unit of a row's coefficients is like.
func (s *State) RowScale(r int32) float64 { return s.rowScales[r] }

// MeanDemand is the mean demand of a customer, at least 1.
func (s *State) MeanDemand() float64 { return s.mean }
