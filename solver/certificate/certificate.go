package certificate

// Certificate is a claim, a solution of Cost and no solution below Bound, and
// its proof.
type Certificate struct {
	Cost  int64   `json:"cost"`
	Bound int64   `json:"bound"`
	Arc   []int32 `json:"arc"`    // [customer] the solution: arc used, -1 left out
	Open  []int32 `json:"option"` // [site] option open, -1 closed

	// Root proves Bound on its own: the Lagrangean function at these multipliers.
	Root *Multipliers `json:"root,omitempty"`
}
