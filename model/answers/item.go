package answers

import (
	"slices"
	"strings"

	"polyclinic/model"
)

// Item is one thing that a planner could give up: a hard rule or one of its
// limits, an area's veto, a lock. What is structural (once, size, reach, host, the
// models of a practice or a site) is no item: it always holds.
type Item struct {
	Rule string // id
	Area string // code; "" is the capital
	What string // what it counts, the model of a veto, or the line of a lock; "" where the rule says it all

	// Of an item that is a sum over the plan. Limit is in Unit; what is possible
	// while everything else in the conflict holds lies in Possible.
	Unit     string
	Least    bool // at least Limit, else at most
	Limit    float64
	Share    float64 // of a range: the share of placed patients that is wanted, Limit is 0; else 0
	Possible *Possible

	row  *rowKey
	drop func(s *model.Scenario) // of the others
}

// Possible is how near a plan can come to a limit that cannot be kept: Reached by
// a plan, and None better is proven. Either may be unknown.
type Possible struct {
	Reached, Best       float64
	HasReached, HasBest bool
}

// rowKey finds a row again in an instance that was compiled anew.
type rowKey struct {
	id     string
	area   int32
	unit   string
	lower  bool
	number int // among rows alike
}

// itemsOf lists what could be given up under a scenario, area by area where it
// has an area. in must be compiled from s, or from a part of it.
func itemsOf(rows *model.Instance, s *model.Scenario) []Item {
	items := rowItems(rows)
	items = append(items, ruleItems(s)...)
	items = append(items, vetoItems(rows.Data, s)...)
	for _, lock := range s.Locks {
		items = append(items, Item{Rule: "locks", What: lock, drop: func(s *model.Scenario) { *s = withoutLock(*s, lock) }})
	}
	order := map[string]int{"": -1}
	for a := range rows.Data.Areas {
		order[rows.Data.Areas[a].Code] = a
	}
	slices.SortStableFunc(items, func(a, b Item) int { return order[a.Area] - order[b.Area] })
	return items
}

// rowItems are the hard rules that are sums, one for each limit.
func rowItems(in *model.Instance) []Item {
	var out []Item
	for _, keyed := range keysOf(in) {
		row := &in.Rows[keyed.at]
		if row.State != model.Hard || row.ID == "locks" || row.ID == "gps" {
			continue
		}
		key := keyed.key
		item := Item{Rule: row.ID, What: row.Unit, Unit: row.Unit, Least: key.lower != (row.Of > 0), row: &key}
		if row.Area >= 0 {
			item.Area = in.Data.Areas[row.Area].Code
		}
		limit := row.Upper
		if key.lower {
			limit = row.Lower
		}
		item.Limit = inUnits(row, limit)
		item.Share = float64(row.OfPlaced) / float64(row.Scale)
		out = append(out, item)
	}
	return out
}

// inUnits is an activity as reports show it.
func inUnits(row *model.Row, activity int64) float64 {
	if row.Of > 0 {
		activity = row.Of - activity
	}
	return float64(activity) / float64(row.Scale)
}

type keyedRow struct {
	at  int
	key rowKey
}

// keysOf names the rows of an instance.
func keysOf(in *model.Instance) []keyedRow {
	seen := map[rowKey]int{}
	var out []keyedRow
	for r := range in.Rows {
		row := &in.Rows[r]
		key := rowKey{id: row.ID, area: row.Area, unit: row.Unit, lower: row.Lower > -limitless}
		key.number = seen[key]
		seen[rowKey{id: key.id, area: key.area, unit: key.unit, lower: key.lower}]++
		out = append(out, keyedRow{r, key})
	}
	return out
}

// limitless is beyond every limit of a row.
const limitless = int64(1) << 59

// ruleItems are the hard rules that close places to practices, each part by
// itself.
func ruleItems(s *model.Scenario) []Item {
	var out []Item
	caps := func(id string, of func(*model.Scenario) *model.CapRule) {
		r := of(s)
		if r.State != model.Hard {
			return
		}
		if r.KM == nil {
			out = append(out, Item{Rule: id, drop: func(s *model.Scenario) { of(s).State = model.Off }})
			return
		}
		out = append(out,
			Item{Rule: id, What: "minutes", Unit: "minutes", Limit: r.Limit, drop: func(s *model.Scenario) { of(s).Share = 1 }},
			Item{Rule: id, What: "km", Unit: "km in a straight line", Limit: *r.KM, drop: func(s *model.Scenario) { of(s).KM = nil }})
	}
	rule := func(id string, of func(*model.Scenario) *model.State) {
		if *of(s) == model.Hard {
			out = append(out, Item{Rule: id, drop: func(s *model.Scenario) { *of(s) = model.Off }})
		}
	}
	caps("travel-cap", func(s *model.Scenario) *model.CapRule { return &s.Rules.TravelCap })
	caps("hub-cap", func(s *model.Scenario) *model.CapRule { return &s.Rules.HubCap })
	rule("gps", func(s *model.Scenario) *model.State { return &s.Rules.GPs.State })
	rule("boundary", func(s *model.Scenario) *model.State { return &s.Rules.Boundary.State })
	rule("willing", func(s *model.Scenario) *model.State { return &s.Rules.Willing.State })
	return out
}

// vetoItems are the models that an area does not permit, in areas.csv or in the
// scenario, which has the last word.
func vetoItems(d *model.Data, s *model.Scenario) []Item {
	if s.Rules.AreaChoice.State != model.Hard {
		return nil
	}
	var out []Item
	for a := range d.Areas {
		area := d.Areas[a]
		permitted := permittedIn(s, &area)
		if permitted == nil {
			continue
		}
		for _, m := range s.Models {
			if slices.Contains(permitted, m.Code) {
				continue
			}
			out = append(out, Item{Rule: "area-choice", Area: area.Code, What: m.Code, drop: func(s *model.Scenario) {
				permit(s, area.Code, append(slices.Clone(permittedIn(s, &area)), m.Code))
			}})
		}
	}
	return out
}

// permittedIn are the models that an area permits; nil: all.
func permittedIn(s *model.Scenario, area *model.Area) []string {
	for _, r := range s.Areas {
		if r.Area == area.Code && r.Rule == "area-choice" && r.Models != nil {
			return r.Models
		}
	}
	return area.Models
}

// permit writes an area's permitted models into a scenario.
func permit(s *model.Scenario, area string, models []string) {
	for i := range s.Areas {
		if r := &s.Areas[i]; r.Area == area && r.Rule == "area-choice" {
			r.Models = models
			return
		}
	}
	s.Areas = append(s.Areas, model.AreaRule{Area: area, Rule: "area-choice", Models: models})
}

// String is the item in short: "range, sites merged".
func (i *Item) String() string {
	parts := []string{i.Rule}
	for _, p := range []string{i.Area, i.What} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}
