package report

import (
	"fmt"
	"math"
	"strings"

	"polyclinic/model"
)

// tight is how near its limit, as a share of it, a rule counts as binding.
const tight = 0.01

// rules prints the rules that bind and those that are broken.
func (s *Summary) rules(p *printer) {
	p.section("Rules that bind")
	var areas = map[string][]string{} // rule and unit → areas
	var order []string
	any := false
	for _, r := range s.Verdict.Rows {
		if !binds(&r) {
			continue
		}
		any = true
		if r.Area != nil {
			key := r.ID + "\x00" + r.Unit
			if areas[key] == nil {
				order = append(order, key)
			}
			areas[key] = append(areas[key], s.areaName(*r.Area))
			continue
		}
		p.line("  %s", ruleLine(&r))
	}
	for _, key := range order {
		id, unit, _ := strings.Cut(key, "\x00")
		list := areas[key]
		more := ""
		if len(list) > 2*namesShown {
			more = fmt.Sprintf(" and %d more", len(list)-2*namesShown)
			list = list[:2*namesShown]
		}
		p.line("  %s (%s) in %s%s", id, unit, strings.Join(list, ", "), more)
	}
	if !any {
		p.line("  none: every limit is met with room to spare")
	}
	const shown = 20
	for i, v := range s.Verdict.Violations {
		if i == shown {
			p.line("  … and %d more faults", len(s.Verdict.Violations)-shown)
			break
		}
		p.line("  BROKEN %s", v)
	}
}

func (s *Summary) areaName(code string) string {
	if a, ok := s.In.AreaIndex(code); ok {
		return s.In.Data.Areas[a].Name
	}
	return code
}

// binds says whether a rule is broken, or so near its limit that another limit
// would likely change the plan. Rules that count faults never bind.
func binds(r *model.RuleRow) bool {
	if r.Violation > 0 {
		return true
	}
	switch r.ID {
	case "once", "size", "reach", "host", "locks", "boundary", "willing":
		return false
	}
	if r.Limit == 0 {
		return false
	}
	return float64(r.Slack) <= tight*math.Abs(float64(r.Limit))
}

func ruleLine(r *model.RuleRow) string {
	if r.ID == "once" || r.ID == "size" {
		return fmt.Sprintf("%s: %s at fault", r.ID, Quantity(float64(r.Violation), r.Unit))
	}
	line := fmt.Sprintf("%s: %s at a limit of %s", r.ID, QuantityBeside(float64(r.Value), float64(r.Limit), r.Unit), FigureBeside(float64(r.Limit), float64(r.Value), r.Unit))
	switch {
	case r.Violation > 0 && r.State == model.Priced:
		line += fmt.Sprintf(", broken by %s at a price", Figure(float64(r.Violation), r.Unit))
	case r.Violation > 0:
		line += fmt.Sprintf(", BROKEN by %s", Figure(float64(r.Violation), r.Unit))
	case r.Practice != "":
		line += fmt.Sprintf(" (practice %s to %s)", r.Practice, r.Site)
	}
	return line
}
