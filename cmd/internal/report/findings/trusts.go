package findings

import (
	"cmp"
	"math"
	"slices"

	"polyclinic/model"
)

// Outpatients is outpatient care that moves to polyclinics, by payer, in pence a
// year: what is no longer bought of hospitals at the tariff, what of that their
// costs do not fall by, and what community clinics cost instead.
type Outpatients struct {
	Attendances float64
	Bought      model.Pence
	Stranded    model.Pence
	Clinics     model.Pence
}

// outpatientsOf splits a sum of the part outpatients: part = clinics − (bought −
// stranded), to the penny.
func outpatientsOf(in *model.Instance, part model.Pence, patients float64) Outpatients {
	c := &in.Scenario.Costs
	o := Outpatients{Attendances: patients * c.OutpatientAttendances * c.OutpatientShare}
	o.Bought = pence(o.Attendances * c.Tariff)
	o.Stranded = pence(o.Attendances * c.Tariff * (1 - c.Release))
	o.Clinics = part + o.Bought - o.Stranded
	return o
}

// pence are pounds, rounded to a penny.
func pence(pounds float64) model.Pence { return model.Pence(math.Round(pounds * model.PencePerPound)) }

// Shifted is the outpatient care that the plan moves, under its own figures.
func Shifted(f *Findings) Outpatients { return shifted(f.In, f.Plan, f.Figures.Accounts) }

// shifted is the same under any instance's figures.
func shifted(in *model.Instance, plan *model.Plan, accounts *model.Accounts) Outpatients {
	patients := 0.0
	for p := range plan.Places {
		if a, ok := plan.Arc(in, int32(p)); ok && shifts(in, &a) {
			patients += float64(in.Practices[p].List)
		}
	}
	return outpatientsOf(in, accounts.Total[model.Outpatients], patients)
}

// Trust is a hospital trust's outpatient account, a year.
type Trust struct {
	Name        string
	Acute       bool
	Attendances float64     // today
	Shifted     float64     // of these
	Income      model.Pence // today
	Lost        model.Pence // income for what is shifted
	Released    model.Pence // cost that falls
}

// Net is what a trust loses.
func (t *Trust) Net() model.Pence { return t.Lost - t.Released }

// findTrusts follows every practice's patients to the hospitals of their zones.
// Where a hospital's income is not given, it is its attendances at the tariff.
func (f *Findings) findTrusts() {
	costs := &f.In.Scenario.Costs
	now := make([]float64, len(f.In.Data.Hospitals))
	gone := make([]float64, len(f.In.Data.Hospitals))
	for p := range f.Practices {
		arc, ok := f.arc(int32(p))
		moves := ok && shifts(f.In, &arc)
		for _, home := range f.In.Homes(int32(p)) {
			h, _ := f.In.JourneyToHospital(home.Zone)
			if h < 0 {
				continue
			}
			n := float64(f.Practices[p].List) * home.Share * costs.OutpatientAttendances
			now[h] += n
			if moves {
				gone[h] += n * costs.OutpatientShare
			}
		}
	}
	index := map[string]int{}
	for h := range f.In.Data.Hospitals {
		d := &f.In.Data.Hospitals[h]
		if !d.Acute && now[h] == 0 {
			continue
		}
		name := cmp.Or(d.Trust, d.Code)
		i, seen := index[name]
		if !seen {
			i = len(f.Trusts)
			index[name] = i
			f.Trusts = append(f.Trusts, Trust{Name: name})
		}
		t := &f.Trusts[i]
		t.Acute = t.Acute || d.Acute
		t.Attendances += now[h]
		t.Shifted += gone[h]
		if d.Income != nil {
			t.Income += pence(*d.Income)
		} else {
			t.Income += pence(now[h] * costs.Tariff)
		}
	}
	for i := range f.Trusts {
		t := &f.Trusts[i]
		t.Lost, t.Released = pence(t.Shifted*costs.Tariff), pence(t.Shifted*costs.Tariff*costs.Release)
	}
	slices.SortStableFunc(f.Trusts, func(a, b Trust) int { return cmp.Or(-cmp.Compare(a.Net(), b.Net()), cmp.Compare(a.Name, b.Name)) })
}
