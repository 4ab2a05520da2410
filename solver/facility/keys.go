package facility

import "strconv"

// Keys tell the customers, sites and rows of a problem from one another by their
// names, so that they can be found in a similar problem. None is empty and none
// comes twice; what has no name goes by its number.
type Keys struct {
	Customers, Sites, Rows []string
}

// Keys makes the keys of a problem.
func (p *Problem) Keys() Keys {
	rows := make([]string, len(p.Rows))
	for r := range rows {
		rows[r] = p.Rows[r].Name
	}
	return Keys{unique(p.Names.Customers, p.NumCustomers()), unique(p.Names.Sites, p.NumSites()), unique(rows, len(rows))}
}

func unique(names []string, count int) []string {
	out, seen := make([]string, count), make(map[string]int, count)
	for k := range out {
		if k < len(names) {
			out[k] = names[k]
		}
		seen[out[k]]++
		if n := seen[out[k]]; n > 1 || out[k] == "" {
			out[k] += "#" + strconv.Itoa(n)
		}
	}
	return out
}

// Numbers leads from keys back to numbers.
func Numbers(keys []string) map[string]int32 {
	out := make(map[string]int32, len(keys))
	for k, key := range keys {
		out[key] = int32(k)
	}
	return out
}

// Nth is how many arcs of the same customer to the same option come before one.
func (p *Problem) Nth(arc int32) int32 {
	k := int32(0)
	first, _ := p.Arcs(p.ArcCustomer[arc])
	for a := first; a < arc; a++ {
		if p.ArcOption[a] == p.ArcOption[arc] {
			k++
		}
	}
	return k
}

// FindArc is the arc of a customer to a site in a mode that comes after nth others
// of its kind, -1: there is none.
func (p *Problem) FindArc(customer, site, mode, nth int32) int32 {
	first, last := p.Arcs(customer)
	for a := first; a < last; a++ {
		if o := p.ArcOption[a]; p.OptionSite[o] == site && p.OptionMode[o] == mode {
			if nth == 0 {
				return a
			}
			nth--
		}
	}
	return -1
}

// FindOption is a site's option in a mode, -1: there is none.
func (p *Problem) FindOption(site, mode int32) int32 {
	first, last := p.Options(site)
	for o := first; o < last; o++ {
		if p.OptionMode[o] == mode {
			return o
		}
	}
	return -1
}

// Positions leads from keys of one problem to numbers in another, -1 where it has
// none.
func Positions(then, now []string) []int32 {
	number := Numbers(now)
	out := make([]int32, len(then))
	for k, key := range then {
		at, ok := number[key]
		if !ok {
			at = -1
		}
		out[k] = at
	}
	return out
}
