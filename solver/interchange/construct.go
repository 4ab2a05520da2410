package interchange

import "container/heap"

// candidate is a closed site with what opening it saved when last asked.
type candidate struct {
	site int32
	gain int64
}

type byGain []candidate

func (q byGain) Len() int { return len(q) }
func (q byGain) Less(a, b int) bool {
	if q[a].gain != q[b].gain {
		return q[a].gain > q[b].gain
	}
	return q[a].site < q[b].site
}
func (q byGain) Swap(a, b int) { q[a], q[b] = q[b], q[a] }

// Push and Pop serve container/heap.
func (q *byGain) Push(c any) { *q = append(*q, c.(candidate)) }

// Pop removes the last entry.
func (q *byGain) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// construct opens the site that saves most as long as any does, or too few are
// open. What a site saves only falls as others open, so that most need not be
// asked again; and it closes what loses least where too many are open.
func (x *Search) construct() {
	s := x.s
	var queue byGain
	for j := range int32(len(s.isOpen)) {
		if !s.isOpen[j] {
			queue = append(queue, candidate{j, s.gain(j)})
		}
	}
	heap.Init(&queue)
	for len(queue) > 0 && len(s.open) < x.limits.Most {
		now := s.gain(queue[0].site)
		if now < queue[0].gain {
			queue[0].gain = now
			heap.Fix(&queue, 0)
			continue
		}
		if now <= 0 && len(s.open) >= x.limits.Least {
			break
		}
		s.openSite(queue[0].site)
		heap.Pop(&queue)
	}
	for len(s.open) > x.limits.Most {
		s.forgetCorrections()
		r, _ := s.partner()
		s.closeSite(r)
	}
}
