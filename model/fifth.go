package model

import (
	"cmp"
	"slices"
)

// fifth is the most deprived fifth of the people, for the rule equity.
type fifth struct {
	zones    int
	patients float64 // registered, in the plan's year
}

// compileFifth takes zones by falling deprivation, then code, until they hold a
// fifth of the people of all zones that have a score.
func (c *compiler) compileFifth() {
	z := &c.zones
	z.inFifth = make([]bool, len(z.place))
	var scored []int32
	people := int64(0)
	for i := range c.full.Zones {
		if c.full.Zones[i].Deprivation != nil {
			scored = append(scored, int32(i))
			people += c.full.Zones[i].Population
		}
	}
	slices.SortFunc(scored, func(a, b int32) int {
		za, zb := &c.full.Zones[a], &c.full.Zones[b]
		return cmp.Or(-cmp.Compare(*za.Deprivation, *zb.Deprivation), cmp.Compare(za.Code, zb.Code))
	})
	sum := int64(0)
	for _, i := range scored {
		if 5*sum >= people {
			break
		}
		sum += c.full.Zones[i].Population
		z.inFifth[i] = true
		c.fifth.zones++
	}
	for p := range c.Practices {
		here := int64(0)
		for k := z.start[p]; k < z.start[p+1]; k++ {
			if z.inFifth[z.zone[k]] {
				here += z.patients[k]
			}
		}
		c.fifth.patients += float64(c.Practices[p].List) * float64(here) / float64(z.all[p])
	}
}
