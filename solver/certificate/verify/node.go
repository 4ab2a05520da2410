package verify

import (
	"polyclinic/solver/certificate"
	"polyclinic/solver/facility"
)

// node is what a node of a tree permits.
type node struct {
	arcOff, optionOff, outOff []bool
	shut                      []bool  // options that no solution opens
	lower, upper              []int64 // [row]
}

// newNode permits all that the problem does.
func newNode(p *facility.Problem) *node {
	n := &node{arcOff: make([]bool, p.NumArcs()), optionOff: make([]bool, p.NumOptions()), outOff: make([]bool, p.NumCustomers()), shut: p.Shut(),
		lower: make([]int64, len(p.Rows)), upper: make([]int64, len(p.Rows))}
	n.reset(p)
	return n
}

func (n *node) reset(p *facility.Problem) {
	clear(n.arcOff)
	copy(n.optionOff, n.shut)
	clear(n.outOff)
	for r := range p.Rows {
		n.lower[r], n.upper[r] = p.Rows[r].Lower, p.Rows[r].Upper
	}
}

func (n *node) apply(changes []certificate.Change) {
	for _, c := range changes {
		switch c.What {
		case certificate.RowLower:
			n.lower[c.Index] = max(n.lower[c.Index], c.Limit)
		case certificate.RowUpper:
			n.upper[c.Index] = min(n.upper[c.Index], c.Limit)
		case certificate.OptionOff:
			n.optionOff[c.Index] = true
		case certificate.ArcOff:
			n.arcOff[c.Index] = true
		case certificate.OutOff:
			n.outOff[c.Index] = true
		}
	}
}
