package facility

import (
	"fmt"
	"slices"
)

// Solution is a value to keep: which arc every customer uses, and in which
// option every site is open.
type Solution struct {
	Arc    []int32 // [customer]; -1: left out
	Option []int32 // [site]; -1: closed
}

// NewSolution leaves every customer out and every site closed.
func NewSolution(p *Problem) Solution {
	s := Solution{Arc: make([]int32, p.NumCustomers()), Option: make([]int32, p.NumSites())}
	for i := range s.Arc {
		s.Arc[i] = -1
	}
	for j := range s.Option {
		s.Option[j] = -1
	}
	return s
}

// Clone copies the solution.
func (s Solution) Clone() Solution {
	return Solution{Arc: slices.Clone(s.Arc), Option: slices.Clone(s.Option)}
}

// IsZero says whether there is no solution at all.
func (s Solution) IsZero() bool { return s.Arc == nil }

// NumOpen counts the open sites.
func (s Solution) NumOpen() int {
	n := 0
	for _, o := range s.Option {
		if o >= 0 {
			n++
		}
	}
	return n
}

// Loads adds up the customers of every option. Arcs to closed options count
// too; Check reports them.
func Loads(p *Problem, s Solution) []Load {
	loads := make([]Load, p.NumOptions())
	for i, a := range s.Arc {
		if a < 0 {
			continue
		}
		l := &loads[p.ArcOption[a]]
		l.Demand += p.ArcDemand[a]
		l.Count += p.Count[i]
		l.Weight += p.Weight(a)
	}
	return loads
}

// Activities computes every row's left-hand side.
func Activities(p *Problem, s Solution) []int64 {
	act := make([]int64, len(p.Rows))
	add := func(terms []Term) {
		for _, t := range terms {
			act[t.Index] += t.Coef
		}
	}
	for i, a := range s.Arc {
		if a < 0 {
			add(p.OutTerms.Of(int32(i)))
		} else {
			add(p.ArcTerms.Of(a))
		}
	}
	loads := Loads(p, s)
	for _, o := range s.Option {
		if o >= 0 {
			if k := p.CheapestStep(o, loads[o]); k >= 0 {
				add(p.StepTerms.Of(k))
			}
		}
	}
	return act
}

// Cost is the objective of a solution that Check accepts. Options whose load no
// step admits cost nothing here.
func Cost(p *Problem, s Solution) int64 {
	total := p.Constant
	for i, a := range s.Arc {
		if a < 0 {
			total += p.OutCost[i]
		} else {
			total += p.ArcCost[a]
		}
	}
	loads := Loads(p, s)
	for _, o := range s.Option {
		if o >= 0 {
			if k := p.CheapestStep(o, loads[o]); k >= 0 {
				total += p.Steps[k].Cost
			}
		}
	}
	for r, act := range Activities(p, s) {
		cost, _ := p.Rows[r].Penalty(act)
		total += cost
	}
	return total
}

// Violation is one broken condition, in words.
type Violation struct {
	Kind   string // once, size, tied, row
	Index  int32  // customer, option, arc or row
	Amount int64
	Text   string
}

func (v Violation) String() string { return v.Text }

// Check lists everything that makes a solution infeasible; none means feasible.
func Check(p *Problem, s Solution) []Violation {
	var out []Violation
	bad := func(kind string, index int32, amount int64, format string, args ...any) {
		out = append(out, Violation{kind, index, amount, fmt.Sprintf(format, args...)})
	}
	if len(s.Arc) != p.NumCustomers() || len(s.Option) != p.NumSites() {
		bad("once", 0, 1, "solution has %d customers and %d sites, want %d and %d", len(s.Arc), len(s.Option), p.NumCustomers(), p.NumSites())
		return out
	}
	for j, o := range s.Option {
		if o < -1 || int(o) >= p.NumOptions() || o >= 0 && p.OptionSite[o] != int32(j) {
			bad("once", int32(j), 1, "site %d is open in option %d, which is not its own", j, o)
			return out
		}
	}
	for i, a := range s.Arc {
		switch {
		case a == -1 && p.CanLeave[i]:
		case a == -1:
			bad("once", int32(i), 1, "customer %d is left out", i)
		case a < 0 || int(a) >= p.NumArcs() || p.ArcCustomer[a] != int32(i):
			bad("once", int32(i), 1, "customer %d uses arc %d, which is not its own", i, a)
			return out
		case s.Option[p.OptionSite[p.ArcOption[a]]] != p.ArcOption[a]:
			bad("once", int32(i), 1, "customer %d uses option %d, which is closed", i, p.ArcOption[a])
		}
	}
	loads := Loads(p, s)
	for _, o := range s.Option {
		if o < 0 {
			continue
		}
		if p.CheapestStep(o, loads[o]) < 0 {
			bad("size", o, 1, "option %d holds demand %d, count %d, weight %d, which no step admits", o, loads[o].Demand, loads[o].Count, loads[o].Weight)
		}
		if p.ArcTied == nil {
			continue
		}
		for _, a := range p.ArcsOf(o) {
			if p.ArcTied[a] && s.Arc[p.ArcCustomer[a]] != a {
				bad("tied", a, 1, "option %d is open without customer %d, who lives there", o, p.ArcCustomer[a])
			}
		}
	}
	for r, act := range Activities(p, s) {
		if _, v := p.Rows[r].Penalty(act); v > 0 && p.Rows[r].Price == 0 {
			bad("row", int32(r), v, "row %d (%s) is %d, want %s", r, p.Rows[r].Name, act, interval(p.Rows[r].Lower, p.Rows[r].Upper))
		}
	}
	return out
}

func interval(lower, upper int64) string {
	switch {
	case lower <= -Infinity:
		return fmt.Sprintf("at most %d", upper)
	case upper >= Infinity:
		return fmt.Sprintf("at least %d", lower)
	}
	return fmt.Sprintf("%d to %d", lower, upper)
}
