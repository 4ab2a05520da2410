package model

// Scenario is a complete set of rules, weights, costs, tiers and locks: what
// remains after every Overlay has been laid over Defaults. Field tags are the
// keys of scenario.yaml; units are those of the files (pounds, minutes, shares,
// metres), except prices, which are pence a year per unit of violation.
type Scenario struct {
	Name      string      `yaml:"name,omitempty" json:"name,omitempty"`
	Models    []CareModel `yaml:"models" json:"models"` // built-in ones first
	Rules     Rules       `yaml:"rules" json:"rules"`
	Weights   Weights     `yaml:"weights" json:"weights"`
	Costs     Costs       `yaml:"costs" json:"costs"`
	Tiers     []KindTier  `yaml:"tiers" json:"tiers"`
	Areas     []AreaRule  `yaml:"areas,omitempty" json:"areas,omitempty"`
	Locks     []string    `yaml:"locks,omitempty" json:"locks,omitempty"`
	Reference string      `yaml:"reference,omitempty" json:"reference,omitempty"` // file of the reference plan
}

// CareModel is a row of model.md §1. Moves is "none", "all" or "either".
type CareModel struct {
	Code    string `yaml:"code" json:"code"`
	Name    string `yaml:"name" json:"name"`
	Moves   string `yaml:"moves" json:"moves"`
	OneList bool   `yaml:"one_list" json:"one_list"`
}

// State says how a rule binds.
type State string

// The three states of a rule.
const (
	Hard   State = "hard"
	Off    State = "off"
	Priced State = "priced"
)

// Rule is what every switchable rule has.
type Rule struct {
	State State   `yaml:"state" json:"state"`
	Price float64 `yaml:"price" json:"price"` // pence a year per unit; used when priced
}

// Rules are the rules of model.md §5; `once`, `size` and `locks` have no
// parameters and are always hard. Optional limits are nil when not set.
type Rules struct {
	Reach      ReachRule      `yaml:"reach" json:"reach"`
	TravelCap  CapRule        `yaml:"travel-cap" json:"travel-cap"`
	HubCap     CapRule        `yaml:"hub-cap" json:"hub-cap"`
	Host       HostRule       `yaml:"host" json:"host"`
	GPs        Rule           `yaml:"gps" json:"gps"`
	Range      RangeRule      `yaml:"range" json:"range"`
	Coverage   CoverageRule   `yaml:"coverage" json:"coverage"`
	AreaChoice Rule           `yaml:"area-choice" json:"area-choice"`
	Boundary   BoundaryRule   `yaml:"boundary" json:"boundary"`
	Budget     BudgetRule     `yaml:"budget" json:"budget"`
	TravelMean MeanRule       `yaml:"travel-mean" json:"travel-mean"`
	Equity     EquityRule     `yaml:"equity" json:"equity"`
	Continuity ContinuityRule `yaml:"continuity" json:"continuity"`
	Outpatient OutpatientRule `yaml:"outpatients" json:"outpatients"`
	Staff      ShareRule      `yaml:"staff" json:"staff"`
	Willing    Rule           `yaml:"willing" json:"willing"`
	Stability  StabilityRule  `yaml:"stability" json:"stability"`
}

// ReachRule: arcs longer than KM do not exist; always hard.
type ReachRule struct {
	KM float64 `yaml:"km" json:"km"`
}

// HostRule: practices within Within metres are in the building; always hard.
type HostRule struct {
	Within int64 `yaml:"within" json:"within"`
}

// CapRule is travel-cap and hub-cap.
type CapRule struct {
	Rule  `yaml:",inline"`
	Limit float64  `yaml:"limit" json:"limit"` // minutes
	Share float64  `yaml:"share" json:"share"`
	KM    *float64 `yaml:"km" json:"km"`
}

// RangeRule: at least N[code] sites per model; Share of placed patients each.
// In files the numbers stand directly under `range`, by model code.
type RangeRule struct {
	Rule  `yaml:",inline"`
	N     map[string]int `yaml:"-"` // by model code
	Share *float64       `yaml:"share"`
}

// CoverageRule: Share capital-wide and AreaShare in every area, Of "patients"
// or "practices".
type CoverageRule struct {
	Rule      `yaml:",inline"`
	Share     float64 `yaml:"share" json:"share"`
	AreaShare float64 `yaml:"area_share" json:"area_share"`
	Of        string  `yaml:"of" json:"of"`
}

// BoundaryRule: Scope "own", "neighbours" or "any".
type BoundaryRule struct {
	Rule  `yaml:",inline"`
	Scope string `yaml:"scope" json:"scope"`
}

// BudgetRule is in pounds; areas have theirs in AreaRule or areas.csv.
type BudgetRule struct {
	Rule    `yaml:",inline"`
	Capital *float64 `yaml:"capital" json:"capital"`
	Revenue *float64 `yaml:"revenue" json:"revenue"`
}

// MeanRule is travel-mean, in minutes per patient and year.
type MeanRule struct {
	Rule      `yaml:",inline"`
	Limit     *float64 `yaml:"limit" json:"limit"`
	AreaLimit *float64 `yaml:"area_limit" json:"area_limit"`
	Net       bool     `yaml:"net" json:"net"`
}

// EquityRule: Limit in minutes per patient and year.
type EquityRule struct {
	Rule  `yaml:",inline"`
	Limit *float64 `yaml:"limit" json:"limit"`
}

// ContinuityRule: shares of patients.
type ContinuityRule struct {
	Rule            `yaml:",inline"`
	MergedShare     *float64 `yaml:"merged_share" json:"merged_share"`
	MovedShare      *float64 `yaml:"moved_share" json:"moved_share"`
	AreaMergedShare *float64 `yaml:"area_merged_share" json:"area_merged_share"`
	AreaMovedShare  *float64 `yaml:"area_moved_share" json:"area_moved_share"`
}

// OutpatientRule: Target share of attendances moved, TrustCap greatest net loss
// of any trust as a share of its outpatient income.
type OutpatientRule struct {
	Rule     `yaml:",inline"`
	Target   *float64 `yaml:"target" json:"target"`
	TrustCap *float64 `yaml:"trust_cap" json:"trust_cap"`
}

// ShareRule is `staff`.
type ShareRule struct {
	Rule  `yaml:",inline"`
	Share *float64 `yaml:"share" json:"share"`
}

// StabilityRule: Practices that may differ from the reference plan.
type StabilityRule struct {
	Rule      `yaml:",inline"`
	Practices *int `yaml:"practices" json:"practices"`
}

// Weights of the objective; Travel weighs both travel parts.
type Weights struct {
	Cash          float64 `yaml:"cash" json:"cash"`
	Travel        float64 `yaml:"travel" json:"travel"`
	Continuity    float64 `yaml:"continuity" json:"continuity"`
	Acceptability float64 `yaml:"acceptability" json:"acceptability"`
}

// Of is what a part counts for in the objective.
func (w *Weights) Of(part Part) float64 {
	switch part {
	case GPTravel, OutpatientTravel:
		return w.Travel
	case Continuity:
		return w.Continuity
	case Acceptability:
		return w.Acceptability
	}
	return w.Cash
}

// Costs are the parameters of model.md §4 and §11, in pounds.
type Costs struct {
	SurgeryVisits         float64             `yaml:"surgery_visits" json:"surgery_visits"`
	OutpatientAttendances float64             `yaml:"outpatient_attendances" json:"outpatient_attendances"`
	OutpatientShare       float64             `yaml:"outpatient_share" json:"outpatient_share"`
	Tariff                float64             `yaml:"tariff" json:"tariff"`
	Release               float64             `yaml:"release" json:"release"`
	Clinic                float64             `yaml:"clinic" json:"clinic"`
	ValueOfTime           float64             `yaml:"value_of_time" json:"value_of_time"`
	BusWaitWeight         float64             `yaml:"bus_wait_weight" json:"bus_wait_weight"`
	CarAdded              float64             `yaml:"car_added" json:"car_added"`
	Continuity            map[string]float64  `yaml:"continuity" json:"continuity"`
	Overhead              map[string]float64  `yaml:"overhead" json:"overhead"`
	Staff                 map[string]float64  `yaml:"staff" json:"staff"`
	Space                 map[string]float64  `yaml:"space" json:"space"`
	SpaceRunning          float64             `yaml:"space_running" json:"space_running"`
	Rent                  float64             `yaml:"rent" json:"rent"`
	Transition            float64             `yaml:"transition" json:"transition"`
	TransitionLife        float64             `yaml:"transition_life" json:"transition_life"`
	Discount              float64             `yaml:"discount" json:"discount"`
	Life                  float64             `yaml:"life" json:"life"`
	Growth                float64             `yaml:"growth" json:"growth"`
	Years                 int                 `yaml:"years" json:"years"`
	GPList                float64             `yaml:"gp_list" json:"gp_list"`
	StaffPerGP            float64             `yaml:"staff_per_gp" json:"staff_per_gp"`
	Consultation          float64             `yaml:"consultation" json:"consultation"`
	ConsultationWeight    float64             `yaml:"consultation_weight" json:"consultation_weight"`
	Kinds                 map[string]KindCost `yaml:"kinds" json:"kinds"`
}

// KindCost is £ per m² at one kind of site.
type KindCost struct {
	Block float64 `yaml:"block" json:"block"`
	Space float64 `yaml:"space" json:"space"`
}

// KindTier is a size of a model at every site of a kind (model.md §11, tables).
// Capital nil is AreaM2 × the kind's Block.
type KindTier struct {
	Kind         string   `yaml:"kind" json:"kind"`
	Model        string   `yaml:"model" json:"model"`
	Tier         string   `yaml:"tier" json:"tier"`
	Capital      *float64 `yaml:"capital,omitempty" json:"capital,omitempty"`
	Running      float64  `yaml:"running" json:"running"`
	MinPatients  int64    `yaml:"min_patients" json:"min_patients"`
	MaxPatients  int64    `yaml:"max_patients" json:"max_patients"`
	MinPractices int      `yaml:"min_practices" json:"min_practices"`
	MaxPractices int      `yaml:"max_practices" json:"max_practices"`
	AreaM2       float64  `yaml:"area_m2" json:"area_m2"`
	GPs          float64  `yaml:"gps,omitempty" json:"gps,omitempty"`
	Services     []string `yaml:"services" json:"services"` // nil: the default package
}

// AreaRule is a rule's parameters for one area: `areas:` of scenario.yaml.
type AreaRule struct {
	Area     string         `yaml:"area" json:"area"`
	Rule     string         `yaml:"rule" json:"rule"` // area-choice or budget
	Models   []string       `yaml:"models,omitempty" json:"models,omitempty"`
	MinSites *int           `yaml:"min_sites,omitempty" json:"min_sites,omitempty"`
	MaxSites *int           `yaml:"max_sites,omitempty" json:"max_sites,omitempty"`
	MinModel map[string]int `yaml:"-" json:"-"` // min_MODEL
	MaxModel map[string]int `yaml:"-" json:"-"` // max_MODEL
	Capital  *float64       `yaml:"capital,omitempty" json:"capital,omitempty"`
	Revenue  *float64       `yaml:"revenue,omitempty" json:"revenue,omitempty"`
}

// Overlay is one scenario file, or the --set and --lock of a command line: it
// changes only what it names.
type Overlay struct {
	Source string // file name, preset, or "--set"
	Text   []byte // YAML as read; nil: changes nothing
	Set    []string
	Lock   []string
}
