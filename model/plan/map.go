package plan

import (
	"fmt"

	"polyclinic/model"
	"polyclinic/solver/facility"
)

// Map leads from a formulated problem back to its instance. It never changes.
type Map struct {
	Problem *facility.Problem

	in         *model.Instance
	customers  [][]int32   // [customer] its practices
	customerOf []int32     // [practice]
	sites      []int32     // [facility site] site
	siteOf     []int32     // [site] facility site, -1: nobody can join it
	options    []optionKey // [facility option]
	rows       []int32     // [facility row] into Instance.Rows

	memberStart []int32 // [facility arc+1] into members
	members     []int32 // arcs of the instance
}

type optionKey struct {
	option int32 // of the instance
	breach bool  // pays the price of area-choice
}

func newMap(in *model.Instance) *Map {
	m := &Map{in: in, siteOf: make([]int32, in.NumSites())}
	for s := range m.siteOf {
		m.siteOf[s] = -1
	}
	return m
}

// Instance is what was formulated.
func (m *Map) Instance() *model.Instance { return m.in }

func (m *Map) arcMembers(arc int32) []int32 {
	return m.members[m.memberStart[arc]:m.memberStart[arc+1]]
}

// Practices are the practices of a customer.
func (m *Map) Practices(customer int32) []int32 { return m.customers[customer] }

// Customer is the customer of a practice.
func (m *Map) Customer(practice int32) int32 { return m.customerOf[practice] }

// Site is the site behind a facility site.
func (m *Map) Site(site int32) int32 { return m.sites[site] }

// Option is the site and the care model of a facility option.
func (m *Map) Option(option int32) *model.Option { return &m.in.Options[m.options[option].option] }

// Row is the rule behind a facility row.
func (m *Map) Row(row int32) *model.Row { return &m.in.Rows[m.rows[row]] }

// Arcs are the arcs of the instance behind a facility arc, one for each of the
// customer's practices.
func (m *Map) Arcs(arc int32) []model.Arc {
	var out []model.Arc
	for _, i := range m.arcMembers(arc) {
		out = append(out, m.in.Arc(i))
	}
	return out
}

// Interpret is a solution as a plan, settled: tiers are the cheapest.
func (m *Map) Interpret(s facility.Solution) *model.Plan {
	p := model.NewPlan(m.in)
	for j, o := range s.Option {
		if o >= 0 {
			p.Sites = append(p.Sites, model.OpenSite{Site: m.sites[j], Model: m.Option(o).Model, Tier: -1})
		}
	}
	for _, arc := range s.Arc {
		if arc < 0 {
			continue
		}
		for _, i := range m.arcMembers(arc) {
			a := m.in.Arc(i)
			p.Places[a.Practice] = model.Place{Site: a.Site, Moves: a.Moves}
		}
	}
	p.Settle(m.in)
	return p
}

// Solution is a plan as a solution. It fails where the plan uses an arc or opens
// a site that a hard rule forbids, or tears apart what is kept together; the
// error names the first such practice or site.
func (m *Map) Solution(p *model.Plan) (facility.Solution, error) {
	s := facility.NewSolution(m.Problem)
	breach := m.breaches(p)
	option := make(map[int32]int32, len(m.options)) // of the instance → of the problem
	for o, key := range m.options {
		if key.breach == breach[m.in.Options[key.option].Site] {
			option[key.option] = int32(o)
		}
	}
	for _, open := range p.Sites {
		o, ok := option[m.in.OptionIndex(open.Site, open.Model)]
		if !ok {
			return s, fmt.Errorf("plan: site %q cannot open as %s", m.in.Data.Sites[open.Site].Code, m.in.Models()[open.Model].Code)
		}
		s.Option[m.siteOf[open.Site]] = o
	}
	for c := range m.customers {
		arc, err := m.arcOf(p, int32(c), option)
		if err != nil {
			return s, err
		}
		s.Arc[c] = arc
	}
	return s, nil
}

// breaches says which open sites pay the price of area-choice.
func (m *Map) breaches(p *model.Plan) map[int32]bool {
	out := map[int32]bool{}
	if m.in.ChoicePrice() == 0 {
		return out
	}
	for _, open := range p.Sites {
		out[open.Site] = m.in.SiteBreaksChoice(open.Site, open.Model)
	}
	for i := range p.Places {
		if a, ok := p.Arc(m.in, int32(i)); ok && m.in.BreaksChoice(&a) {
			out[a.Site] = true
		}
	}
	return out
}

// arcOf finds the arc of a customer under a plan, -1 where it stays.
func (m *Map) arcOf(p *model.Plan, c int32, option map[int32]int32) (int32, error) {
	members := m.customers[c]
	staying := 0
	wanted := make([]model.Arc, len(members))
	for k, practice := range members {
		a, ok := p.Arc(m.in, practice)
		if !ok {
			staying++
			if p.Places[practice].Site >= 0 {
				return -1, fmt.Errorf("plan: practice %q is at a closed site", m.in.Data.Practices[practice].Code)
			}
		}
		wanted[k] = a
	}
	code := m.in.Data.Practices[members[0]].Code
	if staying == len(members) {
		return -1, nil
	}
	if staying > 0 {
		return -1, fmt.Errorf("plan: practice %q is parted from those it is kept together with", code)
	}
	o, ok := option[m.in.OptionIndex(wanted[0].Site, wanted[0].Model)]
	if ok {
		first, last := m.Problem.Arcs(c)
		for i := first; i < last; i++ {
			if m.Problem.ArcOption[i] == o && m.same(i, wanted) {
				return i, nil
			}
		}
	}
	return -1, fmt.Errorf("plan: practice %q may not join site %q", code, m.in.Data.Sites[wanted[0].Site].Code)
}

func (m *Map) same(arc int32, wanted []model.Arc) bool {
	for k, i := range m.arcMembers(arc) {
		a := m.in.Arc(i)
		if a.Practice != wanted[k].Practice || a.Site != wanted[k].Site || a.Resident != wanted[k].Resident {
			return false
		}
	}
	return true
}
