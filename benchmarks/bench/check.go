package bench

import (
	"fmt"
	"math"

	"polyclinic/benchmarks/results"
	"polyclinic/solver"
	"polyclinic/solver/certificate/verify"
	"polyclinic/solver/facility"
)

// check takes nobody's word: the solution is checked and priced again, no bound
// may exceed it, and with a proof wanted the certificate is verified. It says what
// was checked.
func check(p *facility.Problem, res *solver.Result, proof bool) (string, error) {
	if res.Solution.IsZero() {
		return "", nil
	}
	if err := holds(p, res.Solution, res.Cost); err != nil {
		return "", err
	}
	if res.HasBound && res.Bound > res.Cost {
		return "", fmt.Errorf("the bound %d exceeds the solution's cost %d", res.Bound, res.Cost)
	}
	c := res.Proof
	if !proof || c == nil || !c.HasBound || c.Bound < res.Bound || c.Cost != res.Cost {
		return results.ByDefinition, nil
	}
	if err := verify.Verify(p, c); err != nil {
		return "", fmt.Errorf("the certificate is rejected: %w", err)
	}
	return results.ByCertificate, nil
}

// holds wants a solution of the problem that costs what is claimed.
func holds(p *facility.Problem, s facility.Solution, claim int64) error {
	cost, err := price(p, s)
	if err == nil && cost != claim {
		err = fmt.Errorf("the solution costs %d, and %d is claimed", cost, claim)
	}
	return err
}

// price is what a solution costs, if it is one.
func price(p *facility.Problem, s facility.Solution) (int64, error) {
	if faults := facility.Check(p, s); len(faults) > 0 {
		return 0, fmt.Errorf("the solution is wrong in %d ways: %s", len(faults), faults[0])
	}
	return facility.Cost(p, s), nil
}

// rounding is what logs of other solvers round away: some print seven digits.
const rounding = 1e-6

// reprice is what another solver's solution costs: what it claims, or less, since a
// program may open a site in a greater size than its customers need.
func reprice(p *facility.Problem, s facility.Solution, claim float64) (float64, error) {
	cost, err := price(p, s)
	if err != nil {
		return 0, err
	}
	switch tolerance := rounding * max(1, math.Abs(claim)); {
	case float64(cost) > claim+tolerance:
		return 0, fmt.Errorf("the solution costs %d, and %.2f is claimed", cost, claim)
	case float64(cost) < claim-tolerance:
		return float64(cost), nil
	}
	return claim, nil
}
