package nhs

import "time"

// Options of an import; the zero value takes everything that is there.
type Options struct {
	Name string // of the instance; "": nhs-import

	// Which practices.
	OpenAt           time.Time         // practices open on this day, lists nearest to it; zero: active ones at the edition's own date
	Settings         []string          // prescribing settings kept; nil: "4", GP practice
	Areas            []string          // areas kept, or commissioners (PCT, CCG, sub-ICB), by code; nil: all
	Practices        []string          // practices kept, by code; nil: all
	Within           string            // boundary file (a part of its name): practices inside its polygons only; "": anywhere
	MinList          int64             // shorter lists are dropped; 0: 100; 1: none
	KeepDormant      bool              // keep dormant practices that have a list
	NoGuessedPlaces  bool              // drop practices whose postcode is unknown instead of placing them at the mean of their postcode sector
	AreasBy          string            // "commissioner", "boundary" or "" (a table of areas, else boundaries, else commissioners)
	Boundary         string            // boundary file of the areas (a part of its name); "": the one that fits
	Lists            string            // file of list sizes to use (a part of its name), believed whatever the checks say; "": nearest in time that passes
	Regimes          map[string]string // travel regime by area; others are guessed by how far apart practices stand
	DropZonesOutside bool              // LSOAs outside the areas are left out, and their patients spread over their practice's other LSOAs

	// Candidate sites.
	SharedMetres    float64 // practices this near are in one building; 0: 50
	PatientsPerSite int64   // a candidate per so many patients of an area; 0: 20,000
	CoverKM         float64 // every practice has a candidate of its area this near, where the area has one to offer; 0: 3
	NoPracticeSites bool    // no candidates from practices: those of a file of sites only
	NoHospitalSites bool    // hospitals of a file of hospitals are no candidates
}

// withDefaults fills what the zero value leaves open.
func (o Options) withDefaults() Options {
	if o.Name == "" {
		o.Name = "nhs-import"
	}
	if o.Settings == nil {
		o.Settings = []string{"4"}
	}
	if o.MinList == 0 {
		o.MinList = 100
	}
	if o.SharedMetres == 0 {
		o.SharedMetres = 50
	}
	if o.PatientsPerSite == 0 {
		o.PatientsPerSite = 20_000
	}
	if o.CoverKM == 0 {
		o.CoverKM = 3
	}
	return o
}
