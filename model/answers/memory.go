package answers

import (
	"context"
	"fmt"

	"polyclinic/model"
	"polyclinic/solver"
)

// Memory keeps the searches of an answer by name, so that a run that was killed
// can go on where it was: the searches are the same in the same order, and one
// that is kept is not made again.
type Memory interface {
	// Find returns nil where the name is not known. in is what the search is made
	// under: its plan is of these practices and sites.
	Find(name string, in *model.Instance) (*Kept, error)
	// Save is called once for every search that came to its end, not for one that
	// was interrupted.
	Save(name string, in *model.Instance, s *Kept) error
}

// Kept is what one search came to.
type Kept struct {
	Plan   *model.Plan // nil: none was found
	Status solver.Status
	Stop   solver.Stop
	Cost   int64 // of Plan, as the search counts it: pence a year, times weights where several cases are added up
	Bound  int64 // of what was searched, counted as Cost; counts only if HasBound

	HasBound bool
	Work     int64
}

// recall finds a search where it is kept, else makes and keeps it. memory may be
// nil.
func (s *side) recall(ctx context.Context, memory Memory, name string, search func() (*Solved, error)) (*Solved, error) {
	if memory == nil {
		return search()
	}
	kept, err := memory.Find(name, s.in)
	if err != nil {
		return nil, err
	}
	if kept != nil {
		return s.restore(name, kept)
	}
	found, err := search()
	if err != nil || ctx.Err() != nil { // what an interruption left is not what the search comes to
		return found, err
	}
	own := &Kept{Plan: found.Plan, Status: found.Status, Stop: found.Stop, Cost: int64(found.Objective), Bound: int64(found.Bound), HasBound: found.HasBound, Work: found.Work}
	return found, memory.Save(name, s.in, own)
}

// restore is a search as it was, its plan held to the rules and priced again.
func (s *side) restore(name string, kept *Kept) (*Solved, error) {
	out := &Solved{In: s.in, Map: s.m, Status: kept.Status, Stop: kept.Stop, Bound: model.Pence(kept.Bound), HasBound: kept.HasBound, Work: kept.Work}
	if kept.Plan == nil {
		return out, nil
	}
	p := kept.Plan.Clone()
	p.Settle(s.in)
	cost, ok := s.holds(p)
	if !ok || cost != kept.Cost {
		return nil, &ChangedSearch{name}
	}
	out.Plan, out.Objective = p, model.Pence(cost)
	return out, nil
}

// ChangedSearch says that the plan that was kept of a search is not the one that
// was found.
type ChangedSearch struct{ Name string }

func (e *ChangedSearch) Error() string {
	return fmt.Sprintf("the plan that was kept as %s is not the one that was found there", e.Name)
}
