package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

// explainConflict says which rules cannot hold together.
func explainConflict(w io.Writer, m *plan.Map, result *solver.Result) {
	rows := result.Conflict
	fmt.Fprintln(w, "No plan exists: these rules and limits cannot hold together.")
	if b := result.Beyond; b != nil {
		explainBeyond(w, m, b)
		return
	}
	if len(rows) == 0 {
		fmt.Fprintln(w, "  All hard rules together leave no plan; no single one is to blame. Loosen one of those that are hard, or make it priced.")
		return
	}
	said, more := map[string]int{}, map[string]int{}
	for _, r := range rows {
		row := m.Row(r)
		key := row.ID + ", " + row.Unit
		if row.Area >= 0 {
			if said[key] == areasShown {
				more[key]++
				continue
			}
			said[key]++
		}
		explainRow(w, m, r)
	}
	for _, key := range slices.Sorted(maps.Keys(more)) {
		fmt.Fprintf(w, "  and %s in %s more\n", key, report.Plural(more[key], "area", "areas"))
	}
}

// areasShown is how many areas are explained where a rule fails in many.
const areasShown = 2

func explainRow(w io.Writer, m *plan.Map, r int32) {
	if row := m.Row(r); row.ID == "locks" && row.OfSite >= 0 && row.Tier != nil {
		explainLock(w, m, row)
		return
	}
	row, sum := m.Row(r), &m.Problem.Rows[r]
	lows, highs := facility.Utmost(m.Problem)
	low, high := lows[r], highs[r]
	switch placed, room, ok := m.Problem.Room(r); {
	case low > sum.Upper:
		explainSum(w, m, r, low, "even if no other rule counted")
	case ok:
		fmt.Fprintf(w, "  %s: at least %s patients are wanted in a polyclinic %s, but the sites that they can reach have room for %s\n",
			row.ID, report.Thousands(placed), whereOf(m, row), report.Thousands(room))
	default:
		explainSum(w, m, r, high, "even if no other rule counted")
	}
	if row.Tier != nil {
		explainVetoes(w, m, row)
	}
	if row.Stay != nil {
		explainStranded(w, m.Instance(), row)
		explainUnfilled(w, m, row)
	}
}

// explainBeyond says how far the other rules keep one beyond its limit.
func explainBeyond(w io.Writer, m *plan.Map, b *solver.Beyond) {
	explainSum(w, m, b.Row, b.Reach, "under the other hard rules")
}

// explainSum compares what a rule wants with what is possible.
func explainSum(w io.Writer, m *plan.Map, r int32, possible int64, why string) {
	row, sum := m.Row(r), &m.Problem.Rows[r]
	if row.OfPlaced > 0 {
		fmt.Fprintf(w, "  %s: %s of the placed patients cannot be %s, whatever the plan\n", row.ID,
			report.Percent(float64(row.OfPlaced)/float64(row.Scale)), strings.TrimPrefix(report.UnitName(row.Unit), "patients "))
		return
	}
	wanted := sum.Lower
	limit, most := "at least", "at most"
	if possible > sum.Upper {
		wanted = sum.Upper
		limit, most = "at most", "at least"
	}
	if row.Of > 0 { // the sum counts what is missing
		wanted, possible = row.Of-wanted, row.Of-possible
		limit, most = most, limit
	}
	want, can := float64(wanted)/float64(row.Scale), float64(possible)/float64(row.Scale)
	fmt.Fprintf(w, "  %s: %s %s %s wanted %s, but %s %s %s possible %s\n",
		row.ID, limit, report.QuantityBeside(want, can, row.Unit), report.Be(want, row.Unit), whereOf(m, row),
		most, report.FigureBeside(can, want, row.Unit), report.Be(can, row.Unit), why)
}

// whereOf is where a rule holds.
func whereOf(m *plan.Map, row *model.Row) string {
	if row.Area < 0 {
		return "in the capital"
	}
	return "in " + m.Instance().Data.Areas[row.Area].Name
}

// explainLock names a lock that requires a site which cannot open so.
func explainLock(w io.Writer, m *plan.Map, row *model.Row) {
	in := m.Instance()
	site := &in.Data.Sites[row.OfSite]
	for _, l := range in.Locks {
		if l.Kind != model.SiteRequired || l.Site != site.Code {
			continue
		}
		fmt.Fprintf(w, "  locks: %q cannot be kept: the site cannot open so\n", l.Text)
		if k, ok := in.ModelIndex(l.Model); ok && in.Option(row.OfSite, k) == nil {
			fmt.Fprintf(w, "    %s (%s) does not offer %s\n", site.Code, site.Kind, report.ModelName(l.Model))
		}
	}
	explainVetoes(w, m, row)
}

// explainVetoes lists the areas that do not permit the care models which a row
// counts.
func explainVetoes(w io.Writer, m *plan.Map, row *model.Row) {
	in := m.Instance()
	only := row.Area
	if row.OfSite >= 0 {
		only, _ = in.AreaIndex(in.Data.Sites[row.OfSite].Area)
	}
	for k, care := range in.Models() {
		if !counts(in, row, int32(k)) {
			continue
		}
		var vetoes []string
		for _, a := range report.AreasByName(in) {
			if source, vetoed := veto(in, int(a), care.Code); vetoed && (only < 0 || only == a) {
				vetoes = append(vetoes, fmt.Sprintf("%s %s (%s)", in.Data.Areas[a].Code, in.Data.Areas[a].Name, source))
			}
		}
		if len(vetoes) > 0 {
			fmt.Fprintf(w, "  area-choice: %s is vetoed by %s of %d:\n    %s\n", care.Name, report.Plural(len(vetoes), "area", "areas"), in.NumAreas(), strings.Join(vetoes, "\n    "))
		}
	}
}

// counts says whether a row counts sites of a care model.
func counts(in *model.Instance, row *model.Row, m int32) bool {
	for i := range in.Options {
		o := &in.Options[i]
		if o.Model != m {
			continue
		}
		for k := range o.Tiers {
			if row.Tier(o, &o.Tiers[k]) != 0 {
				return true
			}
		}
	}
	return false
}

// veto says whether an area does not permit a model, and where that is written:
// in the scenario, which has the last word, or in areas.csv.
func veto(in *model.Instance, area int, code string) (source string, vetoed bool) {
	a := &in.Data.Areas[area]
	permitted := a.Models
	source = "areas.csv"
	if lines := in.Data.Origin.Lines["areas.csv"]; area < len(lines) {
		source = fmt.Sprintf("areas.csv:%d", lines[area])
	}
	for _, r := range in.Scenario.Areas {
		if r.Area == a.Code && r.Rule == "area-choice" && r.Models != nil {
			permitted, source = r.Models, "scenario"
		}
	}
	return source, permitted != nil && !slices.Contains(permitted, code) && in.Scenario.Rules.AreaChoice.State != model.Off
}

// explainStranded counts the practices without any permitted site, by the rules
// that stop them where fewest do.
func explainStranded(w io.Writer, in *model.Instance, row *model.Row) {
	type tally struct {
		practices int
		patients  model.Patients
	}
	stopped := map[string]*tally{}
	var order []string
	for p := range int32(in.NumPractices()) {
		if row.OfArea >= 0 && in.Practices[p].Area != row.OfArea || in.ArcStart[p] < in.ArcStart[p+1] {
			continue
		}
		rules := barriersByModel(in, p)
		if stopped[rules] == nil {
			stopped[rules] = &tally{}
			order = append(order, rules)
		}
		stopped[rules].practices++
		stopped[rules].patients += in.Practices[p].List
	}
	if len(order) == 0 {
		return
	}
	slices.SortStableFunc(order, func(a, b string) int { return int(stopped[b].patients - stopped[a].patients) })
	for i, rules := range order {
		if i == reasonsShown {
			fmt.Fprintf(w, "    and %s in other ways\n", report.Plural(len(order)-i, "group", "groups"))
			break
		}
		t := stopped[rules]
		fmt.Fprintf(w, "    %s with %s patients have no site: %s\n", report.Plural(t.practices, "practice", "practices"), report.Thousands(t.patients), rules)
	}
}

// reasonsShown is how many groups of stranded practices are listed.
const reasonsShown = 4

// nearSites is how many sites are asked why a practice cannot join them.
const nearSites = 5

// barriersByModel says for every care model which rules stop a practice at the
// near site where fewest do: "federated by area-choice, merged by travel-cap".
func barriersByModel(in *model.Instance, p int32) string {
	near := sitesNear(in, p)
	var parts []string
	for m, care := range in.Models() {
		var best []string
		for _, s := range near {
			var names []string
			for _, b := range in.Barriers(p, s, int32(m)) {
				names = append(names, b.Rule)
			}
			if best == nil || len(names) < len(best) {
				best = names
			}
		}
		parts = append(parts, care.Name+" stopped by "+strings.Join(best, " and "))
	}
	if len(near) == 0 {
		return "no site exists"
	}
	return strings.Join(parts, ", ")
}

// sitesNear are the sites nearest to a practice on a flat map, good enough to
// choose whom to ask.
func sitesNear(in *model.Instance, p int32) []int32 {
	d := &in.Data.Practices[p]
	const eastPerNorth = 0.62 // cosine of London's latitude
	far := func(s int32) float64 {
		north, east := in.Data.Sites[s].Lat-d.Lat, (in.Data.Sites[s].Lon-d.Lon)*eastPerNorth
		return north*north + east*east
	}
	var near []int32
	for s := range int32(in.NumSites()) {
		i, _ := slices.BinarySearchFunc(near, far(s), func(t int32, f float64) int {
			if far(t) < f {
				return -1
			}
			return 1
		})
		if i < nearSites {
			near = slices.Insert(near, i, s)
			near = near[:min(len(near), nearSites)]
		}
	}
	return near
}
