package model

// gpRows: the GPs of the practices resident at a site fit its tier. Where the
// rule is hard, tiers admit nobody else (Admits), and the rows only report.
func (c *compiler) gpRows() {
	every := int64(0)
	for p := range c.Practices {
		every += c.Practices[p].GPs
	}
	for i := range c.Options {
		o := &c.Options[i]
		if c.models[o.Model].Moves == movesNone {
			continue
		}
		r, on := c.ruleRow("gps", c.Scenario.Rules.GPs, -1, "GPs")
		if !on {
			return
		}
		site, m := o.Site, o.Model
		r.Upper, r.Scale, r.Worst, r.OfSite = 0, c.gpScale, true, site
		r.Arc = func(a *Arc, _ *Link) int64 {
			return indicator(a.Site == site && a.Model == m && a.Resident) * c.Practices[a.Practice].GPs
		}
		r.Tier = func(o *Option, t *TierTerms) int64 {
			switch {
			case o.Site != site || o.Model != m:
				return 0
			case t.GPs < 0:
				return -every
			}
			return -t.GPs
		}
		c.addRow(r)
	}
}

// lockRows are the locks that are more than a missing arc: sites required, and
// practices kept apart.
func (c *compiler) lockRows() {
	for _, req := range c.locks.required {
		r := newRow("locks", -1, Hard, 0, "locks")
		r.Lower, r.Worst, r.OfSite = 1, true, req.site
		r.Tier = func(o *Option, _ *TierTerms) int64 {
			return indicator(o.Site == req.site && (req.model < 0 || o.Model == req.model))
		}
		c.addRow(r)
	}
	for _, apart := range c.locks.apart {
		for _, site := range c.sharedSites(apart.practices) {
			r := newRow("locks", -1, Hard, 0, "locks")
			r.Upper, r.Worst, r.OfSite = 1, true, site
			r.Arc = func(a *Arc, _ *Link) int64 {
				if a.Site != site {
					return 0
				}
				for _, p := range apart.practices {
					if p == a.Practice {
						return 1
					}
				}
				return 0
			}
			c.addRow(r)
		}
	}
}

// sharedSites are the sites to which two or more of some practices have arcs.
func (c *compiler) sharedSites(practices []int32) []int32 {
	count := make([]int, len(c.sites))
	for _, p := range practices {
		last := int32(-1)
		for i := c.ArcStart[p]; i < c.ArcStart[p+1]; i++ {
			if s := c.links[c.arcLink[i]].Site; s != last {
				last = s
				count[s]++
			}
		}
	}
	var out []int32
	for s, n := range count {
		if n > 1 {
			out = append(out, int32(s))
		}
	}
	return out
}
