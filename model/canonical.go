package model

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// canonical is d with the rows of every file by code and the lists within them
// sorted, so that what is computed does not depend on the order in files. The
// sizes of one model at one site stay as they were named: of two equally dear
// ones the first is taken. Rows keep their lines; d itself is not changed.
func (d *Data) canonical() *Data {
	out := *d
	out.Origin.Lines = maps.Clone(d.Origin.Lines)
	out.Areas = ordered(&out, areaTable, d.Areas, func(a, b *Area) int { return strings.Compare(a.Code, b.Code) })
	out.Practices = ordered(&out, practiceTable, d.Practices, func(a, b *Practice) int { return strings.Compare(a.Code, b.Code) })
	out.Zones = ordered(&out, zoneTable, d.Zones, func(a, b *Zone) int { return strings.Compare(a.Code, b.Code) })
	out.Registered = ordered(&out, registrationTable, d.Registered, func(a, b *Registration) int {
		return cmp.Or(strings.Compare(a.Practice, b.Practice), strings.Compare(a.Zone, b.Zone))
	})
	out.Sites = ordered(&out, siteTable, d.Sites, func(a, b *Site) int { return strings.Compare(a.Code, b.Code) })
	out.Tiers = ordered(&out, tierTable, d.Tiers, func(a, b *Tier) int {
		return cmp.Or(strings.Compare(a.Site, b.Site), strings.Compare(a.Model, b.Model))
	})
	out.Hospitals = ordered(&out, hospitalTable, d.Hospitals, func(a, b *Hospital) int { return strings.Compare(a.Code, b.Code) })
	out.Travel = ordered(&out, travelTable, d.Travel, func(a, b *TravelTime) int {
		return cmp.Or(strings.Compare(a.Zone, b.Zone), strings.Compare(a.Place, b.Place))
	})
	out.Reference = slices.SortedStableFunc(slices.Values(d.Reference), func(a, b Placement) int { return strings.Compare(a.Practice, b.Practice) })
	return &out
}

// ordered is rows in order, with sorted lists, and puts their lines into out in
// the same order. Rows that are in order already are shared.
func ordered[T any](out *Data, t table[T], rows []T, order func(a, b *T) int) []T {
	if !slices.IsSortedFunc(rows, func(a, b T) int { return order(&a, &b) }) {
		from := make([]int32, len(rows))
		for i := range from {
			from[i] = int32(i)
		}
		slices.SortStableFunc(from, func(a, b int32) int { return order(&rows[a], &rows[b]) })
		rows = picked(rows, from)
		if lines := out.Origin.Lines[t.file]; len(lines) == len(rows) {
			out.Origin.Lines[t.file] = picked(lines, from)
		}
	}
	return t.sortLists(rows)
}

func picked[T any](rows []T, from []int32) []T {
	out := make([]T, len(from))
	for i, k := range from {
		out[i] = rows[k]
	}
	return out
}

// sortLists sorts the codes in every cell that holds several. Rows that change
// are changed in a copy.
func (t *table[T]) sortLists(rows []T) []T {
	copied := false
	for _, c := range t.columns {
		if _, isList := c.field(&t.fresh).(*[]string); !isList {
			continue
		}
		for i := range rows {
			list := *c.field(&rows[i]).(*[]string)
			if slices.IsSorted(list) {
				continue
			}
			if !copied {
				rows, copied = slices.Clone(rows), true
			}
			*c.field(&rows[i]).(*[]string) = slices.Sorted(slices.Values(list))
		}
	}
	return rows
}

// canonical puts what has no order into one: locks, and the rules of areas. The
// order of care models is that of reports, the order of tiers decides ties.
func (s *Scenario) canonical() {
	slices.Sort(s.Locks)
	slices.SortStableFunc(s.Areas, func(a, b AreaRule) int {
		return cmp.Or(strings.Compare(a.Area, b.Area), strings.Compare(a.Rule, b.Rule))
	})
	for i := range s.Areas {
		s.Areas[i].Models = slices.Clone(s.Areas[i].Models)
		slices.Sort(s.Areas[i].Models)
	}
}
