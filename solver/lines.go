package solver

// Lines of the portfolio that can be left out, to measure what each is worth.
// What a line alone makes possible is left out with it: without the Lagrangean
// there are no regions, since these need its multipliers.
const (
	lineGreedy         = "greedy"         // the first solution
	lineLocal          = "local"          // local searches of the whole
	lineInterchange    = "interchange"    // exchanges of sites, where only their choice matters, in place of local
	lineEjection       = "ejection"       // ejection chains, where customers are coupled by capacities alone
	lineLagrange       = "lagrange"       // multipliers of the whole
	lineRegions        = "regions"        // a problem that splits, region by region
	lineCounts         = "counts"         // states of the rows that are counted over regions
	lineDetours        = "detours"        // regions from other multipliers
	lineTrees          = "trees"          // branch and price, of the whole and of regions
	lineNeighbourhoods = "neighbourhoods" // clusters of neighbouring sites solved as regions
	linePatches        = "patches"        // large problems in parts
	lineInfeasible     = "infeasible"     // the question whether there is any solution
)

// Lines names the lines of the portfolio that Options.Without takes.
func Lines() []string {
	return []string{lineGreedy, lineLocal, lineInterchange, lineEjection, lineLagrange, lineRegions, lineCounts, lineDetours, lineTrees,
		lineNeighbourhoods, linePatches, lineInfeasible}
}

// uses says whether a line takes part.
func (r *run) uses(line string) bool { return r.opt.Without != line }
