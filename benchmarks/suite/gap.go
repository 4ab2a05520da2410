package suite

import "fmt"

// readGap reads generalised assignment: jobs are customers, agents are sites
// that cost nothing to open, and each pair has its own load. Minimised.
//
//	m n
//	cost of job i by agent j, agent by agent
//	load of job i on agent j, agent by agent
//	capacity              m times
//
// OR-Library's files hold several such problems, with their number in front.
func readGap(t *text, r Request) *layout {
	problems := 1
	if t.columns(1) == 1 && !familyCounts["gap"].fits(t) {
		problems = t.count("number of problems")
	}
	if !t.choose(r.Index, problems) {
		return nil
	}
	for k := 1; ; k++ {
		l := t.gapProblem()
		if l == nil || k == r.Index {
			if k == problems {
				t.end()
			}
			return l
		}
	}
}

func (t *text) gapProblem() *layout {
	m, n := t.count("number of agents"), t.count("number of jobs")
	if !t.dense(m, n) || !t.has(2*m*n+m, "the problem") {
		return nil
	}
	cost := transposed(t.decimals(m*n, "cost"), m, n)
	load := transposed(t.amounts(m*n, "load"), m, n)
	capacity := t.amounts(m, "capacity")
	l := &layout{places: placesOf(cost), fixed: make([]int64, m), demand: make([]int64, n)}
	l.cost = t.scaled(cost, l.places, "cost")
	l.load, l.capacity = t.quantities(load, capacity)
	for i := range n {
		l.demand[i] = l.load[i*m]
		for _, load := range l.load[i*m : (i+1)*m] {
			l.demand[i] = min(l.demand[i], load)
		}
	}
	return l
}

// choose wants the index of a problem in a file of several.
func (t *text) choose(index, problems int) bool {
	if index >= 1 && index <= problems {
		return true
	}
	t.fault("index", fmt.Sprintf("is %d", index), fmt.Sprintf("1 to %d, the problems in this file", problems), "")
	return false
}
