package facility_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// Protects the file form: reading gives back the problem, whatever parts it has,
// and writing it again the same text and hash; other problems have another.
func TestProblemFileKeepsEverything(t *testing.T) {
	seen := map[string]uint64{}
	for seed := range uint64(200) {
		p := facilitytest.Tiny(rand.New(rand.NewPCG(seed, 21)))
		text, err := json.Marshal(p)
		require.NoError(t, err)
		q := new(facility.Problem)
		require.NoError(t, json.Unmarshal(text, q), "seed %d", seed)
		require.Equal(t, p, q, "seed %d", seed)
		hash, err := p.Hash()
		require.NoError(t, err)
		again, err := q.Hash()
		require.NoError(t, err)
		require.Equal(t, hash, again)
		require.NotContains(t, seen, hash)
		seen[hash] = seed
	}
}

// Protects against files that would crash the builder, or name what is not
// there: all faults come at once, in words.
func TestProblemFileFaults(t *testing.T) {
	const good = `{"name":"x","constant":0,"demand":[3,4],"count":[1,1],"can_leave":[false,true],"out_cost":[0,5],"sites":1,
		"option_site":[0],"option_mode":[0],"step_option":[0],"steps":[{"cost":9,"min_demand":0,"max_demand":9,"min_count":0,"max_count":9,"max_weight":0}],
		"arc_customer":[0,1],"arc_option":[0,0],"arc_cost":[1,2],"arc_demand":[3,4],"rows":[{"name":"r","lower":0,"upper":1,"arcs":[[0,1]]}],"names":{}}`
	require.NoError(t, json.Unmarshal([]byte(good), new(facility.Problem)))
	for change, said := range map[string]string{
		`"count":[1,1]` + "\x00" + `"count":[1]`:                            "count has 1 entries, want 2",
		`"demand":[3,4]` + "\x00" + `"demand":[-3,4]`:                       "customer 0 has demand -3",
		`"sites":1` + "\x00" + `"sites":99`:                                 "sites is 99",
		`"option_site":[0]` + "\x00" + `"option_site":[1]`:                  "option 0 is of site 1",
		`"step_option":[0]` + "\x00" + `"step_option":[1]`:                  "step 0 is of option 1",
		`"arc_customer":[0,1]` + "\x00" + `"arc_customer":[1,0]`:            "arc 1 is of customer 0",
		`"arc_option":[0,0]` + "\x00" + `"arc_option":[0,7]`:                "arc 1 ends at option 7",
		`"arc_demand":[3,4]` + "\x00" + `"arc_demand":[3,-4]`:               "arc 1 has a negative demand",
		`"upper":1,` + "\x00" + `"upper":1,"price":-1,`:                     "row 0 has price -1",
		`"arcs":[[0,1]]` + "\x00" + `"arcs":[[0,1],[0,1]]`:                  "row 0: arcs name 0",
		`"names":{}` + "\x00" + `"names":{},"colour":3`:                     "colour",
		`"out_cost":[0,5]` + "\x00" + `"out_cost":[0,99999999999999999999]`: "out_cost",
		`"count":[1,1]` + "\x00" + `"count":[1,1.5]`:                        "count",
	} {
		from, to, _ := strings.Cut(change, "\x00")
		text := strings.Replace(good, from, to, 1)
		err := json.Unmarshal([]byte(text), new(facility.Problem))
		require.ErrorContains(t, err, said)
	}
}
