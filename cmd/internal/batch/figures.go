package batch

import (
	"polyclinic/model"
)

// Figures is figures.json: what the table says of a scenario. Money is in pence
// a year.
type Figures struct {
	Solution        string                 `json:"solution"`
	Stop            string                 `json:"stop"`
	Objective       *model.Pence           `json:"objective"`
	Bound           *model.Pence           `json:"bound"`
	Gap             *model.Decimal         `json:"gap"`
	GapControllable *model.Decimal         `json:"gap_controllable"`
	Costs           map[string]model.Pence `json:"costs,omitempty"` // by part, and "priced"
	Sites           map[string]int         `json:"sites,omitempty"` // by care model
	Travel          *Travel                `json:"travel,omitempty"`
	Seconds         float64                `json:"seconds"`
	Error           string                 `json:"error,omitempty"`
}

// Travel is who is covered, who moves and how much further they go, in patients
// and whole minutes a year. Equity is model.Equity, in minutes a year, nil where
// there is none.
type Travel struct {
	Patients         model.Patients `json:"patients"`
	Covered          model.Patients `json:"patients_covered"`
	Moved            model.Patients `json:"patients_moved"`
	Merged           model.Patients `json:"patients_merged"`
	LeastAreaCovered model.Decimal  `json:"least_area_covered"` // share, of the area with the least
	ExtraGPMinutes   int64          `json:"extra_gp_minutes"`
	ExtraOutMinutes  int64          `json:"extra_outpatient_minutes"`
	Equity           *model.Decimal `json:"equity"`
}

// figuresOf sums up an answer.
func figuresOf(a Answer) *Figures {
	if a.Document == nil {
		o := a.Outcome
		return &Figures{Solution: o.Solution, Stop: o.Stop, Bound: o.Bound, Seconds: o.Seconds, Error: o.Reason}
	}
	d := a.Document
	s := d.Status
	objective := s.Objective
	f := &Figures{Solution: s.Solution, Stop: s.Stop, Objective: &objective, Bound: s.Bound, Gap: s.Gap, GapControllable: s.GapControllable,
		Costs: map[string]model.Pence{}, Sites: map[string]int{}, Travel: travelOf(d), Seconds: a.Outcome.Seconds}
	f.Travel.Equity, f.Travel.ExtraOutMinutes = a.Equity, a.OutpatientMinutes
	for _, parts := range []map[string]model.Pence{d.Costs.Cash, d.Costs.Valued} {
		for part, pence := range parts {
			f.Costs[part] = pence
		}
	}
	for _, pence := range d.Costs.Priced {
		f.Costs[pricedColumn] += pence
	}
	for _, site := range d.Sites {
		f.Sites[site.Model]++
	}
	return f
}

// pricedColumn is the sum of what priced rules cost.
const pricedColumn = "priced"

func travelOf(d *model.Document) *Travel {
	t := &Travel{LeastAreaCovered: 1}
	for _, a := range d.Areas {
		t.Patients += a.Patients
		t.Covered += a.PatientsCovered
		t.Moved += a.PatientsMoved
		t.Merged += a.Merged
		if a.Patients > 0 {
			t.LeastAreaCovered = min(t.LeastAreaCovered, share(a.PatientsCovered, a.Patients))
		}
	}
	for _, p := range d.Practices {
		t.ExtraGPMinutes += p.ExtraGPMinutes
	}
	return t
}

// share is part of whole with six decimals, rounded down; 0 of nothing.
func share(part, whole model.Patients) model.Decimal {
	if whole == 0 {
		return 0
	}
	const scale = 1_000_000
	return model.Decimal(float64(int64(part)*scale/int64(whole)) / scale)
}
