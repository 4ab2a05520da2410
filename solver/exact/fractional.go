package exact

import (
	"math"

	"polyclinic/solver/colgen"
	"polyclinic/solver/facility"
)

// fractional is a solution of the relaxation by what branching looks at.
type fractional struct {
	t      *Tree
	option []float64 // [option]
	site   []float64 // [site]
	mode   []float64 // [mode]
	step   []float64 // [step]
	total  float64
	arc    []float64 // [arc]
	out    []float64 // [customer]
	lambda []float64 // [column]
	dirty  bool      // artificial columns are in use
}

// integral is how near to a whole number counts as whole.
const integral = 1e-6

func (t *Tree) read(out colgen.Outcome) *fractional {
	p := t.p
	if t.arcs != nil {
		return t.readArcs(out)
	}
	f := &fractional{t: t, option: make([]float64, p.NumOptions()), site: make([]float64, p.NumSites()),
		mode: make([]float64, p.NumModes()), step: make([]float64, len(p.Steps)), arc: make([]float64, p.NumArcs()), out: out.Out, lambda: out.Values, dirty: out.Artificial > integral}
	for k, v := range out.Values {
		if v <= 1e-9 {
			continue
		}
		c := &t.master.Columns[k]
		f.option[c.Option] += v
		f.site[p.OptionSite[c.Option]] += v
		f.step[c.Step] += v
		if !f.t.leave.is(p.OptionSite[c.Option]) {
			f.mode[p.OptionMode[c.Option]] += v
			f.total += v
		}
		for _, a := range c.Arcs {
			f.arc[a] += v
		}
	}
	return f
}

// readArcs reads a solution by steps and arcs.
func (t *Tree) readArcs(out colgen.Outcome) *fractional {
	p := t.p
	f := &fractional{t: t, option: make([]float64, p.NumOptions()), site: make([]float64, p.NumSites()), mode: make([]float64, p.NumModes()),
		step: t.arcs.Steps, arc: t.arcs.Arcs, out: make([]float64, p.NumCustomers()), dirty: out.Artificial > integral}
	for k, v := range f.step {
		o := p.StepOption[k]
		f.option[o] += v
		f.site[p.OptionSite[o]] += v
		f.mode[p.OptionMode[o]] += v
		f.total += v
	}
	return f
}

// sizes counts open sites by mode and size.
func (f *fractional) sizes() [][]float64 {
	p := f.t.p
	out := make([][]float64, len(f.t.rows.size))
	for mode, rows := range f.t.rows.size {
		out[mode] = make([]float64, len(rows))
	}
	for k, v := range f.step {
		o := p.StepOption[k]
		if at := int32(k) - p.StepStart[o]; int(at) < len(out[p.OptionMode[o]]) {
			out[p.OptionMode[o]][at] += v
		}
	}
	return out
}

func whole(x float64) bool { return math.Abs(x-math.Round(x)) <= integral }

// solution reads a whole master solution as a solution of the problem, if it is
// one.
func (f *fractional) solution() (facility.Solution, bool) {
	p := f.t.p
	if f.dirty {
		return facility.Solution{}, false
	}
	s := facility.NewSolution(p)
	for o, v := range f.option {
		if !whole(v) {
			return s, false
		}
		if v > 0.5 {
			s.Option[p.OptionSite[o]] = int32(o)
		}
	}
	for a, v := range f.arc {
		if !whole(v) {
			return s, false
		}
		if v > 0.5 {
			s.Arc[p.ArcCustomer[a]] = int32(a)
		}
	}
	s = f.t.leave.back(s)
	return s, len(facility.Check(f.t.given, s)) == 0
}
