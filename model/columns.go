package model

// A table is how the rows of one file map to values of T, both ways: reading,
// writing and hashing go by it.
type table[T any] struct {
	file    string
	columns []column[T]
	models  []column[T] // name is a prefix to every care model's code, field a map by code
	fresh   T           // a row before its cells are read
	finish  func(c *cells, row *T)
	normal  func(*T)        // fills what a row has where it says nothing
	name    func(*T) string // for messages
}

// need says what must be there.
type need int

const (
	optional need = iota
	present       // the column; its cells may be empty
	filled        // the column and every cell
)

// column is one column: field points to where a row keeps it, a *string, *bool,
// *int, *int64, *float64, a pointer to one of these (nil: empty), or a
// *[]string.
type column[T any] struct {
	name  string
	need  need
	field func(*T) any
}

var areaTable = table[Area]{
	file: "areas.csv",
	columns: []column[Area]{
		{"code", filled, func(a *Area) any { return &a.Code }},
		{"name", present, func(a *Area) any { return &a.Name }},
		{"population", optional, func(a *Area) any { return &a.Population }},
		{"regime", optional, func(a *Area) any { return &a.Regime }},
		{"models", optional, func(a *Area) any { return &a.Models }},
		{"neighbours", optional, func(a *Area) any { return &a.Neighbours }},
		{"min_sites", optional, func(a *Area) any { return &a.MinSites }},
		{"max_sites", optional, func(a *Area) any { return &a.MaxSites }},
		{"capital_budget", optional, func(a *Area) any { return &a.CapitalBudget }},
		{"revenue_budget", optional, func(a *Area) any { return &a.RevenueBudget }},
		{"leadership", optional, func(a *Area) any { return &a.Leadership }},
		{"responses", optional, func(a *Area) any { return &a.SupportResponse }},
	},
	models: []column[Area]{
		{"min_", optional, func(a *Area) any { return &a.MinModel }},
		{"max_", optional, func(a *Area) any { return &a.MaxModel }},
		{"support_", optional, func(a *Area) any { return &a.Support }},
	},
	normal: func(a *Area) { a.Name = orCode(a.Name, a.Code) },
	name:   func(a *Area) string { return rowName("area", a.Code) },
}

var practiceTable = table[Practice]{
	file: "practices.csv",
	columns: []column[Practice]{
		{"code", filled, func(p *Practice) any { return &p.Code }},
		{"name", present, func(p *Practice) any { return &p.Name }},
		{"area", filled, func(p *Practice) any { return &p.Area }},
		{"lat", filled, func(p *Practice) any { return &p.Lat }},
		{"lon", filled, func(p *Practice) any { return &p.Lon }},
		{"list_size", filled, func(p *Practice) any { return &p.List }},
		{"gps", optional, func(p *Practice) any { return &p.GPs }},
		{"staff", optional, func(p *Practice) any { return &p.Staff }},
		{"rent", optional, func(p *Practice) any { return &p.Rent }},
		{"models", optional, func(p *Practice) any { return &p.Models }},
		{"willing", optional, func(p *Practice) any { return &p.Willing }},
	},
	normal: func(p *Practice) { p.Name = orCode(p.Name, p.Code) },
	name:   func(p *Practice) string { return rowName("practice", p.Code) },
}

var zoneTable = table[Zone]{
	file: "zones.csv",
	columns: []column[Zone]{
		{"code", filled, func(z *Zone) any { return &z.Code }},
		{"area", filled, func(z *Zone) any { return &z.Area }},
		{"lat", filled, func(z *Zone) any { return &z.Lat }},
		{"lon", filled, func(z *Zone) any { return &z.Lon }},
		{"population", filled, func(z *Zone) any { return &z.Population }},
		{"deprivation", optional, func(z *Zone) any { return &z.Deprivation }},
		{"hospital", optional, func(z *Zone) any { return &z.Hospital }},
		{"weight", optional, func(z *Zone) any { return &z.Weight }},
	},
	name: func(z *Zone) string { return rowName("zone", z.Code) },
}

var registrationTable = table[Registration]{
	file: "registrations.csv",
	columns: []column[Registration]{
		{"practice", filled, func(g *Registration) any { return &g.Practice }},
		{"zone", filled, func(g *Registration) any { return &g.Zone }},
		{"patients", filled, func(g *Registration) any { return &g.Patients }},
	},
	name: func(g *Registration) string { return rowName("practice", g.Practice) + ", " + rowName("zone", g.Zone) },
}

var siteTable = table[Site]{
	file: "sites.csv",
	columns: []column[Site]{
		{"code", filled, func(s *Site) any { return &s.Code }},
		{"name", present, func(s *Site) any { return &s.Name }},
		{"area", filled, func(s *Site) any { return &s.Area }},
		{"lat", filled, func(s *Site) any { return &s.Lat }},
		{"lon", filled, func(s *Site) any { return &s.Lon }},
		{"kind", filled, func(s *Site) any { return &s.Kind }},
		{"models", optional, func(s *Site) any { return &s.Models }},
	},
	normal: func(s *Site) { s.Name = orCode(s.Name, s.Code) },
	name:   func(s *Site) string { return rowName("site", s.Code) },
}

var tierTable = table[Tier]{
	file: "tiers.csv",
	columns: []column[Tier]{
		{"site", filled, func(t *Tier) any { return &t.Site }},
		{"model", filled, func(t *Tier) any { return &t.Model }},
		{"tier", filled, func(t *Tier) any { return &t.Name }},
		{"capital", filled, func(t *Tier) any { return &t.Capital }},
		{"running", filled, func(t *Tier) any { return &t.Running }},
		{"min_patients", optional, func(t *Tier) any { return &t.MinPatients }},
		{"max_patients", filled, func(t *Tier) any { return &t.MaxPatients }},
		{"min_practices", optional, func(t *Tier) any { return &t.MinPractices }},
		{"max_practices", optional, func(t *Tier) any { return &t.MaxPractices }},
		{"area_m2", optional, func(t *Tier) any { return &t.AreaM2 }},
		{"gps", optional, func(t *Tier) any { return &t.GPs }},
		{"services", optional, func(t *Tier) any { return &t.Services }},
	},
	fresh: Tier{MinPatients: defaultMinPatients, MinPractices: defaultMinPractices},
	finish: func(c *cells, t *Tier) {
		if c.text("max_practices") == "" {
			t.MaxPractices = defaultMaxPractices(t.Model)
		}
	},
	name: func(t *Tier) string { return rowName("tier", tierName(*t)) },
}

var hospitalTable = table[Hospital]{
	file: "hospitals.csv",
	columns: []column[Hospital]{
		{"code", filled, func(h *Hospital) any { return &h.Code }},
		{"name", present, func(h *Hospital) any { return &h.Name }},
		{"trust", optional, func(h *Hospital) any { return &h.Trust }},
		{"lat", filled, func(h *Hospital) any { return &h.Lat }},
		{"lon", filled, func(h *Hospital) any { return &h.Lon }},
		{"acute", optional, func(h *Hospital) any { return &h.Acute }},
		{"stroke", optional, func(h *Hospital) any { return &h.Stroke }},
		{"trauma", optional, func(h *Hospital) any { return &h.Trauma }},
		{"stroke_capable", optional, func(h *Hospital) any { return &h.StrokeCapable }},
		{"trauma_capable", optional, func(h *Hospital) any { return &h.TraumaCapable }},
		{"outpatient_income", optional, func(h *Hospital) any { return &h.Income }},
	},
	fresh:  Hospital{Acute: true}, // the hospitals of a file that does not tell are all acute
	normal: func(h *Hospital) { h.Name = orCode(h.Name, h.Code) },
	name:   func(h *Hospital) string { return rowName("hospital", h.Code) },
}

var travelTable = table[TravelTime]{
	file: "travel.csv",
	columns: []column[TravelTime]{
		{"zone", filled, func(t *TravelTime) any { return &t.Zone }},
		{"place", filled, func(t *TravelTime) any { return &t.Place }},
		{"minutes", filled, func(t *TravelTime) any { return &t.Minutes }},
		{"weighted_minutes", optional, func(t *TravelTime) any { return &t.Weighted }},
	},
	name: func(t *TravelTime) string { return rowName("zone", t.Zone) + ", " + rowName("place", t.Place) },
}

func orCode(name, code string) string {
	if name == "" {
		return code
	}
	return name
}

func rowName(what, code string) string { return what + " \"" + code + "\"" }
