package answers

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/modeltest"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

// everyPlan visits all plans that keep the hard rules.
func everyPlan(in *model.Instance, visit func(p *model.Plan)) {
	p := model.NewPlan(in)
	var practice func(i int)
	practice = func(i int) {
		if i == len(p.Places) {
			if own := settled(in, p); model.Check(in, own).Feasible() {
				visit(own)
			}
			return
		}
		p.Places[i] = model.Place{Site: -1}
		practice(i + 1)
		for _, open := range p.Sites {
			p.Places[i] = model.Place{Site: open.Site}
			practice(i + 1)
		}
		p.Places[i] = model.Place{Site: -1}
	}
	var site func(s int32)
	site = func(s int32) {
		if int(s) == in.NumSites() {
			practice(0)
			return
		}
		site(s + 1)
		for m := range int32(len(in.Models())) {
			if in.OptionIndex(s, m) >= 0 {
				p.Sites = append(p.Sites, model.OpenSite{Site: s, Model: m})
				site(s + 1)
				p.Sites = p.Sites[:len(p.Sites)-1]
			}
		}
	}
	site(0)
}

func settled(in *model.Instance, p *model.Plan) *model.Plan {
	own := p.Clone()
	own.Settle(in)
	return own
}

// figure restates what an axis counts, in its unit.
func figure(in *model.Instance, axis string, p *model.Plan) float64 {
	minutes, merged, moved, out := int64(0), int64(0), int64(0), int64(0)
	capital := model.Pence(0)
	for i := range p.Places {
		a, ok := p.Arc(in, int32(i))
		if !ok {
			continue
		}
		list := int64(in.Practices[i].List)
		if a.Moves {
			moved += list
			minutes += in.GPMinutes(&a)
			premises, transition := in.Capital(&a)
			capital += premises + transition
		}
		if in.Models()[a.Model].OneList {
			merged += list
		}
		if o := in.Option(a.Site, a.Model); o == nil || o.Outpatients {
			minutes += in.Link(&a).OutMinutes
			out += list
		}
	}
	for _, open := range p.Sites {
		capital += in.Option(open.Site, open.Model).Tiers[open.Tier].Capital
	}
	all := float64(in.Total)
	switch axis {
	case "travel":
		return float64(minutes) / all
	case "continuity":
		return float64(merged) / all
	case "moved":
		return float64(moved) / all
	case "sites":
		return float64(len(p.Sites))
	case "capital":
		return float64(capital) / model.PencePerPound
	case "outpatients":
		return float64(out) / all * in.Scenario.Costs.OutpatientShare
	}
	return float64(model.Cost(in, p).Objective) / model.PencePerPound
}

// forgetful keeps nothing.
type forgetful struct{ saved []string }

func (*forgetful) Find(string, *Frontier) (*Answer, error) { return nil, nil }

func (k *forgetful) Save(name string, _ []string, a *Answer, _ *Frontier) error {
	k.saved = append(k.saved, name)
	if a.Plan != nil && len(a.Values) == 0 {
		return fmt.Errorf("answer %s comes without values", name)
	}
	return nil
}

// within says by the restated figures whether a plan keeps limits.
func within(f *Frontier, limits []string, p *model.Plan) bool {
	const rounding = 1e-7
	for i, l := range limits {
		if l == "" {
			continue
		}
		limit, _ := strconv.ParseFloat(l, 64)
		x := figure(f.Base, f.Axes[i].Name, p)
		if f.Axes[i].More && x < limit-rounding || !f.Axes[i].More && x > limit+rounding {
			return false
		}
	}
	return true
}

// Every point that is said to be optimal is, by enumeration with the figures
// restated; bounds are bounds, points keep their limits, and where it is proven
// that there is none, there is none. Points that are not dominated are not.
func TestFrontierPointsAreOptimal(t *testing.T) {
	t.Parallel()
	pairs := [][]string{{"cost", "travel"}, {"cost", "continuity"}, {"sites", "cost"}, {"cost", "capital"}, {"cost", "outpatients"}, {"cost", "moved"},
		{"travel", "sites"}, {"cost", "travel", "sites"}, {"outpatients", "capital"}, {"cost", "capital", "travel"}}
	r := rand.New(rand.NewPCG(31, 1))
	optimal, dominated, between, traded := 0, 0, 0, map[string]int{}
	for k := range len(pairs) + 5 {
		c, _ := possibleCase(t, r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 5})
		s, compile := scenarioOf(t, c)
		f, err := TraceFrontier(t.Context(), FrontierQuestion{Scenario: s, Axes: pairs[k%len(pairs)], Levels: 3, Refine: k % 2}, compile, little, &forgetful{})
		require.NoError(t, err)
		first := f.Axes[0].Name
		require.True(t, first == CostAxis || pairs[k%len(pairs)][0] == first)
		var plans []*model.Plan
		everyPlan(f.Base, func(p *model.Plan) { plans = append(plans, p) })
		for i := 1; i < len(f.Ranges); i++ {
			for _, q := range plans { // no plan goes beyond the bound of an axis
				x, bound := figure(f.Base, f.Axes[i].Name, q), f.Axes[i].Figure(f.Ranges[i].Bound)
				require.True(t, f.Axes[i].More && x <= bound+1e-6 || !f.Axes[i].More && x >= bound-1e-6, "%s: %v beyond %v", f.Axes[i].Name, x, bound)
			}
		}
		for i := range f.Ranges { // nor any point beyond the best that is said to be found
			for _, p := range f.Points {
				require.False(t, p.Plan != nil && f.Axes[i].better(p.Values[i], f.Ranges[i].Best), "%s of %s", f.Axes[i].Name, p.Name)
			}
		}
		for _, p := range f.Points {
			best, found := 0.0, false
			for _, q := range plans {
				if x := figure(f.Base, first, q); within(f, p.Limits, q) && (!found || f.Axes[0].More && x > best || !f.Axes[0].More && x < best) {
					best, found = x, true
				}
			}
			if p.Plan == nil {
				require.False(t, found && p.Status == solver.Infeasible, "%v %s", pairs[k%len(pairs)], p.Name)
				continue
			}
			require.True(t, within(f, p.Limits, p.Plan), "%v %s breaks its limits %v", pairs[k%len(pairs)], p.Name, p.Limits)
			for i := range f.Axes {
				require.InDelta(t, figure(f.Base, f.Axes[i].Name, p.Plan), f.Axes[i].Figure(p.Values[i]), 1e-6, f.Axes[i].Name)
			}
			if p.Status == solver.Optimal {
				optimal++
				require.InDelta(t, best, f.Axes[0].Figure(p.Values[0]), 1e-6, "%v %s %v", pairs[k%len(pairs)], p.Name, p.Limits)
			}
			if bound := f.Axes[0].Figure(p.Bound); p.HasBound {
				require.True(t, f.Axes[0].More && bound >= best-1e-6 || !f.Axes[0].More && bound <= best+1e-6, "%v %s: bound %v, best %v", pairs[k%len(pairs)], p.Name, bound, best)
			}
			if p.Name != f.Points[0].Name {
				traded[f.Axes[1].Name]++
			}
			if p.Better != "" {
				dominated++
			}
			if strings.Contains(p.Name, "between") {
				between++
			}
			for _, q := range f.Points {
				if q.Plan == nil || q == p {
					continue
				}
				better, worse := 0, 0
				for i := range f.Axes {
					if f.Axes[i].better(q.Values[i], p.Values[i]) {
						better++
					}
					if f.Axes[i].better(p.Values[i], q.Values[i]) {
						worse++
					}
				}
				if p.Better == "" {
					require.False(t, better > 0 && worse == 0, "%s is better than %s on every axis", q.Name, p.Name)
				}
				if p.Better == q.Name {
					require.Zero(t, worse)
				}
			}
		}
	}
	assert.Greater(t, optimal, 12, "the test must see proven points")
	assert.Greater(t, dominated, 1, "and dominated ones")
	assert.Greater(t, between, 0, "and points between levels")
	for _, axis := range []string{"travel", "continuity", "sites", "capital", "outpatients"} {
		assert.NotZero(t, traded[axis], "%s was traded", axis)
	}
}

// remember keeps answers in memory.
type remember struct {
	forgetful
	kept map[string]*Answer
}

func (k *remember) Find(name string, _ *Frontier) (*Answer, error) { return k.kept[name], nil }

func (k *remember) Save(name string, limits []string, a *Answer, f *Frontier) error {
	own := *a
	k.kept[name] = &own
	return k.forgetful.Save(name, limits, a, f)
}

// A frontier that goes on where it was comes to the same points, and asks only
// what is missing.
func TestFrontierGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(32, 1))
	resumed := 0
	for range 5 {
		c, _ := possibleCase(t, r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 5})
		s, compile := scenarioOf(t, c)
		q := FrontierQuestion{Scenario: s, Axes: []string{"cost", "travel"}, Levels: 4}
		keep := &remember{kept: map[string]*Answer{}}
		whole, err := TraceFrontier(t.Context(), q, compile, little, keep)
		require.NoError(t, err)
		if len(whole.Points) < 3 {
			continue
		}
		resumed++
		lost := whole.Points[1].Name
		delete(keep.kept, lost)
		keep.saved = nil
		again, err := TraceFrontier(t.Context(), q, compile, little, keep)
		require.NoError(t, err)
		require.Equal(t, []string{lost}, keep.saved)
		require.Len(t, again.Points, len(whole.Points))
		for i := range whole.Points {
			x, y := whole.Points[i], again.Points[i]
			require.Equal(t, x.Values, y.Values)
			require.Equal(t, []any{x.Bound, x.Status, x.Better}, []any{y.Bound, y.Status, y.Better})
		}
	}
	require.Greater(t, resumed, 1)
}

// Levels lie between the ends, loose to tight, and the tightest admits the best
// plan that is known.
func TestLevels(t *testing.T) {
	t.Parallel()
	travel := Axis{Name: "travel", scale: 1000}
	assert.Equal(t, []string{"1.250", "0.500", "-0.250", "-1.000"}, travel.levels(2000, -1000, 5))
	share := Axis{Name: "outpatients", More: true, scale: 1e6}
	assert.Equal(t, []string{"0.34000", "0.34500", "0.35000"}, share.levels(335000, 350000, 4))
	sites := Axis{Name: "sites", scale: 1}
	assert.Equal(t, []string{"12", "11"}, sites.levels(13, 11, 9))
	assert.Empty(t, sites.levels(11, 11, 5), "nothing to trade")
	capital := Axis{Name: "capital", scale: 100}
	assert.Equal(t, []string{"416300000", "405300000"}, capital.levels(42_726_113_600, 40_526_113_600, 3))
	r := rand.New(rand.NewPCG(33, 1))
	for range 500 {
		a := Axis{Name: "travel", More: r.IntN(2) == 0, scale: 1 + 1e7*r.Float64()}
		loose, tight := r.Int64N(1e9), r.Int64N(1e9)
		levels := a.levels(loose, tight, 2+r.IntN(9))
		if len(levels) == 0 {
			continue
		}
		row := a.limited(levels[len(levels)-1])
		assert.True(t, row.Lower <= tight && tight <= row.Upper, "%v does not admit %d of %v", levels, tight, a)
	}
}

// What may be missing is the same as what must be there: whatever is left out, both
// rows agree. Where arcs of one customer differ there is no such row.
func TestMissingIsTheSameRow(t *testing.T) {
	t.Parallel()
	b := facility.NewBuilder("missing")
	for range 3 {
		b.AddCustomer("", 1, 1, true, 0)
	}
	b.AddSite("")
	b.AddOption(0, facility.Step{MaxDemand: 9, MaxCount: 9, MaxWeight: facility.Infinity})
	b.AddSite("")
	b.AddOption(0, facility.Step{MaxDemand: 9, MaxCount: 9, MaxWeight: facility.Infinity})
	for i := range int32(3) {
		for o := range int32(2) {
			b.AddArc(facility.Arc{Customer: i, Option: o, Demand: -1})
		}
	}
	p := b.Build()
	coef := []int64{4, 6, 10}
	row := facility.Row{Upper: facility.Infinity}
	for a := range int32(p.NumArcs()) {
		row.Arcs = append(row.Arcs, facility.Term{Index: a, Coef: coef[p.ArcCustomer[a]]})
	}
	for lower := int64(-1); lower <= 20; lower++ {
		row.Lower = lower
		other := missing(p, row)
		require.Len(t, other, 1)
		for set := range 8 {
			there, out := int64(0), int64(0)
			for i, c := range coef {
				if set>>i&1 == 1 {
					there += c
				} else {
					out += other[0].Outs[i].Coef
				}
			}
			require.Equal(t, there >= lower, out <= other[0].Upper, "%d of at least %d", there, lower)
		}
	}
	row.Arcs[0].Coef = 5
	require.Nil(t, missing(p, row))
}
