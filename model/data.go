package model

// Data is an instance as its files say it: slices in file order, codes as
// strings, money in pounds. Optional numbers are pointers: nil is an empty cell
// and means the default, never zero. Edit a Data freely; New copies it, and puts
// the rows of an Instance's Data in the order of their codes.
type Data struct {
	Name        string
	Description string
	Source      string
	Date        string
	Regimes     map[string]Regime // over the built-in "london" and "surrey"
	Bounds      Bounds            // zero value: Great Britain
	Areas       []Area
	Practices   []Practice
	Zones       []Zone
	Registered  []Registration // empty: estimated by the gravity model
	Sites       []Site
	Tiers       []Tier // of tiers.csv; empty: the scenario's, by kind
	Hospitals   []Hospital
	Travel      []TravelTime
	Base        Overlay     // scenario.yaml of the folder; zero value: defaults
	Reference   []Placement // the reference plan, for the rule stability; empty: none
	Origin      Origin      // where rows stand, for messages; zero value is fine
}

// Area is a primary care trust.
type Area struct {
	Code, Name      string
	Population      *int64
	Regime          string   // "" is "london"
	Models          []string // permitted model codes; nil: all
	Neighbours      []string
	MinSites        *int
	MaxSites        *int
	MinModel        map[string]int // by model code
	MaxModel        map[string]int
	CapitalBudget   *float64 // £
	RevenueBudget   *float64 // £ a year
	Leadership      *int     // schemes it can run at once
	Support         map[string]float64
	SupportResponse *int // number of responses behind Support
}

// Practice is a GP practice; it is never split.
type Practice struct {
	Code, Name, Area string
	Lat, Lon         float64
	List             int64
	GPs              *float64 // whole-time equivalents; nil: List / gp_list
	Staff            *float64 // nil: staff_per_gp × GPs
	Rent             *float64 // £ a year; nil: costs.rent × List
	Models           []string // permitted model codes; nil: all
	Willing          *bool    // nil: willing
}

// Zone is a small area where patients live.
type Zone struct {
	Code, Area  string
	Lat, Lon    float64
	Population  int64
	Deprivation *float64 // higher is more deprived
	Hospital    string   // "" is the nearest acute one
	Weight      *float64 // continuity weight; nil: 1
}

// Registration says how many of a practice's patients live in a zone.
type Registration struct {
	Practice, Zone string
	Patients       int64
}

// Site is a place where a polyclinic could be.
type Site struct {
	Code, Name, Area string
	Lat, Lon         float64
	Kind             string
	Models           []string // permitted model codes; nil: all
}

// Tier is one size of one care model, at one Site (tiers.csv) or at every site
// of one Kind (scenario); the other of the two is "".
type Tier struct {
	Site         string
	Kind         string
	Model        string
	Name         string  // S, M, L
	Capital      float64 // £, the shared block
	Running      float64 // £ a year
	MinPatients  int64
	MaxPatients  int64
	MinPractices int
	MaxPractices int
	AreaM2       float64
	GPs          float64  // whole-time GPs it has room for; 0: no limit stated
	Services     []string // nil: the default package, which shifts outpatients
}

// Hospital is an acute or other hospital.
type Hospital struct {
	Code, Name, Trust string // Trust "" is the hospital's own code
	Lat, Lon          float64
	Acute             bool  // in a file: 1 unless it says 0
	Stroke, Trauma    bool  // designated: the decision that is evaluated
	StrokeCapable     *bool // candidates; nil: Acute
	TraumaCapable     *bool
	Income            *float64 // outpatient income, £ a year
}

// Placement says where the reference plan has a practice; Site "" is staying as
// it is.
type Placement struct{ Practice, Site, Model string }

// TravelTime overrides the regime's minutes from a zone to a place (a practice,
// a site or a hospital, by code).
type TravelTime struct {
	Zone, Place string
	Minutes     float64
	Weighted    *float64 // nil: Minutes
}

// Regime is how people of an area travel (model.md §4, §11).
type Regime struct {
	Car       float64 `yaml:"car"`        // share of people with a car
	WalkKM    float64 `yaml:"walk_km"`    // walking possible up to, road km
	WalkKMH   float64 `yaml:"walk_kmh"`   // walking speed
	WalkRoad  float64 `yaml:"walk_road"`  // road km per straight-line km, on foot
	RoadRatio float64 `yaml:"road_ratio"` // the same for bus and car
	BusWait   float64 `yaml:"bus_wait"`   // minutes of waiting and access
	BusPerKM  float64 `yaml:"bus_per_km"` // minutes per road km
}

// Bounds are the latitudes and longitudes outside which a coordinate is an
// error.
type Bounds struct {
	South float64 `yaml:"south"`
	North float64 `yaml:"north"`
	West  float64 `yaml:"west"`
	East  float64 `yaml:"east"`
}

// Origin remembers file and line of every row: Origin.Lines["practices.csv"][i]
// is the line of Data.Practices[i].
type Origin struct {
	Folder string
	Lines  map[string][]int
}
