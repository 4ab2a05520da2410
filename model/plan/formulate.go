package plan

import (
	"slices"
	"strings"

	"polyclinic/model"
	"polyclinic/solver/facility"
)

// Formulate writes an instance as a facility problem.
func Formulate(in *model.Instance) (*facility.Problem, *Map) {
	f := &formulation{Map: newMap(in), b: facility.NewBuilder(in.Data.Name)}
	f.customersOfPractices()
	f.gatherArcs()
	f.addCustomers()
	f.addOptions()
	f.addArcs()
	f.addRows()
	f.name()
	f.Map.Problem = f.b.Build()
	return f.Map.Problem, f.Map
}

// formulation is a problem in the making.
type formulation struct {
	*Map
	b *facility.Builder

	drafts    []draft // arcs of customers to model options, by customer
	pool      []int32 // arcs of the instance behind drafts
	clean     []int32 // [model option] facility option, -1
	breaching []int32 // [model option] the same at the price of area-choice, -1
	forced    []bool  // [model option] a host lacks permission: there is no clean option
	blocked   []bool  // [model option] a host cannot come, so it cannot open
	steps     []string
}

// draft is an arc of a customer: one model arc of each of its practices.
type draft struct {
	customer, option int32 // option of the model
	first, last      int32 // members, in formulation.pool
	cost, weight     int64
	tied, breaks     bool
}

// customersOfPractices makes one customer of practices kept together.
func (f *formulation) customersOfPractices() {
	n := f.in.NumPractices()
	f.customerOf = make([]int32, n)
	for p := range f.customerOf {
		f.customerOf[p] = -1
	}
	groupOf := make(map[int32][]int32)
	for _, g := range f.in.Groups() {
		groupOf[slices.Min(g)] = g
	}
	inGroup := make([]bool, n)
	for _, g := range f.in.Groups() {
		for _, p := range g {
			inGroup[p] = true
		}
	}
	for p := range int32(n) {
		members := []int32{p}
		if inGroup[p] {
			if members = groupOf[p]; members == nil {
				continue // its group came with the first member
			}
		}
		for _, q := range members {
			f.customerOf[q] = int32(len(f.customers))
		}
		f.customers = append(f.customers, members)
	}
}

// gatherArcs finds every customer's arcs.
func (f *formulation) gatherArcs() {
	options := len(f.in.Options)
	f.forced, f.blocked = make([]bool, options), make([]bool, options)
	for c, members := range f.customers {
		first := len(f.drafts)
		if len(members) == 1 {
			p := members[0]
			for i := f.in.ArcStart[p]; i < f.in.ArcStart[p+1]; i++ {
				f.drafts = append(f.drafts, f.draft(int32(c), i))
			}
		} else {
			f.gatherGroup(int32(c), members)
		}
		for i := range f.drafts[first:] {
			if d := &f.drafts[first+i]; d.tied && d.breaks {
				f.forced[d.option] = true
			}
		}
	}
}

// gatherGroup combines the arcs of practices kept together. Where one of them
// lives at a site that another cannot join, the site cannot open so.
func (f *formulation) gatherGroup(c int32, members []int32) {
	byOption := map[int32][][]int32{} // option → [member] its arcs
	var options []int32
	for k, p := range members {
		for i := f.in.ArcStart[p]; i < f.in.ArcStart[p+1]; i++ {
			a := f.in.Arc(i)
			o := f.in.OptionIndex(a.Site, a.Model)
			if byOption[o] == nil {
				byOption[o] = make([][]int32, len(members))
				options = append(options, o)
			}
			byOption[o][k] = append(byOption[o][k], i)
			f.blocked[o] = f.blocked[o] || a.Tied && len(members) > 1 && f.someCannot(members, a)
		}
	}
	slices.Sort(options)
	for _, o := range options {
		for _, choice := range combinations(byOption[o]) {
			f.drafts = append(f.drafts, f.draft(c, choice...))
		}
	}
}

// someCannot says whether a member has no arc where another must go.
func (f *formulation) someCannot(members []int32, to model.Arc) bool {
	for _, p := range members {
		found := false
		for i := f.in.ArcStart[p]; i < f.in.ArcStart[p+1] && !found; i++ {
			a := f.in.Arc(i)
			found = a.Site == to.Site && a.Model == to.Model
		}
		if !found {
			return true
		}
	}
	return false
}

// combinations is every way of taking one of each list; none where a list is
// empty.
func combinations(lists [][]int32) [][]int32 {
	out := [][]int32{nil}
	for _, list := range lists {
		var next [][]int32
		for _, head := range out {
			for _, x := range list {
				next = append(next, append(slices.Clip(head), x))
			}
		}
		out = next
	}
	return out
}

func (f *formulation) draft(c int32, members ...int32) draft {
	in := f.in
	d := draft{customer: c, first: int32(len(f.pool))}
	f.pool = append(f.pool, members...)
	d.last = int32(len(f.pool))
	hardGPs := in.Scenario.Rules.GPs.State == model.Hard
	for _, i := range members {
		a := in.Arc(i)
		parts := in.Parts(&a)
		d.option = in.OptionIndex(a.Site, a.Model)
		d.cost += int64(in.Weighted(&parts) + in.ArcPrice(&a))
		d.tied = d.tied || a.Tied
		d.breaks = d.breaks || in.BreaksChoice(&a)
		if hardGPs && a.Resident {
			d.weight += in.Practices[a.Practice].GPs
		}
	}
	return d
}

func (f *formulation) addCustomers() {
	for _, members := range f.customers {
		demand, stays := int64(0), true
		codes := make([]string, len(members))
		for k, p := range members {
			demand += int64(f.in.Practices[p].List)
			stays = stays && f.in.MayStay(p)
			codes[k] = f.in.Data.Practices[p].Code
		}
		f.b.AddCustomer(strings.Join(codes, "+"), demand, int32(len(members)), stays, 0)
	}
}

// addOptions adds the sites that somebody can join, with their options.
func (f *formulation) addOptions() {
	in := f.in
	f.clean, f.breaching = make([]int32, len(in.Options)), make([]int32, len(in.Options))
	used, breaks := make([]bool, len(in.Options)), make([]bool, len(in.Options))
	for i := range f.drafts {
		d := &f.drafts[i]
		used[d.option] = true
		breaks[d.option] = breaks[d.option] || d.breaks
	}
	for s := range int32(in.NumSites()) {
		site := int32(-1)
		for o := in.OptionStart[s]; o < in.OptionStart[s+1]; o++ {
			f.clean[o], f.breaching[o] = -1, -1
			option := &in.Options[o]
			if f.blocked[o] || !in.MayOpen(s, option.Model) || !used[o] && !opensEmpty(option) {
				continue
			}
			if site < 0 {
				site = f.b.AddSite(in.Data.Sites[s].Code)
				f.sites = append(f.sites, s)
				f.siteOf[s] = site
			}
			own := in.SiteBreaksChoice(s, option.Model)
			if !own && !f.forced[o] {
				f.clean[o] = f.addOption(o, false)
			}
			if in.ChoicePrice() > 0 && (own || breaks[o]) {
				f.breaching[o] = f.addOption(o, true)
			} else if own || f.forced[o] {
				f.clean[o] = f.addOption(o, false) // the rule is priced at nothing
			}
		}
	}
}

func opensEmpty(o *model.Option) bool {
	return slices.ContainsFunc(o.Tiers, func(t model.TierTerms) bool { return t.MinPractices <= 0 && t.MinPatients <= 0 })
}

func (f *formulation) addOption(o int32, breach bool) int32 {
	option := &f.in.Options[o]
	mode, price := option.Model, int64(0)
	if breach {
		mode += int32(len(f.in.Models()))
		price = int64(f.in.ChoicePrice())
	}
	steps := make([]facility.Step, len(option.Tiers))
	hardGPs := f.in.Scenario.Rules.GPs.State == model.Hard
	for k := range option.Tiers {
		t := &option.Tiers[k]
		steps[k] = facility.Step{
			Cost:      int64(t.Cost) + price,
			MinDemand: int64(t.MinPatients), MaxDemand: int64(t.MaxPatients),
			MinCount: int32(t.MinPractices), MaxCount: int32(t.MaxPractices),
			MaxWeight: facility.Infinity,
		}
		if hardGPs && t.GPs >= 0 {
			steps[k].MaxWeight = t.GPs
		}
		f.steps = append(f.steps, t.Name)
	}
	f.options = append(f.options, optionKey{o, breach})
	return f.b.AddOption(mode, steps...)
}

func (f *formulation) addArcs() {
	add := func(d *draft, option int32) {
		if option < 0 {
			return
		}
		f.b.AddArc(facility.Arc{Customer: d.customer, Option: option, Cost: d.cost, Demand: -1, Weight: d.weight, Tied: d.tied})
		f.members = append(f.members, f.pool[d.first:d.last]...)
		f.memberStart = append(f.memberStart, int32(len(f.members)))
	}
	f.memberStart = []int32{0}
	priced := f.in.ChoicePrice() > 0
	for i := range f.drafts {
		d := &f.drafts[i]
		if !d.breaks || !priced {
			add(d, f.clean[d.option])
		}
		add(d, f.breaching[d.option])
	}
}

func (f *formulation) name() {
	var modes []string
	for _, m := range f.in.Models() {
		modes = append(modes, m.Code)
	}
	if f.in.ChoicePrice() > 0 {
		for _, m := range f.in.Models() {
			modes = append(modes, m.Code+"_against_choice")
		}
	}
	f.b.SetModeNames(modes...)
	f.b.SetStepNames(f.steps)
}
