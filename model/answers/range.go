package answers

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"polyclinic/model"
	"polyclinic/solver/facility"
)

// RangePrice is what the full range costs, and whom it would cost least.
type RangePrice struct {
	Price  *Price
	Models []ModelHosts // that the range asks for
}

// ModelHosts are the areas that could host a care model, the cheapest first.
type ModelHosts struct {
	Model string
	Hosts []Host
}

// Host is an area that opens a site of a model while the rest of the plan stays
// as it is, against the area's own best with as many patients covered.
type Host struct {
	Area       string
	Extra      Interval // what it would need in compensation
	Willing    bool     // the best that is known for itself has the model anyway
	Impossible bool     // proven: it cannot
	Site, Tier string   // where; "" where no plan was found
	Patients   model.Patients
	Cash       model.Pence // change of the area's accounts
	Valued     model.Pence
}

// PriceRange prices the rule range and finds, for every model that it asks for,
// which area and site would take it at the least extra cost.
func PriceRange(ctx context.Context, base *Solved, compile Compile, effort Effort) (*RangePrice, error) {
	price, err := PriceRule(ctx, base, "range", compile, effort)
	if err != nil {
		return nil, err
	}
	out := &RangePrice{Price: price}
	hosts, err := Hosts(ctx, base, effort)
	out.Models = hosts
	return out, err
}

// Hosts asks every area for every model of the range, whatever the rule's state.
func Hosts(ctx context.Context, base *Solved, effort Effort) ([]ModelHosts, error) {
	whole := solution(base.Map, base.Plan)
	if whole == nil {
		return nil, fmt.Errorf("answers: the plan does not fit its instance")
	}
	in := base.In
	var out []ModelHosts
	for _, m := range in.Models() {
		if in.Scenario.Rules.Range.N[m.Code] > 0 {
			out = append(out, ModelHosts{Model: m.Code})
		}
	}
	for a := range int32(in.NumAreas()) {
		if in.AreaTotal[a] == 0 {
			continue
		}
		own, err := areaCorner(base, *whole, a, cornerTerms{without: isRange}).decide(ctx, effort)
		if err != nil {
			return nil, err
		}
		for k := range out {
			h, err := host(ctx, base, *whole, a, out[k].Model, own, effort)
			if err != nil {
				return nil, err
			}
			out[k].Hosts = append(out[k].Hosts, h)
		}
	}
	for k := range out {
		slices.SortStableFunc(out[k].Hosts, cheaper)
	}
	return out, nil
}

// cheaper puts hosts in order: those with a plan by its cost, then the unknown,
// then the impossible.
func cheaper(a, b Host) int {
	rank := func(h *Host) int {
		switch {
		case h.Impossible:
			return 2
		case !h.Extra.HasHigh:
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(rank(&a), rank(&b)), cmp.Compare(a.Extra.High, b.Extra.High), cmp.Compare(a.Area, b.Area))
}

// host asks one area for one model; own is its best without.
func host(ctx context.Context, base *Solved, whole facility.Solution, area int32, code string, own *decided, effort Effort) (Host, error) {
	in := base.In
	h := Host{Area: in.Data.Areas[area].Code}
	m, _ := in.ModelIndex(code)
	d := own
	h.Willing = own.plan != nil && hosts(in, own.plan, area, m) >= 0
	if !h.Willing {
		terms := cornerTerms{without: isRange, extra: []facility.Row{opens(base, area, m)}}
		var err error
		if d, err = areaCorner(base, whole, area, terms).decide(ctx, effort); err != nil {
			return h, err
		}
		// what the area can do with a duty it can do without
		if d.optimum.HasHigh && own.optimum.HasHigh {
			own.optimum.High = min(own.optimum.High, d.optimum.High)
		}
	}
	h.Impossible = d.impossible
	if h.Impossible || own.plan == nil {
		return h, nil
	}
	h.Extra = d.optimum.Less(own.optimum).AtLeast(0)
	if h.Willing {
		h.Extra = Interval{HasLow: true, HasHigh: true} // that plan is the host's own
	}
	if d.plan != nil {
		h.describe(in, d.plan, own.plan, area, m)
	}
	return h, nil
}

func (h *Host) describe(in *model.Instance, p, own *model.Plan, area, m int32) {
	i := hosts(in, p, area, m)
	if i < 0 {
		return
	}
	open := p.Sites[i]
	h.Site = in.Data.Sites[open.Site].Code
	if o := in.Option(open.Site, m); o != nil && open.Tier >= 0 {
		h.Tier = o.Tiers[open.Tier].Name
	}
	h.Patients = p.Loads(in)[i].Patients
	before, after := FiguresOf(in, own).Areas[area], FiguresOf(in, p).Areas[area]
	h.Cash, h.Valued = after.Cash-before.Cash, after.Valued-before.Valued
}

// hosts is an open site of a model in an area, by its number in the plan, or -1.
func hosts(in *model.Instance, p *model.Plan, area, m int32) int {
	return slices.IndexFunc(p.Sites, func(o model.OpenSite) bool {
		return o.Model == m && in.Data.Sites[o.Site].Area == in.Data.Areas[area].Code
	})
}

// opens is the duty of an area to open a site of a model.
func opens(s *Solved, area, m int32) facility.Row {
	row := facility.Row{Name: "host", Lower: 1, Upper: facility.Infinity}
	p := s.Map.Problem
	for k, o := range p.StepOption {
		option := s.Map.Option(o)
		if option.Model == m && s.In.Data.Sites[option.Site].Area == s.In.Data.Areas[area].Code {
			row.Steps = append(row.Steps, facility.Term{Index: int32(k), Coef: 1})
		}
	}
	return row
}
