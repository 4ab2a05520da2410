package suite

import (
	"fmt"
	"strings"
)

// readTsplib reads points of TSPLIB as p-median problems, as the literature
// does: every point is a customer and a site, and distances are Euclidean,
// rounded down. p comes from the request.
//
//	KEY : value           DIMENSION and EDGE_WEIGHT_TYPE EUC_2D are used
//	NODE_COORD_SECTION
//	number x y            DIMENSION times
//	EOF
func readTsplib(t *text, r Request) *layout {
	n := t.tspHeading()
	p := t.chosen(r, 0, n)
	if !t.dense(n, n) || !t.has(3*n, "the points") {
		return nil
	}
	xs, ys := make([]decimal, n), make([]decimal, n)
	for i := range n {
		t.whole(1, "point number", int64(i+1), int64(i+1))
		point := t.decimals(2, "coordinate")
		xs[i], ys[i] = point[0], point[1]
	}
	t.end()
	l := t.median(n, p)
	points := t.points(xs, ys, exactExtent)
	l.cost = table(n, func(i, j int) int64 { return points.floor(i, j) })
	return l
}

// tspHeading reads up to the coordinates and returns the dimension.
func (t *text) tspHeading() int {
	n := 0
	for t.left() > 0 {
		line := t.tokens[t.next].line
		var words []string
		for t.left() > 0 && t.tokens[t.next].line == line {
			words = append(words, t.word())
		}
		key, value, _ := strings.Cut(strings.Join(words, " "), ":")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch key {
		case "NODE_COORD_SECTION":
			if n == 0 {
				t.fault("DIMENSION", "is missing", "it before the coordinates", "")
			}
			return n
		case "DIMENSION":
			d, ok := parseDecimal(value)
			if !ok || d.places > 0 || d.digits < 1 || d.digits > maxDimension {
				t.fault(key, fmt.Sprintf("is %q", value), fmt.Sprintf("a whole number from 1 to %d", maxDimension), "")
				return 0
			}
			n = int(d.digits)
		case "EDGE_WEIGHT_TYPE":
			if value != "EUC_2D" {
				t.fault(key, fmt.Sprintf("is %q", value), "EUC_2D", "")
			}
		}
	}
	t.fault("NODE_COORD_SECTION", "is missing", "it after the heading", "the file is of another family")
	return 0
}
