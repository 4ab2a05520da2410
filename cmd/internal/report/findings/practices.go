package findings

import "polyclinic/model"

// Practice is a practice with its place under the plan.
type Practice struct {
	Code, Name, Area string
	Lat, Lon         float64
	List             model.Patients
	Site, Model      string // "": it stays as it is
	OpenSite         int    // number of the open site, -1
	Moves            bool
	OneList          bool    // it merges
	Metres           int64   // straight line to the site
	ExtraMinutes     int64   // to the GP, a year, all its patients
	ExtraTrip        float64 // the same for one way of one patient
	Beyond           float64 // share of its patients beyond the hard limit
}

func (f *Findings) findPractices() {
	trips := 2 * f.In.Scenario.Costs.SurgeryVisits
	for i := range f.Plan.Places {
		d, t := &f.In.Data.Practices[i], &f.In.Practices[i]
		p := Practice{Code: d.Code, Name: d.Name, Area: d.Area, Lat: d.Lat, Lon: d.Lon, List: t.List, OpenSite: -1}
		beyond := f.In.BeyondToday(int32(i))
		if a, ok := f.arc(int32(i)); ok {
			care := f.In.Models()[a.Model]
			p.Site, p.Model, p.OpenSite = f.In.Data.Sites[a.Site].Code, care.Code, f.Plan.Open(a.Site)
			p.Moves, p.OneList = a.Moves, care.OneList
			p.Metres, p.ExtraMinutes = int64(f.In.Link(&a).Metres), f.In.GPMinutes(&a)
			if t.List > 0 && trips > 0 {
				p.ExtraTrip = float64(p.ExtraMinutes) / (float64(t.List) * trips)
			}
			beyond = f.In.GPBeyond(&a)
		}
		p.Beyond = float64(beyond) / float64(f.In.ShareScale(int32(i)))
		f.Practices = append(f.Practices, p)
	}
}
