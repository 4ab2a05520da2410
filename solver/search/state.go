package search

import (
	"math"

	"polyclinic/solver/facility"
)

// State is the scratch of one goroutine: a solution, feasible or not, with
// everything needed to price a change of it exactly in constant time.
//
// Every used arc ends at an open option; apart from that any condition may be
// broken. Value is cost + penalty + slopes, in whole units: cost as
// facility.Cost where the solution is feasible; penalties of broken conditions,
// at least 1 each, so that a state is feasible if and only if Penalty is 0;
// slopes are linear terms on rows that a method may set (see SetSlope).
//
// An open option is at the cheapest step that admits its customers; if none
// does, at the one where cost and penalty of size are least.
type State struct {
	p *facility.Problem

	arc    []int32         // [customer] -1: out
	option []int32         // [site] -1: closed
	isOpen []bool          // [option]
	load   []facility.Load // [option]
	fit    []fit           // [option] step in force, while open
	act    []int64         // [row]

	members [][]int32 // [option] customers
	outs    []int32   // customers left out
	place   []int32   // [customer] its index in members or outs
	open    []int32   // open sites
	spot    []int32   // [site] its index in open

	value, penalty int64

	sizeWeight []float64 // [option] penalty per unit of demand beyond a limit
	rowWeight  []float64 // [row] penalty per unit of violation of a hard row
	onceWeight []int64   // [customer] penalty while out, 0 if it may be
	dearest    []float64 // [customer] what its dearest arc costs more than leaving it out: no place is worse than none
	tiedWeight int64     // penalty per customer missing where it lives
	slope      []float64 // [row]
	sloped     []int32   // rows with a slope

	countScale, weightScale float64   // demand that a unit of count, of weight is like
	unit, mean              float64   // DemandPrice; mean demand of a customer
	rowScales               []float64 // [row] demand that a unit of a hard row's coefficients is like

	tiedStart, tiedArcs []int32 // by customer: its tied arcs
	homeStart, homeArcs []int32 // by option: the tied arcs that end there
	sorted              bool    // every customer's arcs come in the order of options
	rowDelta            []int64 // scratch
	touched             []int32 // scratch

	journal []change
}

// change is one undoable assignment: of a customer's arc, or, with index < 0,
// of site ^index's option.
type change struct{ index, was int32 }

// NewState starts with every customer out and every site closed.
func NewState(p *facility.Problem) *State {
	n, m, options, rows := p.NumCustomers(), p.NumSites(), p.NumOptions(), len(p.Rows)
	s := &State{
		p: p, arc: make([]int32, n), option: make([]int32, m), isOpen: make([]bool, options), load: make([]facility.Load, options), fit: make([]fit, options),
		act: make([]int64, rows), members: make([][]int32, options), outs: make([]int32, n), place: make([]int32, n),
		spot: make([]int32, m), sizeWeight: make([]float64, options), rowWeight: make([]float64, rows),
		onceWeight: make([]int64, n), slope: make([]float64, rows), rowDelta: make([]int64, rows),
	}
	for i := range n {
		s.arc[i], s.outs[i], s.place[i] = -1, int32(i), int32(i)
	}
	for j := range m {
		s.option[j] = -1
	}
	s.tied()
	s.sorted = inOrder(p)
	s.scale()
	s.SetWeights(Weights{})
	return s
}

// Load replaces the solution. Arcs to closed options are dropped.
func (s *State) Load(sol facility.Solution) {
	for i := range s.arc {
		s.setArc(int32(i), -1)
	}
	for j := range s.option {
		s.setOption(int32(j), sol.Option[j])
	}
	for i, a := range sol.Arc {
		if a >= 0 && s.IsOpen(s.p.ArcOption[a]) {
			s.setArc(int32(i), a)
		}
	}
	s.Commit()
}

// Solution copies the state's solution.
func (s *State) Solution() facility.Solution {
	return facility.Solution{Arc: s.arc, Option: s.option}.Clone()
}

// Problem is the problem of the state.
func (s *State) Problem() *facility.Problem { return s.p }

// Value is cost + penalty + slopes.
func (s *State) Value() int64 { return s.value }

// Feasible says whether facility.Check would find no fault.
func (s *State) Feasible() bool { return s.penalty == 0 }

// Cost is the value without penalties and slopes; of a feasible state it is
// facility.Cost.
func (s *State) Cost() int64 {
	cost := s.value - s.penalty
	for _, r := range s.sloped {
		cost -= s.slopeValue(r, s.act[r])
	}
	return cost
}

// Arc is the arc that a customer uses, or -1.
func (s *State) Arc(customer int32) int32 { return s.arc[customer] }

// Option is the option in which a site is open, or -1.
func (s *State) Option(site int32) int32 { return s.option[site] }

// IsOpen says whether an option is open.
func (s *State) IsOpen(o int32) bool { return s.isOpen[o] }

// LoadOf is what the customers of an option add up to.
func (s *State) LoadOf(o int32) facility.Load { return s.load[o] }

// SizePenalty is the penalty of an open option's load.
func (s *State) SizePenalty(o int32) int64 { return s.fit[o].penalty }

// Activity is the left-hand side of a row.
func (s *State) Activity(row int32) int64 { return s.act[row] }

// Members lists the customers of an option. It is valid until the next change.
func (s *State) Members(o int32) []int32 { return s.members[o] }

// Outs lists the customers left out. It is valid until the next change.
func (s *State) Outs() []int32 { return s.outs }

// OpenSites lists the open sites. It is valid until the next change.
func (s *State) OpenSites() []int32 { return s.open }

// Pinned says whether a customer uses the arc of the site where it lives, which
// it cannot leave while that option is open.
func (s *State) Pinned(customer int32) bool {
	a := s.arc[customer]
	return a >= 0 && s.p.ArcTied != nil && s.p.ArcTied[a]
}

// TiedArcs lists a customer's tied arcs.
func (s *State) TiedArcs(customer int32) []int32 {
	if s.tiedStart == nil {
		return nil
	}
	return s.tiedArcs[s.tiedStart[customer]:s.tiedStart[customer+1]]
}

// TiedTo lists the tied arcs that end at an option.
func (s *State) TiedTo(o int32) []int32 {
	if s.tiedStart == nil {
		return nil
	}
	return s.homeArcs[s.homeStart[o]:s.homeStart[o+1]]
}

func (s *State) tied() {
	p := s.p
	if p.ArcTied == nil {
		return
	}
	s.tiedStart = make([]int32, p.NumCustomers()+1)
	for i := range p.NumCustomers() {
		first, last := p.Arcs(int32(i))
		for a := first; a < last; a++ {
			if p.ArcTied[a] {
				s.tiedArcs = append(s.tiedArcs, a)
			}
		}
		s.tiedStart[i+1] = int32(len(s.tiedArcs))
	}
	s.homeStart = make([]int32, p.NumOptions()+1)
	for o := range p.NumOptions() {
		for _, a := range p.ArcsOf(int32(o)) {
			if p.ArcTied[a] {
				s.homeArcs = append(s.homeArcs, a)
			}
		}
		s.homeStart[o+1] = int32(len(s.homeArcs))
	}
}

func inOrder(p *facility.Problem) bool {
	for a := 1; a < p.NumArcs(); a++ {
		if p.ArcCustomer[a] == p.ArcCustomer[a-1] && p.ArcOption[a] < p.ArcOption[a-1] {
			return false
		}
	}
	return true
}

// scale makes a unit of count and of weight count like the demand that goes
// with it on average.
func (s *State) scale() {
	p := s.p
	var demand, weight, count float64
	for a, d := range p.ArcDemand {
		demand += float64(d)
		weight += float64(p.Weight(int32(a)))
		count += float64(p.Count[p.ArcCustomer[a]])
	}
	ratio := func(x float64) float64 {
		if x == 0 || demand == 0 {
			return 1
		}
		return math.Max(demand/x, 1e-6)
	}
	s.countScale, s.weightScale = ratio(count), ratio(weight)
	s.unit = DemandPrice(p)
	s.dearest = make([]float64, p.NumCustomers())
	for a, i := range p.ArcCustomer {
		s.dearest[i] = math.Max(s.dearest[i], float64(p.ArcCost[a]-p.OutCost[i]))
	}
	var total float64
	for _, d := range p.Demand {
		total += float64(d)
	}
	s.mean = math.Max(1, total/math.Max(1, float64(len(p.Demand))))
	s.rowScales = make([]float64, len(p.Rows))
	for r := range p.Rows {
		s.rowScales[r] = s.rowScale(&p.Rows[r])
	}
}
