package answers

import (
	"cmp"
	"slices"

	"polyclinic/model"
)

// ways gives up every member of the conflict by itself, and solves.
func (f *filter) ways(search Search) ([]Way, error) {
	var out []Way
	for _, i := range f.hopeful() {
		if len(out) == search.Ways {
			break
		}
		hold := slices.Repeat([]bool{true}, len(f.items))
		hold[i] = false
		w := Way{Item: f.items[i]}
		in, err := f.instance(hold)
		if err != nil {
			w.Again = err
		} else if w.Solved, err = Solve(f.ctx, in, f.shown[i], nil, search.Effort); err != nil {
			return nil, err
		}
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
