package facility

import (
	"fmt"
	"strings"
)

// ProblemFaults is everything wrong with a problem in a file.
type ProblemFaults []string

func (f ProblemFaults) Error() string {
	lines := append([]string(nil), f[:min(len(f), shownFaults)]...)
	if more := len(f) - shownFaults; more > 0 {
		lines = append(lines, fmt.Sprintf("problem: and %d more faults", more))
	}
	return strings.Join(lines, "\n")
}

func (f *ProblemFaults) add(format string, args ...any) {
	*f = append(*f, "problem: "+fmt.Sprintf(format, args...))
}

// check finds everything that a Builder would not take.
func (f *problemFile) check() ProblemFaults {
	var faults ProblemFaults
	customers, options, steps, arcs := len(f.Demand), len(f.OptionSite), len(f.Steps), len(f.ArcCustomer)
	for _, list := range []struct {
		name      string
		got, want int
		optional  bool
	}{
		{"count", len(f.Count), customers, false}, {"can_leave", len(f.CanLeave), customers, false}, {"out_cost", len(f.OutCost), customers, false},
		{"option_mode", len(f.OptionMode), options, false}, {"step_option", len(f.StepOption), steps, false},
		{"arc_option", len(f.ArcOption), arcs, false}, {"arc_cost", len(f.ArcCost), arcs, false}, {"arc_demand", len(f.ArcDemand), arcs, false},
		{"arc_weight", len(f.ArcWeight), arcs, true}, {"arc_tied", len(f.ArcTied), arcs, true},
		{"names.customers", len(f.Names.Customers), customers, true}, {"names.sites", len(f.Names.Sites), f.Sites, true}, {"names.steps", len(f.Names.Steps), steps, true},
	} {
		if list.got != list.want && (list.got != 0 || !list.optional) {
			faults.add("%s has %d entries, want %d", list.name, list.got, list.want)
		}
	}
	if f.Sites < 0 || f.Sites > options+customers+len(f.Names.Sites) {
		faults.add("sites is %d, want no more than options, customers and names of sites", f.Sites)
	}
	if len(faults) > 0 {
		return faults // the rest would look for what is not there
	}
	f.checkCustomers(&faults)
	f.checkOptions(&faults)
	f.checkArcs(&faults)
	f.checkRows(&faults)
	return faults
}

func (f *problemFile) checkCustomers(faults *ProblemFaults) {
	for i, d := range f.Demand {
		if d < 0 || f.Count[i] < 0 {
			faults.add("customer %d has demand %d and count %d, want no negative number", i, d, f.Count[i])
		}
	}
}

// checkOptions wants options sorted by site, steps by option, and a step for
// every option.
func (f *problemFile) checkOptions(faults *ProblemFaults) {
	for o, j := range f.OptionSite {
		if j < 0 || int(j) >= f.Sites || o > 0 && j < f.OptionSite[o-1] || f.OptionMode[o] < 0 {
			faults.add("option %d is of site %d in mode %d, want sites in order and a mode", o, j, f.OptionMode[o])
		}
	}
	next := int32(0) // the option whose step must come
	for k, o := range f.StepOption {
		if o != next && (o != next-1 || k == 0) || int(o) >= len(f.OptionSite) {
			faults.add("step %d is of option %d, want the options in order, each with a step", k, o)
			return
		}
		next = o + 1
	}
	if int(next) != len(f.OptionSite) {
		faults.add("option %d has no step", next)
	}
}

func (f *problemFile) checkArcs(faults *ProblemFaults) {
	for a, i := range f.ArcCustomer {
		if i < 0 || int(i) >= len(f.Demand) || a > 0 && i < f.ArcCustomer[a-1] {
			faults.add("arc %d is of customer %d, want the customers in order", a, i)
		}
		if o := f.ArcOption[a]; o < 0 || int(o) >= len(f.OptionSite) {
			faults.add("arc %d ends at option %d, want one of %d", a, o, len(f.OptionSite))
		}
		if f.ArcDemand[a] < 0 || f.ArcWeight != nil && f.ArcWeight[a] < 0 {
			faults.add("arc %d has a negative demand or weight", a)
		}
	}
}

func (f *problemFile) checkRows(faults *ProblemFaults) {
	for r := range f.Rows {
		row := &f.Rows[r]
		if row.Price < 0 || row.Unit < 0 {
			faults.add("row %d has price %d per %d, want no negative number", r, row.Price, row.Unit)
		}
		for _, list := range []struct {
			name  string
			terms [][2]int64
			size  int
		}{{"arcs", row.Arcs, len(f.ArcCustomer)}, {"steps", row.Steps, len(f.Steps)}, {"outs", row.Outs, len(f.Demand)}} {
			seen := make(map[int64]bool, len(list.terms))
			for _, t := range list.terms {
				if t[0] < 0 || t[0] >= int64(list.size) || seen[t[0]] {
					faults.add("row %d: %s name %d, want each of %d at most once", r, list.name, t[0], list.size)
				}
				seen[t[0]] = true
			}
		}
	}
}
