package greedy

// entry is an option with its value per demand when last looked at.
type entry struct {
	option int32
	key    float64
}

// queue is a heap, least key first, then least option.
type queue []entry

func (q queue) Len() int { return len(q) }
func (q queue) Less(a, b int) bool {
	if q[a].key != q[b].key {
		return q[a].key < q[b].key
	}
	return q[a].option < q[b].option
}
func (q queue) Swap(a, b int) { q[a], q[b] = q[b], q[a] }

// Push and Pop serve container/heap.
func (q *queue) Push(x any) { *q = append(*q, x.(entry)) }

// Pop removes the last entry.
func (q *queue) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}

// leads says whether a new key of the first entry would keep it first.
func (q queue) leads(key float64) bool {
	for c := 1; c <= 2 && c < len(q); c++ {
		if q[c].key < key {
			return false
		}
	}
	return true
}
