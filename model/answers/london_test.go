package answers

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/london"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

// Face validity 5 of the planning problem: with federated forbidden everywhere, a
// straight-line cap of 0.8 km makes 95 % coverage impossible, and the explanation
// says so, with how much is possible at the utmost.
func TestLondonCapMakesCoverageImpossible(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("London")
	}
	s, compile := londonScenario(t, []string{"colocated", "merged"}, "rules.travel-cap.km=0.8", "rules.range.federated=0")
	f := &filter{ctx: t.Context(), decider: decider{effort: ample, tryAll: tryAll}}
	f.subsets = subsets{scenario: s, compile: compile}
	require.NoError(t, f.list())
	hold := make([]bool, len(f.items))
	capped := false
	for i, item := range f.items { // the capital's coverage, and all that closes places
		hold[i] = item.row == nil || item.String() == "coverage, patients"
		capped = capped || item.String() == "travel-cap, km"
	}
	require.True(t, capped)
	verdict, _, err := f.ask(hold)
	require.NoError(t, err)
	require.Equal(t, none, verdict)
	f.hold = make([]bool, len(f.items))
	said := false
	for _, item := range f.alone(slices.Repeat([]bool{true}, len(f.items))) {
		if item.String() != "coverage, patients" {
			continue
		}
		said = true
		in, err := f.instance(hold)
		require.NoError(t, err)
		assert.InDelta(t, 0.95*float64(in.Total), item.Limit, 1)
		assert.Less(t, item.Possible.Best, 0.8*float64(in.Total))
	}
	assert.True(t, said)
}

// Face validity 7: where all 32 trusts veto merged, the conflict is exactly the
// range and the 32 vetoes. That each veto is needed is asked of a few: the whole
// explanation asks all of them, and takes a minute.
func TestLondonVetoesMakeTheRangeImpossible(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("London")
	}
	s, compile := londonScenario(t, []string{"federated", "colocated"})
	f := &filter{ctx: t.Context(), decider: decider{effort: ample, tryAll: tryAll}}
	f.subsets = subsets{scenario: s, compile: compile}
	require.NoError(t, f.list())
	hold := make([]bool, len(f.items))
	vetoes := 0
	for i, item := range f.items {
		veto := item.Rule == "area-choice" && item.What == "merged"
		if hold[i] = veto || item.String() == "range, sites merged"; veto {
			vetoes++
		}
	}
	require.Equal(t, 32, vetoes)
	verdict, _, err := f.ask(hold)
	require.NoError(t, err)
	require.Equal(t, none, verdict)
	for i, n := 0, 0; i < len(hold); i++ {
		if !hold[i] {
			continue
		}
		if n++; n%11 == 1 {
			verdict, _, err = f.ask(without(hold, i))
			require.NoError(t, err)
			require.Equal(t, exists, verdict, f.items[i].String())
		}
	}
}

func ample(*plan.Map) solver.Options { return solver.Options{Seed: 1, WorkLimit: 300_000_000} }

// londonScenario is the built-in London where every trust permits some models.
func londonScenario(t *testing.T, permitted []string, set ...string) (model.Scenario, Compile) {
	t.Helper()
	d, err := london.Data()
	require.NoError(t, err)
	s, _, err := model.Resolve(d, model.Overlay{Set: set})
	require.NoError(t, err)
	for _, a := range d.Areas {
		permit(&s, a.Code, permitted)
	}
	d.Base = model.Overlay{}
	p, _, err := model.Prepare(d)
	require.NoError(t, err)
	return s, Over(p)
}
