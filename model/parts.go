package model

// Part is a line of the accounts (model.md §4, Accounting).
type Part uint8

// Cash parts come first, those of a site before those of a practice; then the
// valued ones.
const (
	BlockCapital Part = iota
	BlockRunning
	Premises
	Transition
	Overhead
	Staff
	Outpatients
	GPTravel
	OutpatientTravel
	Continuity
	Acceptability
	numParts
)

var partNames = [numParts]string{"block_capital", "block_running", "premises", "transition", "overhead", "staff", "outpatients",
	"gp_travel", "outpatient_travel", "continuity", "acceptability"}

// String is the part's name in plan.json.
func (p Part) String() string { return partNames[p] }

// OfSite says whether the part belongs to a site rather than to a practice.
func (p Part) OfSite() bool { return p <= BlockRunning }

// Cash says whether a budget pays the part; the others are valued.
func (p Part) Cash() bool { return p <= Outpatients }

// AllParts are the parts in the order of the accounts.
func AllParts() []Part {
	out := make([]Part, numParts)
	for i := range out {
		out[i] = Part(i)
	}
	return out
}

// Parts is an amount for every part, in pence a year.
type Parts [numParts]Pence

// Add adds other to p.
func (p *Parts) Add(other *Parts) {
	for i := range p {
		p[i] += other[i]
	}
}

// Cash is the sum of the cash parts.
func (p *Parts) Cash() Pence { return p.sum(Part.Cash) }

// Valued is the sum of the valued parts.
func (p *Parts) Valued() Pence { return p.sum(func(q Part) bool { return !q.Cash() }) }

func (p *Parts) sum(of func(Part) bool) Pence {
	total := Pence(0)
	for i, amount := range p {
		if of(Part(i)) {
			total += amount
		}
	}
	return total
}

// Weighted is what parts add to the objective: weight × part, each rounded
// once, half away from zero.
func (in *Instance) Weighted(parts *Parts) Pence {
	total := Pence(0)
	for i, amount := range parts {
		if amount != 0 {
			total += Pence(in.weights[i].times(int64(amount)))
		}
	}
	return total
}
