package model

import "math"

// compileLinks finds the sites that each practice may reach and measures the
// way to each, site by site: a site's minutes to a zone serve all its practices.
func (c *compiler) compileLinks() {
	c.compileToday()
	places := make([]position, len(c.Practices))
	for p := range places {
		places[p] = c.practicePlace(int32(p))
	}
	c.candidates(places)
	bySite := c.linksBySite()
	c.compileCaps()
	rules := &c.Scenario.Rules
	if rules.HubCap.State != Off || rules.Equity.State != Off {
		c.extra = make([]linkExtra, len(c.links))
	}
	t := newTripTable(c)
	for s := range c.sites {
		links := bySite.of(int32(s))
		if len(links) == 0 {
			continue
		}
		t.aim(c.sites[s], at(c.matrix.sites, int32(s)))
		for _, k := range links {
			l := &c.links[k]
			sums := c.sum(l.Practice, t.trip)
			link, extra := c.link(l.Practice, l.Site, l.Metres, &sums)
			*l = link
			if c.extra != nil {
				c.extra[k] = extra
			}
		}
	}
}

// compileCaps turns the shares of the caps into whole numbers of every practice.
func (c *compiler) compileCaps() {
	rules := &c.Scenario.Rules
	for p := range c.Practices {
		scale := c.ShareScale(int32(p))
		c.capLimit = append(c.capLimit, most(rules.TravelCap.Share, scale))
		c.hubLimit = append(c.hubLimit, most(rules.HubCap.Share, scale))
	}
}

// compileToday measures where everyone goes now.
func (c *compiler) compileToday() {
	t := newTripTable(c)
	z := &c.zones
	for p := range c.Practices {
		t.aim(c.practicePlace(int32(p)), at(c.matrix.practices, int32(p)))
		today := c.sum(int32(p), t.trip)
		for k := z.start[p]; k < z.start[p+1]; k++ {
			n, usual := float64(z.patients[k]), z.usual[z.zone[k]]
			today.usual.weighted += n * usual.weighted
			today.usual.plain += n * usual.plain
		}
		c.Practices[p].today = today
	}
}

// candidates lists the pairs that reach and boundary leave, and their metres.
func (c *compiler) candidates(places []position) {
	reach := c.reach()
	near := newStrip(c.sites)
	c.linkStart = make([]int32, len(places)+1)
	var sites []int32
	for p := range places {
		sites = near.within(places[p], reach, sites[:0])
		for _, s := range sites {
			if c.prices[ruleBoundary] == hardPrice && !c.inScope(c.Practices[p].Area, c.siteArea[s]) {
				continue
			}
			c.links = append(c.links, Link{Practice: int32(p), Site: s, Metres: places[p].to(c.sites[s])})
		}
		c.linkStart[p+1] = int32(len(c.links))
	}
}

// reach in metres.
func (in *Instance) reach() Metres {
	return Metres(math.Floor(in.Scenario.Rules.Reach.KM*1000 + 1e-6))
}

// grouped lists the members of groups, in order.
type grouped struct{ start, members []int32 }

func (g *grouped) of(i int32) []int32 { return g.members[g.start[i]:g.start[i+1]] }

func (c *compiler) linksBySite() grouped {
	g := grouped{start: make([]int32, len(c.sites)+1), members: make([]int32, len(c.links))}
	for k := range c.links {
		g.start[c.links[k].Site+1]++
	}
	for s := range c.sites {
		g.start[s+1] += g.start[s]
	}
	next := append([]int32(nil), g.start...)
	for k := range c.links {
		s := c.links[k].Site
		g.members[next[s]] = int32(k)
		next[s]++
	}
	return g
}

// tripTable remembers the trips from zones to one place, and by regime and
// metres those to all places.
type tripTable struct {
	c        *compiler
	to       position
	given    []override
	turn     int32
	turns    []int32 // [zone] the turn in which its trip was computed
	trips    []trip  // [zone]
	byMetres [][]trip
}

// tabulatedMetres bounds the table by distance; longer ways are computed.
const tabulatedMetres = 1 << 15

func newTripTable(c *compiler) *tripTable {
	n := len(c.zones.place)
	t := &tripTable{c: c, turns: make([]int32, n), trips: make([]trip, n)}
	for range c.zones.means {
		table := make([]trip, tabulatedMetres)
		for i := range table {
			table[i].beyond = -1 // not computed yet
		}
		t.byMetres = append(t.byMetres, table)
	}
	return t
}

func (t *tripTable) aim(to position, given []override) {
	t.to, t.given = to, given
	t.turn++
}

func (t *tripTable) trip(zone int32) *trip {
	if t.turns[zone] != t.turn {
		t.turns[zone] = t.turn
		t.trips[zone] = t.compute(zone)
	}
	return &t.trips[zone]
}

func (t *tripTable) compute(zone int32) trip {
	in := t.c.Instance
	if j, ok := find(t.given, zone); ok {
		return in.trip(zone, j)
	}
	z := &in.zones
	d := z.place[zone].to(t.to)
	if d >= tabulatedMetres {
		return in.trip(zone, z.means[z.regime[zone]].journey(d))
	}
	entry := &t.byMetres[z.regime[zone]][d]
	if entry.beyond < 0 {
		*entry = in.trip(zone, z.means[z.regime[zone]].journey(d))
	}
	return *entry
}
