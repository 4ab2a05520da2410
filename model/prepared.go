package model

// Prepared is a Data that was checked, put in order and hashed, so that many
// scenarios can be compiled over it without doing so again. The Data must not
// change any more; goroutines may share it.
type Prepared struct {
	data   *Data
	sha256 string
}

// Prepare checks d. The error is a Faults.
func Prepare(d *Data) (*Prepared, Warnings, error) {
	warnings, err := d.Validate()
	if err != nil {
		return nil, warnings, err
	}
	return &Prepared{data: d.canonical(), sha256: d.Hash()}, warnings, nil
}

// SHA256 is the Hash of the Data.
func (p *Prepared) SHA256() string { return p.sha256 }

// WithReference is p with a reference plan, which is no part of the hash.
func (p *Prepared) WithReference(places []Placement) *Prepared {
	d := *p.data
	d.Reference = places
	return &Prepared{data: d.canonical(), sha256: p.sha256}
}

// New is the function New, without its checks of the data. The warnings are
// those of the scenario.
func (p *Prepared) New(overlays ...Overlay) (*Instance, Warnings, error) {
	return p.compile(compile, overlays)
}

func (p *Prepared) compile(stages func(*Data, string, Scenario, places) (*Instance, Warnings, Faults), overlays []Overlay) (*Instance, Warnings, error) {
	scenario, set, warnings, wrong := resolveCodes(p.data, overlays...)
	if !wrong.empty() {
		return nil, warnings.sorted(), Faults(wrong.sorted())
	}
	in, more, faults := stages(p.data, p.sha256, scenario, set)
	return in, append(warnings.sorted(), more...), faults.orNil()
}
