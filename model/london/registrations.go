package london

import (
	"math"
	"math/rand/v2"

	"polyclinic/model"
)

// Registration falls with straight-line distance as exp(-fall · km^0.8): the
// shape of the car minutes of model.md §11, so that 29 % a minute (Haynes 2003)
// would be a fall of 1.0. Steeper falls fit the real distances between patients
// and practices (README.md); country patients go farther.
const (
	londonFall, surreyFall = 2.8, 1.3
	fallPower              = 0.8
	registrationChance     = 0.5 // deviation of the log attraction of a pair
	registrationReach      = 6.2 // of the exponent, beyond the nearest practice
	registrationRounds     = 8   // of balancing
	fewestPatients         = 0.7 // of a practice in a zone, before rounding
)

// attraction is a cell of the registration matrix: patients of practice i in
// zone z before rounding.
type attraction struct {
	i, z     int32
	patients float64
}

// register shares the people of the zones among the practices by a doubly
// constrained gravity model: practices sum to their list sizes exactly, zones to
// their populations nearly.
func register(rng *rand.Rand, d *model.Data, p plane) []model.Registration {
	cells := attractions(rng, d, p)
	balance(cells, d)
	rows := make([][]attraction, len(d.Practices))
	for _, c := range cells {
		if c.patients >= fewestPatients {
			rows[c.i] = append(rows[c.i], c)
		}
	}
	registered := make([]model.Registration, 0, len(cells)/2)
	for i, row := range rows {
		weights := make([]float64, len(row))
		for k, c := range row {
			weights[k] = c.patients
		}
		for k, patients := range apportion(d.Practices[i].List, weights) {
			if patients > 0 {
				registered = append(registered, model.Registration{
					Practice: d.Practices[i].Code, Zone: d.Zones[row[k].z].Code, Patients: patients})
			}
		}
	}
	return registered
}

func attractions(rng *rand.Rand, d *model.Data, p plane) []attraction {
	regime := map[string]string{}
	for _, a := range d.Areas {
		regime[a.Code] = a.Regime
	}
	practices := make([]point, len(d.Practices))
	for i, practice := range d.Practices {
		practices[i] = p.point(practice.Lat, practice.Lon)
	}
	distance := make([]float64, len(practices)) // m²
	cells := make([]attraction, 0, 64*len(d.Zones))
	for z, zone := range d.Zones {
		fall := londonFall
		if regime[zone.Area] == "surrey" {
			fall = surreyFall
		}
		at, nearest := p.point(zone.Lat, zone.Lon), math.Inf(1)
		for i, practice := range practices {
			distance[i] = at.squared(practice)
			nearest = min(nearest, distance[i])
		}
		best := fall * math.Pow(nearest/1e6, fallPower/2)
		reach := 1e6 * math.Pow((best+registrationReach)/fall, 2/fallPower)
		for i, squared := range distance {
			if squared <= reach {
				exponent := best - fall*math.Pow(squared/1e6, fallPower/2)
				cells = append(cells, attraction{int32(i), int32(z),
					math.Exp(exponent + registrationChance*rng.NormFloat64())})
			}
		}
	}
	return cells
}

// balance scales rows and columns in turn to list sizes and populations.
func balance(cells []attraction, d *model.Data) {
	row, column := make([]float64, len(d.Practices)), make([]float64, len(d.Zones))
	for range registrationRounds {
		clear(column)
		for _, c := range cells {
			column[c.z] += c.patients
		}
		for z := range column {
			column[z] = float64(d.Zones[z].Population) / column[z]
		}
		clear(row)
		for k := range cells {
			c := &cells[k]
			c.patients *= column[c.z]
			row[c.i] += c.patients
		}
		for i := range row {
			row[i] = float64(d.Practices[i].List) / row[i]
		}
		for k := range cells {
			cells[k].patients *= row[cells[k].i]
		}
	}
}
