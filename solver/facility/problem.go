package facility

// Infinity is "no limit" in rows and steps. It is small enough that sums of a
// few do not overflow.
const Infinity = int64(1) << 60

// Unbounded is "no limit" on counts.
const Unbounded = int32(1) << 30

// Problem is immutable once built (see Builder); all goroutines may share it.
type Problem struct {
	Name     string
	Constant int64

	// Customers.
	Demand   []int64 // [customer]
	Count    []int32 // [customer] how many it counts for at an option
	CanLeave []bool  // [customer] may be left out
	OutCost  []int64 // [customer] cost of leaving it out

	// Sites, their options, their steps; each range is contiguous.
	OptionStart []int32 // [site+1] into options
	OptionSite  []int32 // [option]
	OptionMode  []int32 // [option]
	StepStart   []int32 // [option+1] into Steps
	StepOption  []int32 // [step]
	Steps       []Step

	// Arcs, sorted by customer.
	ArcStart    []int32 // [customer+1] into arcs
	ArcCustomer []int32 // [arc]
	ArcOption   []int32 // [arc]
	ArcCost     []int64 // [arc]
	ArcDemand   []int64 // [arc] load on the option; the customer's demand unless told otherwise
	ArcWeight   []int64 // [arc] load of the second resource; nil when no problem part uses it
	ArcTied     []bool  // [arc]; nil when none is

	// The same arcs by option: OptionArcs[OptionArcStart[o]:OptionArcStart[o+1]].
	OptionArcStart []int32
	OptionArcs     []int32

	Rows []Row

	// The rows by what they count: ArcTerms.Of(a) lists (row, coefficient).
	ArcTerms  Terms
	StepTerms Terms
	OutTerms  Terms

	Names Names
}

// Step is one size of an option. MaxWeight counts only where the problem has
// weights.
type Step struct {
	Cost                 int64
	MinDemand, MaxDemand int64
	MinCount, MaxCount   int32
	MaxWeight            int64
}

// Row is Lower ≤ Σ coefficients ≤ Upper over chosen arcs, chosen steps and
// left-out customers. With Price > 0 it may be broken at Price for every Unit
// of violation begun.
type Row struct {
	Name         string
	Lower, Upper int64
	Price        int64 // 0: hard
	Unit         int64 // 0: 1
	Arcs         []Term
	Steps        []Term
	Outs         []Term
}

// Term is one coefficient; in a Row, Index is an arc, step or customer; in
// Terms, a row.
type Term struct {
	Index int32
	Coef  int64
}

// Terms is a compressed transpose of rows.
type Terms struct {
	Start []int32
	Terms []Term
}

// Of returns the (row, coefficient) pairs of an arc, step or customer.
func (t *Terms) Of(index int32) []Term {
	if len(t.Start) == 0 {
		return nil
	}
	return t.Terms[t.Start[index]:t.Start[index+1]]
}

// Names are for people and for exported files; empty slices mean numbers.
type Names struct {
	Customers []string
	Sites     []string
	Modes     []string // by mode number
	Steps     []string // by step
}

// NumCustomers, NumSites, NumOptions, NumArcs and NumModes are the dimensions.
func (p *Problem) NumCustomers() int { return len(p.Demand) }

// NumSites is the number of sites.
func (p *Problem) NumSites() int { return len(p.OptionStart) - 1 }

// NumOptions is the number of (site, mode) pairs.
func (p *Problem) NumOptions() int { return len(p.OptionSite) }

// NumArcs is the number of arcs.
func (p *Problem) NumArcs() int { return len(p.ArcOption) }

// NumModes is one more than the greatest mode number.
func (p *Problem) NumModes() int {
	n := int32(0)
	for _, m := range p.OptionMode {
		n = max(n, m+1)
	}
	return int(n)
}

// Arcs returns the first and last+1 arc of a customer.
func (p *Problem) Arcs(customer int32) (int32, int32) {
	return p.ArcStart[customer], p.ArcStart[customer+1]
}

// ArcsOf returns the arcs that end at an option.
func (p *Problem) ArcsOf(option int32) []int32 {
	return p.OptionArcs[p.OptionArcStart[option]:p.OptionArcStart[option+1]]
}

// Options returns the first and last+1 option of a site.
func (p *Problem) Options(site int32) (int32, int32) {
	return p.OptionStart[site], p.OptionStart[site+1]
}

// StepsOf returns the steps of an option; their numbers begin at
// StepStart[option].
func (p *Problem) StepsOf(option int32) []Step {
	return p.Steps[p.StepStart[option]:p.StepStart[option+1]]
}

// Tied says whether an arc's customer lives at the site.
func (p *Problem) Tied(arc int32) bool { return p.ArcTied != nil && p.ArcTied[arc] }

// Weight is an arc's load of the second resource.
func (p *Problem) Weight(arc int32) int64 {
	if p.ArcWeight == nil {
		return 0
	}
	return p.ArcWeight[arc]
}

// CheapestStep returns the number of the cheapest step of an option that admits
// a load, the first of equals, or -1.
func (p *Problem) CheapestStep(option int32, load Load) int32 {
	best := int32(-1)
	for k := p.StepStart[option]; k < p.StepStart[option+1]; k++ {
		if p.Steps[k].Admits(load) && (best < 0 || p.Steps[k].Cost < p.Steps[best].Cost) {
			best = k
		}
	}
	return best
}

// Load is what the customers of an option add up to.
type Load struct {
	Demand int64
	Count  int32
	Weight int64
}

// Admits says whether a load lies within the step's limits.
func (s *Step) Admits(l Load) bool {
	return l.Demand >= s.MinDemand && l.Demand <= s.MaxDemand &&
		l.Count >= s.MinCount && l.Count <= s.MaxCount && l.Weight <= s.MaxWeight
}

// Penalty is what a row's activity costs, and by how much it violates the row.
// A hard row costs nothing here: its violation is infeasibility.
func (r *Row) Penalty(activity int64) (cost, violation int64) {
	switch {
	case activity < r.Lower:
		violation = r.Lower - activity
	case activity > r.Upper:
		violation = activity - r.Upper
	default:
		return 0, 0
	}
	if r.Price == 0 {
		return 0, violation
	}
	unit := max(r.Unit, 1)
	return r.Price * ((violation + unit - 1) / unit), violation
}
