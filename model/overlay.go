package model

import "fmt"

// Resolve lays the base of d and then overlays over Defaults, in order. d gives
// the codes that areas and locks may name; it may be nil. The error is a Faults.
func Resolve(d *Data, overlays ...Overlay) (Scenario, Warnings, error) {
	s := Defaults()
	if d != nil {
		overlays = append([]Overlay{d.Base}, overlays...)
	}
	var faults Faults
	for _, o := range overlays {
		if len(o.Text) > 0 || len(o.Set) > 0 {
			faults = append(faults, Fault{File: o.Source, Name: "scenario", Value: "has changes that cannot be read yet"})
		}
		for _, line := range o.Lock {
			if _, fault := parseLock(line); fault != nil {
				faults = append(faults, *fault)
			}
			s.Locks = append(s.Locks, line)
		}
	}
	return s, nil, faults.orNil()
}

// Validate finds everything wrong with d, whatever the scenario. The error is a
// Faults.
func (d *Data) Validate() (Warnings, error) {
	var faults Faults
	seen := map[string]bool{}
	for _, p := range d.Practices {
		if seen[p.Code] {
			faults = append(faults, Fault{Name: fmt.Sprintf("practice %q", p.Code), Value: "is there twice", Want: "each code once"})
		}
		seen[p.Code] = true
	}
	return nil, faults.orNil()
}
