package facility

import (
	"fmt"
	"slices"
)

// Builder makes a Problem. Customers, sites, options, arcs and rows are numbered
// in the order they are added: an option belongs to the site added last, and
// arcs come in the order of their customers, after all options.
type Builder struct {
	p     Problem
	sites int
	tied  bool
	heavy bool
}

// NewBuilder starts a problem.
func NewBuilder(name string) *Builder {
	return &Builder{p: Problem{Name: name}}
}

// AddCustomer returns its number. outCost counts only if it may be left out.
func (b *Builder) AddCustomer(name string, demand int64, count int32, canLeave bool, outCost int64) int32 {
	p := &b.p
	if demand < 0 || count < 0 {
		panic("facility: negative demand or count")
	}
	p.Demand = append(p.Demand, demand)
	p.Count = append(p.Count, count)
	p.CanLeave = append(p.CanLeave, canLeave)
	p.OutCost = append(p.OutCost, outCost)
	p.Names.Customers = append(p.Names.Customers, name)
	return int32(len(p.Demand) - 1)
}

// AddSite returns its number.
func (b *Builder) AddSite(name string) int32 {
	b.p.OptionStart = append(b.p.OptionStart, int32(len(b.p.OptionSite)))
	b.p.Names.Sites = append(b.p.Names.Sites, name)
	b.sites++
	return int32(b.sites - 1)
}

// AddOption adds a mode with its steps to the last site and returns the
// option's number; the steps are numbered on from the last.
func (b *Builder) AddOption(mode int32, steps ...Step) int32 {
	p := &b.p
	if b.sites == 0 || mode < 0 || len(steps) == 0 {
		panic("facility: an option needs a site, a mode and a step")
	}
	o := int32(len(p.OptionSite))
	p.OptionSite = append(p.OptionSite, int32(b.sites-1))
	p.OptionMode = append(p.OptionMode, mode)
	p.StepStart = append(p.StepStart, int32(len(p.Steps)))
	for _, s := range steps {
		p.StepOption = append(p.StepOption, o)
		p.Steps = append(p.Steps, s)
	}
	return o
}

// Arc is what AddArc is told; Demand < 0 means the customer's own.
type Arc struct {
	Customer, Option int32
	Cost, Demand     int64
	Weight           int64
	Tied             bool
}

// AddArc returns the arc's number; arcs come in the order of their customers.
func (b *Builder) AddArc(a Arc) int32 {
	p := &b.p
	if n := len(p.ArcCustomer); n > 0 && p.ArcCustomer[n-1] > a.Customer {
		panic("facility: arcs must be added in the order of their customers")
	}
	if int(a.Customer) >= len(p.Demand) || int(a.Option) >= len(p.OptionSite) {
		panic(fmt.Sprintf("facility: arc from customer %d to option %d, which do not exist", a.Customer, a.Option))
	}
	if a.Demand < 0 {
		a.Demand = p.Demand[a.Customer]
	}
	p.ArcCustomer = append(p.ArcCustomer, a.Customer)
	p.ArcOption = append(p.ArcOption, a.Option)
	p.ArcCost = append(p.ArcCost, a.Cost)
	p.ArcDemand = append(p.ArcDemand, a.Demand)
	p.ArcWeight = append(p.ArcWeight, a.Weight)
	p.ArcTied = append(p.ArcTied, a.Tied)
	b.tied = b.tied || a.Tied
	b.heavy = b.heavy || a.Weight != 0
	return int32(len(p.ArcCustomer) - 1)
}

// AddRow returns the row's number. Terms must not repeat an index.
func (b *Builder) AddRow(r Row) int32 {
	b.p.Rows = append(b.p.Rows, r)
	return int32(len(b.p.Rows) - 1)
}

// SetConstant sets the part of the objective that is the same in every plan.
func (b *Builder) SetConstant(c int64) { b.p.Constant = c }

// SetModeNames names the modes for people and files.
func (b *Builder) SetModeNames(names ...string) { b.p.Names.Modes = names }

// SetStepNames names the steps, in their order.
func (b *Builder) SetStepNames(names []string) { b.p.Names.Steps = names }

// Build completes the problem; the Builder must not be used afterwards.
func (b *Builder) Build() *Problem {
	p := &b.p
	p.OptionStart = append(p.OptionStart, int32(len(p.OptionSite)))
	p.StepStart = append(p.StepStart, int32(len(p.Steps)))
	if !b.tied {
		p.ArcTied = nil
	}
	if !b.heavy {
		p.ArcWeight = nil
	}
	n, options := len(p.Demand), len(p.OptionSite)
	p.ArcStart = starts(p.ArcCustomer, n)
	p.OptionArcStart, p.OptionArcs = group(p.ArcOption, options)
	p.ArcTerms = transpose(p.Rows, len(p.ArcCustomer), func(r *Row) []Term { return r.Arcs })
	p.StepTerms = transpose(p.Rows, len(p.Steps), func(r *Row) []Term { return r.Steps })
	p.OutTerms = transpose(p.Rows, n, func(r *Row) []Term { return r.Outs })
	return p
}

// starts counts sorted keys into a [n+1] table of beginnings.
func starts(keys []int32, n int) []int32 {
	out := make([]int32, n+1)
	for _, k := range keys {
		out[k+1]++
	}
	for i := range n {
		out[i+1] += out[i]
	}
	return out
}

// group lists the indices of equal keys together, in order.
func group(keys []int32, n int) (start, members []int32) {
	start = starts(keys, n)
	members = make([]int32, len(keys))
	next := slices.Clone(start[:n])
	for i, k := range keys {
		members[next[k]] = int32(i)
		next[k]++
	}
	return start, members
}

func transpose(rows []Row, n int, terms func(*Row) []Term) Terms {
	count := make([]int32, n+1)
	total := 0
	for r := range rows {
		for _, t := range terms(&rows[r]) {
			count[t.Index+1]++
			total++
		}
	}
	if total == 0 {
		return Terms{}
	}
	for i := range n {
		count[i+1] += count[i]
	}
	out := Terms{Start: count, Terms: make([]Term, total)}
	next := slices.Clone(count[:n])
	for r := range rows {
		for _, t := range terms(&rows[r]) {
			out.Terms[next[t.Index]] = Term{Index: int32(r), Coef: t.Coef}
			next[t.Index]++
		}
	}
	return out
}
