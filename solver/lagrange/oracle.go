package lagrange

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
	"polyclinic/solver/knapsack"
)

// Oracle evaluates the Lagrangean function of a problem. It is scratch of one
// goroutine.
type Oracle struct {
	p     *facility.Problem
	Shift uint
	outs  laminar
	clamp clamp
	shut  []bool // [option] a row keeps it closed

	// What branching and fixing forbid: arcs, options, leaving a customer out.
	ArcOff    []bool // [arc]
	OptionOff []bool // [option]
	OutOff    []bool // [customer]
	// The limits of the rows, which branching narrows.
	Lower, Upper []int64 // [row]

	sack   knapsack.Solver
	items  []knapsack.Item
	set    []int32
	result []int32
	work   int64

	// of the option loaded
	tied     []int32
	tiedCost int64
	tiedLoad facility.Load
}

// Evaluation is the Lagrangean function at one point: its value, in units of
// 2^-Shift, and the solution that attains it.
type Evaluation struct {
	Value  int64   // scaled, less the constant of the problem
	Option []int32 // [site] chosen option, -1: closed
	Step   []int32 // [site] chosen step
	Site   []int64 // [site] value of the site, at most 0, scaled
	Arcs   []int32 // all arcs chosen, by site
	Out    []float64
}

// NewOracle prepares the evaluation of p.
func NewOracle(p *facility.Problem) *Oracle {
	shift := Scale(p)
	o := &Oracle{p: p, Shift: shift, outs: findLaminar(p), clamp: newClamp(p, shift), shut: p.Shut(),
		ArcOff: make([]bool, p.NumArcs()), OptionOff: make([]bool, p.NumOptions()), OutOff: make([]bool, p.NumCustomers()),
		Lower: make([]int64, len(p.Rows)), Upper: make([]int64, len(p.Rows))}
	o.Reset()
	return o
}

// Reset permits again all that the problem does.
func (o *Oracle) Reset() {
	clear(o.ArcOff)
	clear(o.OutOff)
	copy(o.OptionOff, o.shut)
	for r := range o.p.Rows {
		o.Lower[r], o.Upper[r] = o.p.Rows[r].Lower, o.p.Rows[r].Upper
	}
}

// Haste ends every knapsack after some nodes: its bound is then the relaxation's,
// which is weaker, and as safe.
func (o *Oracle) Haste(nodes int) { o.sack.Nodes = nodes }

// Work is the number of arcs visited and knapsack nodes so far.
func (o *Oracle) Work() int64 { return o.work + o.sack.Work }

// Bound turns a scaled value into a bound on the objective, rounded up since
// objectives are whole.
func (o *Oracle) Bound(value int64) int64 {
	return o.p.Constant + ceilShift(value, o.Shift)
}

func ceilShift(v int64, shift uint) int64 {
	return -((-v) >> shift)
}

// NewEvaluation makes room for a result.
func (o *Oracle) NewEvaluation() *Evaluation {
	m := o.p.NumSites()
	return &Evaluation{Option: make([]int32, m), Step: make([]int32, m), Site: make([]int64, m), Out: make([]float64, o.p.NumCustomers())}
}

// Evaluate computes L at the multipliers; those of laminar out-rows are set to
// their best. The result is valid as a bound whatever the multipliers are, as
// long as they respect Clamp.
func (o *Oracle) Evaluate(m *certificate.Multipliers, e *Evaluation) int64 {
	total := o.Head(m, e.Out)
	e.Arcs = e.Arcs[:0]
	for j := range int32(o.p.NumSites()) {
		total += o.site(j, m, e)
	}
	e.Value = total
	return total
}

// Head is the part of L without the sites. It sets the multipliers of laminar
// out-rows to their best, and out to how far each customer is left out.
func (o *Oracle) Head(m *certificate.Multipliers, out []float64) int64 {
	total := o.outs.complete(o, m, out)
	for _, pi := range m.Customer {
		total += pi
	}
	for r, mu := range m.Row {
		switch {
		case mu > 0:
			total += mu * o.Lower[r]
		case mu < 0:
			total += mu * o.Upper[r]
		}
	}
	return total
}

// site finds the best option and step of a site, or closes it.
func (o *Oracle) site(j int32, m *certificate.Multipliers, e *Evaluation) int64 {
	p := o.p
	best, lower := int64(0), int64(0)
	e.Option[j], e.Step[j] = -1, -1
	mark := len(e.Arcs)
	first, last := p.Options(j)
	for opt := first; opt < last; opt++ {
		if o.OptionOff[opt] {
			continue
		}
		step, value, cost, set := o.Option(opt, m, best)
		lower = min(lower, value)
		if step >= 0 {
			best = cost
			e.Option[j], e.Step[j] = opt, step
			e.Arcs = append(e.Arcs[:mark], set...)
		}
	}
	e.Site[j] = lower
	return lower
}

// Option finds the cheapest way to open an option below cutoff: a safe lower
// bound of its value, and the step, cost and arcs of the best set found (step
// -1: none below cutoff). The set is valid until the next call.
func (o *Oracle) Option(opt int32, m *certificate.Multipliers, cutoff int64) (step int32, value, cost int64, set []int32) {
	p := o.p
	step, value, cost = -1, knapsack.Infeasible, cutoff
	if !o.load(opt, m, false) {
		return step, value, cost, nil
	}
	all := false
	for k := p.StepStart[opt]; k < p.StepStart[opt+1]; k++ {
		lim, ok := o.limits(&p.Steps[k])
		if !ok {
			continue
		}
		fixed := o.stepCost(k, m) + o.tiedCost
		loose := lim
		loose.MinDemand, loose.MinCount = 0, 0
		if relaxed := fixed + o.sack.Relax(loose); relaxed >= cost {
			value = min(value, relaxed)
			continue
		}
		use := lim
		if !all {
			use = loose
		}
		got := o.sack.Min(use, cost-fixed, o.set[:0])
		o.set = got.Set
		if !all && got.Found && !o.reaches(got.Set, lim) {
			// what pays alone does not fill the step: all items are needed
			o.load(opt, m, true)
			all = true
			got = o.sack.Min(lim, cost-fixed, o.set[:0])
			o.set = got.Set
		}
		value = min(value, fixed+got.Value)
		if got.Found {
			step, cost = k, fixed+got.Cost
			o.result = append(append(o.result[:0], o.tied...), got.Set...)
		}
	}
	return step, value, cost, o.result
}

// load gathers the reduced costs of an option: tied arcs apart, the others as
// items of the knapsack, only those that pay unless all are asked for. It says
// whether the option can be opened.
func (o *Oracle) load(opt int32, m *certificate.Multipliers, all bool) bool {
	p := o.p
	arcs := p.ArcsOf(opt)
	o.work += int64(len(arcs))
	o.items, o.tied, o.tiedCost, o.tiedLoad = o.items[:0], o.tied[:0], 0, facility.Load{}
	last, lastCustomer, tiedCustomer := -1, int32(-1), int32(-1)
	for _, a := range arcs {
		i := p.ArcCustomer[a]
		off := o.ArcOff[a]
		if p.Tied(a) {
			if off {
				return false
			}
			o.tiedCost += o.ReducedCost(a, m)
			o.tiedLoad.Demand += p.ArcDemand[a]
			o.tiedLoad.Count += p.Count[i]
			o.tied = append(o.tied, a)
			tiedCustomer = i
			if lastCustomer == i { // its other arcs cannot be used
				o.items = o.items[:last]
				lastCustomer = -1
			}
			continue
		}
		if off || i == tiedCustomer {
			continue
		}
		r := o.ReducedCost(a, m)
		if r >= 0 && !all {
			continue
		}
		it := knapsack.Item{Cost: r, Demand: p.ArcDemand[a], Count: p.Count[i], ID: a}
		if lastCustomer == i && o.items[last].Demand == it.Demand {
			if r < o.items[last].Cost {
				o.items[last] = it
			}
			continue
		}
		last, lastCustomer = len(o.items), i
		o.items = append(o.items, it)
	}
	o.sack.Load(o.items)
	return true
}

// ReducedCost is the scaled cost of an arc less its multipliers.
func (o *Oracle) ReducedCost(a int32, m *certificate.Multipliers) int64 {
	r := o.p.ArcCost[a]<<o.Shift - m.Customer[o.p.ArcCustomer[a]]
	for _, t := range o.p.ArcTerms.Of(a) {
		r -= m.Row[t.Index] * t.Coef
	}
	return r
}

func (o *Oracle) stepCost(k int32, m *certificate.Multipliers) int64 {
	f := o.p.Steps[k].Cost << o.Shift
	for _, t := range o.p.StepTerms.Of(k) {
		f -= m.Row[t.Index] * t.Coef
	}
	return f
}

func (o *Oracle) outCost(i int32, m *certificate.Multipliers) int64 {
	e := o.p.OutCost[i]<<o.Shift - m.Customer[i]
	for _, t := range o.p.OutTerms.Of(i) {
		e -= m.Row[t.Index] * t.Coef
	}
	return e
}

func (o *Oracle) canLeave(i int32) bool { return o.p.CanLeave[i] && !o.OutOff[i] }

// limits are what a step leaves to the customers who are not tied.
func (o *Oracle) limits(s *facility.Step) (knapsack.Limits, bool) {
	lim := knapsack.Limits{
		MinDemand: max(0, s.MinDemand-o.tiedLoad.Demand),
		MaxDemand: s.MaxDemand - o.tiedLoad.Demand,
		MinCount:  max(0, s.MinCount-o.tiedLoad.Count),
		MaxCount:  s.MaxCount - o.tiedLoad.Count,
	}
	return lim, lim.MaxDemand >= 0 && lim.MaxCount >= 0
}

func (o *Oracle) reaches(arcs []int32, lim knapsack.Limits) bool {
	var demand int64
	var count int32
	for _, a := range arcs {
		demand += o.p.ArcDemand[a]
		count += o.p.Count[o.p.ArcCustomer[a]]
	}
	return demand >= lim.MinDemand && count >= lim.MinCount
}
