// Package search is what every method of the solver is handed: the Incumbent
// that takes solutions and bounds, the Budget that limits and counts work, and
// the State that a heuristic changes move by move.
package search
