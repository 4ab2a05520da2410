package model

// Defaults is the scenario of model.md §5 and §11: what holds where nobody says
// otherwise. Each call returns a fresh value that the caller may change.
func Defaults() Scenario {
	return Scenario{
		Models:  defaultModels(),
		Rules:   defaultRules(),
		Weights: Weights{Cash: 1, Travel: 1, Continuity: 1, Acceptability: 0},
		Costs:   defaultCosts(),
		Tiers:   defaultTiers(),
	}
}

func defaultModels() []CareModel {
	return []CareModel{
		{Code: "federated", Name: "federated", Moves: "none"},
		{Code: "colocated", Name: "co-located", Moves: "all"},
		{Code: "merged", Name: "merged", Moves: "all", OneList: true},
	}
}

func defaultRules() Rules {
	hard, off := Rule{State: Hard}, Rule{State: Off}
	return Rules{
		Reach:      ReachRule{KM: 10},
		TravelCap:  CapRule{Rule: hard, Limit: 30, Share: 0.05}, // DfT accessibility threshold
		HubCap:     CapRule{Rule: off, Limit: 30, Share: 0.05},
		Host:       HostRule{Within: 50},
		GPs:        off,
		Range:      RangeRule{Rule: hard, N: map[string]int{"federated": 1, "colocated": 1, "merged": 1}},
		Coverage:   CoverageRule{Rule: hard, Share: 0.95, AreaShare: 0.85, Of: "patients"},
		AreaChoice: hard,
		Boundary:   BoundaryRule{Rule: hard, Scope: "own"},
		Budget:     BudgetRule{Rule: off},
		TravelMean: MeanRule{Rule: off},
		Equity:     EquityRule{Rule: off},
		Continuity: ContinuityRule{Rule: off},
		Outpatient: OutpatientRule{Rule: off},
		Staff:      ShareRule{Rule: off},
		Willing:    off,
		Stability:  StabilityRule{Rule: off},
	}
}

// defaultCosts holds the figures of model.md §11; the source of each stands there.
func defaultCosts() Costs {
	return Costs{
		SurgeryVisits:         4.5,
		OutpatientAttendances: 1.0,
		OutpatientShare:       0.40,
		Tariff:                95,
		Release:               0.3,
		Clinic:                70,
		ValueOfTime:           5.90,
		BusWaitWeight:         2,
		CarAdded:              5,
		Continuity:            map[string]float64{"federated": 0.20, "colocated": 0.70, "merged": 3.30},
		Overhead:              map[string]float64{"federated": 2, "colocated": 0, "merged": 0},
		Staff:                 map[string]float64{"federated": 0, "colocated": 1, "merged": 3},
		Space:                 map[string]float64{"colocated": 0.083, "merged": 0.052},
		SpaceRunning:          100,
		Rent:                  12,
		Transition:            6,
		TransitionLife:        10,
		Discount:              0.035,
		Life:                  30,
		GPList:                1700,
		StaffPerGP:            2.5,
		Consultation:          0.51,
		ConsultationWeight:    50,
		Kinds: map[string]KindCost{
			"hospital":           {Block: 2000, Space: 2000},
			"community_hospital": {Block: 2000, Space: 2000},
			"polyclinic":         {Block: 1000, Space: 1000},
			"health_centre":      {Block: 2000, Space: 3000},
			"clinic":             {Block: 2500, Space: 3000},
			"shared_premises":    {Block: 2500, Space: 3000},
			"practice_premises":  {Block: 2500, Space: 4500},
			"new_build":          {Block: 4500, Space: 4500},
		},
	}
}

// defaultTiers is the two tier tables of model.md §11 multiplied out: by kind,
// then model, then size.
func defaultTiers() []KindTier {
	federated := []KindTier{
		{Tier: "S", AreaM2: 700, Running: 190_000, MaxPatients: 30_000},
		{Tier: "M", AreaM2: 1_000, Running: 280_000, MaxPatients: 50_000},
		{Tier: "L", AreaM2: 1_300, Running: 470_000, MaxPatients: 70_000},
	}
	moving := []KindTier{
		{Tier: "S", AreaM2: 1_400, Running: 260_000, MaxPatients: 25_500, GPs: 15},
		{Tier: "M", AreaM2: 2_000, Running: 380_000, MaxPatients: 42_500, GPs: 25},
		{Tier: "L", AreaM2: 2_500, Running: 590_000, MaxPatients: 59_500, GPs: 35},
	}
	kinds := []struct {
		kind              string
		federated, moving int // how many sizes, smallest first
	}{
		{"hospital", 3, 3},
		{"community_hospital", 3, 2},
		{"polyclinic", 3, 2},
		{"health_centre", 3, 2},
		{"clinic", 2, 1},
		{"shared_premises", 3, 2},
		{"practice_premises", 2, 1},
		{"new_build", 3, 3},
	}
	var tiers []KindTier
	for _, k := range kinds {
		for _, model := range []string{"federated", "colocated", "merged"} {
			sizes := moving[:k.moving]
			if model == "federated" {
				sizes = federated[:k.federated]
			}
			for _, t := range sizes {
				t.Kind, t.Model = k.kind, model
				t.MinPatients = defaultMinPatients
				t.MinPractices, t.MaxPractices = defaultMinPractices, defaultMaxPractices(model)
				tiers = append(tiers, t)
			}
		}
	}
	return tiers
}

// DefaultRegimes are the built-in regimes of model.md §11. A regime of
// instance.yaml changes what it names: of the built-in one of its name, else of
// "london".
func DefaultRegimes() map[string]Regime {
	london := Regime{Car: 0.62, WalkKM: 1.2, WalkKMH: 4.8, WalkRoad: 1.3, RoadRatio: 1.4, BusWait: 8, BusPerKM: 4.5}
	surrey := london
	surrey.Car = 0.86
	return map[string]Regime{"london": london, "surrey": surrey}
}

// DefaultBounds hold Great Britain with its islands, in degrees.
func DefaultBounds() Bounds { return Bounds{South: 49.8, North: 60.9, West: -8.7, East: 1.8} }

// Limits of a tier that names none of its own (model.md §5, size, and §11).
const (
	defaultMinPatients  = 20_000
	defaultMinPractices = 3
)

func defaultMaxPractices(model string) int {
	if model == "colocated" || model == "merged" {
		return 15
	}
	return 21
}
