package london

import "slices"

// bisect splits points into n compact groups of nearly equal weight by halving
// the longer side of their box again and again. weights nil means equal. Every
// group has a point as long as there are n of them; groups hold point indices.
func bisect(points []point, weights []float64, n int) [][]int {
	index := make([]int, len(points))
	for k := range index {
		index[k] = k
	}
	groups := make([][]int, 0, n)
	var split func(index []int, n int)
	split = func(index []int, n int) {
		if n <= 1 {
			groups = append(groups, index)
			return
		}
		sortAlongLongerSide(index, points)
		low := n / 2
		cut := cutAt(index, weights, low, n)
		split(index[:cut:cut], low)
		split(index[cut:], n-low)
	}
	split(index, n)
	return groups
}

func sortAlongLongerSide(index []int, points []point) {
	west, south := points[index[0]].X, points[index[0]].Y
	east, north := west, south
	for _, k := range index {
		west, east = min(west, points[k].X), max(east, points[k].X)
		south, north = min(south, points[k].Y), max(north, points[k].Y)
	}
	byX := east-west >= north-south
	slices.SortFunc(index, func(a, b int) int {
		p, q := points[a], points[b]
		if !byX {
			p, q = point{p.Y, p.X}, point{q.Y, q.X}
		}
		switch {
		case p.X != q.X:
			return int(p.X - q.X) // whole metres
		case p.Y != q.Y:
			return int(p.Y - q.Y)
		}
		return a - b
	})
}

// cutAt is how many of the sorted points make up low of n parts of the weight,
// leaving each side a point per group where there are enough.
func cutAt(index []int, weights []float64, low, n int) int {
	cut := len(index) * low / n
	if weights != nil {
		total := 0.0
		for _, k := range index {
			total += weights[k]
		}
		sum := 0.0
		for cut = 0; cut < len(index) && sum+weights[index[cut]]/2 < total*float64(low)/float64(n); cut++ {
			sum += weights[index[cut]]
		}
	}
	if len(index) >= n {
		cut = min(max(cut, low), len(index)-(n-low))
	}
	return cut
}

// centre is the mean of some points.
func centre(points []point, group []int) point {
	var x, y float64
	for _, k := range group {
		x += points[k].X
		y += points[k].Y
	}
	n := float64(max(1, len(group)))
	return wholePoint(x/n, y/n)
}
