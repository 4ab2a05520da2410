package model

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
)

// Option is a care model at a site.
type Option struct {
	Site, Model int32
	Tiers       []TierTerms // in the order they are named
	Outpatients bool        // its services include outpatients
}

// TierTerms is a size of an option.
type TierTerms struct {
	Name                       string
	Capital                    Pence // once
	Block                      Parts // its site parts, a year
	Cost                       Pence // their weighted sum
	MinPatients, MaxPatients   Patients
	MinPractices, MaxPractices int
	GPs                        int64 // in 1/GPScale; -1: no limit
}

// serviceOutpatients is the service that shifts outpatient care.
const serviceOutpatients = "outpatients"

func (c *compiler) compileOptions() {
	annuity := annuityExact(c.Scenario.Costs.Discount, c.Scenario.Costs.Life)
	ofSite, named := c.tiersBySite()
	ofKind := c.tiersByKind()
	compiled := map[*Tier][]TierTerms{} // by the first of the list
	c.OptionStart = make([]int32, len(c.full.Sites)+1)
	c.sites = make([]position, len(c.full.Sites))
	c.siteArea = make([]int32, len(c.full.Sites))
	for s := range c.full.Sites {
		site := &c.full.Sites[s]
		c.sites[s] = newPosition(site.Lat, site.Lon)
		c.siteArea[s] = c.codes.areas[site.Area]
		permitted := c.modelSetOf(site.Models)
		for m := range c.models {
			tiers := ofKind[[2]string{site.Kind, c.models[m].Code}]
			if named[int32(s)] {
				tiers = ofSite[[2]int32{int32(s), int32(m)}]
			}
			if !permitted.has(int32(m)) || len(tiers) == 0 {
				continue
			}
			terms, done := compiled[tiers[0]]
			if !done {
				for _, t := range tiers {
					terms = append(terms, c.tierTerms(t, annuity))
				}
				compiled[tiers[0]] = terms
			}
			c.Options = append(c.Options, Option{Site: int32(s), Model: int32(m), Tiers: terms, Outpatients: offers(tiers[0].Services)})
		}
		c.OptionStart[s+1] = int32(len(c.Options))
	}
}

// tiersBySite is tiers.csv by (site, model), and the sites that it names: the
// others have the scenario's tiers of their kind.
func (c *compiler) tiersBySite() (tiers map[[2]int32][]*Tier, named map[int32]bool) {
	tiers, named = map[[2]int32][]*Tier{}, map[int32]bool{}
	for i := range c.full.Tiers {
		t := &c.full.Tiers[i]
		s, known := c.codes.sites[t.Site]
		m, defined := c.codes.models[t.Model]
		if known && defined {
			key := [2]int32{s, m}
			tiers[key] = append(tiers[key], t)
			named[s] = true
		}
	}
	return tiers, named
}

// tiersByKind gives the scenario's tiers the form of tiers.csv.
func (c *compiler) tiersByKind() map[[2]string][]*Tier {
	out := map[[2]string][]*Tier{}
	for _, t := range c.Scenario.Tiers {
		capital := product(decimal(t.AreaM2), decimal(c.Scenario.Costs.Kinds[t.Kind].Block))
		if t.Capital != nil {
			capital = decimal(*t.Capital)
		}
		pounds, _ := strconv.ParseFloat(capital.FloatString(9), 64)
		key := [2]string{t.Kind, t.Model}
		if len(out[key]) > 0 && offers(out[key][0].Services) != offers(t.Services) {
			c.fault(Fault{Name: fmt.Sprintf("tier %q of %s at %s", t.Tier, t.Model, t.Kind), Value: "has other services than the first tier",
				Want: "the same services at every tier of a model", Maybe: "services were given for one tier only"})
		}
		out[key] = append(out[key], &Tier{Kind: t.Kind, Model: t.Model, Name: t.Tier, Capital: pounds, Running: t.Running,
			MinPatients: t.MinPatients, MaxPatients: t.MaxPatients, MinPractices: t.MinPractices, MaxPractices: t.MaxPractices,
			AreaM2: t.AreaM2, GPs: t.GPs, Services: t.Services})
	}
	return out
}

func offers(services []string) bool {
	return services == nil || slices.Contains(services, serviceOutpatients)
}

func (c *compiler) tierTerms(t *Tier, annuity *big.Rat) TierTerms {
	out := TierTerms{Name: t.Name, MinPatients: Patients(t.MinPatients), MaxPatients: Patients(t.MaxPatients),
		MinPractices: t.MinPractices, MaxPractices: t.MaxPractices, GPs: -1}
	capital := pence(t.Capital)
	out.Capital = Pence(roundRat(capital))
	out.Block[BlockCapital] = Pence(roundRat(product(capital, annuity)))
	out.Block[BlockRunning] = Pence(roundRat(pence(t.Running)))
	out.Cost = c.Weighted(&out.Block)
	if t.GPs > 0 {
		out.GPs = roundRat(product(decimal(t.GPs), whole(c.gpScale)))
	}
	return out
}

// option finds the option of a site and a model, or -1.
func (in *Instance) option(site, m int32) int32 {
	for o := in.OptionStart[site]; o < in.OptionStart[site+1]; o++ {
		if in.Options[o].Model == m {
			return o
		}
	}
	return -1
}

// offersOutpatients: where there is no such option the default package counts.
func (in *Instance) offersOutpatients(site, m int32) bool {
	o := in.option(site, m)
	return o < 0 || in.Options[o].Outpatients
}

// Load is what the practices at a site add up to.
type Load struct {
	Patients  Patients
	Practices int
	GPs       int64 // of practices resident there, in 1/GPScale
}

// Admits says whether a load lies within the tier's limits.
func (in *Instance) Admits(t *TierTerms, l Load) bool {
	fits := l.Patients >= t.MinPatients && l.Patients <= t.MaxPatients && l.Practices >= t.MinPractices && l.Practices <= t.MaxPractices
	return fits && (t.GPs < 0 || in.Scenario.Rules.GPs.State != Hard || l.GPs <= t.GPs)
}

// CheapestTier is the tier of an option that a load is given: the cheapest that
// admits it, the first named on ties; -1 where none does.
func (in *Instance) CheapestTier(o *Option, l Load) int {
	best := -1
	for k := range o.Tiers {
		if in.Admits(&o.Tiers[k], l) && (best < 0 || o.Tiers[k].Cost < o.Tiers[best].Cost) {
			best = k
		}
	}
	return best
}
