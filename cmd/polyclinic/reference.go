package main

import (
	"polyclinic/model"
)

// readReference reads the plan that a scenario's `reference` names, by a path
// from the current folder, into the data.
func readReference(d *model.Data, overlays ...model.Overlay) error {
	s, _, err := model.Resolve(d, overlays...)
	if err != nil || s.Reference == "" || len(d.Reference) > 0 {
		return err
	}
	reference, _, err := openPlan(s.Reference)
	if err != nil {
		return err
	}
	for _, p := range reference.Practices {
		place := model.Placement{Practice: p.Practice}
		if p.Site != nil && p.Model != nil {
			place.Site, place.Model = *p.Site, *p.Model
		}
		d.Reference = append(d.Reference, place)
	}
	return nil
}
