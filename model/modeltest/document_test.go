package modeltest

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// drawDocument is a random plan of a random case, written down.
func drawDocument(t testing.TB, seed uint64) (*Case, *model.Instance, *model.Document) {
	r := rand.New(rand.NewPCG(seed, 7))
	c := Random(r, Shape{Hybrid: seed%3 == 0, Areas: 3})
	in, err := c.Compile()
	require.NoError(t, err, "seed %d: %s", seed, c.Overlay.Text)
	plan := RandomPlan(r, in)
	accounts := model.Cost(in, plan)
	bound := accounts.Objective - model.Pence(r.IntN(1_000_000))
	status := model.NewStatus("feasible", "time", "none", accounts.Objective, accounts.Total[model.Outpatients], &bound)
	return c, in, model.NewDocument(in, plan, status)
}

// Every practice's parts, minutes and share, from the words of model.md.
func TestDocumentAgreesWithRestatement(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(300) {
		c, in, doc := drawDocument(t, seed)
		again := restate(c.Data, in.Scenario)
		for i := range doc.Practices {
			p := &doc.Practices[i]
			site, care := "", ""
			if p.Site != nil {
				site, care = *p.Site, *p.Model
			}
			cost, extra, beyond := again.practice(&c.Data.Practices[i], site, care, p.Moves)
			for part, amount := range cost {
				// rounded, up to the float's own error
				require.InDelta(t, amount, float64(p.Cost[part]), 0.5+1e-6, "seed %d practice %s %s", seed, p.Practice, part)
				if amount != 0 {
					seen[part]++
				}
			}
			require.Equal(t, int64(extra), p.ExtraGPMinutes, "seed %d practice %s", seed, p.Practice)
			require.InDelta(t, beyond, float64(p.BeyondHardLimit), 6e-7, "seed %d practice %s", seed, p.Practice)
		}
	}
	for _, part := range model.AllParts() {
		if !part.OfSite() {
			require.NotZero(t, seen[part.String()], part)
		}
	}
}

// Totals are sums of their parts, by part and by area alike, and the objective
// is the weighted sum of sites, practices and priced rules.
func TestTotalsAddUp(t *testing.T) {
	for seed := range uint64(200) {
		_, in, doc := drawDocument(t, seed)
		total := map[string]model.Pence{}
		objective := model.Pence(0)
		add := func(cost map[string]model.Pence) {
			for part, amount := range cost {
				total[part] += amount
				objective += model.Pence(math.Round(weightOf(in.Scenario.Weights, part) * float64(amount)))
			}
		}
		for _, s := range doc.Sites {
			add(s.Cost)
		}
		for _, p := range doc.Practices {
			add(p.Cost)
		}
		byArea := map[string]model.Pence{}
		for _, a := range doc.Areas {
			for _, costs := range []map[string]model.Pence{a.Costs.Cash, a.Costs.Valued} {
				for part, amount := range costs {
					byArea[part] += amount
				}
			}
			for rule, amount := range a.Costs.Priced {
				byArea["rule "+rule] += amount
			}
		}
		for _, costs := range []map[string]model.Pence{doc.Costs.Cash, doc.Costs.Valued} {
			for part, amount := range costs {
				assert.Equal(t, amount, total[part], "seed %d %s", seed, part)
				assert.Equal(t, amount, byArea[part], "seed %d %s by area", seed, part)
			}
		}
		for rule, amount := range doc.Costs.Priced {
			assert.Equal(t, amount, byArea["rule "+rule], "seed %d %s by area", seed, rule)
			objective += amount
		}
		require.InDelta(t, float64(objective), float64(*doc.Costs.Objective), 3, "seed %d: halves of weights may fall either way in floats", seed)
	}
}

func weightOf(w model.Weights, part string) float64 {
	switch part {
	case "gp_travel", "outpatient_travel":
		return w.Travel
	case "continuity":
		return w.Continuity
	case "acceptability":
		return w.Acceptability
	}
	return w.Cash
}

// What a priced rule costs is its price times the violations of its rows.
func TestPricedRowsExplainTheirCost(t *testing.T) {
	seen := 0
	for seed := range uint64(200) {
		_, in, doc := drawDocument(t, seed)
		prices := pricesOf(t, in.Scenario)
		sums := map[string]float64{}
		for _, row := range doc.Rules {
			if row.State == model.Priced {
				sums[row.ID] += float64(row.Violation) * prices[row.ID]
			}
		}
		for rule, amount := range doc.Costs.Priced {
			require.Equal(t, float64(amount), sums[rule], "seed %d %s", seed, rule)
			if amount > 0 {
				seen++
			}
		}
	}
	require.Greater(t, seen, 100)
}

func pricesOf(t testing.TB, s model.Scenario) map[string]float64 {
	text, err := json.Marshal(s.Rules)
	require.NoError(t, err)
	rules := map[string]struct{ Price float64 }{}
	require.NoError(t, json.Unmarshal(text, &rules))
	out := map[string]float64{}
	for id, r := range rules {
		out[id] = r.Price
	}
	return out
}
