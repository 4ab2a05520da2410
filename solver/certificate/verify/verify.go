package verify

import (
	"errors"
	"fmt"

	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// Verify says everything that is wrong with a certificate of p. nil means: p has
// the certificate's solution, at its cost, and if the certificate has a bound
// then no solution of p costs less than it; or, if that is claimed, p has no
// solution.
func Verify(p *facility.Problem, c *certificate.Certificate) error {
	s := &scope{p: p, rank: make([]int64, len(p.Steps))}
	for k := range p.Steps {
		s.rank[k] = p.Steps[k].Cost
	}
	for r := range p.Rows {
		if p.Rows[r].Price < 0 || p.Rows[r].Unit < 0 {
			return fmt.Errorf("row %d has price %d per %d, want no negative number", r, p.Rows[r].Price, p.Rows[r].Unit)
		}
	}
	if c.Infeasible {
		return s.infeasible(c)
	}
	return errors.Join(s.solution(c), s.bound(c))
}

// infeasible checks that the proof leaves no solution.
func (s *scope) infeasible(c *certificate.Certificate) error {
	if c.Arc != nil || c.Option != nil || c.Cost != 0 || c.HasBound || c.Bound != 0 {
		return errors.New("no solution is claimed, and there is one, a cost or a bound")
	}
	proved, err := s.proved(c)
	if err == nil && proved != none {
		err = errors.New("proof: it leaves room for a solution, and none is claimed")
	}
	return err
}

// scope is what a proof is about: the problem, or one region of it.
type scope struct {
	p    *facility.Problem
	rank []int64 // [step] an open option uses the admitted step of least rank, the first of equals
}

// solution checks the certificate's solution by the definitions, and by price.
func (s *scope) solution(c *certificate.Certificate) error {
	x := facility.Solution{Arc: c.Arc, Option: c.Option}
	var faults []error
	for _, v := range facility.Check(s.p, x) {
		faults = append(faults, fmt.Errorf("solution: %s", v))
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	cost, feasible, err := s.price(x)
	switch {
	case err != nil:
		return fmt.Errorf("solution: %w", err)
	case !feasible || cost != facility.Cost(s.p, x):
		return fmt.Errorf("solution: its sums do not fit into 64 bits")
	case cost != c.Cost:
		return fmt.Errorf("cost %d is claimed, but the solution costs %d", c.Cost, cost)
	}
	return nil
}

// bound checks that the one proof there is proves at least the bound.
func (s *scope) bound(c *certificate.Certificate) error {
	if !c.HasBound {
		if c.Root != nil || c.Tree != nil || c.Regions != nil {
			return errors.New("there is a proof, and no bound is claimed")
		}
		return nil
	}
	proved, err := s.proved(c)
	switch {
	case err != nil:
		return err
	case c.Bound > c.Cost:
		return fmt.Errorf("bound %d is claimed, more than the cost %d of a solution", c.Bound, c.Cost)
	case proved == none:
		return errors.New("proof: it shows that there is no solution, and there is one")
	case proved < c.Bound:
		return fmt.Errorf("bound %d is claimed, but only %d is proved", c.Bound, proved)
	}
	return nil
}

// proved is the bound that the one proof there is proves; none: there is no
// solution.
func (s *scope) proved(c *certificate.Certificate) (bound int64, err error) {
	switch root, tree, regions := c.Root != nil, c.Tree != nil, c.Regions != nil; {
	case root && !tree && !regions:
		bound, err = newDual(s.p).bound(c.Root, newNode(s.p))
	case tree && !root && !regions:
		bound, err = s.tree(c.Tree)
	case regions && !root && !tree:
		bound, err = s.regions(c.Regions)
	default:
		err = errors.New("want one of a root, a tree and regions")
	}
	if err != nil {
		return 0, fmt.Errorf("proof: %w", err)
	}
	return bound, nil
}
