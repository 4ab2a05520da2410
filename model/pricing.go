package model

// Pricing prices one plan under many scenarios over the same data. What depends
// on neither costs nor weights is worked out once. Goroutines may share it.
type Pricing struct {
	data *Prepared
	in   *Instance
	plan *Plan
	ways []travelSums // [practice] to its site; nothing where it stays
}

// Pricing prepares to price a plan; in is an instance of p.
func (p *Prepared) Pricing(in *Instance, plan *Plan) *Pricing {
	x := &Pricing{data: p, in: in, plan: plan, ways: make([]travelSums, len(plan.Places))}
	for i := range plan.Places {
		if s := plan.Places[i].Site; s >= 0 {
			x.ways[i] = in.sumTo(int32(i), in.sites[s], at(in.matrix.sites, s))
		}
	}
	return x
}

// Under is an instance for which Cost of the plan is what it is for that of New. It
// has the links that the plan uses and no arcs, so that nothing can be planned over
// it.
func (x *Pricing) Under(overlays ...Overlay) (*Instance, Warnings, error) {
	return x.data.compile(func(d *Data, sha256 string, scenario Scenario, set places) (*Instance, Warnings, Faults) {
		c := newCompiler(d, sha256, scenario, set)
		same := sameWays(&scenario, &x.in.Scenario)
		if same {
			c.compileTerms(func() { c.borrowZones(x.in) })
		} else {
			c.compileTerms(c.compileZones)
		}
		if len(c.faults) == 0 {
			if !same {
				c.compileToday()
			}
			c.compileCaps()
			c.linksOf(x, same)
			c.compileRows()
		}
		return c.done()
	}, overlays)
}

// sameWays says whether everybody travels alike under two scenarios, as far as an
// instance remembers it.
func sameWays(a, b *Scenario) bool {
	return a.Costs.BusWaitWeight == b.Costs.BusWaitWeight && a.Costs.CarAdded == b.Costs.CarAdded &&
		a.Costs.Growth == b.Costs.Growth && a.Costs.Years == b.Costs.Years &&
		a.Rules.TravelCap.Limit == b.Rules.TravelCap.Limit && a.Rules.HubCap.Limit == b.Rules.HubCap.Limit
}

// borrowZones takes over what compileZones and compileToday would find.
func (c *compiler) borrowZones(in *Instance) {
	c.matrix, c.zones, c.regimes, c.groups, c.fifth = in.matrix, in.zones, in.regimes, in.groups, in.fifth
	for p := range c.Practices {
		c.Practices[p].weight, c.Practices[p].today = in.Practices[p].weight, in.Practices[p].today
	}
}

// linksOf stores the links that a plan uses, and no arcs.
func (c *compiler) linksOf(x *Pricing, same bool) {
	c.linkStart, c.ArcStart = make([]int32, len(c.Practices)+1), make([]int32, len(c.Practices)+1)
	c.extra = []linkExtra{}
	for p := range x.plan.Places {
		if s := x.plan.Places[p].Site; s >= 0 {
			sums := x.ways[p]
			if !same {
				sums = c.sumTo(int32(p), c.sites[s], at(c.matrix.sites, s))
			}
			link, extra := c.link(int32(p), s, c.practicePlace(int32(p)).to(c.sites[s]), &sums)
			c.links, c.extra = append(c.links, link), append(c.extra, extra)
		}
		c.linkStart[p+1] = int32(len(c.links))
	}
}
