package ejection

// How many open options a customer looks at: to go there, and to push somebody out
// there; and how many customers are told that an option has room again.
const (
	look  = 10
	push  = 6
	calls = 6
)

// await has a customer looked at.
func (s *state) await(i int32) {
	if !s.waiting[i] && !s.held[i] {
		s.waiting[i] = true
		s.queue = append(s.queue, i)
	}
}

// touch has those looked at whom a change of an option's load concerns: its
// customers where there is more of it, others whom it would suit where there is
// less.
func (s *state) touch(o int32) {
	for _, i := range s.members[o] {
		s.await(i)
	}
	told := 0
	for _, a := range s.callers[o] {
		if i := s.p.ArcCustomer[a]; s.arc[i] != a {
			s.await(i)
			if told++; told == calls {
				break
			}
		}
	}
	s.budget.Spend(int64(len(s.members[o]) + told))
}

// descend makes the best move of each waiting customer as long as any lowers the
// value, or the budget is left.
func (s *state) descend() {
	head := 0
	for ; head < len(s.queue) && s.budget.Left(); head++ {
		i := s.queue[head]
		s.waiting[i] = false
		for s.improve(i) && s.budget.Left() {
		}
	}
	s.queue = append(s.queue[:0], s.queue[head:]...)
}

// improve makes the best move that begins with a customer, if it lowers the value.
func (s *state) improve(i int32) bool {
	if s.held[i] {
		return false
	}
	if s.chains {
		return s.improveByChain(i)
	}
	return s.improveByPush(i)
}
