package model

import "slices"

// lockGroups are the practices that `together` lines tie to one place.
type lockGroups struct {
	parent map[string]string
	ties   []placedLock   // the together lines
	locks  [][]placedLock // the locks of each group, groups in order of their first
}

func groupLocks(locks []placedLock) lockGroups {
	g := lockGroups{parent: map[string]string{}}
	for _, k := range locks {
		if k.Kind != Together {
			continue
		}
		g.ties = append(g.ties, k)
		for _, p := range k.Practices[1:] {
			g.parent[g.root(p)] = g.root(k.Practices[0])
		}
	}
	at := map[string]int{}
	for _, k := range locks {
		switch k.Kind {
		case PracticeAt, PracticeNotAt, PracticeStays, PracticeModel:
			root := g.root(k.Practices[0])
			i, ok := at[root]
			if !ok {
				i = len(g.locks)
				at[root] = i
				g.locks = append(g.locks, nil)
			}
			g.locks[i] = append(g.locks[i], k)
		}
	}
	return g
}

// root is the practice that stands for p's group; p itself where it is alone.
func (g *lockGroups) root(p string) string {
	for {
		parent, ok := g.parent[p]
		if !ok || parent == p {
			return p
		}
		p = parent
	}
}

// between is a shortest chain of together lines from p to q, nil where p is q.
func (g *lockGroups) between(p, q string) []placedLock {
	chains := map[string][]placedLock{p: nil}
	for queue := []string{p}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == q {
			return chains[q]
		}
		for _, tie := range g.ties {
			if !slices.Contains(tie.Practices, queue[0]) {
				continue
			}
			for _, next := range tie.Practices {
				if _, seen := chains[next]; !seen {
					chains[next] = append(slices.Clone(chains[queue[0]]), tie)
					queue = append(queue, next)
				}
			}
		}
	}
	return nil
}
