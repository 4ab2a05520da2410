package certificate

// Certificate is a claim, a solution of Cost and no solution below Bound, and
// its proof. Exactly one of Root, Tree and Regions proves the bound, or none if
// HasBound is false. With Infeasible the claim is that there is no solution: there
// is none here, no bound, and Tree or Regions proves it.
type Certificate struct {
	Infeasible bool `json:"infeasible,omitempty"`

	Cost     int64   `json:"cost"`
	HasBound bool    `json:"has_bound"`
	Bound    int64   `json:"bound"`
	Arc      []int32 `json:"arc"`    // [customer] the solution: arc used, -1 left out
	Option   []int32 `json:"option"` // [site] option open, -1 closed

	Root    *Multipliers `json:"root,omitempty"`    // the Lagrangean function here
	Tree    *Tree        `json:"tree,omitempty"`    // branch and bound on the whole problem
	Regions *Regions     `json:"regions,omitempty"` // region by region at common multipliers
}

// Regions is a proof for a problem that splits into regions at coupling rows.
// The bound is Σ of the regions' bounds at their costs less the coupling rows'
// multipliers, plus Σ multiplier × limit.
//
// Rows in Counted want at least so many open steps and have no multiplier: every
// region is bounded for each number of steps that it may have of each, up to what
// is wanted, and the sum is the least that has all that is wanted. Such a state
// of a region is a mixed number with a digit from 0 to Lower per counted row, the
// last row's digit the last.
type Regions struct {
	Shift   uint     `json:"shift"` // regional costs are those of the whole × 2^Shift
	Row     []int64  `json:"row"`   // [row of the whole] multiplier over 2^Shift, 0 for rows of one region
	Counted []int32  `json:"counted,omitempty"`
	Regions []Region `json:"regions"`
}

// Region is the proof of one region. Its customers and sites are those of the
// whole in ascending order; its rows are those of the whole that touch it alone,
// in their order, and then the counted ones with the limits of the state: so many,
// or at least so many where the digit is all that is wanted. In Trees, numbers
// are the region's own.
type Region struct {
	Customers []int32 `json:"customers"`
	Sites     []int32 `json:"sites"`
	Trees     []*Tree `json:"trees"` // [state]
}

// Tree is branch and bound: Nodes[0] is the root, and a node's children cover
// it. The bound is the least over the leaves.
//
// With Leave it is about the problem with a leave site in the place of the row
// that limits who is left out (facility.LeaveRow, WithLeaveSite), and numbers are
// that problem's.
type Tree struct {
	Leave bool        `json:"leave,omitempty"`
	Rows  []BranchRow `json:"rows"` // counted as rows after the problem's own
	Nodes []Node      `json:"nodes"`
}

// BranchRow counts the open steps among those listed: a whole number between 0
// and Upper in every solution.
type BranchRow struct {
	Steps []int32 `json:"steps"`
	Upper int64   `json:"upper"`
}

// Node restricts its parent by Changes. Parent is a smaller number, -1 at the
// root. A node without children is a leaf and says why it is one.
type Node struct {
	Parent  int32        `json:"parent"`
	Changes []Change     `json:"changes,omitempty"`
	Leaf    Leaf         `json:"leaf,omitempty"`
	At      *Multipliers `json:"at,omitempty"` // of a bound or an infeasibility; rows include the branch rows
}

// Leaf says what is claimed of a leaf.
type Leaf string

// The kinds of leaves.
const (
	Inner Leaf = ""
	// Bounded: the Lagrangean function at At is the leaf's bound.
	Bounded Leaf = "bounded"
	// Empty: the same function without any costs (and with the rows that have a
	// price removed) is positive at At, so the leaf has no solution.
	Empty Leaf = "empty"
	// Crossed: the changes leave a row's lower limit above its upper.
	Crossed Leaf = "crossed"
	// Point: the changes leave every customer one arc or being left out, and
	// every site one option or being closed. That solution is infeasible, or
	// costs at least the certificate's Cost.
	Point Leaf = "point"
)

// Change is one restriction of a node.
type Change struct {
	What  What  `json:"what"`
	Index int32 `json:"index"`           // row (branch rows after the problem's), option, arc or customer
	Limit int64 `json:"limit,omitempty"` // of a row
}

// What a change restricts.
type What string

// The kinds of changes. A node's two children are complementary in one of these
// ways: RowUpper k and RowLower k+1 of one row; OptionOff o, and o's site open
// (RowLower 1 of the branch row of all its steps) with its other options off;
// a customer's arcs at one site (or out) off, and all its other arcs and out off;
// one arc off, and the customer's other arcs and out off.
const (
	RowLower  What = "row_lower"
	RowUpper  What = "row_upper"
	OptionOff What = "option_off"
	ArcOff    What = "arc_off"
	OutOff    What = "out_off"
)
