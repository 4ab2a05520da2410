package answers

import "polyclinic/model"

// Figures is a plan in numbers. Money is pence a year; Cash and Valued sum the
// unweighted parts that have a weight.
type Figures struct {
	Accounts                        *model.Accounts
	Verdict                         *model.Verdict
	Objective, Cash, Valued, Priced model.Pence

	Sites                            map[string]int // by model code
	Patients, Covered, Moved, Merged model.Patients
	Joining, Moving, Merging         int   // practices
	GPMinutes, OutpatientMinutes     int64 // extra a year, unweighted
	Areas                            []AreaFigures

	weights [model.Acceptability + 1]float64
}

// Counts says whether a part has a weight.
func (f *Figures) Counts(part model.Part) bool { return f.weights[part] != 0 }

// AreaFigures is an area's share of them; Sites are those that stand in it.
type AreaFigures struct {
	Sites                            int
	Patients, Covered, Moved, Merged model.Patients
	Cash, Valued, Priced             model.Pence
	GPMinutes                        int64
}

// Cost is all that an area pays and suffers.
func (a *AreaFigures) Cost() model.Pence { return a.Cash + a.Valued + a.Priced }

// FiguresOf evaluates a plan.
func FiguresOf(in *model.Instance, p *model.Plan) *Figures {
	accounts := model.Cost(in, p)
	f := &Figures{Accounts: accounts, Verdict: model.Check(in, p), Objective: accounts.Objective, Priced: accounts.Priced.Sum(),
		Sites: map[string]int{}, Patients: in.Total, Areas: make([]AreaFigures, in.NumAreas())}
	for _, part := range model.AllParts() {
		f.weights[part] = in.Scenario.Weights.Of(part)
	}
	f.Cash, f.Valued = counted(in, &accounts.Total)
	for a := range f.Areas {
		costs, area := &accounts.Areas[a], &f.Areas[a]
		*area = AreaFigures{Patients: costs.Patients, Covered: costs.Covered, Moved: costs.Moved, Merged: costs.Merged, Priced: costs.Priced.Sum()}
		area.Cash, area.Valued = counted(in, &costs.Parts)
		f.Covered += costs.Covered
		f.Moved += costs.Moved
		f.Merged += costs.Merged
	}
	f.countPractices(in, p)
	for _, open := range p.Sites {
		f.Sites[in.Models()[open.Model].Code]++
		if a, ok := in.AreaIndex(in.Data.Sites[open.Site].Area); ok {
			f.Areas[a].Sites++
		}
	}
	return f
}

func (f *Figures) countPractices(in *model.Instance, p *model.Plan) {
	for i := range p.Places {
		a, ok := p.Arc(in, int32(i))
		if !ok {
			continue
		}
		f.Joining++
		if a.Moves {
			f.Moving++
		}
		if in.Models()[a.Model].OneList {
			f.Merging++
		}
		minutes := in.GPMinutes(&a)
		f.GPMinutes += minutes
		f.Areas[in.Practices[i].Area].GPMinutes += minutes
		if o := in.Option(a.Site, a.Model); o != nil && o.Outpatients {
			f.OutpatientMinutes += in.Link(&a).OutMinutes
		}
	}
}

// counted sums the cash and the valued parts that have a weight.
func counted(in *model.Instance, parts *model.Parts) (cash, valued model.Pence) {
	for _, part := range model.AllParts() {
		switch {
		case in.Scenario.Weights.Of(part) == 0:
		case part.Cash():
			cash += parts[part]
		default:
			valued += parts[part]
		}
	}
	return cash, valued
}
