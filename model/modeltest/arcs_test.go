package modeltest

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// An arc exists exactly where the words of the hard rules let a practice join a
// site under a model.
func TestArcsAgreeWithRestatement(t *testing.T) {
	exist, forbidden := 0, 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 11))
		c := Random(r, Shape{Hybrid: seed%3 == 0, Areas: 3})
		in, err := c.Compile()
		require.NoError(t, err)
		w := restate(c.Data, in.Scenario)
		has := map[[3]int32][]bool{} // whether it moves
		for i := range int32(in.NumArcs()) {
			a := in.Arc(i)
			key := [3]int32{a.Practice, a.Site, a.Model}
			has[key] = append(has[key], a.Moves)
		}
		for p := range c.Data.Practices {
			for s := range c.Data.Sites {
				for m := range in.Models() {
					want := w.ways(&c.Data.Practices[p], &c.Data.Sites[s], in.Models()[m])
					got := has[[3]int32{int32(p), int32(s), int32(m)}]
					require.ElementsMatch(t, want, got, "seed %d practice %d site %d model %d\n%s", seed, p, s, m, c.Overlay.Text)
					exist += len(want)
					forbidden += 1 - min(len(want), 1)
				}
			}
		}
	}
	require.Greater(t, exist, 1000)
	require.Greater(t, forbidden, 1000)
}

// ways are the ways in which a practice may join a site under a model: whether
// it moves.
func (w *restated) ways(p *model.Practice, s *model.Site, m model.CareModel) (out []bool) {
	rules := &w.s.Rules
	metres := metres(p.Lat, p.Lon, s.Lat, s.Lon)
	inBuilding := metres <= float64(rules.Host.Within)
	hard := func(r model.Rule) bool { return r.State == model.Hard }
	allows := func(models []string) bool { return models == nil || slices.Contains(models, m.Code) }
	switch {
	case metres > rules.Reach.KM*1000, !allows(p.Models), !allows(s.Models), !w.hasTiers(s, m.Code):
		return nil
	case hard(rules.AreaChoice) && !(allows(w.area[p.Area].Models) && allows(w.area[s.Area].Models)):
		return nil
	case hard(rules.Boundary.Rule) && rules.Boundary.Scope == "own" && p.Area != s.Area:
		return nil
	case hard(rules.Boundary.Rule) && rules.Boundary.Scope == "neighbours" && p.Area != s.Area && !slices.Contains(w.area[p.Area].Neighbours, s.Area):
		return nil
	}
	unwilling := hard(rules.Willing) && p.Willing != nil && !*p.Willing
	resident := func() {
		moves := !inBuilding
		if unwilling && (moves || m.OneList) {
			return
		}
		over := w.late(p, s.Code, s.Lat, s.Lon, rules.TravelCap.Limit) - w.late(p, p.Code, p.Lat, p.Lon, rules.TravelCap.Limit)
		far := rules.TravelCap.KM != nil && metres > *rules.TravelCap.KM*1000
		if moves && hard(rules.TravelCap.Rule) && (far || over > rules.TravelCap.Share+1e-12) {
			return
		}
		out = append(out, moves)
	}
	linked := func() {
		if unwilling && m.OneList {
			return
		}
		far := rules.HubCap.KM != nil && metres > *rules.HubCap.KM*1000
		if hard(rules.HubCap.Rule) && (far || w.late(p, s.Code, s.Lat, s.Lon, rules.HubCap.Limit) > rules.HubCap.Share+1e-12) {
			return
		}
		out = append(out, false)
	}
	switch {
	case m.Moves == "none":
		linked()
	case m.Moves == "all" || inBuilding:
		resident()
	default:
		resident()
		linked()
	}
	return out
}

// late is the share of a practice's patients for whom a place is beyond a limit.
func (w *restated) late(p *model.Practice, code string, lat, lon, limit float64) float64 {
	sum := 0.0
	for _, who := range w.residents(p) {
		_, _, car, foot, share := w.times(p, who, code, lat, lon)
		if car > limit {
			sum += who.share * share
		}
		if foot > limit {
			sum += who.share * (1 - share)
		}
	}
	return sum
}

func (w *restated) hasTiers(s *model.Site, care string) bool {
	named := false
	for _, t := range w.d.Tiers {
		if t.Site == s.Code {
			named = true
			if t.Model == care {
				return true
			}
		}
	}
	return !named && slices.ContainsFunc(w.s.Tiers, func(t model.KindTier) bool { return t.Kind == s.Kind && t.Model == care })
}

// A site states the cheapest tier that admits its practices, and costs what that
// tier costs; areas share it in proportion to patients.
func TestSitesAgreeWithRestatement(t *testing.T) {
	tiers, shared := 0, 0
	for seed := range uint64(200) {
		c, in, doc := drawDocument(t, seed)
		w := &ruleWords{restated: restate(c.Data, in.Scenario), doc: doc, in: in}
		w.prepare()
		ofArea := map[string]float64{}
		for _, s := range doc.Sites {
			patients, byArea := 0.0, map[string]float64{}
			for i := range doc.Practices {
				if d := &doc.Practices[i]; d.Site != nil && *d.Site == s.Site {
					patients += w.list(&c.Data.Practices[i])
					byArea[c.Data.Practices[i].Area] += w.list(&c.Data.Practices[i])
					require.Contains(t, s.Practices, d.Practice)
				}
			}
			require.Equal(t, patients, float64(s.Patients))
			tier := w.tier[s.Site]
			if tier == nil {
				require.Zero(t, s.Cost["block_capital"])
				continue
			}
			tiers++
			costs := in.Scenario.Costs
			capital := 100 * tier.Capital * annuity(costs.Discount, costs.Life)
			require.InDelta(t, capital, float64(s.Cost["block_capital"]), 0.5+1e-6, "seed %d", seed)
			require.InDelta(t, 100*tier.Running, float64(s.Cost["block_running"]), 0.5+1e-6)
			for area, n := range byArea {
				ofArea[area] += float64(s.Cost["block_capital"]) * n / patients
			}
			if len(byArea) > 1 {
				shared++
			}
			if tier.Site == "" || in.Scenario.Rules.GPs.State == model.Hard {
				continue // limits stand in the scenario, or GPs decide too
			}
			for k := range c.Data.Tiers {
				o := &c.Data.Tiers[k]
				n := len(s.Practices)
				fits := patients >= float64(o.MinPatients) && patients <= float64(o.MaxPatients) && n >= o.MinPractices && n <= o.MaxPractices
				if o.Site == s.Site && o.Model == s.Model && fits {
					yearly := math.Round(100*o.Capital*annuity(costs.Discount, costs.Life)) + math.Round(100*o.Running)
					require.LessOrEqual(t, float64(s.Cost["block_capital"]+s.Cost["block_running"]), yearly+3, "seed %d", seed)
				}
			}
		}
		for _, a := range doc.Areas {
			if a.Area != nil {
				require.InDelta(t, ofArea[*a.Area], float64(a.Costs.Cash["block_capital"]), float64(len(doc.Sites)), "seed %d", seed)
			}
		}
	}
	require.Greater(t, tiers, 100)
	require.Greater(t, shared, 20)
}
