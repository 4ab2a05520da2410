package interchange

import "math/rand/v2"

// attention is the sites that may have become worth a change since they were
// looked at: most of a large problem has not, when two sites have changed places.
type attention struct {
	waiting []bool  // [site] is in queue
	queue   []int32 // sites, in no order
	gains   []int64 // [site] what opening it saved when it was looked at, while closed and not waiting
	reach   int64   // scratch: of the customer that is changing
}

func newAttention(sites int) attention {
	a := attention{waiting: make([]bool, sites), gains: make([]int64, sites)}
	for j := range int32(sites) {
		a.attend(j)
	}
	return a
}

// attend has a site looked at.
func (a *attention) attend(j int32) {
	if !a.waiting[j] {
		a.waiting[j] = true
		a.queue = append(a.queue, j)
	}
}

// attends says whether all of a number of sites wait.
func (a *attention) attends(sites int) bool { return len(a.queue) == sites }

// draw takes a random site from the queue.
func (a *attention) draw(rng *rand.Rand) int32 {
	k, last := rng.IntN(len(a.queue)), len(a.queue)-1
	j := a.queue[k]
	a.queue[k] = a.queue[last]
	a.queue = a.queue[:last]
	a.waiting[j] = false
	return j
}

// become takes over what another knows.
func (a *attention) become(b *attention) {
	for _, j := range a.queue {
		a.waiting[j] = false
	}
	a.queue = append(a.queue[:0], b.queue...)
	for _, j := range a.queue {
		a.waiting[j] = true
	}
	copy(a.gains, b.gains)
}
