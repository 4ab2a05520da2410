package model

import (
	"fmt"
	"math/big"
)

// money holds the scenario's costs as rates in pence (model.md §4).
type money struct {
	gpMinute  float64 // pence per weighted minute of one way to the GP, per patient
	outMinute float64 // the same to the outpatient clinic, for the share that shifts
	gpTrips   float64 // one-way trips a year per patient: to the GP,
	outTrips  float64 // and to the outpatient clinic, for the share that shifts

	overhead, staff, continuity []rate // [model] per patient
	outpatients                 rate   // per patient of a site whose services include them
	transitionOnce              rate   // per patient
	transitionYearly            perPatient
	premises                    [][]perPatient // [model][kind] a year, before rent
	premisesOnce                [][]rate       // [model][kind] capital
	premisesRunning             []perPatient   // [model] a year, before rent
	acceptability               [][]rate       // [area][model]

	kinds map[string]int
}

// perPatient is a yearly sum per patient that holds an annuity: irrational for
// all that matters, so computed in floats, exactly where a half penny is near.
type perPatient struct {
	near  float64
	exact *big.Rat
}

func newPerPatient(exact *big.Rat) perPatient {
	near, _ := exact.Float64()
	return perPatient{near, exact}
}

// times is list × the sum, less rent, rounded once. All in pence.
func (p perPatient) times(list Patients, rent *big.Rat, nearRent float64) Pence {
	return Pence(roundNear(float64(list)*p.near-nearRent, func() *big.Rat {
		all := product(p.exact, whole(int64(list)))
		if rent != nil {
			all.Sub(all, rent)
		}
		return all
	}))
}

var hundred = big.NewRat(PencePerPound, 1)

func pence(pounds float64) *big.Rat { return product(decimal(pounds), hundred) }

func (c *compiler) compileMoney() {
	costs, w := &c.Scenario.Costs, &c.Scenario.Weights
	for p := range numParts {
		c.weights[p] = newRate(decimal(w.Of(p)))
	}
	m := &c.money
	shifted := costs.OutpatientAttendances * costs.OutpatientShare
	m.gpTrips, m.outTrips = 2*costs.SurgeryVisits, 2*shifted
	minute := costs.ValueOfTime / minutesPerHour * PencePerPound
	m.gpMinute, m.outMinute = m.gpTrips*minute, m.outTrips*minute

	kept := new(big.Rat).Sub(pence(costs.Clinic), product(decimal(costs.Release), pence(costs.Tariff)))
	m.outpatients = newRate(product(decimal(costs.OutpatientAttendances), decimal(costs.OutpatientShare), kept))
	m.transitionOnce = newRate(pence(costs.Transition))
	m.transitionYearly = newPerPatient(product(m.transitionOnce.rat, annuityExact(costs.Discount, costs.TransitionLife)))
	c.compileModelMoney()
}

// compileModelMoney fills what differs between care models.
func (c *compiler) compileModelMoney() {
	costs, m := &c.Scenario.Costs, &c.money
	m.kinds = map[string]int{}
	var kinds []KindCost
	for _, s := range c.full.Sites {
		if _, seen := m.kinds[s.Kind]; seen {
			continue
		}
		kind, ok := costs.Kinds[s.Kind]
		if !ok {
			c.fault(Fault{File: "sites.csv", Name: fmt.Sprintf("site %q", s.Code), Value: fmt.Sprintf("has kind %q", s.Kind),
				Want: "a kind that costs.kinds prices", Maybe: "the scenario leaves it out"})
		}
		m.kinds[s.Kind] = len(kinds)
		kinds = append(kinds, kind)
	}
	annuity := annuityExact(costs.Discount, costs.Life)
	for _, model := range c.models {
		m.overhead = append(m.overhead, newRate(pence(costs.Overhead[model.Code])))
		m.staff = append(m.staff, newRate(pence(-costs.Staff[model.Code])))
		m.continuity = append(m.continuity, newRate(pence(costs.Continuity[model.Code])))
		space := decimal(costs.Space[model.Code])
		running := product(space, pence(costs.SpaceRunning))
		m.premisesRunning = append(m.premisesRunning, newPerPatient(running))
		var yearly []perPatient
		var once []rate
		for _, kind := range kinds {
			capital := product(space, pence(kind.Space))
			once = append(once, newRate(capital))
			yearly = append(yearly, newPerPatient(new(big.Rat).Add(product(capital, annuity), running)))
		}
		m.premises = append(m.premises, yearly)
		m.premisesOnce = append(m.premisesOnce, once)
	}
}

// parts are a practice's parts of the accounts on an arc.
func (in *Instance) parts(a *Arc, l *Link) Parts {
	var out Parts
	m, p := &in.money, &in.Practices[a.Practice]
	list := int64(p.List)
	out[Overhead] = Pence(m.overhead[a.Model].times(list))
	out[Staff] = Pence(m.staff[a.Model].times(list))
	if in.offersOutpatients(a.Site, a.Model) {
		out[Outpatients] = Pence(m.outpatients.times(list))
		out[OutpatientTravel] = l.OutpatientTravel
	}
	if !a.Resident || !a.InBuilding || in.models[a.Model].OneList {
		out[Continuity] = p.continuity(m.continuity[a.Model])
	}
	out[Acceptability] = Pence(m.acceptability[p.Area][a.Model].times(list))
	if a.Moves {
		out[GPTravel] = l.GPTravel
		out[Premises] = m.premises[a.Model][in.siteKind(a.Site)].times(p.List, p.rent, p.nearRent)
		out[Transition] = m.transitionYearly.times(p.List, nil, 0)
	}
	return out
}

// capital is what an arc asks of a capital budget: premises and moving.
func (in *Instance) capital(a *Arc) int64 {
	if !a.Moves {
		return 0
	}
	list := int64(in.Practices[a.Practice].List)
	return in.money.premisesOnce[a.Model][in.siteKind(a.Site)].times(list) + in.money.transitionOnce.times(list)
}

// revenue is what an arc asks of a revenue budget: premises running less rent,
// overhead less staff economies.
func (in *Instance) revenue(a *Arc) int64 {
	p := &in.Practices[a.Practice]
	list := int64(p.List)
	out := in.money.overhead[a.Model].times(list) + in.money.staff[a.Model].times(list)
	if a.Moves {
		out += int64(in.money.premisesRunning[a.Model].times(p.List, p.rent, p.nearRent))
	}
	return out
}

func (in *Instance) siteKind(site int32) int { return in.money.kinds[in.Data.Sites[site].Kind] }
