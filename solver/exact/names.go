package exact

import (
	"fmt"

	"polyclinic/solver/facility"
)

// names tell a tree's customers, sites and rows from one another, and are the same
// in similar problems. The site for leaving has no name.
type names struct {
	t                      *Tree
	customers, sites, rows []string
	customer, site         map[string]int32 // see index
}

func (t *Tree) names() *names {
	keys := t.given.Keys()
	n := &names{t: t, customers: keys.Customers, sites: keys.Sites}
	if t.leave.row >= 0 {
		n.sites = append(n.sites, "")
	}
	n.rows = append(keys.Rows, make([]string, len(t.q.Rows)-len(keys.Rows))...)
	n.rows[t.rows.total] = "#open"
	for mode, r := range t.rows.mode {
		n.rows[r] = fmt.Sprintf("#mode %d", mode)
	}
	for mode, rows := range t.rows.size {
		for size, r := range rows {
			n.rows[r] = fmt.Sprintf("#size %d %d", mode, size)
		}
	}
	for j, r := range t.rows.site {
		n.rows[r] = "#site " + n.sites[j]
	}
	return n
}

// tell puts a branching into names.
func (n *names) tell(b branching) Branching {
	p := n.t.p
	out := Branching{Kind: b.kind, Limit: b.limit, Other: b.rest}
	switch b.kind {
	case byRow:
		out.Row = b.index
	case byOption:
		out.Site, out.Mode = n.sites[p.OptionSite[b.index]], p.OptionMode[b.index]
	case byPlace:
		out.Customer = n.customers[b.index]
		if b.site >= 0 {
			out.Site = n.sites[b.site]
		}
	case byArc:
		o := p.ArcOption[b.index]
		out.Customer, out.Site, out.Mode, out.Nth = n.customers[p.ArcCustomer[b.index]], n.sites[p.OptionSite[o]], p.OptionMode[o], p.Nth(b.index)
	}
	return out
}

// index prepares for looking up names.
func (n *names) index() {
	n.customer, n.site = facility.Numbers(n.customers), facility.Numbers(n.sites)
}

// reaches says whether a customer may be at a site, or out.
func (n *names) reaches(customer, site int32) bool {
	p := n.t.p
	if site < 0 {
		return p.CanLeave[customer]
	}
	first, last := p.Arcs(customer)
	for a := first; a < last; a++ {
		if p.OptionSite[p.ArcOption[a]] == site {
			return true
		}
	}
	return false
}
