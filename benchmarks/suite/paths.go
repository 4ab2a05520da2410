package suite

import (
	"container/heap"
	"slices"
)

// graph is undirected, its edges sorted where shortestPaths needs them.
type graph struct {
	n     int
	edges map[[2]int32]int64
}

func newGraph(n int) *graph { return &graph{n, map[[2]int32]int64{}} }

// set gives the edge between two nodes its length, over an earlier one.
func (g *graph) set(u, v int32, length int64) {
	g.edges[[2]int32{min(u, v), max(u, v)}] = length
}

type link struct {
	to     int32
	length int64
}

// shortestPaths is [from·n + to], noArc where there is no path: Dijkstra from
// every node.
func (g *graph) shortestPaths() []int64 {
	links := make([][]link, g.n)
	for e, length := range g.edges {
		links[e[0]] = append(links[e[0]], link{e[1], length})
		links[e[1]] = append(links[e[1]], link{e[0], length})
	}
	out := repeated(g.n*g.n, noArc)
	done := make([]bool, g.n)
	var queue frontier
	for from := range g.n {
		clear(done)
		reach := out[from*g.n : (from+1)*g.n]
		reach[from] = 0
		queue = append(slices.Delete(queue, 0, len(queue)), link{int32(from), 0})
		for len(queue) > 0 {
			at := heap.Pop(&queue).(link)
			if done[at.to] {
				continue
			}
			done[at.to] = true
			for _, l := range links[at.to] {
				if d := at.length + l.length; d < reach[l.to] {
					reach[l.to] = d
					heap.Push(&queue, link{l.to, d})
				}
			}
		}
	}
	return out
}

// frontier is a heap of nodes by length of path.
type frontier []link

func (f frontier) Len() int           { return len(f) }
func (f frontier) Less(a, b int) bool { return f[a].length < f[b].length }
func (f frontier) Swap(a, b int)      { f[a], f[b] = f[b], f[a] }
func (f *frontier) Push(x any)        { *f = append(*f, x.(link)) }
func (f *frontier) Pop() any {
	last := len(*f) - 1
	x := (*f)[last]
	*f = (*f)[:last]
	return x
}
