package answers

import (
	"cmp"
	"slices"

	"polyclinic/model"
)

// ways gives up every member of the conflict by itself, and solves. Where none of
// them is enough, whole rules are given up: other conflicts are often of the same
// rules in other areas.
func (f *filter) ways(search Search) ([]Way, error) {
	var out []Way
	enough := false
	for _, i := range f.hopeful() {
		if len(out) == search.Ways {
			break
		}
		w, err := f.way(search, i, i)
		if err != nil {
			return nil, err
		}
		enough = enough || w.rank() == 0
		out = append(out, w)
	}
	for _, alike := range f.wholes() {
		if enough || len(out) >= 2*search.Ways {
			break
		}
		w, err := f.way(search, alike[0], alike...)
		if err != nil {
			return nil, err
		}
		w.Whole = true
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(a, b Way) int {
		if c := cmp.Compare(a.rank(), b.rank()); c != 0 || a.rank() > 0 {
			return c
		}
		return cmp.Compare(a.Solved.Objective, b.Solved.Objective)
	})
	return out, nil
}

// way gives up some members at once.
func (f *filter) way(search Search, named int, members ...int) (Way, error) {
	w := Way{Item: f.items[named]}
	in, err := f.instance(without(slices.Repeat([]bool{true}, len(f.items)), members...))
	if err != nil {
		w.Again = err
		return w, nil
	}
	w.Solved, err = Solve(f.ctx, in, f.shown[named], nil, search.Effort)
	return w, err
}

// wholes are, for every rule of the conflict, all that the scenario asks for by
// it: a member first, then the others; vetoes by model. Rules that ask for
// nothing else are left out, and so are locks.
func (f *filter) wholes() (out [][]int) {
	same := func(a, b *Item) bool {
		return a.Rule == b.Rule && (a.Rule != "area-choice" || a.Unit == b.Unit && (a.Unit != "" || a.What == b.What))
	}
	for i := range f.items {
		member := &f.items[i]
		if !f.hold[i] || member.Rule == "locks" || slices.ContainsFunc(out, func(list []int) bool { return same(member, &f.items[list[0]]) }) {
			continue
		}
		list := []int{i}
		for k := range f.items {
			if k != i && same(member, &f.items[k]) {
				list = append(list, k)
			}
		}
		if len(list) > 1 {
			out = append(out, list)
		}
	}
	return out
}

// rank: ways that lead to a plan first, then those of which nothing is known,
// then those that lead into another conflict.
func (w *Way) rank() int {
	switch {
	case w.Solved != nil && w.Solved.Plan != nil:
		return 0
	case w.Solved != nil && !w.Solved.Impossible():
		return 1
	}
	return 2
}

// hopeful are the members of the conflict, capital-wide ones first.
func (f *filter) hopeful() []int {
	var out []int
	for i, holds := range f.hold {
		if holds {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		return cmp.Compare(indicator(f.items[a].Area != ""), indicator(f.items[b].Area != ""))
	})
	return out
}

func indicator(b bool) int {
	if b {
		return 1
	}
	return 0
}

// measure finds out how near the sums of the conflict can be met while its other
// members hold.
func (f *filter) measure(conflict []Item) error {
	for k := range conflict {
		item := &conflict[k]
		if item.row == nil || item.Share > 0 {
			continue
		}
		in, err := f.instance(f.hold)
		if err != nil {
			continue // a lock that cannot be kept: nothing can be met
		}
		if item.Possible, err = f.nearest(in, *item.row); err != nil {
			return err
		}
	}
	return nil
}

// sameRow says whether a row of an instance is the one of a key.
func sameRow(in *model.Instance, row *model.Row, key rowKey) bool {
	if row.ID != key.id || row.Area != key.area || row.Unit != key.unit {
		return false
	}
	for _, k := range keysOf(in) {
		if k.key == key {
			return &in.Rows[k.at] == row
		}
	}
	return false
}
