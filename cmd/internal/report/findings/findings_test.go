package findings_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/cmd/internal/report/findings"
	"polyclinic/cmd/internal/report/reporttest"
	"polyclinic/model"
)

// The central case is the plan as it is written down; its ends lie on either side
// of it; and what an area pays in each case adds up to the whole.
func TestCases(t *testing.T) {
	apart := 0
	for seed := range uint64(reporttest.PricedSeeds) {
		f := reporttest.Priced(t, seed)
		low, central, high := &f.Cases[0], &f.Cases[1], &f.Cases[2]
		assert.Equal(t, f.Figures.Cash, central.Cash)
		for _, part := range model.AllParts() {
			list := f.Document.Costs.Cash
			if !part.Cash() {
				list = f.Document.Costs.Valued
			}
			assert.Equal(t, list[part.String()], central.Accounts.Total[part], "seed %d", seed)
		}
		assert.LessOrEqual(t, low.Cash+low.Valued, central.Cash+central.Valued, "seed %d", seed)
		assert.GreaterOrEqual(t, high.Cash+high.Valued, central.Cash+central.Valued, "seed %d", seed)
		if low.Cash < central.Cash && central.Cash < high.Cash {
			apart++
		}
		for k := range f.Cases {
			c := &f.Cases[k]
			var cash, valued, capital model.Pence
			for a := range c.Areas {
				cash += c.Areas[a].Cash
				valued += c.Areas[a].Valued
				capital += c.AreaCapital[a].Sum()
			}
			assert.Equal(t, []model.Pence{c.Cash, c.Valued, c.Capital.Sum()}, []model.Pence{cash, valued, capital}, "seed %d case %s", seed, c.Name)
		}
	}
	assert.Greater(t, apart, reporttest.PricedSeeds/2)
}

// The bridge is closed: its lines add up to what is saved in all, which is what
// the plan's cash says, and saved and unexplained together are the claim.
func TestBridgeIsClosed(t *testing.T) {
	for seed := range uint64(reporttest.PricedSeeds) {
		f := reporttest.Priced(t, seed)
		for k := range f.Cases {
			sum, totals := model.Pence(0), 0
			for _, line := range f.Bridge() {
				if line.Total {
					assert.Equal(t, sum, line.Saving[k], "seed %d case %d: %s", seed, k, line.Name)
					totals++
				} else {
					sum += line.Saving[k]
				}
			}
			assert.Equal(t, 2, totals)
			assert.Equal(t, findings.Claim, sum)
		}
		cash := model.Pence(0)
		for _, amount := range f.Document.Costs.Cash {
			cash += amount
		}
		assert.Equal(t, -cash, f.Bridge()[9].Saving[1], "seed %d", seed)
	}
}

// People are counted once: by area, by fifth, by size; and how much further they
// travel is what plan.json says.
func TestPeopleAndMinutesAddUp(t *testing.T) {
	for seed := range uint64(reporttest.Seeds) {
		f := reporttest.Random(t, seed)
		total := float64(f.In.Total)
		for _, list := range [][]findings.Travel{f.AreaTravel, f.Fifths, {f.Travel}} {
			var patients, covered, further float64
			for i := range list {
				patients += list[i].Patients
				covered += list[i].Covered
				further += list[i].Patients * (list[i].GPAfter - list[i].GPBefore)
			}
			assert.InDelta(t, total, patients, 1e-6)
			assert.InDelta(t, float64(f.Figures.Covered), covered, 1e-6)
			// each practice's minutes are rounded
			assert.InDelta(t, float64(f.Figures.GPMinutes), further*2*f.In.Scenario.Costs.SurgeryVisits, float64(len(f.Practices)), "seed %d", seed)
		}
		var before, after model.Patients
		practices := 0
		for _, c := range f.Sizes {
			before += c.PatientsBefore
			after += c.PatientsAfter
			practices += c.PracticesBefore
		}
		assert.Equal(t, []model.Patients{f.In.Total, f.In.Total}, []model.Patients{before, after})
		assert.Equal(t, len(f.Practices), practices)
		assert.Len(t, f.LeftOut, len(f.Practices)-f.Figures.Joining)
	}
}

// What trusts lose is what areas no longer buy, less the cost that falls.
func TestTrustsLoseWhatAreasSave(t *testing.T) {
	seen := 0
	for seed := range uint64(reporttest.Seeds) {
		f := reporttest.Random(t, seed)
		o := findings.Shifted(f)
		assert.Equal(t, f.Document.Costs.Cash["outpatients"], o.Clinics-o.Bought+o.Stranded)
		var lost, net, saved model.Pence
		for i := range f.Trusts {
			lost += f.Trusts[i].Lost
			net += f.Trusts[i].Net()
		}
		for i := range f.Areas {
			saved += f.Areas[i].Bought
		}
		slack := float64(2 * (len(f.Trusts) + len(f.Practices))) // roundings to a penny
		assert.InDelta(t, float64(o.Bought), float64(saved), slack, "seed %d", seed)
		if lost == 0 {
			continue // a zone may have no hospital
		}
		seen++
		assert.InDelta(t, float64(o.Bought), float64(lost), slack, "seed %d", seed)
		assert.InDelta(t, float64(o.Stranded), float64(net), slack, "seed %d", seed)
	}
	require.Greater(t, seen, reporttest.Seeds/2)
}

// A practice that is left out has a reason that holds: joining the site that is
// named costs what is said, all else unchanged.
func TestLeftOutCouldJoin(t *testing.T) {
	reasons := map[findings.Reason]int{}
	for seed := range uint64(3 * reporttest.Seeds) {
		f := reporttest.Random(t, seed)
		for _, x := range f.LeftOut {
			reasons[x.Reason]++
			p, _ := f.In.PracticeIndex(x.Practice.Code)
			if x.Reason != findings.Dear {
				assert.Empty(t, x.Site)
				continue
			}
			s, _ := f.In.SiteIndex(x.Site)
			joined := f.Plan.Clone()
			best := model.Pence(0)
			for i, moves := range []bool{true, false} {
				joined.Places[p] = model.Place{Site: s, Moves: moves}
				joined.Settle(f.In)
				accounts := model.Cost(f.In, joined)
				extra := accounts.Objective - accounts.Priced.Sum() - (f.Figures.Objective - f.Figures.Priced)
				if i == 0 || extra < best {
					best = extra
				}
			}
			if f.Figures.Priced == 0 {
				assert.Equal(t, best, x.Extra, "seed %d practice %s", seed, x.Practice.Code)
			}
		}
	}
	for _, r := range []findings.Reason{findings.Barred, findings.Far, findings.Full, findings.Dear} {
		assert.NotZero(t, reasons[r], r)
	}
}

// Practices without a choice are those without arcs, or without resident ones.
func TestChoices(t *testing.T) {
	seenNowhere, seenUnmoved := 0, 0
	for seed := range uint64(reporttest.Seeds) {
		f := reporttest.Random(t, seed)
		sites, resident := make([]int, len(f.Practices)), make([]int, len(f.Practices))
		for i := range int32(f.In.NumArcs()) {
			a := f.In.Arc(i)
			sites[a.Practice]++
			if a.Resident {
				resident[a.Practice]++
			}
		}
		var nowhere, unmoved findings.Choice
		for p := range f.Practices {
			switch {
			case sites[p] == 0:
				nowhere.Practices++
				nowhere.Patients += f.Practices[p].List
			case resident[p] == 0:
				unmoved.Practices++
				unmoved.Patients += f.Practices[p].List
			}
		}
		a, b := f.Choices()
		assert.Equal(t, []findings.Choice{nowhere, unmoved}, []findings.Choice{a, b})
		seenNowhere, seenUnmoved = seenNowhere+nowhere.Practices, seenUnmoved+unmoved.Practices
	}
	assert.NotZero(t, seenNowhere)
	assert.NotZero(t, seenUnmoved)
}

// Capital and revenue are what the rule budget counts, in all and by area.
func TestBudgetsAgreeWithTheRule(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(3 * reporttest.Seeds) {
		f := reporttest.Random(t, seed)
		var central *findings.Case
		for _, r := range f.Document.Rules {
			if r.ID != "budget" {
				continue
			}
			if central == nil {
				central = findings.Central(f)
			}
			capital, revenue := central.Capital, central.Revenue
			if r.Area != nil {
				a, _ := f.In.AreaIndex(*r.Area)
				capital, revenue = central.AreaCapital[a], central.AreaRevenue[a]
			}
			switch r.Unit {
			case "pence of capital":
				assert.Equal(t, float64(capital.Sum()), float64(r.Value), "seed %d", seed)
			case "pence a year":
				assert.Equal(t, float64(revenue.Sum()), float64(r.Value), "seed %d", seed)
			}
			seen[r.Unit]++
		}
	}
	assert.Len(t, seen, 2)
}
