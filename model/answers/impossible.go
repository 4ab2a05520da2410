package answers

import (
	"context"
	"errors"
	"slices"

	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver/facility"
)

// Impossibility is why no plan exists.
type Impossibility struct {
	// Proven: no plan exists. Else Plan is one that does, or nothing is known.
	Proven bool
	Plan   *model.Plan

	// Conflict cannot hold together, whatever else is given up. Minimal: of every
	// member it is shown that without it the others can hold; Doubtful are those
	// of whom it could not be shown within the limit.
	Conflict []Item
	Minimal  bool
	Doubtful []Item

	// Alone are sums outside the conflict that no plan can meet either, each by
	// itself, with what could be reached if nothing else counted.
	Alone []Item

	Ways []Way // out, the cheapest first
}

// Way is one member of the conflict given up, or all that the scenario asks for by
// its rule, everything else as it was.
type Way struct {
	Item   Item
	Whole  bool
	Solved *Solved // the best plan then; Impossible where another conflict remains
	Again  error   // the rest cannot even be compiled: a lock that cannot be kept
}

// Search is how hard to look.
type Search struct {
	Effort Effort // of each question whether a plan exists, and of each way out
	Ways   int    // at most so many ways out are priced; 0: the conflict alone, and not how near its limits can be met
}

// decideWork is the most work for one question whether any plan exists.
const decideWork = 300_000_000

// WhyImpossible finds a smallest set of rules, limits, vetoes and locks of a
// scenario that cannot hold together, by giving up one after the other (deletion
// filter, Chinneck and Dravnieks 1991, doi:10.1287/ijoc.3.2.157; several at a time),
// with a proof at every step, and prices the ways out.
//
// More rules do not always mean fewer plans: a rule that closes a place to a
// practice also frees the place of the duty to take it in (rule host). So what
// was kept is looked at again at the end, until nothing can be given up.
func WhyImpossible(ctx context.Context, s model.Scenario, compile Compile, search Search) (*Impossibility, error) {
	return whyImpossible(ctx, s, compile, search, tryAll)
}

func whyImpossible(ctx context.Context, s model.Scenario, compile Compile, search Search, tryAll int64) (*Impossibility, error) {
	f := &filter{ctx: ctx, decider: decider{effort: search.Effort.within(decideWork), tryAll: tryAll}}
	f.subsets = subsets{scenario: s, compile: compile}
	if err := f.list(); err != nil {
		return nil, err
	}
	all := slices.Repeat([]bool{true}, len(f.items))
	verdict, p, err := f.ask(all)
	if err != nil {
		return nil, err
	}
	if verdict != none {
		return &Impossibility{Plan: p}, nil
	}
	f.hold = all
	if err := f.run(); err != nil {
		return nil, err
	}
	out := &Impossibility{Proven: true, Minimal: len(f.doubtful()) == 0, Alone: f.alone(all)}
	for i, holds := range f.hold {
		if holds {
			out.Conflict = append(out.Conflict, f.items[i])
		}
	}
	for _, i := range f.doubtful() {
		out.Doubtful = append(out.Doubtful, f.items[i])
	}
	if search.Ways == 0 {
		return out, nil
	}
	if err := f.measure(out.Conflict); err != nil {
		return nil, err
	}
	out.Ways, err = f.ways(search)
	return out, err
}

// filter is the deletion filter between two questions.
type filter struct {
	subsets
	decider
	ctx   context.Context
	hold  []bool        // items of the conflict so far
	doubt []bool        // kept because nothing could be shown
	shown []*model.Plan // of the others, where a member is needed
	drops int
	when  []int // drops when a member was last asked about
}

// list finds the items. The rows are those of the scenario without locks, which
// might not compile.
func (f *filter) list() error {
	bare := f.scenario
	bare.Locks = nil
	in, err := f.compile(bare)
	if err != nil {
		return err
	}
	f.items = itemsOf(in, &f.scenario)
	f.doubt, f.shown, f.when = make([]bool, len(f.items)), make([]*model.Plan, len(f.items)), make([]int, len(f.items))
	if _, err = f.instance(make([]bool, len(f.items))); err != nil {
		return err // faults that no item is to blame for
	}
	if len(f.scenario.Locks) == 0 {
		f.last, f.lastKey = in, f.key(slices.Repeat([]bool{true}, len(f.items)))
	}
	return nil
}

// ask decides a set of items. What cannot be compiled cannot hold: the scenario
// is sound, so the compiler's faults are locks that rules contradict.
func (f *filter) ask(hold []bool) (answer, *model.Plan, error) {
	in, err := f.instance(hold)
	var faults model.Faults
	switch {
	case errors.As(err, &faults):
		return none, nil, nil
	case err != nil:
		return unknown, nil, err
	}
	return f.decide(f.ctx, in)
}

// run gives up what it can, and then what was kept before the last
// was given up, again.
func (f *filter) run() error {
	var sums, others []int
	for i := range f.items {
		if f.items[i].row != nil {
			sums = append(sums, i)
		} else {
			others = append(others, i)
		}
	}
	// Sums first: one of them is often enough for a conflict, and without the
	// others every further question is easier.
	for _, members := range [][]int{sums, others} {
		if err := f.shrink(members); err != nil {
			return err
		}
	}
	for again := true; again; {
		again = false
		for i := range f.items {
			if !f.hold[i] || f.stillShown(i) {
				continue
			}
			dropped, err := f.try(i)
			if err != nil {
				return err
			}
			again = again || dropped
		}
	}
	return nil
}

// shrink gives up some members, one and then ever more at a time as long as that
// leaves a conflict, fewer where it does not.
func (f *filter) shrink(members []int) error {
	for chunk := 1; len(members) > 0; {
		chunk = min(chunk, len(members))
		dropped, err := f.try(members[:chunk]...)
		if err != nil {
			return err
		}
		switch {
		case dropped:
			members = members[chunk:]
			chunk *= 2
		case chunk > 1:
			chunk /= 2
		default:
			members = members[1:]
		}
	}
	return nil
}

// try gives members up if the others still cannot hold together.
func (f *filter) try(members ...int) (dropped bool, err error) {
	rest := without(f.hold, members...)
	verdict, p, err := f.ask(rest)
	if err != nil {
		return false, err
	}
	if verdict == none {
		f.hold = rest
		f.drops++
		return true, nil
	}
	if len(members) == 1 {
		i := members[0]
		f.doubt[i], f.shown[i], f.when[i] = verdict == unknown, p, f.drops
	}
	return false, nil
}

// stillShown says whether the plan that showed a member to be needed still does.
func (f *filter) stillShown(i int) bool {
	if f.doubt[i] {
		return true // asked already, and nothing could be shown with more to hold
	}
	if f.shown[i] == nil {
		return false
	}
	if f.when[i] == f.drops {
		return true
	}
	in, err := f.instance(without(f.hold, i))
	if err != nil {
		return false
	}
	p := f.shown[i].Clone()
	p.Settle(in)
	return model.Check(in, p).Feasible()
}

func (f *filter) doubtful() []int {
	var out []int
	for i, holds := range f.hold {
		if holds && f.doubt[i] {
			out = append(out, i)
		}
	}
	return out
}

// alone lists the sums outside the conflict that facility.Impossible finds.
func (f *filter) alone(all []bool) []Item {
	in, err := f.instance(all)
	if err != nil {
		return nil
	}
	problem, m := plan.Formulate(in)
	var out []Item
	for _, r := range facility.Impossible(problem) {
		for i, item := range f.items {
			if f.hold[i] || item.row == nil || !sameRow(in, m.Row(r), *item.row) {
				continue
			}
			least, most := utmost(problem, int(r))
			best := inUnits(m.Row(r), least)
			if item.row.lower {
				best = inUnits(m.Row(r), most)
			}
			item.Possible = &Possible{Best: best, HasBest: true}
			out = append(out, item)
		}
	}
	return out
}
