package suite

import "fmt"

// readPmed reads OR-Library's p-median problems on a graph; every node is a
// customer and a site, and costs are lengths of shortest paths. Of a repeated
// edge the last length counts.
//
//	n edges p
//	u v length            edges times
func readPmed(t *text, r Request) *layout {
	n, edges := t.count("number of nodes"), t.count("number of edges")
	p := t.chosen(r, t.count("p"), n)
	if !t.dense(n, n) || !t.has(3*edges, "the edges") {
		return nil
	}
	g := newGraph(n)
	for range edges {
		ends := t.whole(2, "node of an edge", 1, int64(n))
		length := t.whole(1, "length of an edge", 0, 1<<31)
		g.set(int32(ends[0]-1), int32(ends[1]-1), length[0])
	}
	t.end()
	l := t.median(n, p)
	l.cost = g.shortestPaths()
	return l
}

// chosen is p: the request's where it has one, else the file's.
func (t *text) chosen(r Request, file, n int) int {
	p := file
	if r.P > 0 {
		p = r.P
	}
	if p < 1 || p > n {
		t.fault("p", fmt.Sprintf("is %d", p), fmt.Sprintf("1 to %d, the number of sites", n), "")
	}
	return p
}

// median is n customers who are sites too, free to open, p of them.
func (t *text) median(n, p int) *layout {
	return &layout{
		fixed:    make([]int64, n),
		capacity: repeated(n, noLimit),
		demand:   repeated(n, 1),
		open:     p,
	}
}
