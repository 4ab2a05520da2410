package model

import (
	"cmp"
	"slices"
)

// override is one value of the user's matrix, to the place that holds it.
type override struct {
	zone    int32
	journey journey
}

// matrix holds the user's minutes by place, each sorted by zone. A code may
// name a practice, a site and a hospital at once; it then means all of them.
type matrix struct{ practices, sites, hospitals [][]override }

func newMatrix(d *Data, zones map[string]int32) matrix {
	if len(d.Travel) == 0 {
		return matrix{}
	}
	byPlace := map[string][]override{}
	for i := range d.Travel {
		t := &d.Travel[i]
		if z, ok := zones[t.Zone]; ok {
			byPlace[t.Place] = append(byPlace[t.Place], override{z, given(t)})
		}
	}
	for _, list := range byPlace {
		slices.SortStableFunc(list, func(a, b override) int { return cmp.Compare(a.zone, b.zone) })
	}
	m := matrix{
		practices: make([][]override, len(d.Practices)),
		sites:     make([][]override, len(d.Sites)),
		hospitals: make([][]override, len(d.Hospitals)),
	}
	for i := range d.Practices {
		m.practices[i] = byPlace[d.Practices[i].Code]
	}
	for i := range d.Sites {
		m.sites[i] = byPlace[d.Sites[i].Code]
	}
	for i := range d.Hospitals {
		m.hospitals[i] = byPlace[d.Hospitals[i].Code]
	}
	return m
}

// at returns the overrides of a place; there may be no matrix at all.
func at(lists [][]override, place int32) []override {
	if lists == nil {
		return nil
	}
	return lists[place]
}

func find(list []override, zone int32) (journey, bool) {
	if len(list) == 0 {
		return journey{}, false
	}
	i, ok := slices.BinarySearchFunc(list, zone, func(o override, z int32) int { return cmp.Compare(o.zone, z) })
	if !ok {
		return journey{}, false
	}
	return list[i].journey, true
}
