package modeltest

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// The order of rows in files changes nothing: the instance is the same, and so is
// what a plan costs or breaks.
func TestOrderOfRowsChangesNothing(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 21))
		c := Random(r, Shape{Hybrid: seed%2 == 0, Areas: 3})
		in, err := c.Compile()
		require.NoError(t, err)
		shuffled := shuffle(r, c.Data)
		again, _, err := model.New(shuffled, c.Overlay)
		require.NoError(t, err)
		require.Equal(t, in.Data, again.Data)
		require.Equal(t, in.SHA256, again.SHA256)
		require.Equal(t, in.NumArcs(), again.NumArcs())
		for i := range int32(in.NumArcs()) {
			require.Equal(t, in.Arc(i), again.Arc(i))
		}
		for range 10 {
			plan := RandomPlan(r, in)
			doc := model.NewDocument(in, plan, model.DocumentStatus{})
			moved, faults := doc.Plan(again)
			for _, f := range faults { // only of sites that no tier admits
				require.Contains(t, f.Value, `has tier ""`)
			}
			require.Equal(t, model.Cost(in, plan).Objective, model.Cost(again, moved).Objective, "seed %d", seed)
			require.Equal(t, model.Cost(in, plan).Total, model.Cost(again, moved).Total, "seed %d", seed)
			require.Equal(t, values(model.Check(in, plan)), values(model.Check(again, moved)), "seed %d", seed)
		}
	}
}

// values are the rows of a verdict without the names of the worst, which ties
// may swap.
func values(v *model.Verdict) map[string][]model.Decimal {
	out := map[string][]model.Decimal{}
	for _, r := range v.Rows {
		area := ""
		if r.Area != nil {
			area = *r.Area
		}
		key := r.ID + " " + area + " " + r.Unit
		out[key] = append(out[key], r.Value, r.Limit, r.Violation)
	}
	return out
}

// shuffle permutes the rows of every file but tiers, whose order means
// something.
func shuffle(r *rand.Rand, d *model.Data) *model.Data {
	out := *d
	out.Areas = permuted(r, d.Areas)
	out.Practices = permuted(r, d.Practices)
	out.Zones = permuted(r, d.Zones)
	out.Registered = permuted(r, d.Registered)
	out.Sites = permuted(r, d.Sites)
	out.Hospitals = permuted(r, d.Hospitals)
	out.Travel = permuted(r, d.Travel)
	out.Reference = permuted(r, d.Reference)
	return &out
}

func permuted[T any](r *rand.Rand, rows []T) []T {
	out := make([]T, len(rows))
	for i, k := range r.Perm(len(rows)) {
		out[i] = rows[k]
	}
	return out
}
