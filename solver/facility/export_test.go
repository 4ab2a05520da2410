package facility_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// Names must be unique and legal in every format, also where the problem's own
// are neither.
func TestNamesAreUniqueAndLegal(t *testing.T) {
	b := facility.NewBuilder("")
	b.AddCustomer("St. Mary's / a very long name that goes on and on", 1, 1, true, 0)
	b.AddCustomer("St. Mary's ? a very long name that goes on", 1, 1, true, 0)
	b.AddCustomer("", 1, 1, false, 0)
	b.AddSite("9 £")
	b.AddOption(0, facility.Step{MaxDemand: 3, MaxCount: 3, MaxWeight: facility.Infinity})
	b.AddSite("9 £")
	b.AddOption(0, facility.Step{MaxDemand: 3, MaxCount: 3, MaxWeight: facility.Infinity})
	for i := range int32(3) {
		for o := range int32(2) {
			b.AddArc(facility.Arc{Customer: i, Option: o, Demand: -1})
			b.AddArc(facility.Arc{Customer: i, Option: o, Demand: -1})
		}
	}
	b.AddRow(facility.Row{Name: "coverage", Upper: 1, Outs: []facility.Term{{Index: 0, Coef: 1}}})
	b.AddRow(facility.Row{Name: "coverage", Upper: 1, Outs: []facility.Term{{Index: 1, Coef: 1}}})
	names := facility.NewProgram(b.Build(), facility.ProgramOptions{}).Names()
	legal := regexp.MustCompile(`^[a-z][A-Za-z0-9_.]{0,99}$`)
	for _, list := range [][]string{names.Columns, names.Rows} {
		seen := map[string]bool{}
		for _, name := range list {
			assert.Regexp(t, legal, name)
			assert.False(t, seen[name], name)
			seen[name] = true
		}
	}
}

// The export says what the program says: a golden file that a person can read.
func TestLPFileByHand(t *testing.T) {
	var text bytes.Buffer
	require.NoError(t, facility.NewProgram(twoSites(), facility.ProgramOptions{}).WriteLP(&text))
	assert.Equal(t, `\ two_sites
Minimize
 cost: 2 x_A_N_hub + 9 x_A_S_hub + 2 x_B_N_hub + 9 x_B_S_hub + 10 y_N_hub_1 + 10 y_S_hub_1 + 50 u_B + 5 constant
Subject To
 assign_A: 1 x_A_N_hub + 1 x_A_S_hub = 1
 assign_B: 1 x_B_N_hub + 1 x_B_S_hub + 1 u_B = 1
 link_A_N_hub: 1 x_A_N_hub - 1 y_N_hub_1 <= 0
 link_A_S_hub: 1 x_A_S_hub - 1 y_S_hub_1 <= 0
 link_B_N_hub: 1 x_B_N_hub - 1 y_N_hub_1 <= 0
 link_B_S_hub: 1 x_B_S_hub - 1 y_S_hub_1 <= 0
 implied_capacity_all: 3 y_N_hub_1 + 3 y_S_hub_1 >= 3
 implied_sites_all: 1 y_N_hub_1 + 1 y_S_hub_1 >= 1
Bounds
 constant = 1
Binaries
 x_A_N_hub x_A_S_hub x_B_N_hub x_B_S_hub y_N_hub_1 y_S_hub_1 u_B
End
`, text.String())
}

// Implied rows by hand: demand 3 that must be covered and 4 of which a row lets
// 3 be left out, so 4 in all, which one site of 5 can hold.
func TestImpliedRowsByHand(t *testing.T) {
	b := facility.NewBuilder("")
	b.AddCustomer("", 3, 1, false, 0)
	b.AddCustomer("", 4, 1, true, 0)
	for range 2 {
		b.AddSite("")
		b.AddOption(0, facility.Step{MaxDemand: 5, MaxCount: 9, MaxWeight: facility.Infinity})
	}
	for i := range int32(2) {
		for o := range int32(2) {
			b.AddArc(facility.Arc{Customer: i, Option: o, Demand: -1})
		}
	}
	b.AddRow(facility.Row{Name: "nobody out", Lower: -facility.Infinity, Upper: 3, Outs: []facility.Term{{Index: 1, Coef: 4}}})
	g := facility.NewProgram(b.Build(), facility.ProgramOptions{})
	var capacity, count *facility.ProgramRow
	for r := range g.Rows {
		if g.Rows[r].Index == -1 && g.Rows[r].Kind == facility.RowImpliedCapacity {
			capacity = &g.Rows[r]
		}
		if g.Rows[r].Index == -1 && g.Rows[r].Kind == facility.RowImpliedCount {
			count = &g.Rows[r]
		}
	}
	require.NotNil(t, capacity)
	require.NotNil(t, count)
	assert.Equal(t, int64(4), capacity.Lower)
	assert.Equal(t, int64(1), count.Lower)
}

// JSON and the table of names must hold one entry per column and row.
func TestJSONAndNamesAreComplete(t *testing.T) {
	g := facility.NewProgram(facilitytest.Tiny(rand.New(rand.NewPCG(25, 3))), facility.ProgramOptions{})
	var text bytes.Buffer
	require.NoError(t, g.WriteJSON(&text))
	var a struct {
		C, Data             []int64
		Indptr, Integrality []int
		Shape               [2]int
	}
	require.NoError(t, json.Unmarshal(text.Bytes(), &a))
	assert.Len(t, a.C, len(g.Columns))
	assert.Len(t, a.Integrality, len(g.Columns))
	assert.Len(t, a.Indptr, len(g.Rows)+1)
	assert.Equal(t, len(g.Entries), a.Indptr[len(g.Rows)])
	assert.Len(t, a.Data, len(g.Entries))
	assert.Equal(t, [2]int{len(g.Rows), len(g.Columns)}, a.Shape)
	assert.Contains(t, text.String(), "null", "rows with one limit")

	text.Reset()
	require.NoError(t, g.WriteNames(&text))
	table, err := csv.NewReader(strings.NewReader(text.String())).ReadAll()
	require.NoError(t, err)
	assert.Len(t, table, 1+len(g.Columns)+len(g.Rows))
}
