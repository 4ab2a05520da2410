package modeltest

import (
	"math"

	"polyclinic/model"
)

// restated computes what plan.json says of a plan straight from the files'
// figures and the words of model.md, in floats, sharing no code with the model:
// whoever checks a plan from outside would write this.
type restated struct {
	d *model.Data
	s model.Scenario

	area   map[string]*model.Area
	zone   map[string]*model.Zone
	site   map[string]*model.Site
	moving map[string]model.CareModel
	people map[string][]resident // [practice]
}

type resident struct {
	zone  *model.Zone // nil: the practice's own place
	share float64
}

func restate(d *model.Data, s model.Scenario) *restated {
	r := &restated{d: d, s: s, area: map[string]*model.Area{}, zone: map[string]*model.Zone{}, site: map[string]*model.Site{},
		moving: map[string]model.CareModel{}, people: map[string][]resident{}}
	for i := range d.Areas {
		r.area[d.Areas[i].Code] = &d.Areas[i]
	}
	for i := range d.Zones {
		r.zone[d.Zones[i].Code] = &d.Zones[i]
	}
	for i := range d.Sites {
		r.site[d.Sites[i].Code] = &d.Sites[i]
	}
	for _, m := range s.Models {
		r.moving[m.Code] = m
	}
	total := map[string]float64{}
	for _, row := range d.Registered {
		total[row.Practice] += float64(row.Patients)
	}
	for _, row := range d.Registered {
		r.people[row.Practice] = append(r.people[row.Practice], resident{r.zone[row.Zone], float64(row.Patients) / total[row.Practice]})
	}
	return r
}

func (r *restated) list(p *model.Practice) float64 {
	return math.Round(float64(p.List) * math.Pow(1+r.s.Costs.Growth, float64(r.s.Costs.Years)))
}

func (r *restated) residents(p *model.Practice) []resident {
	if len(r.people[p.Code]) == 0 {
		return []resident{{nil, 1}}
	}
	return r.people[p.Code]
}

func metres(lat1, lon1, lat2, lon2 float64) float64 {
	rad := math.Pi / 180
	a := math.Pow(math.Sin((lat2-lat1)*rad/2), 2) + math.Cos(lat1*rad)*math.Cos(lat2*rad)*math.Pow(math.Sin((lon2-lon1)*rad/2), 2)
	return math.Round(2 * 6371009 * math.Asin(math.Sqrt(a)))
}

// times are minutes from where a resident of p lives to a place: weighted and
// plain means, and plain by group.
func (r *restated) times(p *model.Practice, who resident, code string, lat, lon float64) (weighted, plain, car, foot, carShare float64) {
	fromLat, fromLon, areaCode := p.Lat, p.Lon, p.Area
	if who.zone != nil {
		fromLat, fromLon, areaCode = who.zone.Lat, who.zone.Lon, who.zone.Area
	}
	carShare = 0.62
	if r.area[areaCode].Regime == "surrey" {
		carShare = 0.86
	}
	for _, t := range r.d.Travel {
		if who.zone != nil && t.Zone == who.zone.Code && t.Place == code {
			w := t.Minutes
			if t.Weighted != nil {
				w = *t.Weighted
			}
			return w, t.Minutes, t.Minutes, t.Minutes, carShare
		}
	}
	km := metres(fromLat, fromLon, lat, lon) / 1000
	bus, busWeighted := 8+4.5*1.4*km, 8*r.s.Costs.BusWaitWeight+4.5*1.4*km
	drive := 5.67 + 2.95*math.Pow(km, 0.8)
	if km >= 12 {
		drive = 5.67 + 2.95*math.Pow(12, 0.8) + 2*(km-12)
	}
	driveWeighted := drive + r.s.Costs.CarAdded
	walk := math.Inf(1)
	if 1.3*km <= 1.2 {
		walk = 1.3 * km / 4.8 * 60
	}
	foot, footWeighted := bus, busWeighted
	if walk <= busWeighted {
		foot, footWeighted = walk, walk
	}
	car, carWeighted := foot, footWeighted
	if driveWeighted < footWeighted {
		car, carWeighted = drive, driveWeighted
	}
	return carShare*carWeighted + (1-carShare)*footWeighted, carShare*car + (1-carShare)*foot, car, foot, carShare
}

// hospital is where a resident's outpatients go now.
func (r *restated) hospital(p *model.Practice, who resident) *model.Hospital {
	lat, lon := p.Lat, p.Lon
	if who.zone != nil {
		lat, lon = who.zone.Lat, who.zone.Lon
	}
	var best *model.Hospital
	for i := range r.d.Hospitals {
		h := &r.d.Hospitals[i]
		if who.zone != nil && who.zone.Hospital == h.Code {
			return h
		}
		if !h.Acute {
			continue
		}
		if best == nil {
			best = h
			continue
		}
		d, least := metres(lat, lon, h.Lat, h.Lon), metres(lat, lon, best.Lat, best.Lon)
		if d < least || d == least && h.Code < best.Code {
			best = h
		}
	}
	return best
}

func annuity(rate, years float64) float64 { return rate / (1 - math.Pow(1+rate, -years)) }

func penny(pounds float64) float64 { return pounds * 100 }

// practice is what a practice costs at a site, in pence before rounding, and
// where its patients then are.
func (r *restated) practice(p *model.Practice, siteCode, modelCode string, moves bool) (cost map[string]float64, extra, beyond float64) {
	list, c := r.list(p), r.s.Costs
	cost = map[string]float64{"premises": 0, "transition": 0, "overhead": 0, "staff": 0, "outpatients": 0,
		"gp_travel": 0, "outpatient_travel": 0, "continuity": 0, "acceptability": 0}
	place := func(lat, lon float64, code string) (weighted, plain, late float64) {
		for _, who := range r.residents(p) {
			w, t, car, foot, share := r.times(p, who, code, lat, lon)
			weighted += who.share * w
			plain += who.share * t
			if car > r.s.Rules.TravelCap.Limit {
				late += who.share * share
			}
			if foot > r.s.Rules.TravelCap.Limit {
				late += who.share * (1 - share)
			}
		}
		return weighted, plain, late
	}
	nowWeighted, nowPlain, late := place(p.Lat, p.Lon, p.Code)
	if siteCode == "" {
		return cost, 0, late
	}
	site := r.site[siteCode]
	care := r.moving[modelCode]
	inBuilding := metres(p.Lat, p.Lon, site.Lat, site.Lon) <= float64(r.s.Rules.Host.Within)
	weighted, plain, lateThere := place(site.Lat, site.Lon, site.Code)

	hospital := 0.0
	meanWeight := 0.0
	for _, who := range r.residents(p) {
		h := r.hospital(p, who)
		w, _, _, _, _ := r.times(p, who, h.Code, h.Lat, h.Lon)
		hospital += who.share * w
		if who.zone != nil && who.zone.Weight != nil {
			meanWeight += who.share * *who.zone.Weight
		} else {
			meanWeight += who.share
		}
	}
	outpatients := true
	for _, t := range r.d.Tiers {
		if t.Site == siteCode && t.Model == modelCode {
			outpatients = t.Services == nil
		}
	}
	shifted := c.OutpatientAttendances * c.OutpatientShare
	if outpatients {
		cost["outpatients"] = penny(list * shifted * (c.Clinic - c.Release*c.Tariff))
		cost["outpatient_travel"] = penny(shifted * 2 * list * (weighted - hospital) * c.ValueOfTime / 60)
	}
	cost["overhead"] = penny(c.Overhead[modelCode] * list)
	cost["staff"] = penny(-c.Staff[modelCode] * list)
	if !(inBuilding && care.Moves != "none" && !care.OneList) {
		cost["continuity"] = penny(c.Continuity[modelCode] * meanWeight * list)
	}
	support := c.Consultation
	if a := r.area[p.Area]; a.SupportResponse != nil {
		if own, ok := a.Support[modelCode]; ok {
			n := float64(*a.SupportResponse)
			support = (own*n + c.Consultation*c.ConsultationWeight) / (n + c.ConsultationWeight)
		}
	}
	cost["acceptability"] = penny(list * (1 - support))
	if !moves {
		return cost, 0, late
	}
	rent := c.Rent * list
	if p.Rent != nil {
		rent = *p.Rent
	}
	cost["gp_travel"] = penny(c.SurgeryVisits * 2 * list * (weighted - nowWeighted) * c.ValueOfTime / 60)
	cost["premises"] = penny(c.Space[modelCode]*list*(c.Kinds[site.Kind].Space*annuity(c.Discount, c.Life)+c.SpaceRunning) - rent)
	cost["transition"] = penny(c.Transition * list * annuity(c.Discount, c.TransitionLife))
	return cost, math.Round(c.SurgeryVisits * 2 * list * (plain - nowPlain)), lateThere
}
