package findings

import "polyclinic/model"

// Area is what the plan does in an area.
type Area struct {
	Code, Name string
	Sites      map[string]int // that stand there, by care model
	Costs      *model.AreaCosts
	Cash       model.Pence // counted parts, as in the summary
	Valued     model.Pence
	Minutes    int64 // extra to the GP, a year

	// Outpatient care by payer, a year: what the area no longer buys of trusts, and
	// what the community clinics cost it instead.
	Bought  model.Pence
	Clinics model.Pence
}

// PerPatient is all that the area pays and suffers, in pence a registered patient.
func (a *Area) PerPatient() float64 {
	if a.Costs.Patients == 0 {
		return 0
	}
	return float64(a.Cash+a.Valued+a.Costs.Priced.Sum()) / float64(a.Costs.Patients)
}

// Covered is the share of patients whose practice joins a polyclinic.
func (a *Area) Covered() float64 { return Share(a.Costs.Covered, a.Costs.Patients) }

// Share is part of whole, 0 of nothing.
func Share[T ~int | ~int64](part, whole T) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func (f *Findings) findAreas() {
	for a := range f.In.NumAreas() {
		d, x := &f.In.Data.Areas[a], &f.Figures.Areas[a]
		f.Areas = append(f.Areas, Area{Code: d.Code, Name: d.Name, Sites: map[string]int{}, Costs: &f.Figures.Accounts.Areas[a],
			Cash: x.Cash, Valued: x.Valued, Minutes: x.GPMinutes})
	}
	for i := range f.Sites {
		if a, ok := f.In.AreaIndex(f.Sites[i].Area); ok {
			f.Areas[a].Sites[f.Sites[i].Model]++
		}
	}
	for p := range f.Practices {
		arc, ok := f.arc(int32(p))
		if !ok || !shifts(f.In, &arc) {
			continue
		}
		o := outpatientsOf(f.In, f.Figures.Accounts.Practices[p][model.Outpatients], float64(f.Practices[p].List))
		area := &f.Areas[f.In.Practices[p].Area]
		area.Bought += o.Bought
		area.Clinics += o.Clinics
	}
}
