package suite

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
)

// tiny instances whose optimum follows by hand. They pin what each number of a
// layout means: a reader that swaps fixed costs and capacities, or reads a
// matrix the wrong way round, gets another optimum.
var tiny = []struct {
	request Request
	content string
	optimum string // in the file's units; "" for infeasible
	because string
}{
	{Request{Family: "holmberg"}, "2 3\n5 10\n4 7\n2 3 2\n1. 2 9\n8 6 1\n",
		"21", "demand 7 needs both sites, 17; customers 1 and 2 at site 1, 1 + 2; 3 at site 2, 1"},
	{Request{Family: "diaz"}, "3 2\n1 8\n2 6\n9 1\n2 3 2\n10 7\n5 4\n",
		"21", "the same problem"},
	{Request{Family: "tbed1"}, "2 3\n2 3 2\n5 4\n10 7\n.5 .25 4.5\n4 2 .5\n",
		"19.75", "both sites, 17; 2 · 0.5 + 3 · 0.25 + 2 · 0.5"},
	{Request{Family: "kong"}, "OID pop X Y candidature fixed capacity\r\n1 2 0 0 3 10 5\r\n2 3 3000 4000 0 0 0\r\n3 2 6000 8000.5 3 7 4\r\n",
		"32", "units 1 and 3 are sites, both needed, 17; unit 2 is 5 km from site 1, which has room: 3 · 5"},
	{Request{Family: "kong"}, "OID pop X Y candidature fixed capacity\n1 2 0.5 0 3 10 5\n2 3 1.5 1 0 0 0\n",
		"10.0042", "10, and 3 · √2 / 1000 = 0.00424"},
	{Request{Family: "gap"}, "2 3\n1 2 9\n8 6 1\n2 3 9\n9 9 2\n5 2\n",
		"4", "jobs 1 and 2 load agent 1 with 5 of 5, job 3 agent 2 with 2 of 2"},
	{Request{Family: "gap"}, "2 3\n1 2 9\n8 6 1\n2 4 9\n9 9 2\n5 2\n",
		"", "jobs 1 and 2 would load agent 1 with 6"},
	{Request{Family: "gap", Index: 2}, "2\n 1 1\n 5\n 6\n 7\n 2 3\n1 2 9\n8 6 1\n2 3 9\n9 9 2\n5 2\n",
		"4", "the second problem of OR-Library's layout"},
	{Request{Family: "pmed"}, "4 4 1\n1 2 9\n2 3 1\n3 4 5\n2 1 2\n",
		"9", "the path 2, 1, 5, whose first edge came twice; from node 2: 2 + 1 + 6"},
	{Request{Family: "pmed", P: 2}, "4 4 1\n1 2 9\n2 3 1\n3 4 5\n2 1 2\n",
		"3", "nodes 2 and 4: 2 + 1"},
	{Request{Family: "pmed", P: 1}, "3 1 2\n1 2 9\n",
		"", "node 3 is not connected, so one site cannot serve all"},
	{Request{Family: "tsplib", P: 1}, "NAME : three\nDIMENSION : 3\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 1.0e0 1\n3 5 0.5\nEOF\n",
		"5", "from point 2: floor 1.41 and floor 4.03"},
	{Request{Family: "pmedcap", Index: 2}, "2\n1 9\n1 1 5\n1 0 0 5\n2 5\n3 2 4\n1 0 0 3\n2 0 1 2\n3 3 5 2\n",
		"5", "point 2 has no room at 1, with load 5 of 4, so two of distance 5 or 5.83 meet"},
	{Request{Family: "lorena"}, "3 2\n0 0 4 3\n0 1 2 2\n3 4 4 2\n",
		"4.2426", "only point 3 has room for point 2: √18"},
	{Request{Family: "cpmp-matrix"}, "3 2\n0 1 5\n1 0 5\n5 5 0\n3 2 2\n4 4 4\n",
		"5", "as under pmedcap"},
	{Request{Family: "ufl"}, "FILE: tiny\n2 3 0\n1 10 1 2 9\n2 7 8 6 1\n",
		"21", "both 17 + 4; site 1 alone 10 + 12, site 2 alone 7 + 15"},
	{Request{Family: "orlib-cap"}, "2 3\n1 10\ncapacity 7\n2\n1 8\n3\n2 6\n2\n9 1\n",
		"21", "the same; capacities are not used"},
	{Request{Family: "ufl"}, "2 3\n1 10\n0 7.5\n2\n1 8\n3\n2 6\n2\n9 1\n",
		"21.5", "UflLib's files in OR-Library's layout"},
	{Request{Family: "holmberg"}, "3 3\n2 1\n2 1\n2 1\n2 2 2\n0 9 9\n9 0 9\n9 9 0\n",
		"3", "one customer at each of three sites"},
	{Request{Family: "holmberg", Embed: "triplicate"}, "3 3\n2 1\n2 1\n2 1\n2 2 2\n0 9 9\n9 0 9\n9 9 0\n",
		"3", "the three sites take the three modes"},
	{Request{Family: "holmberg", Embed: "dominated"}, "3 3\n2 1\n2 1\n2 1\n2 2 2\n0 9 9\n9 0 9\n9 9 0\n",
		"3", "the first mode is the cheapest"},
	{Request{Family: "ufl", Embed: "triplicate"}, "FILE: tiny\n2 3 0\n1 10 1 2 9\n2 7 8 6 1\n",
		"", "two sites cannot be open in three modes"},
}

func TestTinyInstancesHaveTheOptimumThatFollowsByHand(t *testing.T) {
	for _, tt := range tiny {
		in, err := readContent(t, tt.request, tt.content)
		require.NoError(t, err, tt.because)
		cost, ok := bruteForce(in.Problem)
		if tt.optimum == "" {
			assert.False(t, ok, "%v: %s", tt.request, tt.because)
			continue
		}
		require.True(t, ok, "%v: %s", tt.request, tt.because)
		assert.Equal(t, tt.optimum, in.Units(cost), "%v: %s", tt.request, tt.because)
	}
}

// Whatever becomes of a file, reading it ends in an error or in a problem, and
// never in a panic or in both.
func TestMangledFilesGiveErrors(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	junk := []string{"", "x", "-3", "0", "99999999999999999999", "1e9", "2.5"}
	rejected := 0
	for _, tt := range tiny {
		for range 60 {
			mangled := newText("mangled", []byte(tt.content))
			at := rng.IntN(len(mangled.tokens))
			if rng.IntN(3) == 0 {
				mangled.tokens = mangled.tokens[:at]
			} else {
				mangled.tokens[at].text = junk[rng.IntN(len(junk))]
			}
			f, err := familyByName(tt.request.Family)
			require.NoError(t, err)
			r := tt.request
			require.NoError(t, f.accepts(&r))
			l := f.read(mangled, r)
			if err := mangled.err(); err != nil {
				assert.Contains(t, err.Error(), "mangled")
				assert.Contains(t, err.Error(), "want ")
				rejected++
				continue
			}
			require.NotNil(t, l)
			e, err := embeddingByName(r.Embed)
			require.NoError(t, err)
			l.problem(e)
		}
	}
	assert.Greater(t, rejected, 300)
}

func readContent(t *testing.T, r Request, content string) (*Instance, error) {
	t.Helper()
	r.Path = filepath.Join(t.TempDir(), "tiny")
	require.NoError(t, os.WriteFile(r.Path, []byte(content), 0o600))
	return Read(r)
}

// bruteForce tries every choice of options, and every assignment to them.
func bruteForce(p *facility.Problem) (best int64, ok bool) {
	s := facility.NewSolution(p)
	var customers func(i int)
	customers = func(i int) {
		if i < p.NumCustomers() {
			first, last := p.Arcs(int32(i))
			for a := first; a < last; a++ {
				if o := p.ArcOption[a]; s.Option[p.OptionSite[o]] == o {
					s.Arc[i] = a
					customers(i + 1)
				}
			}
			return
		}
		if len(facility.Check(p, s)) == 0 {
			if cost := facility.Cost(p, s); !ok || cost < best {
				best, ok = cost, true
			}
		}
	}
	var sites func(j int)
	sites = func(j int) {
		if j == p.NumSites() {
			customers(0)
			return
		}
		first, last := p.Options(int32(j))
		s.Option[j] = -1
		sites(j + 1)
		for o := first; o < last; o++ {
			s.Option[j] = o
			sites(j + 1)
		}
		s.Option[j] = -1
	}
	sites(0)
	return best, ok
}

func TestRequestsThatMakeNoSenseAreRejected(t *testing.T) {
	const pmedcap = "2\n1 9\n1 1 5\n1 0 0 5\n2 5\n3 2 4\n1 0 0 3\n2 0 1 2\n3 3 5 2\n"
	for _, tt := range []struct {
		request       Request
		content, want string
	}{
		{Request{Family: "holmbreg"}, pmedcap, "want one of holmberg"},
		{Request{Family: "holmberg", Embed: "double"}, pmedcap, "want triplicate or dominated"},
		{Request{Family: "tsplib"}, pmedcap, "want the number of sites to open"},
		{Request{Family: "holmberg", P: 3}, pmedcap, "has no number of sites to open"},
		{Request{Family: "diaz", Index: 2}, pmedcap, "holds one problem"},
		{Request{Family: "pmedcap", Index: 3}, pmedcap, "is 3, want 1 to 2"},
		{Request{Family: "pmed", P: 9}, "2 1 1\n1 2 3\n", "p is 9, want 1 to 2"},
		{Request{Family: "kong"}, pmedcap, "of another family"},
		{Request{Family: "tsplib", P: 1}, pmedcap, "NODE_COORD_SECTION is missing"},
		{Request{Family: "pmed"}, "2 1 1\n1 2 3\n4 5 6", "goes on with 3 numbers"},
	} {
		_, err := readContent(t, tt.request, tt.content)
		assert.ErrorContains(t, err, tt.want)
	}
}

func TestAllFaultsOfAFileComeAtOnceWithTheirLines(t *testing.T) {
	_, err := readContent(t, Request{Family: "holmberg"}, "2 3\n5 10\nfour 7\n2 -3 2\n1 2 9\n8 x 1\n")
	require.Error(t, err)
	assert.Equal(t, `tiny:3: capacity and fixed cost 3 of 4 is "four", want a number from 0 up. Maybe the file is of another family.
tiny:4: demand 2 of 3 is "-3", want a number from 0 up. Maybe the file is of another family.
tiny:6: cost 5 of 6 is "x", want a number of at most 18 digits. Maybe the file is of another family.`, err.Error())
}
