package modeltest

import (
	"fmt"
	"math/rand/v2"

	"polyclinic/model"
)

// Shape is how large a case is; zero fields take the default.
type Shape struct {
	Practices int // 6
	Sites     int // 3
	Areas     int // 2
	Zones     int // 10
	Hybrid    bool
	Locks     bool
}

// Case is an instance and the scenario to compile it with.
type Case struct {
	Data    *model.Data
	Overlay model.Overlay
}

// Compile is model.New of the case.
func (c *Case) Compile() (*model.Instance, error) {
	in, _, err := model.New(c.Data, c.Overlay)
	return in, err
}

// Random draws a case: places within a few kilometres, practices in the
// buildings of sites, odd shares and sums, and every rule hard, priced or off
// with limits that bind now and then.
func Random(r *rand.Rand, shape Shape) *Case {
	shape.Practices = orDefault(shape.Practices, 6)
	shape.Sites = orDefault(shape.Sites, 3)
	shape.Areas = orDefault(shape.Areas, 2)
	shape.Zones = orDefault(shape.Zones, 10)
	g := &generator{r: r, shape: shape, d: &model.Data{Name: "tiny"}}
	g.areas()
	g.sites()
	g.practices()
	g.zones()
	g.hospitals()
	g.registrations()
	g.tiers()
	g.travel()
	g.reference()
	return &Case{Data: g.d, Overlay: model.Overlay{Source: "modeltest", Text: []byte(g.scenario())}}
}

func orDefault(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}

type generator struct {
	r     *rand.Rand
	shape Shape
	d     *model.Data
}

func (g *generator) chance(oneIn int) bool { return g.r.IntN(oneIn) == 0 }

// between is a whole number from low to high.
func (g *generator) between(low, high int) int { return low + g.r.IntN(high-low+1) }

// decimal is a number from low to high with so many decimals.
func (g *generator) decimal(low, high float64, decimals int) float64 {
	scale := 1.0
	for range decimals {
		scale *= 10
	}
	return float64(int((low+g.r.Float64()*(high-low))*scale)) / scale
}

func (g *generator) place() (lat, lon float64) {
	return 51.45 + g.decimal(0, 0.06, 6), -0.15 + g.decimal(0, 0.1, 6)
}

func (g *generator) models() []string {
	out := []string{"federated", "colocated", "merged"}
	if g.shape.Hybrid {
		out = append(out, "hybrid")
	}
	return out
}

// someModels is nil, or a few of the models.
func (g *generator) someModels() []string {
	if !g.chance(6) {
		return nil
	}
	out := []string{}
	for _, m := range g.models() {
		if !g.chance(3) {
			out = append(out, m)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

func pointer[T any](x T) *T { return &x }

func (g *generator) areas() {
	for i := range g.shape.Areas {
		a := model.Area{Code: fmt.Sprintf("A%d", i), Name: fmt.Sprintf("Area %d", i), Models: g.someModels()}
		if g.chance(2) {
			a.Regime = "surrey"
		}
		if i > 0 && g.chance(2) {
			a.Neighbours = []string{"A0"}
		}
		if g.chance(3) {
			a.Support = map[string]float64{"merged": g.decimal(0, 1, 2)}
			a.SupportResponse = pointer(g.between(0, 300))
		}
		if g.chance(5) {
			a.MinSites = pointer(1)
		}
		if g.chance(5) {
			a.MaxSites = pointer(1)
		}
		if g.chance(5) {
			a.MaxModel = map[string]int{"federated": 1}
		}
		if g.chance(4) {
			a.CapitalBudget = pointer(float64(g.between(1, 40)) * 100_000)
		}
		if g.chance(4) {
			a.RevenueBudget = pointer(float64(g.between(1, 20)) * 20_000)
		}
		g.d.Areas = append(g.d.Areas, a)
	}
}

func (g *generator) area() string { return g.d.Areas[g.r.IntN(len(g.d.Areas))].Code }

var kinds = []string{"hospital", "polyclinic", "health_centre", "clinic", "practice_premises", "new_build"}

func (g *generator) sites() {
	for i := range g.shape.Sites {
		lat, lon := g.place()
		g.d.Sites = append(g.d.Sites, model.Site{Code: fmt.Sprintf("S%d", i), Name: fmt.Sprintf("Site %d", i), Area: g.area(),
			Lat: lat, Lon: lon, Kind: kinds[g.r.IntN(len(kinds))], Models: g.someModels()})
	}
}

func (g *generator) practices() {
	for i := range g.shape.Practices {
		lat, lon := g.place()
		if g.chance(4) { // in the building of a site
			s := g.d.Sites[g.r.IntN(len(g.d.Sites))]
			lat, lon = s.Lat+0.0001, s.Lon
		}
		p := model.Practice{Code: fmt.Sprintf("P%d", i), Name: fmt.Sprintf("Practice %d", i), Area: g.area(), Lat: lat, Lon: lon,
			List: int64(g.between(500, 9000)), Models: g.someModels()}
		if g.chance(3) {
			p.GPs = pointer(g.decimal(1, 6, 2))
		}
		if g.chance(3) {
			p.Staff = pointer(g.decimal(2, 20, 1))
		}
		if g.chance(3) {
			p.Rent = pointer(g.decimal(0, 100_000, 2))
		}
		if g.chance(4) {
			p.Willing = pointer(false)
		}
		g.d.Practices = append(g.d.Practices, p)
	}
}

func (g *generator) zones() {
	weights := g.chance(2)
	for i := range g.shape.Zones {
		lat, lon := g.place()
		z := model.Zone{Code: fmt.Sprintf("Z%d", i), Area: g.area(), Lat: lat, Lon: lon, Population: int64(g.between(500, 3000))}
		if !g.chance(5) {
			z.Deprivation = pointer(g.decimal(0, 60, 1))
		}
		if g.chance(4) {
			z.Hospital = "H1"
		}
		if weights && !g.chance(3) {
			z.Weight = pointer(g.decimal(0.5, 2, 2))
		}
		g.d.Zones = append(g.d.Zones, z)
	}
}

func (g *generator) hospitals() {
	for i := range 2 {
		lat, lon := g.place()
		h := model.Hospital{Code: fmt.Sprintf("H%d", i), Name: fmt.Sprintf("Hospital %d", i), Lat: lat, Lon: lon, Acute: true}
		if g.chance(2) {
			h.Trust = "The Trust"
		}
		if g.chance(2) {
			h.Income = pointer(float64(g.between(100_000, 2_000_000)))
		}
		g.d.Hospitals = append(g.d.Hospitals, h)
	}
}

// registrations add up to every list but for practices that have none.
func (g *generator) registrations() {
	for i, p := range g.d.Practices {
		if i == 0 && len(g.d.Practices) > 1 {
			continue // lives at its own place
		}
		rest, zones := p.List, g.r.Perm(len(g.d.Zones))[:g.between(1, 4)]
		for k, z := range zones {
			n := rest
			if k < len(zones)-1 {
				n = rest / int64(g.between(2, 4))
			}
			if n > 0 {
				g.d.Registered = append(g.d.Registered, model.Registration{Practice: p.Code, Zone: g.d.Zones[z].Code, Patients: n})
			}
			rest -= n
		}
	}
}

func (g *generator) tiers() {
	for _, s := range g.d.Sites {
		for _, m := range g.models() {
			if g.chance(6) {
				continue
			}
			services := []string(nil)
			if g.chance(6) {
				services = []string{"diagnostics"}
			}
			count := g.between(1, 3)
			room := g.between(6_000, 12_000)
			for k := range count {
				t := model.Tier{Site: s.Code, Model: m, Name: string("SML"[k]), Capital: g.decimal(100_000, 3_000_000, 2),
					Running: g.decimal(10_000, 200_000, 2), MinPatients: int64(g.between(0, 3000)), MaxPatients: int64(room),
					MinPractices: g.between(1, 2), MaxPractices: g.between(2, 5), AreaM2: 500, Services: services}
				if g.chance(2) {
					t.GPs = g.decimal(3, 15, 1)
				}
				g.d.Tiers = append(g.d.Tiers, t)
				room += g.between(0, 10_000)
			}
		}
	}
}

func (g *generator) travel() {
	if !g.chance(3) {
		return
	}
	for _, z := range g.d.Zones {
		if g.chance(2) {
			t := model.TravelTime{Zone: z.Code, Place: g.d.Sites[0].Code, Minutes: g.decimal(0, 50, 1)}
			if g.chance(2) {
				t.Weighted = pointer(g.decimal(0, 60, 1))
			}
			g.d.Travel = append(g.d.Travel, t)
		}
	}
}

func (g *generator) reference() {
	for i, p := range g.d.Practices {
		switch g.r.IntN(3) * min(i, 1) {
		case 0:
			g.d.Reference = append(g.d.Reference, model.Placement{Practice: p.Code})
		case 1:
			g.d.Reference = append(g.d.Reference, model.Placement{Practice: p.Code,
				Site: g.d.Sites[g.r.IntN(len(g.d.Sites))].Code, Model: g.models()[g.r.IntN(3)]})
		}
	}
}
