package facilitytest

import (
	"fmt"
	"math"
	"math/rand/v2"

	"polyclinic/solver/facility"
)

// CapitalShape is the size of a problem like the planning of a capital's
// polyclinics.
type CapitalShape struct {
	Customers, Sites, Areas int
	CrossBorder             bool    // arcs to every site within reach, not only in the own area
	Reach                   float64 // km; 0: 10
	Tied                    bool    // customers who live at a site must move in
}

// LondonShape is the size of London and Surrey in 2008.
func LondonShape() CapitalShape {
	return CapitalShape{Customers: 1534, Sites: 460, Areas: 32, Tied: true}
}

// Capital draws practices clustered in areas on a square of constant density;
// sites at some of the practices, in three modes (federated, co-located, merged)
// of three steps; coverage of 95 % in all and 85 % by area, at least one site
// per mode. Areas too small or too short of sites have no row of their own.
// Costs in pence a year, distances in km. The figures are of the size
// of the real ones, not the real ones.
func Capital(rng *rand.Rand, shape CapitalShape) *facility.Problem {
	if shape.Reach == 0 {
		shape.Reach = 10
	}
	c := capital{rng: rng, shape: shape, b: facility.NewBuilder("capital")}
	c.place()
	c.practices()
	c.open()
	c.link()
	c.rows()
	return c.b.Build()
}

type capital struct {
	rng   *rand.Rand
	shape CapitalShape
	b     *facility.Builder

	centre   [][2]float64 // [area]
	where    [][2]float64 // [customer]
	area     []int        // [customer]
	list     []int64      // [customer]
	site     [][2]float64 // [site]
	siteArea []int        // [site]
	host     []int        // [site] customer at the site, or -1
	modes    []int32      // [option]
	steps    []int32      // [step] mode
	room     []int64      // [area] patients its federated sites hold
}

func (c *capital) place() {
	side := math.Sqrt(float64(c.shape.Customers))
	for range c.shape.Areas {
		c.centre = append(c.centre, [2]float64{side * c.rng.Float64(), side * c.rng.Float64()})
	}
}

func (c *capital) practices() {
	side := math.Sqrt(float64(c.shape.Customers))
	for i := range c.shape.Customers {
		at := [2]float64{side * c.rng.Float64(), side * c.rng.Float64()}
		area, near := 0, math.Inf(1)
		for k, z := range c.centre {
			if d := math.Hypot(at[0]-z[0], at[1]-z[1]); d < near {
				area, near = k, d
			}
		}
		list := int64(math.Exp(8.45 + 0.6*c.rng.NormFloat64()))
		list = min(max(list, 800), 30_000)
		c.where, c.area, c.list = append(c.where, at), append(c.area, area), append(c.list, list)
		c.b.AddCustomer(fmt.Sprintf("P%d", i), list, 1, true, 0)
	}
}

// open lays one site in two on a practice, the others a little way off.
func (c *capital) open() {
	c.room = make([]int64, c.shape.Areas)
	perm := c.rng.Perm(c.shape.Customers)
	for j := range c.shape.Sites {
		i := perm[j%len(perm)]
		at, host := c.where[i], i
		if c.rng.IntN(2) == 0 {
			at[0] += c.rng.NormFloat64()
			at[1] += c.rng.NormFloat64()
			host = -1
		}
		c.site, c.siteArea, c.host = append(c.site, at), append(c.siteArea, c.area[i]), append(c.host, host)
		c.b.AddSite(fmt.Sprintf("S%d", j))
		build := 2000 + 500*float64(c.rng.IntN(6)) // £ per m²
		largest := 1 + c.rng.IntN(3)
		c.room[c.area[i]] += []int64{30_000, 50_000, 70_000}[largest-1]
		for m := range int32(3) {
			c.b.AddOption(m, ladder(m, build, largest)...)
			c.modes = append(c.modes, m)
			for range largest {
				c.steps = append(c.steps, m)
			}
		}
	}
}

func ladder(mode int32, build float64, largest int) []facility.Step {
	area, running := []float64{700, 1000, 1300}, []float64{190e3, 280e3, 470e3}
	most, count := []int64{30_000, 50_000, 70_000}, int32(21)
	if mode > 0 {
		area, running = []float64{1400, 2000, 2500}, []float64{260e3, 380e3, 590e3}
		most, count = []int64{25_500, 42_500, 59_500}, 15
	}
	const annuity = 0.0544 // 3.5 % over 30 years
	var steps []facility.Step
	for k := range largest {
		steps = append(steps, facility.Step{
			Cost:      int64(100 * (running[k] + area[k]*build*annuity)),
			MinDemand: 20_000, MaxDemand: most[k], MinCount: 3, MaxCount: count, MaxWeight: facility.Infinity,
		})
	}
	return steps
}

// link draws arcs within reach; moving needs a distance below a cap of its own.
func (c *capital) link() {
	cell := c.shape.Reach
	grid := map[[2]int][]int{}
	key := func(at [2]float64) [2]int {
		return [2]int{int(math.Floor(at[0] / cell)), int(math.Floor(at[1] / cell))}
	}
	for j, at := range c.site {
		grid[key(at)] = append(grid[key(at)], j)
	}
	for i, at := range c.where {
		k := key(at)
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for _, j := range grid[[2]int{k[0] + dx, k[1] + dy}] {
					d := math.Hypot(at[0]-c.site[j][0], at[1]-c.site[j][1])
					if d <= c.shape.Reach && (c.shape.CrossBorder || c.area[i] == c.siteArea[j]) {
						c.linkTo(i, j, d)
					}
				}
			}
		}
	}
}

func (c *capital) linkTo(i, j int, km float64) {
	perPatient := []float64{1850 + 40*km, 1700 + 260*km + 400*c.rng.Float64(), 1650 + 260*km + 500*c.rng.Float64()}
	for m := range int32(3) {
		tied := m > 0 && c.shape.Tied && c.host[j] == i
		if m > 0 && km > 4 && !tied {
			continue
		}
		c.b.AddArc(facility.Arc{
			Customer: int32(i), Option: int32(3*j) + m, Demand: -1, Tied: tied,
			Cost: int64(perPatient[m] * float64(c.list[i])),
		})
	}
}

func (c *capital) rows() {
	overall := facility.Row{Name: "coverage", Lower: -facility.Infinity}
	byArea := make([]facility.Row, c.shape.Areas)
	for i, list := range c.list {
		t := facility.Term{Index: int32(i), Coef: list}
		overall.Outs = append(overall.Outs, t)
		overall.Upper += list
		a := &byArea[c.area[i]]
		a.Name, a.Lower = fmt.Sprintf("coverage %d", c.area[i]), -facility.Infinity
		a.Outs = append(a.Outs, t)
		a.Upper += list
	}
	overall.Upper = overall.Upper * 5 / 100
	c.b.AddRow(overall)
	for k, r := range byArea {
		if r.Upper >= 100_000 && c.room[k] >= r.Upper*13/10 {
			r.Upper = r.Upper * 15 / 100
			c.b.AddRow(r)
		}
	}
	for m := range int32(3) {
		r := facility.Row{Name: fmt.Sprintf("range %d", m), Lower: 1, Upper: facility.Infinity}
		for k, mode := range c.steps {
			if mode == m {
				r.Steps = append(r.Steps, facility.Term{Index: int32(k), Coef: 1})
			}
		}
		c.b.AddRow(r)
	}
}
