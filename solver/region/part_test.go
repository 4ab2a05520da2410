package region

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
)

// twoRegions is a region of two sites and another of one, which together want two
// open sites. The first site can open for three customers at least, of whom so
// many can reach it.
func twoRegions(reach int, rows ...facility.Row) *Split {
	b := facility.NewBuilder("two regions")
	any := facility.Step{MaxDemand: 10, MaxCount: 10, MaxWeight: facility.Infinity}
	three := any
	three.MinCount = 3
	var options []int32
	for _, step := range []facility.Step{three, any, any} {
		b.AddSite("")
		options = append(options, b.AddOption(0, step))
	}
	large, small, other := options[0], options[1], options[2]
	for i := range 4 {
		b.AddCustomer("", 1, 1, true, 0)
		arcs := []int32{small}
		if i < reach {
			arcs = append(arcs, large)
		}
		if i == 3 {
			arcs = []int32{other}
		}
		for _, o := range arcs {
			b.AddArc(facility.Arc{Customer: int32(i), Option: o, Demand: -1})
		}
	}
	b.AddRow(facility.Row{Name: "wanted", Lower: 2, Upper: facility.Infinity,
		Steps: []facility.Term{{Index: 0, Coef: 1}, {Index: 1, Coef: 1}, {Index: 2, Coef: 1}}})
	for _, r := range rows {
		b.AddRow(r)
	}
	split := Find(b.Build())
	mu := make([]int64, len(split.Problem.Rows))
	mu[0] = 1
	split.Count(mu)
	return split
}

// Protects that a region is not asked for more sites than can open in it: a site
// that lost customers until too few could fill it, or that a row keeps closed, is
// no site to be had.
func TestSitesThatCannotOpenAreNotWanted(t *testing.T) {
	closed := facility.Row{Name: "closed", Lower: -facility.Infinity, Upper: 0, Steps: []facility.Term{{Index: 1, Coef: 1}}}
	for _, test := range []struct {
		name       string
		split      *Split
		site       int32  // whose region is asked
		impossible []bool // [open sites wanted]
		row        int32  // of the part, that says so
	}{
		{"both sites can be filled", twoRegions(3), 1, []bool{false, false, false}, 0},
		{"too few reach the first", twoRegions(2), 1, []bool{false, false, true}, 0},
		{"nobody reaches the first, alone", twoRegions(0), 0, []bool{false, true, true}, 0},
		{"the second is kept closed", twoRegions(3, closed), 1, []bool{false, false, true}, 1},
		{"neither can open", twoRegions(2, closed), 1, []bool{false, true, true}, 1},
	} {
		k := slices.IndexFunc(test.split.Regions, func(g Region) bool { return slices.Contains(g.Sites, test.site) })
		for state, want := range test.impossible {
			part := test.split.Part(k, state, make([]int64, len(test.split.Problem.Rows)), 0)
			row, got := part.Impossible()
			require.Equal(t, want, got, "%s, %d wanted", test.name, state)
			if got {
				require.Equal(t, test.row, row, test.name)
			}
		}
	}
}

// Protects that an impossible state has no solution: enumeration finds none, on
// problems where sites and those who can fill them are both too few now and then.
func TestImpossibleStatesHaveNoSolution(t *testing.T) {
	impossible, tooFewSites := 0, 0
	for seed := range uint64(300) {
		split, _, _ := coupled(rand.New(rand.NewPCG(seed, 5)))
		mu := make([]int64, len(split.Problem.Rows))
		for k := range split.Regions {
			for state := range split.Counts.States() {
				part := split.Part(k, state, mu, 0)
				if _, no := part.Impossible(); !no {
					continue
				}
				impossible++
				if int64(part.Problem.NumSites()) < part.Problem.Rows[len(part.Problem.Rows)-1].Lower {
					tooFewSites++
				}
				all(part.Problem, func(facility.Solution) { t.Fatalf("seed %d: region %d has a solution in state %d", seed, k, state) })
			}
		}
	}
	require.Greater(t, tooFewSites, 10)
	require.Greater(t, impossible-tooFewSites, 10)
}
