package model

import "slices"

// Instance is a Data and a Scenario compiled: checked, copied, every default
// filled in, every sum that does not depend on the plan done once. It never
// changes; all goroutines may share it. Index letters are in the package doc;
// p, s, z, a and h number the rows of Data's slices.
type Instance struct {
	Data     *Data // a copy, rows by code, without its registrations and travel matrix
	SHA256   string
	Scenario Scenario
	Locks    []Lock

	Areas     []AreaTerms
	Practices []PracticeTerms
	Options   []Option // every (site, model) with tiers, by site
	Rows      []Row    // the rules that are sums over a plan

	OptionStart []int32 // [site+1] into Options

	// Arcs, sorted by practice, then site, then model; read them with Arc.
	ArcStart []int32 // [practice+1]
	arcLink  []int32
	arcKind  []arcKind

	links     []Link // sorted by practice, then site
	linkStart []int32
	extra     []linkExtra // [link]; nil unless a rule needs it

	Total     Patients // all registered
	AreaTotal []Patients
	gpScale   int64 // GPs of PracticeTerms and tiers are in 1/gpScale
	staff     int64 // scale of PracticeTerms.Staff
	groups    int64 // common denominator of the regimes' car shares

	zones    zoneTerms
	matrix   matrix
	sites    []position
	siteArea []int32
	money    money
	weights  [numParts]rate
	prices   [numArcRules]int64 // pence per unit; hardPrice, or 0 where the rule is off
	models   []CareModel
	codes    codes
	regimes  []string // names, in the order of zoneTerms.means
	fifth    fifth
	stable   []refPlace // [practice] of the reference plan; nil without one
	capLimit []int64    // [practice] share of travel-cap, in 1/ShareScale, rounded down
	hubLimit []int64    // the same of hub-cap
	locks    lockTable
}

// codes find rows by their code.
type codes struct{ areas, practices, zones, sites, hospitals, models map[string]int32 }

// New checks d, lays the overlays over its base scenario and compiles. The
// error is a Faults: everything wrong with the input, at once. d is not kept.
func New(d *Data, overlays ...Overlay) (*Instance, Warnings, error) {
	p, warnings, err := Prepare(d)
	if err != nil {
		return nil, warnings, err
	}
	in, more, err := p.New(overlays...)
	return in, append(warnings, more...), err
}

// compile runs the stages of compilation; each reads what those before it wrote.
// set tells where the scenario was written.
func compile(d *Data, sha256 string, scenario Scenario, set places) (*Instance, Warnings, Faults) {
	c := newCompiler(d, sha256, scenario, set)
	c.compileTerms(c.compileZones)
	if len(c.faults) == 0 {
		c.compileLinks()
		c.compileArcs()
		c.compileRows()
	}
	return c.done()
}

func newCompiler(d *Data, sha256 string, scenario Scenario, set places) *compiler {
	in := &Instance{Data: keep(d), SHA256: sha256, Scenario: scenario, models: scenario.Models, codes: newCodes(d, scenario.Models)}
	return &compiler{Instance: in, full: d, set: set}
}

func (c *compiler) done() (*Instance, Warnings, Faults) {
	if len(c.faults) > 0 {
		return nil, c.warnings, c.faults
	}
	return c.Instance, c.warnings, nil
}

// compileTerms is everything but the ways between practices and sites.
func (c *compiler) compileTerms(zones func()) {
	c.compilePrices()
	c.compileMoney()
	c.compilePractices()
	c.compileAreas()
	zones()
	c.compileOptions()
	c.compileLocks()
	c.compileReference()
}

// compiler is an Instance in the making.
type compiler struct {
	*Instance
	full     *Data // with registrations and matrix
	set      places
	warnings Warnings
	faults   Faults
}

func (c *compiler) warn(f Fault) { c.warnings = append(c.warnings, f) }

// fault adds f once: rows of one rule fail in one way.
func (c *compiler) fault(f Fault) {
	if !slices.Contains(c.faults, f) {
		c.faults = append(c.faults, f)
	}
}

// settingFault blames the place where path was set.
func (c *compiler) settingFault(path string, f Fault) {
	at := c.set.at(path)
	f.File, f.Line = at.file, at.line
	c.fault(f)
}

// keep copies what an Instance still needs of its Data.
func keep(d *Data) *Data {
	out := *d
	out.Areas = slices.Clone(d.Areas)
	out.Practices = slices.Clone(d.Practices)
	out.Zones = slices.Clone(d.Zones)
	out.Sites = slices.Clone(d.Sites)
	out.Tiers = slices.Clone(d.Tiers)
	out.Hospitals = slices.Clone(d.Hospitals)
	out.Reference = slices.Clone(d.Reference)
	out.Registered, out.Travel = nil, nil
	return &out
}

func newCodes(d *Data, models []CareModel) codes {
	return codes{
		areas:     index(d.Areas, func(a *Area) string { return a.Code }),
		practices: index(d.Practices, func(p *Practice) string { return p.Code }),
		zones:     index(d.Zones, func(z *Zone) string { return z.Code }),
		sites:     index(d.Sites, func(s *Site) string { return s.Code }),
		hospitals: index(d.Hospitals, func(h *Hospital) string { return h.Code }),
		models:    index(models, func(m *CareModel) string { return m.Code }),
	}
}

func index[T any](rows []T, code func(*T) string) map[string]int32 {
	out := make(map[string]int32, len(rows))
	for i := range rows {
		out[code(&rows[i])] = int32(i)
	}
	return out
}

// NumPractices, NumSites, NumAreas and NumModels are the dimensions.
func (in *Instance) NumPractices() int { return len(in.Practices) }

// NumSites is the number of candidate sites.
func (in *Instance) NumSites() int { return len(in.sites) }

// NumAreas is the number of areas.
func (in *Instance) NumAreas() int { return len(in.Areas) }

// Models are the care models, the built-in ones first.
func (in *Instance) Models() []CareModel { return in.models }

// PracticeIndex, SiteIndex, AreaIndex and ModelIndex find a row by its code.
func (in *Instance) PracticeIndex(code string) (int32, bool) { return lookup(in.codes.practices, code) }

// SiteIndex finds a site by its code.
func (in *Instance) SiteIndex(code string) (int32, bool) { return lookup(in.codes.sites, code) }

// AreaIndex finds an area by its code.
func (in *Instance) AreaIndex(code string) (int32, bool) { return lookup(in.codes.areas, code) }

// ModelIndex finds a care model by its code.
func (in *Instance) ModelIndex(code string) (int32, bool) { return lookup(in.codes.models, code) }

func lookup(m map[string]int32, code string) (int32, bool) {
	i, ok := m[code]
	return i, ok
}
