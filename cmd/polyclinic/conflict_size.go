package main

import (
	"fmt"
	"io"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/plan"
)

// explainUnfilled says how many (site, model) pairs of a row's area can open at
// no size, and what is missing at the one that most patients can join.
func explainUnfilled(w io.Writer, m *plan.Map, row *model.Row) {
	p, in := m.Problem, m.Instance()
	unfillable := p.Unfillable()
	all, shut, best, most := 0, 0, int32(-1), crowd{patients: -1}
	for o := range int32(p.NumOptions()) {
		if area := in.Data.Sites[m.Option(o).Site].Area; row.OfArea >= 0 && area != in.Data.Areas[row.OfArea].Code {
			continue
		}
		all++
		opens := false
		for k := p.StepStart[o]; k < p.StepStart[o+1]; k++ {
			opens = opens || !unfillable[k]
		}
		if opens {
			continue
		}
		shut++
		if c := crowdOf(m, o); c.patients > most.patients {
			best, most = o, c
		}
	}
	if shut == 0 {
		return
	}
	opt := m.Option(best)
	least := opt.Tiers[0]
	for _, t := range opt.Tiers[1:] {
		least.MinPatients, least.MinPractices = min(least.MinPatients, t.MinPatients), min(least.MinPractices, t.MinPractices)
	}
	site := &in.Data.Sites[opt.Site]
	fmt.Fprintf(w, "    size: %s of %d pairs of site and model can open at no size; %s %s needs %s and %s patients, and %s with %s patients can join it\n",
		report.Thousands(int64(shut)), all, site.Code, in.Models()[opt.Model].Name, report.Plural(least.MinPractices, "practice", "practices"),
		report.Thousands(int64(least.MinPatients)), report.Plural(most.practices, "practice", "practices"), report.Thousands(int64(most.patients)))
}

// crowd is who can join an option together.
type crowd struct {
	practices int
	patients  model.Patients
}

func crowdOf(m *plan.Map, option int32) crowd {
	var c crowd
	last := int32(-1)
	for _, a := range m.Problem.ArcsOf(option) { // by customer
		i := m.Problem.ArcCustomer[a]
		if i == last {
			continue
		}
		last = i
		for _, q := range m.Practices(i) {
			c.practices++
			c.patients += m.Instance().Practices[q].List
		}
	}
	return c
}
