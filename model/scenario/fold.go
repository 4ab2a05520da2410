package scenario

import "strings"

// Fold puts changes that are alike in many kinds of site, or in many areas, into
// one: its path has a star in that place, and Alike says how many there are. The
// order is that of the first of each.
func Fold(changes []Change) []Folded {
	count := map[Change]int{}
	for _, c := range changes {
		count[starred(c)]++
	}
	var out []Folded
	said := map[Change]bool{}
	for _, c := range changes {
		star := starred(c)
		switch n := count[star]; {
		case n < foldFrom:
			out = append(out, Folded{c, 1})
		case !said[star]:
			said[star] = true
			out = append(out, Folded{star, n})
		}
	}
	return out
}

// foldFrom is how many changes alike are put into one.
const foldFrom = 3

// Folded is a change, or several that are alike.
type Folded struct {
	Change
	Alike int
}

// starred is a change of a tier or an area without saying of which.
func starred(c Change) Change {
	parts := strings.SplitN(c.Path, ".", 3)
	if len(parts) == 3 && (parts[0] == "tiers" || parts[0] == "areas") {
		c.Path = parts[0] + ".*." + parts[2]
	}
	return c
}
