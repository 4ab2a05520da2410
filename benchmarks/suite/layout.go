package suite

import (
	"fmt"
	"strconv"

	"polyclinic/solver/facility"
)

// layout is what all families come down to before an embedding: m sites,
// n customers, dense costs.
type layout struct {
	name     string
	places   int     // decimals of the costs: 10^places is the scale
	fixed    []int64 // [site]
	capacity []int64 // [site]; noLimit: none
	demand   []int64 // [customer]
	cost     []int64 // [customer·m + site] of the whole demand; noArc: cannot serve
	load     []int64 // [customer·m + site]; nil: the customer's demand
	open     int     // p, the number of sites that must be open; 0: any
}

// noArc is the cost of a pair that does not exist, noLimit the capacity of a site
// without one.
const (
	noArc   = facility.Infinity
	noLimit = facility.Infinity
)

// dense rejects dimensions that could not be read or would not fit into memory.
func (t *text) dense(m, n int) bool {
	if len(t.faults) > 0 {
		return false
	}
	if int64(m)*int64(n) <= maxArcs {
		return true
	}
	t.fault("the problem", fmt.Sprintf("has %d sites and %d customers", m, n), fmt.Sprintf("at most %d pairs", maxArcs), "the file is of another family")
	return false
}

const maxArcs = 200_000_000

// problem builds the layout with its sites in the modes of the embedding.
func (l *layout) problem(e embedding) *facility.Problem {
	b := facility.NewBuilder(l.name)
	for i, d := range l.demand {
		b.AddCustomer(strconv.Itoa(i+1), d, 1, false, 0)
	}
	m := len(l.fixed)
	for j := range m {
		b.AddSite(strconv.Itoa(j + 1))
		for mode := range e.modes {
			b.AddOption(int32(mode), facility.Step{
				Cost:      e.fixed(l.fixed[j], mode),
				MaxDemand: l.capacity[j],
				MaxCount:  facility.Unbounded,
				MaxWeight: facility.Infinity,
			})
		}
	}
	for i := range l.demand {
		for j := range m {
			at := i*m + j
			if l.cost[at] == noArc {
				continue
			}
			load := int64(-1)
			if l.load != nil {
				load = l.load[at]
			}
			for mode := range e.modes {
				b.AddArc(facility.Arc{
					Customer: int32(i), Option: int32(j*e.modes + mode),
					Cost: e.cost(l.cost[at], mode), Demand: load,
				})
			}
		}
	}
	l.addRows(b, e)
	return b.Build()
}

// addRows adds Σ steps = p, and for the embedding at least one site per mode.
func (l *layout) addRows(b *facility.Builder, e embedding) {
	m := len(l.fixed)
	if l.open > 0 {
		row := facility.Row{Name: "open", Lower: int64(l.open), Upper: int64(l.open)}
		for k := range m * e.modes {
			row.Steps = append(row.Steps, facility.Term{Index: int32(k), Coef: 1})
		}
		b.AddRow(row)
	}
	if e.everyMode {
		for mode := range e.modes {
			row := facility.Row{Name: "mode" + strconv.Itoa(mode+1), Lower: 1, Upper: facility.Infinity}
			for j := range m {
				row.Steps = append(row.Steps, facility.Term{Index: int32(j*e.modes + mode), Coef: 1})
			}
			b.AddRow(row)
		}
	}
	names := make([]string, e.modes)
	for mode := range names {
		names[mode] = "mode" + strconv.Itoa(mode+1)
	}
	b.SetModeNames(names...)
}
