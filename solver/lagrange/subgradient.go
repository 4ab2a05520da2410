package lagrange

import (
	"math"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/search"
)

// Options of the subgradient; zero values are usable.
type Options struct {
	Iterations int                          // 0: 500
	Start      *certificate.Multipliers     // nil: Initial
	Target     func() (cost int64, ok bool) // a known upper bound, read at every iteration; nil: none
	Direct     bool                         // aim at the target from however far
	Step       float64                      // first step; 0: 1. Smaller for a warm start
	OnBetter   func(e *Evaluation)          // called with every better point's solution; nil: nobody
	OnBound    func(bound int64)            // called at every improvement of the rounded bound
}

// Result of the subgradient.
type Result struct {
	Best       *certificate.Multipliers
	Value      int64 // scaled
	Bound      int64
	Open       []float64 // [option] how often it was open over the last iterations, 0 to 1
	Iterations int
	Step       float64 // where to go on with Best as the start; 0: the step is spent
}

// Tunables of the deflected subgradient, from benchmarks/RESULTS.md.
const (
	firstStep  = 1.0
	lastStep   = 1e-3
	patience   = 12 // iterations without improvement before the step is cut
	cut        = 0.7
	deflection = 1.5  // Camerini, Fratta & Maffioli
	averaging  = 0.05 // weight of the newest iterate in Open
)

// Run climbs the Lagrangean dual until its step is spent, its iterations or its
// budget are used up, or the bound meets the target.
func Run(o *Oracle, opt Options, budget *search.Budget) Result {
	return NewClimb(o, opt).Run(budget)
}

// Climb is a run that can go on where it was.
type Climb struct {
	o     *Oracle
	opt   Options
	d     *dual
	e     *Evaluation
	res   Result
	since int // iterations without improvement
}

// NewClimb prepares a climb; Options.Iterations are those of every Run.
func NewClimb(o *Oracle, opt Options) *Climb {
	if opt.Iterations == 0 {
		opt.Iterations = 500
	}
	c := &Climb{o: o, opt: opt, d: newDual(o, opt), e: o.NewEvaluation()}
	c.res = Result{Value: math.MinInt64, Bound: search.NoBound, Open: make([]float64, o.p.NumOptions()), Step: firstStep}
	if opt.Step > 0 {
		c.res.Step = opt.Step
	}
	return c
}

// Run climbs on; Result.Iterations counts all iterations so far, and Open changes
// with the next Run.
func (c *Climb) Run(budget *search.Budget) Result {
	o, d, e, res := c.o, c.d, c.e, &c.res
	seen := o.Work()
	for range c.opt.Iterations {
		d.round()
		value := o.Evaluate(d.m, e)
		res.Iterations++
		c.note(value)
		c.since++
		if c.since > patience {
			res.Step *= cut
			c.since = 0
			if res.Step < lastStep {
				res.Step = 0
				break
			}
			d.restart(res.Best)
		}
		average(res.Open, e, res.Iterations-1)
		target, closed := d.target(c.opt, *res)
		if closed {
			break
		}
		if !d.move(e, res.Step, target-float64(value)) {
			break
		}
		work := o.Work()
		if !budget.Spend(work - seen) {
			break
		}
		seen = work
	}
	return *res
}

// note takes in the value of a point, if it is the best.
func (c *Climb) note(value int64) {
	res := &c.res
	if res.Best != nil && value <= res.Value {
		return
	}
	if res.Best == nil || float64(value-res.Value) > 1e-6*math.Abs(float64(res.Value)) {
		c.since = 0
	}
	res.Value = value
	res.Best = c.d.m.Clone()
	if c.opt.OnBetter != nil {
		c.opt.OnBetter(c.e)
	}
	if b := c.o.Bound(value); b > res.Bound {
		res.Bound = b
		if c.opt.OnBound != nil {
			c.opt.OnBound(b)
		}
	}
}

// average keeps an exponential mean of the open options.
func average(open []float64, e *Evaluation, it int) {
	w := max(averaging, 1/float64(it+1))
	for k := range open {
		open[k] *= 1 - w
	}
	for _, o := range e.Option {
		if o >= 0 {
			open[o] += w
		}
	}
}

// dual is the moving point: float positions, their rounding, the direction.
type dual struct {
	o      *Oracle
	m      *certificate.Multipliers
	pi, mu []float64
	weight []float64 // [customer] preconditioner: squared unit of π_i
	dirPi  []float64
	dirMu  []float64
	total  float64   // Σ over customers of their mean arc: how large a solution may be
	used   []float64 // scratch [customer]
	act    []float64 // scratch [row]
}

func newDual(o *Oracle, opt Options) *dual {
	p := o.p
	n, rows := p.NumCustomers(), len(p.Rows)
	d := &dual{o: o, m: certificate.NewMultipliers(n, rows, o.Shift),
		pi: make([]float64, n), mu: make([]float64, rows), weight: make([]float64, n),
		dirPi: make([]float64, n), dirMu: make([]float64, rows), used: make([]float64, n), act: make([]float64, rows)}
	first := o.Initial()
	mean := 0.0
	for i := range n {
		from, to := p.Arcs(int32(i))
		for a := from; a < to; a++ {
			d.total += math.Abs(math.Ldexp(float64(p.ArcCost[a]), int(o.Shift))) / float64(to-from)
		}
	}
	for i, pi := range first.Customer {
		d.weight[i] = math.Abs(float64(pi))
		mean += d.weight[i] / float64(n)
	}
	for i := range d.weight {
		d.weight[i] = (d.weight[i] + mean*0.1 + 1) / (mean*1.1 + 1)
	}
	if opt.Start != nil {
		first = opt.Start
	}
	d.restart(first)
	return d
}

// restart goes back to a point and forgets the direction.
func (d *dual) restart(m *certificate.Multipliers) {
	for i, v := range m.Customer {
		d.pi[i] = float64(v)
	}
	for r, v := range m.Row {
		d.mu[r] = float64(v)
	}
	clear(d.dirPi)
	clear(d.dirMu)
}

// round puts the clamped whole numbers of the point into d.m.
func (d *dual) round() {
	c := &d.o.clamp
	for i, v := range d.pi {
		d.pi[i] = max(-c.pi, min(c.pi, v))
		d.m.Customer[i] = int64(math.Round(d.pi[i]))
	}
	for r, v := range d.mu {
		d.mu[r] = max(c.lo[r], min(c.hi[r], v))
		d.m.Row[r] = int64(d.mu[r])
	}
}

// target is the scaled value aimed at; closed says that the bound has met it.
func (d *dual) target(opt Options, res Result) (float64, bool) {
	scale := math.Ldexp(1, int(d.o.Shift))
	best := float64(res.Value)
	if opt.Target != nil {
		if cost, ok := opt.Target(); ok {
			if res.Bound >= cost {
				return 0, true
			}
			aim := float64(cost-d.o.p.Constant) * scale
			if opt.Direct {
				return aim, false
			}
			return min(aim, best+0.05*math.Abs(best)+scale), false
		}
	}
	return best + max(0.02*math.Abs(best), 0.01*d.total) + scale, false
}

// move steps along the deflected subgradient; false if it vanished.
func (d *dual) move(e *Evaluation, step, gap float64) bool {
	p := d.o.p
	for i := range d.used {
		d.used[i] = 1 - e.Out[i]
	}
	clear(d.act)
	addTerms := func(terms []facility.Term, times float64) {
		for _, t := range terms {
			d.act[t.Index] += times * float64(t.Coef)
		}
	}
	for _, a := range e.Arcs {
		d.used[p.ArcCustomer[a]]--
		addTerms(p.ArcTerms.Of(a), 1)
	}
	for j := range e.Step {
		if k := e.Step[j]; k >= 0 {
			addTerms(p.StepTerms.Of(k), 1)
		}
	}
	for i, out := range e.Out {
		if out > 0 {
			addTerms(p.OutTerms.Of(int32(i)), out)
		}
	}
	dot, norm := 0.0, 0.0
	for i, g := range d.used {
		dot += g * d.dirPi[i] * d.weight[i]
		norm += d.dirPi[i] * d.dirPi[i] * d.weight[i]
	}
	for r := range d.act {
		d.act[r] = d.rowSlope(int32(r)) / d.o.clamp.unit[r]
		dot += d.act[r] * d.dirMu[r]
		norm += d.dirMu[r] * d.dirMu[r]
	}
	beta := 0.0
	if dot < 0 && norm > 0 {
		beta = -deflection * dot / norm
	}
	norm = 0
	for i, g := range d.used {
		d.dirPi[i] = g + beta*d.dirPi[i]
		norm += d.dirPi[i] * d.dirPi[i] * d.weight[i]
	}
	for r, g := range d.act {
		d.dirMu[r] = g + beta*d.dirMu[r]
		norm += d.dirMu[r] * d.dirMu[r]
	}
	if norm < 1e-12 {
		return false
	}
	t := step * max(gap, 0) / norm
	for i := range d.pi {
		d.pi[i] += t * d.dirPi[i] * d.weight[i]
	}
	for r := range d.mu {
		d.mu[r] = d.cross(r, d.mu[r]+t*d.dirMu[r]/d.o.clamp.unit[r])
	}
	return true
}

// rowSlope is the subgradient of a row's multiplier, 0 for those in closed form.
func (d *dual) rowSlope(r int32) float64 {
	if d.o.outs.member[r] {
		return 0
	}
	lower, upper := float64(d.o.Lower[r])-d.act[r], float64(d.o.Upper[r])-d.act[r]
	switch {
	case d.mu[r] > 0 || d.mu[r] == 0 && lower > 0:
		return lower
	case d.mu[r] < 0 || upper < 0:
		return upper
	}
	return 0
}

// cross stops a multiplier at zero where the row's two limits differ.
func (d *dual) cross(r int, to float64) float64 {
	if d.o.Lower[r] != d.o.Upper[r] && (d.mu[r] > 0 && to < 0 || d.mu[r] < 0 && to > 0) {
		return 0
	}
	return to
}
