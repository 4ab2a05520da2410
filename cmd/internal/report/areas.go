package report

import (
	"cmp"
	"fmt"
	"slices"

	"polyclinic/model"
)

// areaLine is an area's row of the table.
type areaLine struct {
	name                    string
	costs                   *model.AreaCosts
	sites                   int
	minutes                 float64 // extra to the GP, a year per patient
	cash, valued            model.Pence
	perPatient              float64 // pence
	coverage, moved, merged float64 // shares
}

// areas prints what the plan costs and changes in every area, and where it is
// worst.
func (s *Summary) areas(p *printer) {
	lines := s.areaLines()
	p.section("By area")
	g := newGrid(1, "", "patients", "covered", "sites", "move", "merge", "cash £m", "valued £m", "£ per patient", "GP min/yr")
	for _, a := range AreasByName(s.In) {
		l := &lines[a]
		g.row(l.name, Thousands(l.costs.Patients), fmt.Sprintf("%.1f %%", 100*l.coverage), l.sites, fmt.Sprintf("%.1f %%", 100*l.moved),
			fmt.Sprintf("%.1f %%", 100*l.merged), Millions(l.cash), Millions(l.valued), PoundsPence(l.perPatient), fmt.Sprintf("%.1f", l.minutes))
	}
	p.text(g.String())
	s.worst(p, lines)
}

// AreasByName are the areas as people look for them; an instance has them by code.
func AreasByName(in *model.Instance) []int32 {
	out := make([]int32, in.NumAreas())
	for a := range out {
		out[a] = int32(a)
	}
	slices.SortStableFunc(out, func(a, b int32) int { return cmp.Compare(in.Data.Areas[a].Name, in.Data.Areas[b].Name) })
	return out
}

func (s *Summary) areaLines() []areaLine {
	lines := make([]areaLine, s.In.NumAreas())
	for a := range lines {
		c := &s.Accounts.Areas[a]
		l := &lines[a]
		*l = areaLine{name: s.In.Data.Areas[a].Name, costs: c, cash: s.counted(&c.Parts, true), valued: s.counted(&c.Parts, false)}
		if c.Patients > 0 {
			n := float64(c.Patients)
			l.coverage, l.moved, l.merged = float64(c.Covered)/n, float64(c.Moved)/n, float64(c.Merged)/n
			l.perPatient = float64(l.cash+l.valued+c.Priced.Sum()) / n
		}
	}
	for i := range s.Plan.Places {
		a, ok := s.Plan.Arc(s.In, int32(i))
		area := s.In.Practices[i].Area
		if ok && lines[area].costs.Patients > 0 {
			lines[area].minutes += float64(s.In.GPMinutes(&a)) / float64(lines[area].costs.Patients)
		}
	}
	for _, open := range s.Plan.Sites {
		if a, ok := s.In.AreaIndex(s.In.Data.Sites[open.Site].Area); ok {
			lines[a].sites++
		}
	}
	return lines
}

// worst names the areas that fare worst by each measure.
func (s *Summary) worst(p *printer, lines []areaLine) {
	dearest, least, furthest := -1, -1, -1
	for a := range lines {
		if lines[a].costs.Patients == 0 {
			continue
		}
		if dearest < 0 || lines[a].perPatient > lines[dearest].perPatient {
			dearest = a
		}
		if least < 0 || lines[a].coverage < lines[least].coverage {
			least = a
		}
		if furthest < 0 || lines[a].minutes > lines[furthest].minutes {
			furthest = a
		}
	}
	if dearest < 0 {
		return
	}
	text := fmt.Sprintf("Worst off: %s is dearest (%s per patient), %s least covered (%s)", lines[dearest].name,
		SterlingPence(lines[dearest].perPatient), lines[least].name, Percent(lines[least].coverage))
	if lines[furthest].minutes > 0 {
		text += fmt.Sprintf(", %s furthest (%.1f min a year per patient)", lines[furthest].name, lines[furthest].minutes)
	}
	p.line("%s.", text)
}
