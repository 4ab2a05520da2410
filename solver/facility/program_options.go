package facility

// resource is what a step limits.
type resource uint8

const (
	demandResource resource = iota
	countResource
	weightResource
)

var resources = [...]resource{demandResource, countResource, weightResource}

// load is what an arc takes of a resource.
func (r resource) load(p *Problem, arc int32) int64 {
	switch r {
	case demandResource:
		return p.ArcDemand[arc]
	case countResource:
		return int64(p.Count[p.ArcCustomer[arc]])
	}
	return p.Weight(arc)
}

// limits are what a step allows of a resource.
func (r resource) limits(s *Step) (least, most int64) {
	switch r {
	case demandResource:
		return s.MinDemand, s.MaxDemand
	case countResource:
		return int64(s.MinCount), int64(s.MaxCount)
	}
	return -Infinity, s.MaxWeight
}

// span is the least and the most that an option's customers can add up to when
// limits are forgotten: each uses one of its arcs to the option, or none.
type span struct{ low, high int64 }

func (r resource) span(p *Problem, option int32) span {
	var s span
	var low, high int64
	last := int32(-1)
	for _, a := range p.ArcsOf(option) { // arcs come in the order of customers
		if i := p.ArcCustomer[a]; i != last {
			s.low, s.high = s.low+low, s.high+high
			low, high, last = 0, 0, i
		}
		load := r.load(p, a)
		low, high = min(low, load), max(high, load)
	}
	return span{s.low + low, s.high + high}
}

// optionRows limits what every option holds, and closes steps that nothing can
// fill. Limits that cannot bind are left out, and others are no larger than
// they need be.
func (f *formulation) optionRows() {
	p := f.p
	for o := range int32(p.NumOptions()) {
		for _, res := range resources {
			if res == weightResource && p.ArcWeight == nil {
				continue
			}
			f.limitRows(o, res, res.span(p, o))
		}
	}
}

func (f *formulation) limitRows(o int32, res resource, reach span) {
	p := f.p
	var most, least bool // some step's limit can bind
	for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
		low, high := res.limits(&p.Steps[k])
		if low > reach.high || high < reach.low || low > high {
			f.fix(f.StepColumn(k))
			continue
		}
		most = most || high < reach.high
		least = least || low > reach.low
	}
	if most {
		f.loadTerms(o, res)
		for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
			_, high := res.limits(&p.Steps[k])
			f.term(f.StepColumn(k), -min(high, reach.high))
		}
		f.emit(ProgramRow{Kind: RowMost, Part: uint8(res), Index: o, Lower: -Infinity, Upper: 0})
	}
	if least {
		f.loadTerms(o, res)
		for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
			low, _ := res.limits(&p.Steps[k])
			f.term(f.StepColumn(k), -max(low, reach.low))
		}
		f.emit(ProgramRow{Kind: RowLeast, Part: uint8(res), Index: o, Lower: 0, Upper: Infinity})
	}
}

func (f *formulation) loadTerms(o int32, res resource) {
	for _, a := range f.p.ArcsOf(o) {
		f.term(f.ArcColumn(a), res.load(f.p, a))
	}
}

// linkRows says that arcs need an open option, and tied arcs the other way
// round. A customer's arcs to one option share a row; an arc that some steps of
// the option cannot take has a row of its own over those that can.
func (f *formulation) linkRows() {
	p := f.p
	for i := range int32(p.NumCustomers()) {
		first, last := p.Arcs(i)
		for a := first; a < last; a++ {
			if f.firstToOption(first, a) {
				f.link(a, last)
			}
		}
	}
}

func (f *formulation) firstToOption(first, a int32) bool {
	for b := first; b < a; b++ {
		if f.p.ArcOption[b] == f.p.ArcOption[a] {
			return false
		}
	}
	return true
}

// link writes the rows of the arcs from a on, before last, to a's option.
func (f *formulation) link(a, last int32) {
	p, o := f.p, f.p.ArcOption[a]
	var arcs []int32
	tied, narrow := false, false
	for b := a; b < last; b++ {
		if p.ArcOption[b] == o {
			arcs = append(arcs, b)
			tied = tied || p.Tied(b)
			narrow = narrow || !f.takenByAll(b)
		}
	}
	for _, b := range arcs {
		switch {
		case p.Tied(b):
			for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
				if !f.takes(k, b) {
					f.fix(f.StepColumn(k))
				}
			}
			f.term(f.ArcColumn(b), 1)
			f.openTerms(b)
			f.emit(ProgramRow{Kind: RowTied, Index: b, Lower: 0, Upper: 0})
		case tied: // the customer is bound to another of its arcs
			f.fix(f.ArcColumn(b))
		case !f.takenByAll(b):
			f.openTerms(b)
			if len(f.terms) == 0 {
				f.fix(f.ArcColumn(b))
				continue
			}
			f.term(f.ArcColumn(b), 1)
			f.emit(ProgramRow{Kind: RowLink, Part: 1, Index: b, Lower: -Infinity, Upper: 0})
		}
	}
	if tied || narrow && len(arcs) == 1 {
		return
	}
	for _, b := range arcs {
		f.term(f.ArcColumn(b), 1)
	}
	for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
		f.term(f.StepColumn(k), -1)
	}
	f.emit(ProgramRow{Kind: RowLink, Index: a, Lower: -Infinity, Upper: 0})
}

// openTerms subtracts the steps of an arc's option that can take it.
func (f *formulation) openTerms(a int32) {
	p, o := f.p, f.p.ArcOption[a]
	for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
		if f.takes(k, a) {
			f.term(f.StepColumn(k), -1)
		}
	}
}

func (f *formulation) takenByAll(a int32) bool {
	p, o := f.p, f.p.ArcOption[a]
	for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
		if !f.takes(k, a) {
			return false
		}
	}
	return true
}

// takes says whether one arc alone fits a step; weights are not looked at, as
// others' may be negative.
func (f *formulation) takes(step, arc int32) bool {
	s := &f.p.Steps[step]
	return f.p.ArcDemand[arc] <= s.MaxDemand && f.p.Count[f.p.ArcCustomer[arc]] <= s.MaxCount
}
