package answers

import (
	"context"
	"fmt"

	"polyclinic/model"
	"polyclinic/solver/facility"
)

// Regret is what an area gives up in a plan, against its own choice while the
// rest of the plan stays as it is. Costs are the weighted sums of the objective;
// what the plan pays for duties that are left out is no part of them.
type Regret struct {
	Area    string
	Covered model.Patients // under the plan
	Cost    model.Pence    // of the area's corner, under the plan
	Range   Interval       // without the range, with as many patients covered in the capital
	All     Interval       // with no duty to the capital: only its own rules bind

	// of its own choice with no duty; counts where a plan is known
	FreeCovered model.Patients
	FreeSites   map[string]int // by model code
}

// Regrets asks every area for its own choice, in the order of the data.
func Regrets(ctx context.Context, base *Solved, effort Effort) ([]Regret, error) {
	whole := solution(base.Map, base.Plan)
	if whole == nil {
		return nil, fmt.Errorf("answers: the plan does not fit its instance")
	}
	var out []Regret
	for a := range int32(base.In.NumAreas()) {
		if base.In.AreaTotal[a] == 0 {
			continue
		}
		r, err := regret(ctx, base, *whole, a, effort)
		if err != nil {
			return nil, err
		}
		out = append(out, *r)
	}
	return out, nil
}

func regret(ctx context.Context, base *Solved, whole facility.Solution, area int32, effort Effort) (*Regret, error) {
	in := base.In
	r := &Regret{Area: in.Data.Areas[area].Code, Covered: FiguresOf(in, base.Plan).Areas[area].Covered}
	for k, without := range []func(*model.Row) bool{isRange, capitalWide} {
		c := areaCorner(base, whole, area, cornerTerms{without: without})
		now, fits := c.inside()
		if !fits {
			return nil, fmt.Errorf("answers: area %s of the plan does not keep its own rules", r.Area)
		}
		d, err := c.decide(ctx, effort)
		if err != nil {
			return nil, err
		}
		cost := model.Pence(facility.Cost(c.problem, now))
		lost := Interval{Low: cost, High: cost, HasLow: true, HasHigh: true}.Less(d.optimum).AtLeast(0)
		if k == 0 {
			r.Cost, r.Range = cost, lost
			continue
		}
		r.All = lost
		f := FiguresOf(in, d.plan)
		r.FreeCovered, r.FreeSites = f.Areas[area].Covered, sitesIn(in, d.plan, r.Area)
	}
	return r, nil
}

func sitesIn(in *model.Instance, p *model.Plan, area string) map[string]int {
	out := map[string]int{}
	for _, open := range p.Sites {
		if in.Data.Sites[open.Site].Area == area {
			out[in.Models()[open.Model].Code]++
		}
	}
	return out
}
