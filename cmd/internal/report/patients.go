package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"polyclinic/model"
)

// patients prints who is covered, who is left out and why, and who travels
// further.
func (s *Summary) patients(p *printer) {
	var covered model.Patients
	for _, a := range s.Accounts.Areas {
		covered += a.Covered
	}
	p.section("%s of %s patients are covered (%s)", Thousands(covered), Thousands(s.In.Total), share(covered, s.In.Total))
	s.leftOut(p)
	s.travel(p)
}

// namesShown is how many practices or areas a sentence names.
const namesShown = 5

// leftOut names the practices that stay as they are.
func (s *Summary) leftOut(p *printer) {
	var out []int32
	var patients model.Patients
	nowhere := 0
	for i := range s.Plan.Places {
		if s.Plan.Places[i].Site >= 0 {
			continue
		}
		out = append(out, int32(i))
		patients += s.In.Practices[i].List
		if s.In.ArcStart[i] == s.In.ArcStart[i+1] {
			nowhere++
		}
	}
	if len(out) == 0 {
		return
	}
	slices.SortStableFunc(out, func(a, b int32) int { return cmp.Compare(s.In.Practices[b].List, s.In.Practices[a].List) })
	var names []string
	for _, i := range out[:min(namesShown, len(out))] {
		d := &s.In.Data.Practices[i]
		names = append(names, fmt.Sprintf("%s in %s (%s)", d.Code, s.areaName(d.Area), Thousands(s.In.Practices[i].List)))
	}
	p.line("  Left as they are: %s with %s patients; the largest: %s.", Plural(len(out), "practice", "practices"), Thousands(patients), strings.Join(names, ", "))
	if nowhere > 0 {
		p.line("  %d of them can join no site under the rules; the rest are dearest to place, and coverage does not ask for them.", nowhere)
	} else {
		p.line("  Each could join a site, but they are dearest to place, and coverage does not ask for them.")
	}
}

// minuteClasses are the upper ends of the classes of extra minutes.
var minuteClasses = []float64{0, 2, 5, 10, 15}

// travel prints how much further patients of moved practices travel, as means
// by practice, one way.
func (s *Summary) travel(p *printer) {
	trips := 2 * s.In.Scenario.Costs.SurgeryVisits
	counts := make([]model.Patients, len(minuteClasses)+1)
	var moved, further model.Patients
	var minutes, outpatient, covered float64
	for i := range s.Plan.Places {
		a, ok := s.Plan.Arc(s.In, int32(i))
		if !ok {
			continue
		}
		list := s.In.Practices[i].List
		outpatient += float64(s.In.Link(&a).OutMinutes)
		covered += float64(list)
		if !a.Moves || list == 0 || trips == 0 {
			continue
		}
		extra := float64(s.In.GPMinutes(&a))
		each := extra / (float64(list) * trips)
		class, _ := slices.BinarySearch(minuteClasses, each)
		counts[class] += list
		moved += list
		minutes += extra
		if each > 0 {
			further += list
		}
	}
	if moved > 0 {
		p.line("  %s patients' practices move; for %s of them the way to the GP is longer (by practice, one way):", Thousands(moved), Thousands(further))
		var classes []string
		for c, n := range counts {
			if n > 0 {
				classes = append(classes, fmt.Sprintf("%s %s", className(c), Thousands(n)))
			}
		}
		p.line("  %s; %.1f min on average.", strings.Join(classes, ", "), minutes/(float64(moved)*trips))
	} else {
		p.line("  Nobody's way to the GP changes.")
	}
	if covered > 0 && outpatient != 0 {
		word := "shorter"
		if outpatient > 0 {
			word = "longer"
		}
		p.line("  Outpatient trips are %.1f min %s a year per covered patient.", max(outpatient, -outpatient)/covered, word)
	}
}

func className(class int) string {
	switch class {
	case 0:
		return "no longer:"
	case len(minuteClasses):
		return fmt.Sprintf("over %g min:", minuteClasses[class-1])
	}
	return fmt.Sprintf("%g–%g min:", minuteClasses[class-1], minuteClasses[class])
}

// practices prints what happens to practices.
func (s *Summary) practices(p *printer) {
	n := len(s.Plan.Places)
	var stay, hub, move, merge, housed int
	for i := range s.Plan.Places {
		a, ok := s.Plan.Arc(s.In, int32(i))
		switch {
		case !ok:
			stay++
		case s.In.Models()[a.Model].OneList:
			merge++
		case a.Moves:
			move++
		case a.Resident:
			housed++
		default:
			hub++
		}
	}
	var parts []string
	add := func(count int, one, many string) {
		if count > 0 {
			parts = append(parts, Plural(count, one, many))
		}
	}
	add(hub, "joins a hub and stays where it is", "join a hub and stay where they are")
	add(move, "moves in beside others", "move in beside others")
	add(housed, "is in the building already", "are in the building already")
	add(merge, "merges", "merge")
	add(stay, "stays as it is", "stay as they are")
	p.section("Of %s %s", Plural(n, "practice", "practices"), strings.Join(parts, ", "))
}

func share[T ~int64](part, whole T) string {
	if whole == 0 {
		return "-"
	}
	return Percent(float64(part) / float64(whole))
}
