package suite

import "fmt"

// readPmedcap reads OR-Library's capacitated p-medians, several to a file;
// distances are Euclidean, rounded down.
//
//	number of problems
//	number optimum        then, for each problem
//	n p capacity
//	node x y demand       n times
func readPmedcap(t *text, r Request) *layout {
	problems := t.count("number of problems")
	if !t.choose(r.Index, problems) {
		return nil
	}
	for k := 1; ; k++ {
		l := t.pmedcapProblem(r, k == r.Index)
		if l == nil || k == r.Index {
			if k == problems {
				t.end()
			}
			return l
		}
	}
}

func (t *text) pmedcapProblem(r Request, wanted bool) *layout {
	t.decimals(2, "number and optimum of a problem")
	n, p := t.count("number of nodes"), t.count("p")
	if wanted {
		p = t.chosen(r, p, n)
	}
	capacity := t.amounts(1, "capacity")
	if !t.dense(n, n) || !t.has(4*n, "the nodes") {
		return nil
	}
	xs, ys, demand := make([]decimal, n), make([]decimal, n), make([]decimal, n)
	for i := range n {
		t.whole(1, fmt.Sprintf("node %d", i+1), int64(i+1), int64(i+1))
		place := t.decimals(2, "coordinate")
		xs[i], ys[i] = place[0], place[1]
		demand[i] = t.amounts(1, "demand")[0]
	}
	if !wanted {
		return &layout{}
	}
	capacities := make([]decimal, n)
	for j := range capacities {
		capacities[j] = capacity[0]
	}
	l := t.capacitatedMedian(p, demand, capacities)
	points := t.points(xs, ys, exactExtent)
	l.cost = table(n, func(i, j int) int64 { return points.floor(i, j) })
	return l
}

// capacitatedMedian is a p-median with demands and capacities, without costs.
func (t *text) capacitatedMedian(p int, demand, capacity []decimal) *layout {
	l := &layout{fixed: make([]int64, len(demand)), open: p}
	l.demand, l.capacity = t.quantities(demand, capacity)
	return l
}
