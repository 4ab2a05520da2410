package modeltest

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// Journeys zone by zone add up to the minutes and shares that rules and costs
// use, and whole sums to what a capital budget counts.
func TestJourneysAddUp(t *testing.T) {
	moved, hospitals := 0, 0
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 11))
		c := Random(r, Shape{Hybrid: seed%3 == 0})
		in, err := c.Compile()
		require.NoError(t, err, "seed %d", seed)
		costs := &in.Scenario.Costs
		shifted := 2 * costs.OutpatientAttendances * costs.OutpatientShare
		for p := range int32(in.NumPractices()) {
			list := float64(in.Practices[p].List)
			for s := range int32(in.NumSites()) {
				var all, gp, out, late float64
				usual := true
				for _, home := range in.Homes(p) {
					now, there := in.JourneyToPractice(home.Zone, p), in.JourneyToSite(home.Zone, s)
					h, hospital := in.JourneyToHospital(home.Zone)
					usual = usual && h >= 0
					all += home.Share
					gp += home.Share * (there.Mean - now.Mean)
					out += home.Share * (there.Mean - hospital.Mean)
					late += home.Share * there.Beyond(in.Scenario.Rules.TravelCap.Limit)
				}
				link := in.LinkOf(p, s)
				require.InDelta(t, 1, all, 1e-9)
				require.InDelta(t, list*2*costs.SurgeryVisits*gp, float64(link.GPMinutes), 0.5+1e-6, "seed %d", seed)
				require.InDelta(t, float64(link.Beyond)/float64(in.ShareScale(p)), late, 1e-9, "seed %d", seed)
				if usual && link.OutMinutes != 0 {
					hospitals++
					require.InDelta(t, list*shifted*out, float64(link.OutMinutes), 0.5+1e-6, "seed %d", seed)
				}
			}
		}
		moved += capitalOfMoves(t, in)
	}
	require.NotZero(t, moved)
	require.NotZero(t, hospitals)
}

// capitalOfMoves restates the whole sums of practices that move, and counts them.
func capitalOfMoves(t *testing.T, in *model.Instance) int {
	n := 0
	costs := &in.Scenario.Costs
	for i := range int32(in.NumArcs()) {
		a := in.Arc(i)
		premises, transition := in.Capital(&a)
		if !a.Moves {
			require.Zero(t, premises+transition)
			continue
		}
		n++
		list := float64(in.Practices[a.Practice].List)
		space := costs.Space[in.Models()[a.Model].Code] * costs.Kinds[in.Data.Sites[a.Site].Kind].Space
		require.InDelta(t, 100*list*space, float64(premises), 0.5+1e-6)
		require.InDelta(t, 100*list*costs.Transition, float64(transition), 0.5+1e-6)
	}
	return n
}
