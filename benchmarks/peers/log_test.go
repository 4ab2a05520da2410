package peers

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What each log says is known and when: a release that changes its log shows
// here once its lines are added.
func TestLogsAreUnderstood(t *testing.T) {
	for _, tt := range []struct {
		kind             kind
		log              string
		objective, bound float64 // -1: unknown
		status           string
		moments          int
	}{
		{highsNative, `
     Src  Proc. InQueue |  Leaves   Expl. | BestBound       BestSol              Gap |   Cuts   InLp Confl. | LpIters     Time

         0       0         0   0.00%   0               inf                  inf        0      0      0         0     0.0s
 R       0       0         0   0.00%   8741.5          8930               2.11%        0      0      0       120     0.1s
 L       0       0         0   0.00%   8801.25         8848               0.53%       33     11      0       180     0.2s
Solving report
  Status            Time limit reached
  Primal bound      8848
  Dual bound        8801.25
`, 8848, 8801.25, "feasible", 3},
		{highsScipy, `
        Proc. InQueue |  Leaves   Expl. | BestBound       BestSol              Gap |   Cuts   InLp Confl. | LpIters     Time
         0       0         0   0.00%   8741.5          inf                  inf        0      0      0       120     0.1s
Solving report
  Status            Optimal
  Primal bound      8848
  Dual bound        8848
`, 8848, 8848, "optimal", 3},
		{highsNative, "  Status            Infeasible\n", -1, -1, "infeasible", 0},
		{cbc, `
Continuous objective value is 29755.4 - 0.05 seconds
Cbc0012I Integer solution of 30892 found by DiveCoefficient after 0 iterations and 0 nodes (2.49 seconds)
Cbc0010I After 0 nodes, 1 on tree, 30892 best solution, best possible 29800.1 (2.60 seconds)
Cbc0004I Integer solution of 30687 found after 900 iterations and 12 nodes (9.12 seconds)
Result - Stopped on time limit
Objective value:                30687.00000000
Lower bound:                    29814.509
`, 30687, 29814.509, "feasible", 5},
		{cbc, "Cbc0010I After 0 nodes, 1 on tree, 1e+50 best solution, best possible 7 (1.0 seconds)\n", -1, 7, "none", 1},
		{cbc, "Result - Optimal solution found\n\nObjective value:                713.00000000\n", 713, 713, "optimal", 1},
		{cbc, "Result - Problem proven infeasible\n", -1, -1, "infeasible", 0},
		{glpk, `
+   124: mip =     not found yet >=              -inf        (1; 0)
+   230: >>>>>   2.750000000e+02 >=   2.550000000e+02   7.3% (9; 0)
+   330: mip =   2.610000000e+02 >=   2.590000000e+02   0.8% (4; 8)
TIME LIMIT EXCEEDED; SEARCH TERMINATED
`, 261, 259, "feasible", 2},
		{glpk, "PROBLEM HAS NO PRIMAL FEASIBLE SOLUTION\n", -1, -1, "infeasible", 0},
		{scip, `
 time | node  | left  |LP iter|LP it/n|mem/heur|mdpt |vars |cons |rows |cuts |sepa|confs|strbr|  dualbound   | primalbound  |  gap   | compl. 
t 0.0s|     1 |     0 |     0 |     - | trivial|   0 | 550 | 571 | 571 |   0 |  0 |   0 |   0 | 0.000000e+00 | 2.191400e+04 |    Inf | unknown
  0.1s|     1 |     0 |   171 |     - |  9610k |   0 | 550 | 571 | 571 |   0 |  0 |   0 |   0 | 8.741500e+03 | 8.930000e+03 |   2.16%| unknown
SCIP Status        : solving was interrupted [time limit reached]
Primal Bound       : +8.84800000000000e+03 (3 solutions)
Dual Bound         : +8.80100000000000e+03
`, 8848, 8801, "feasible", 4},
		{scip, "SCIP Status        : problem is solved [infeasible]\nPrimal Bound : +1.00000000000000e+20 (0 solutions)\n", -1, -1, "infeasible", 0},
	} {
		o := &Outcome{Status: "none"}
		now := 0.0
		o.read(strings.NewReader(tt.log), tt.kind.parser(), func() float64 { now++; return now })
		o.settle()
		name := tt.kind.name + tt.log
		assert.Equal(t, tt.objective, known(o.Objective), name)
		assert.Equal(t, tt.bound, known(o.Bound), name)
		assert.Equal(t, tt.status, o.Status, name)
		assert.Len(t, o.Trace, tt.moments, name)
	}
}

func known(v *float64) float64 {
	if v == nil {
		return -1
	}
	return *v
}
