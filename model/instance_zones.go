package model

import (
	"math/big"
)

// zoneTerms holds the zones as travel needs them. Practices without
// registrations live in zones of their own, after the real ones.
type zoneTerms struct {
	place   []position
	regime  []int32  // [zone] into means
	means   []means  // [regime]
	cars    []int64  // [regime] people with a car, of Instance.groups
	toward  []int32  // [zone] hospital of its outpatients, -1 none
	usual   []travel // [zone] to that hospital
	inFifth []bool   // [zone]

	allUsual bool // every zone has such a hospital; else outpatient travel is nothing

	start    []int32 // [practice+1] into who lives where
	zone     []int32
	patients []int64
	all      []int64 // [practice] sum of patients
}

// travel is the part of a journey that sums need.
type travel struct{ weighted, plain float64 }

func (c *compiler) compileZones() {
	c.matrix = newMatrix(c.full, c.codes.zones)
	c.compileRegimes()
	z := &c.zones
	for i := range c.full.Zones {
		zone := &c.full.Zones[i]
		z.place = append(z.place, newPosition(zone.Lat, zone.Lon))
		z.regime = append(z.regime, c.regimeOf(c.codes.areas[zone.Area]))
	}
	c.compileRegistrations()
	c.compileHospitals()
	c.compileFifth()
	c.compileWeights()
}

// compileRegimes puts the regimes in the order of the areas that use them.
func (c *compiler) compileRegimes() {
	all := DefaultRegimes()
	for name, r := range c.full.Regimes {
		all[name] = r
	}
	seen := map[string]bool{}
	c.groups = 1
	var shares []*big.Rat
	for i := range c.full.Areas {
		name := regimeName(&c.full.Areas[i])
		if seen[name] {
			continue
		}
		seen[name] = true
		r := all[name]
		c.zones.means = append(c.zones.means, means{Regime: r, waitWeight: c.Scenario.Costs.BusWaitWeight, carAdded: c.Scenario.Costs.CarAdded})
		c.regimes = append(c.regimes, name)
		shares = append(shares, decimal(r.Car))
	}
	c.zones.cars, c.groups = wholes(shares)
}

func regimeName(a *Area) string {
	if a.Regime == "" {
		return "london"
	}
	return a.Regime
}

func (c *compiler) regimeOf(area int32) int32 {
	name := regimeName(&c.full.Areas[area])
	for i, r := range c.regimes {
		if r == name {
			return int32(i)
		}
	}
	panic("model: an area without a regime")
}

// compileRegistrations sorts who lives where by practice.
func (c *compiler) compileRegistrations() {
	z := &c.zones
	n := len(c.full.Practices)
	rows := c.full.Registered
	if len(rows) == 0 && len(c.full.Zones) > 0 {
		rows = Gravity(c.full)
	}
	practice, zone := make([]int32, len(rows)), make([]int32, len(rows))
	z.start = make([]int32, n+1)
	z.all = make([]int64, n)
	last, lastCode := int32(-1), ""
	for i := range rows {
		if last < 0 || rows[i].Practice != lastCode {
			last, lastCode = c.codes.practices[rows[i].Practice], rows[i].Practice
		}
		practice[i], zone[i] = last, c.codes.zones[rows[i].Zone]
		z.all[last] += rows[i].Patients
	}
	for i := range rows {
		if rows[i].Patients > 0 {
			z.start[practice[i]+1]++
		}
	}
	for p := range n {
		if z.all[p] == 0 {
			z.start[p+1]++ // its own place
		}
		z.start[p+1] += z.start[p]
	}
	z.zone = make([]int32, z.start[n])
	z.patients = make([]int64, z.start[n])
	next := append([]int32(nil), z.start[:n]...)
	for i := range rows {
		if rows[i].Patients > 0 {
			k := next[practice[i]]
			z.zone[k], z.patients[k] = zone[i], rows[i].Patients
			next[practice[i]]++
		}
	}
	for p := range n {
		if z.all[p] == 0 {
			z.zone[next[p]], z.patients[next[p]] = c.ownZone(p), 1
			z.all[p] = 1
		}
	}
}

// ownZone adds a zone at the place of a practice without registrations.
func (c *compiler) ownZone(p int) int32 {
	z := &c.zones
	practice := &c.full.Practices[p]
	z.place = append(z.place, newPosition(practice.Lat, practice.Lon))
	z.regime = append(z.regime, c.regimeOf(c.Practices[p].Area))
	return int32(len(z.place) - 1)
}

// compileHospitals finds where every zone's outpatients go now.
func (c *compiler) compileHospitals() {
	z := &c.zones
	var acute []int32
	var places []position
	for h := range c.full.Hospitals {
		if c.full.Hospitals[h].Acute {
			acute = append(acute, int32(h))
			places = append(places, newPosition(c.full.Hospitals[h].Lat, c.full.Hospitals[h].Lon))
		}
	}
	near := newStrip(places)
	byCode := func(a, b int32) bool { return c.full.Hospitals[acute[a]].Code < c.full.Hospitals[acute[b]].Code }
	z.toward = make([]int32, len(z.place))
	z.usual = make([]travel, len(z.place))
	z.allUsual = true
	for i := range z.place {
		h := int32(-1)
		if i < len(c.full.Zones) && c.full.Zones[i].Hospital != "" {
			h = c.codes.hospitals[c.full.Zones[i].Hospital]
		} else if k := near.nearest(z.place[i], byCode); k >= 0 {
			h = acute[k]
		}
		z.toward[i] = h
		if h >= 0 {
			hospital := &c.full.Hospitals[h]
			j := c.journey(int32(i), newPosition(hospital.Lat, hospital.Lon), at(c.matrix.hospitals, h))
			z.usual[i] = travel{j.weighted, j.plain}
		}
		z.allUsual = z.allUsual && h >= 0
	}
	if !z.allUsual {
		c.warn(Fault{File: "hospitals.csv", Name: "the instance", Value: "has no acute hospital, so outpatient travel counts nothing", Want: "at least one"})
	}
}

// compileWeights is the mean continuity weight of every practice's patients.
func (c *compiler) compileWeights() {
	given := false
	for i := range c.full.Zones {
		given = given || c.full.Zones[i].Weight != nil
	}
	if !given {
		return
	}
	weights := make([]*big.Rat, len(c.full.Zones))
	for i := range weights {
		weights[i] = given64(c.full.Zones[i].Weight, func() *big.Rat { return big.NewRat(1, 1) })
	}
	scaled, scale := wholes(weights)
	z := &c.zones
	for p := range c.Practices {
		sum := new(big.Int)
		for k := z.start[p]; k < z.start[p+1]; k++ {
			w := scale
			if int(z.zone[k]) < len(scaled) {
				w = scaled[z.zone[k]]
			}
			sum.Add(sum, new(big.Int).Mul(big.NewInt(w), big.NewInt(z.patients[k])))
		}
		all := new(big.Int).Mul(big.NewInt(z.all[p]), big.NewInt(scale))
		c.Practices[p].weight = new(big.Rat).SetFrac(sum, all)
	}
}
