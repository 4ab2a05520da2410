// Package patch cuts parts out of a problem: some customers and sites, with the
// rest of a solution held as it is. What is found in one part can be put back
// whatever is found in the others, so that parts are searched side by side and
// their gains add up; a search of the whole keeps only the best of several.
//
// Arcs between parts are dropped, so parts are grown from neighbouring sites, and
// anew every time. A row over several parts is shared out: each part may use its
// present activity and an equal share of what is left.
//
// Taillard and Voß, POPMUSIC (2002), take problems apart in the same spirit.
package patch
