package facility_test

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// twoSites has customers A and B, sites N and S in mode "hub", an arc from each
// customer to each site, and a constant of 5. B may be left out. Its columns are
// x_A_N_hub, x_A_S_hub, x_B_N_hub, x_B_S_hub, y_N_hub_1, y_S_hub_1, u_B,
// constant.
func twoSites() *facility.Problem {
	b := facility.NewBuilder("two sites")
	b.AddCustomer("A", 3, 1, false, 0)
	b.AddCustomer("B", 4, 1, true, 50)
	for _, site := range []string{"N", "S"} {
		b.AddSite(site)
		b.AddOption(0, facility.Step{Cost: 10, MaxDemand: 7, MaxCount: facility.Unbounded, MaxWeight: facility.Infinity})
	}
	for i := range int32(2) {
		b.AddArc(facility.Arc{Customer: i, Option: 0, Cost: 2, Demand: -1})
		b.AddArc(facility.Arc{Customer: i, Option: 1, Cost: 9, Demand: -1})
	}
	b.SetConstant(5)
	b.SetModeNames("hub")
	return b.Build()
}

// wantedTwoSites is both customers at N: 10 + 2 + 2 + 5 = 19.
var wantedTwoSites = facility.Solution{Arc: []int32{0, 2}, Option: []int32{0, -1}}

var twoSitesFiles = map[string]string{
	"highs": "Model status\nOptimal\n\n# Primal solution values\nFeasible\nObjective 19\n# Columns 8\n" +
		"x_A_N_hub 1\nx_A_S_hub 0\nx_B_N_hub 1\nx_B_S_hub -0\ny_N_hub_1 0.9999999\ny_S_hub_1 0\nu_B 0\nconstant 1\n" +
		"# Rows 1\nassign_A 1\n\n# Dual solution values\nNone\n",
	"highs sparse": "Model status\nOptimal\n\n# Primal solution values\nFeasible\nObjective 19\n# Columns -4\n" +
		"x_A_N_hub 1 0\nx_B_N_hub 1 2\ny_N_hub_1 1 4\nconstant 1 7\n",
	"highs pretty": "Columns\n    Index Status        Lower        Upper       Primal         Dual  Type        Name\n" +
		"        0                   0            1            1               Integer     x_A_N_hub\n" +
		"        2                   0            1            1               Integer     x_B_N_hub\n" +
		"        4                   0            1            1               Integer     y_N_hub_1\n" +
		"Rows\n    Index Status        Lower        Upper       Primal         Dual  Name\n" +
		"        0                   1            1            1               assign_A\n\n" +
		"Model status: Optimal\n\nObjective value: 19\n",
	"cbc": "Optimal - objective value 19.00000000\n      0 x_A_N_hub            1                       2\n" +
		"**    2 x_B_N_hub            1                       2\n      4 y_N_hub_1            1                      10\n",
	"scip": "solution status: optimal solution found\nobjective value:                                   19\n" +
		"x_A_N_hub                                           1 \t(obj:2)\nx_B_N_hub              1 \t(obj:2)\n" +
		"y_N_hub_1     1 \t(obj:10)\nconstant   1 \t(obj:5)\n",
	"gurobi":   "# Solution for model two\n# Objective value = 19\nx_A_N_hub 1\nx_A_S_hub 0\nx_B_N_hub 1\ny_N_hub_1 1\n",
	"glpk raw": "c Problem:    two\nc Rows:       9\ns mip 9 8 o 19\ni 1 19\nj 1 1\nj 2 0\nj 3 1\nj 4 0\nj 5 1\nj 6 0\nj 7 0\nj 8 1\ne o f\n",
	"glpk table": "Problem:    two\nRows:       9\nColumns:    8 (7 integer, 7 binary)\nStatus:     INTEGER OPTIMAL\n" +
		"Objective:  cost = 19 (MINimum)\n\n   No.   Row name        Activity     Lower bound   Upper bound\n" +
		"------ ------------    ------------- ------------- -------------\n     1 cost                       19\n\n" +
		"   No. Column name       Activity     Lower bound   Upper bound\n------ ------------    ------------- ------------- -------------\n" +
		"     1 x_A_N_hub    *              1             0             1 \n     2 x_A_S_hub    *              0             0             1 \n" +
		"     3 x_B_N_hub    *              1             0             1 \n     4 x_B_S_hub    *              0             0             1 \n" +
		"     5 y_N_hub_1\n                    *              1             0             1 \n     6 y_S_hub_1    *              0             0             1 \n" +
		"     7 u_B          *              0             0             1 \n     8 constant                    1             1             = \n\nInteger feasibility conditions:\n",
}

// Every solver's way of saying the same solution must be read as that solution.
func TestReadEveryFormat(t *testing.T) {
	p := twoSites()
	g := facility.NewProgram(p, facility.ProgramOptions{})
	for format, text := range twoSitesFiles {
		answer, err := g.ReadSolution(strings.NewReader(text), format)
		require.NoError(t, err, format)
		assert.Equal(t, wantedTwoSites, answer.Solution, format)
		assert.Equal(t, 19.0, answer.Objective, format)
		assert.True(t, strings.HasPrefix(format, answer.Format), format)
	}
	assert.Equal(t, int64(19), facility.Cost(p, wantedTwoSites))
}

// A file without a solution is not a fault, and never becomes a solution.
func TestReadNoSolution(t *testing.T) {
	g := facility.NewProgram(twoSites(), facility.ProgramOptions{})
	for format, text := range map[string]string{
		"highs":      "Model status\nInfeasible\n\n# Primal solution values\nNone\n\n# Dual solution values\nNone\n",
		"cbc":        "Infeasible - objective value 0.00000000\n      0 x_A_N_hub 1 2\n",
		"cbc time":   "Stopped on time (no integer solution - continuous used) - objective value 3.5\n      0 x_A_N_hub 0.5 2\n",
		"scip":       "solution status: infeasible\nno solution available\n",
		"glpk raw":   "c Problem:\ns mip 9 8 n 0\n",
		"glpk table": "Problem:    two\nRows:       9\nColumns:    8\nStatus:     INTEGER UNDEFINED\n",
	} {
		_, err := g.ReadSolution(strings.NewReader(text), format)
		assert.ErrorIs(t, err, facility.ErrNoSolution, format)
	}
}

// Each fault is told with file, line, what is there and what was wanted, all at
// once.
func TestSolutionFileFaults(t *testing.T) {
	g := facility.NewProgram(twoSites(), facility.ProgramOptions{})
	for _, c := range []struct{ name, text, want string }{
		{"unknown and fractional", "# Solution for model two\nx_A_N_hub 0.5\nx_Z_N_hub 1\nx_B_N_hub 7\n",
			"a.sol:2: column \"x_A_N_hub\" is 0.5, want 0 or 1. Maybe this is the solution of a relaxation.\n" +
				"a.sol:3: column \"x_Z_N_hub\" is not in this program. Maybe the file belongs to another instance.\n" +
				"a.sol:4: column \"x_B_N_hub\" is 7, want 0 or 1."},
		{"twice and never", "# Solution for model two\nx_A_N_hub 1\nx_A_S_hub 1\n",
			"a.sol: customer A is assigned or left out 2 times, want once.\n" +
				"a.sol: customer B is assigned or left out 0 times, want once."},
		{"cut off", "Model status\nOptimal\n\n# Primal solution values\nFeasible\nObjective 19\n# Columns 8\nx_A_N_hub 1\n",
			"a.sol:8: 7 columns are missing. Maybe the file is cut off."},
		{"not a number", "# Solution\nx_A_N_hub one\n", "a.sol:2: value \"one\", want a number. Maybe the file is cut off."},
		{"other size", "s mip 9 5 o 3\nj 1 1\nj 2 0\nj 3 0\nj 4 0\nj 5 0\n",
			"a.sol:1: the file has 5 columns, want 8. Maybe it belongs to another instance, or to an export with other options."},
		{"no solution file", "Welcome to the solver\n",
			"a.sol:1: no solution file of HiGHS, CBC, GLPK, Gurobi or SCIP begins like this. Maybe it is a log, or the model itself."},
	} {
		_, err := g.ReadSolution(strings.NewReader(c.text), "a.sol")
		var faults facility.FileFaults
		require.ErrorAs(t, err, &faults, c.name)
		assert.Equal(t, c.want, err.Error(), c.name)
	}
}

// Thousands of equal faults must not bury the first.
func TestFaultsAreCounted(t *testing.T) {
	g := facility.NewProgram(twoSites(), facility.ProgramOptions{})
	text := "# Solution\n" + strings.Repeat("nobody 1\n", 500)
	_, err := g.ReadSolution(strings.NewReader(text), "a.sol")
	lines := strings.Split(err.Error(), "\n")
	assert.Len(t, lines, 21)
	assert.Equal(t, "a.sol: and 480 more faults.", lines[20])
}

// What is written is read back as the same solution, whatever its shape.
func TestSolutionFilesRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(24, 1))
	tried := 0
	for range 60 {
		p := facilitytest.Tiny(rng)
		best, cost, ok := facilitytest.BruteForce(p)
		if !ok {
			continue
		}
		tried++
		g := facility.NewProgram(p, facility.ProgramOptions{})
		for _, style := range []string{"highs", "gurobi"} {
			var text bytes.Buffer
			require.NoError(t, g.WriteSolution(&text, best, style))
			answer, err := g.ReadSolution(&text, "s")
			require.NoError(t, err)
			require.Equal(t, best, answer.Solution)
			require.False(t, math.IsNaN(answer.Objective))
			require.Equal(t, float64(cost), answer.Objective)
		}
	}
	assert.Greater(t, tried, 20)
}

// A reader must take anything without a panic, and never give a solution that
// does not fit the problem.
func FuzzReadSolution(f *testing.F) {
	for _, text := range twoSitesFiles {
		f.Add(text)
	}
	p := twoSites()
	g := facility.NewProgram(p, facility.ProgramOptions{})
	f.Fuzz(func(t *testing.T, text string) {
		answer, err := g.ReadSolution(strings.NewReader(text), "fuzz")
		if err == nil {
			facility.Check(p, answer.Solution)
		}
	})
}
