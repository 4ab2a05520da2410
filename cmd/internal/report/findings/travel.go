package findings

import (
	"cmp"
	"slices"
)

// Limits of travel to the GP, in minutes one way (DfT's accessibility
// thresholds).
const (
	SoftLimit = 15
	HardLimit = 30
)

// Travel is how some people travel before and after. Minutes are unweighted, one
// way, means over patients.
type Travel struct {
	Code, Name             string
	Patients               float64
	GPBefore, GPAfter      float64
	SoftBefore, SoftAfter  float64 // share beyond SoftLimit
	HardBefore, HardAfter  float64 // share beyond HardLimit
	Seen                   float64 // patients whose outpatient clinics come to a polyclinic
	HospitalMinutes        float64 // of these, to their hospital
	PolyclinicMinutes      float64 // and to the polyclinic
	Longer                 float64 // patients whose way to the GP gets longer
	Covered, Moved, Merged float64 // patients
}

// add counts n patients of one zone and practice.
func (t *Travel) add(n float64, j *journeys) {
	t.Patients += n
	t.GPBefore += n * j.before
	t.GPAfter += n * j.after
	t.SoftBefore += n * j.softBefore
	t.SoftAfter += n * j.softAfter
	t.HardBefore += n * j.hardBefore
	t.HardAfter += n * j.hardAfter
	if j.after > j.before+1e-9 {
		t.Longer += n
	}
	if j.covered {
		t.Covered += n
	}
	if j.moved {
		t.Moved += n
	}
	if j.merged {
		t.Merged += n
	}
	if j.seen {
		t.Seen += n
		t.HospitalMinutes += n * j.hospital
		t.PolyclinicMinutes += n * j.polyclinic
	}
}

// finish turns sums into means.
func (t *Travel) finish() {
	for _, sum := range []*float64{&t.GPBefore, &t.GPAfter, &t.SoftBefore, &t.SoftAfter, &t.HardBefore, &t.HardAfter} {
		*sum = ratio(*sum, t.Patients)
	}
	t.HospitalMinutes, t.PolyclinicMinutes = ratio(t.HospitalMinutes, t.Seen), ratio(t.PolyclinicMinutes, t.Seen)
}

func ratio(sum, n float64) float64 {
	if n == 0 {
		return 0
	}
	return sum / n
}

type journeys struct {
	before, after, softBefore, softAfter, hardBefore, hardAfter float64
	covered, moved, merged, seen                                bool
	hospital, polyclinic                                        float64
}

func (f *Findings) findTravel() {
	f.Travel.Name = "everybody"
	for a := range f.Areas {
		f.AreaTravel = append(f.AreaTravel, Travel{Code: f.Areas[a].Code, Name: f.Areas[a].Name})
	}
	f.Fifths = []Travel{{Code: "1", Name: "most deprived fifth"}, {Code: "2", Name: "second"}, {Code: "3", Name: "third"},
		{Code: "4", Name: "fourth"}, {Code: "5", Name: "least deprived fifth"}, {Code: "", Name: "without a score"}}
	fifth := f.fifths()
	for p := range f.Practices {
		area := &f.AreaTravel[f.In.Practices[p].Area]
		for _, home := range f.In.Homes(int32(p)) {
			j := f.journeys(int32(p), home.Zone)
			n := float64(f.Practices[p].List) * home.Share
			f.Travel.add(n, &j)
			area.add(n, &j)
			class := len(f.Fifths) - 1
			if int(home.Zone) < len(fifth) {
				class = fifth[home.Zone]
			}
			f.Fifths[class].add(n, &j)
		}
	}
	f.Travel.finish()
	for _, list := range [][]Travel{f.AreaTravel, f.Fifths} {
		for i := range list {
			list[i].finish()
		}
	}
	if last := len(f.Fifths) - 1; f.Fifths[last].Patients == 0 {
		f.Fifths = f.Fifths[:last]
	}
}

// journeys are the ways of a practice's patients in one zone.
func (f *Findings) journeys(p, zone int32) journeys {
	now := f.In.JourneyToPractice(zone, p)
	j := journeys{before: now.Mean, softBefore: now.Beyond(SoftLimit), hardBefore: now.Beyond(HardLimit)}
	j.after, j.softAfter, j.hardAfter = j.before, j.softBefore, j.hardBefore
	arc, ok := f.arc(p)
	if !ok {
		return j
	}
	there := f.In.JourneyToSite(zone, arc.Site)
	j.covered, j.moved, j.merged = true, arc.Moves, f.Practices[p].OneList
	if arc.Moves {
		j.after, j.softAfter, j.hardAfter = there.Mean, there.Beyond(SoftLimit), there.Beyond(HardLimit)
	}
	if h, hospital := f.In.JourneyToHospital(zone); h >= 0 && shifts(f.In, &arc) {
		j.seen, j.hospital, j.polyclinic = true, hospital.Mean, there.Mean
	}
	return j
}

// fifths is every zone's fifth of people by falling deprivation, then code; a zone
// that passes a mark belongs to what it passes from. Zones without a score are in
// the class after the last.
func (f *Findings) fifths() []int {
	zones := f.In.Data.Zones
	out := make([]int, len(zones))
	var scored []int
	people := int64(0)
	for z := range zones {
		out[z] = len(f.Fifths) - 1
		if zones[z].Deprivation != nil {
			scored = append(scored, z)
			people += zones[z].Population
		}
	}
	slices.SortFunc(scored, func(a, b int) int {
		return cmp.Or(-cmp.Compare(*zones[a].Deprivation, *zones[b].Deprivation), cmp.Compare(zones[a].Code, zones[b].Code))
	})
	sum, class := int64(0), 0
	for _, z := range scored {
		for class < 4 && 5*sum >= int64(class+1)*people {
			class++
		}
		out[z] = class
		sum += zones[z].Population
	}
	return out
}
