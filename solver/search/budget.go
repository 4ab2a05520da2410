package search

import "context"

// Budget counts the deterministic work of one stream and says when to stop. One
// unit is one arc visited, or one nonzero handled in a linear program. It
// belongs to one goroutine.
type Budget struct {
	ctx   context.Context
	limit int64 // 0: none
	used  int64
	check int64 // work at which the context is looked at next
	done  bool
}

// checkEvery is how much work passes between two looks at the context: a few
// tens of microseconds.
const checkEvery = 1 << 14

// NewBudget allows limit units of work (0: no limit) until ctx ends.
func NewBudget(ctx context.Context, limit int64) *Budget {
	return &Budget{ctx: ctx, limit: limit}
}

// Spend counts work and says whether more may be done.
func (b *Budget) Spend(work int64) bool {
	b.used += work
	if b.done {
		return false
	}
	if b.limit > 0 && b.used >= b.limit {
		b.done = true
		return false
	}
	if b.used >= b.check {
		b.check = b.used + checkEvery
		b.done = b.ctx.Err() != nil
	}
	return !b.done
}

// Left says whether more may be done.
func (b *Budget) Left() bool { return b.Spend(0) }

// Used is the work spent so far.
func (b *Budget) Used() int64 { return b.used }

// Remaining is the work left, or a very large number without a limit.
func (b *Budget) Remaining() int64 {
	if b.limit == 0 {
		return 1 << 62
	}
	return max(0, b.limit-b.used)
}

// Share makes a budget for a part of the work: at most limit units (0: what is
// left), never more than what is left. Return its use with Spend.
func (b *Budget) Share(limit int64) *Budget {
	if b.limit > 0 {
		left := b.Remaining()
		if left == 0 {
			left = 1
		}
		if limit == 0 || limit > left {
			limit = left
		}
	}
	return NewBudget(b.ctx, limit)
}

// Context is the one the budget ends with.
func (b *Budget) Context() context.Context { return b.ctx }
