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
	d.Reference, err = placements(s.Reference)
	return err
}

// placements are the places of a plan, by code.
func placements(path string) ([]model.Placement, error) {
	reference, _, err := openPlan(path)
	if err != nil {
		return nil, err
	}
	var out []model.Placement
	for _, p := range reference.Practices {
		place := model.Placement{Practice: p.Practice}
		if p.Site != nil && p.Model != nil {
			place.Site, place.Model = *p.Site, *p.Model
		}
		out = append(out, place)
	}
	return out, nil
}
