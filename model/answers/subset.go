package answers

import (
	"slices"
	"strings"

	"polyclinic/model"
)

// subsets makes instances in which only some items hold.
type subsets struct {
	scenario model.Scenario
	compile  Compile
	items    []Item

	// the instance that was compiled last, before rows were taken out
	last    *model.Instance
	lastKey string
	lastErr error
}

// instance compiles the scenario with the items that hold. The error is that the
// compiler finds a lock that cannot be kept, or another fault of the input.
func (x *subsets) instance(hold []bool) (*model.Instance, error) {
	in, err := x.compiled(hold)
	if err != nil {
		return nil, err
	}
	gone := map[rowKey]bool{}
	for i, item := range x.items {
		if item.row != nil && !hold[i] {
			gone[*item.row] = true
		}
	}
	if len(gone) == 0 {
		return in, nil
	}
	out := *in
	out.Rows = nil
	for _, k := range keysOf(in) {
		if !gone[k.key] {
			out.Rows = append(out.Rows, in.Rows[k.at])
		}
	}
	return &out, nil
}

// compiled is the instance with all its rows.
func (x *subsets) compiled(hold []bool) (*model.Instance, error) {
	key := x.key(hold)
	if x.lastKey == key {
		return x.last, x.lastErr
	}
	s := copyOf(x.scenario)
	for i := range x.items {
		if x.items[i].drop != nil && !hold[i] {
			x.items[i].drop(&s)
		}
	}
	x.lastKey = key
	x.last, x.lastErr = x.compile(s)
	return x.last, x.lastErr
}

// key names the scenario that remains.
func (x *subsets) key(hold []bool) string {
	var key strings.Builder
	for i := range x.items {
		if x.items[i].drop != nil && hold[i] {
			key.WriteByte('1')
		} else {
			key.WriteByte('0')
		}
	}
	return key.String()
}

// copyOf copies what items change.
func copyOf(s model.Scenario) model.Scenario {
	s.Areas, s.Locks = slices.Clone(s.Areas), slices.Clone(s.Locks)
	return s
}

// without is a copy of a set of items with some taken out.
func without(hold []bool, drop ...int) []bool {
	out := slices.Clone(hold)
	for _, i := range drop {
		out[i] = false
	}
	return out
}
