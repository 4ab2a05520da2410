package verify

import (
	"fmt"

	"polyclinic/solver/certificate"
)

// cover checks that every solution of a node keeps all changes of one child or
// all of the other.
//
// Theorem. It does if of any two changes, one from each child, every solution
// keeps at least one: if a solution breaks a change of the first child, it keeps
// every change of the second. ∎
func (b *branching) cover(one, other []certificate.Change) error {
	for _, x := range one {
		for _, y := range other {
			if !b.either(x, y) && !b.either(y, x) {
				return fmt.Errorf("a solution may break both %s of %d (%d) and %s of %d (%d)", x.What, x.Index, x.Limit, y.What, y.Index, y.Limit)
			}
		}
	}
	return nil
}

// either says whether every solution keeps x or y:
//   - a row's activity is a whole number: at most u, or at least u + 1;
//   - a site is open in one option at most: of two, one is not open;
//   - an option is not open, or a row that counts all its steps is at least 1;
//   - a customer has one alternative, an arc or being left out: of two, one is
//     not used.
func (b *branching) either(x, y certificate.Change) bool {
	p := b.p
	switch x.What {
	case certificate.RowUpper:
		return y.What == certificate.RowLower && x.Index == y.Index && (y.Limit <= x.Limit || y.Limit-1 == x.Limit)
	case certificate.OptionOff:
		switch y.What {
		case certificate.OptionOff:
			return x.Index != y.Index && p.OptionSite[x.Index] == p.OptionSite[y.Index]
		case certificate.RowLower:
			return y.Limit <= 1 && b.counts(int(y.Index), x.Index)
		}
	case certificate.ArcOff, certificate.OutOff:
		if y.What != certificate.ArcOff && y.What != certificate.OutOff {
			return false
		}
		return b.customer(x) == b.customer(y) && (x.What != y.What || x.Index != y.Index)
	}
	return false
}

// customer whose alternative a change takes away.
func (b *branching) customer(c certificate.Change) int32 {
	if c.What == certificate.ArcOff {
		return b.p.ArcCustomer[c.Index]
	}
	return c.Index
}

// counts says whether a row is a branch row that counts every step of an option.
func (b *branching) counts(row int, option int32) bool {
	if row < b.own {
		return false
	}
	missing := b.p.StepStart[option+1] - b.p.StepStart[option]
	for _, k := range b.tree.Rows[row-b.own].Steps {
		if b.p.StepOption[k] == option {
			missing--
		}
	}
	return missing == 0
}
