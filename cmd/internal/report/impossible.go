package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"polyclinic/model"
	"polyclinic/model/answers"
)

// Impossible writes why no plan exists.
func Impossible(w io.Writer, x *answers.Impossibility, in *model.Instance) error {
	p := &printer{w: w}
	switch {
	case x.Plan != nil:
		p.line("A plan exists: nothing stands in the way. Polyclinic solve finds a good one.")
		return p.err
	case !x.Proven:
		p.line("No plan was found, and it is not proven that none exists. A greater limit may tell.")
		return p.err
	}
	p.line("No plan exists: that is proven. %s", held(x))
	p.conflict(x.Conflict, in)
	if len(x.Doubtful) > 0 {
		p.line("  Perhaps not all of this is needed: of %s it could not be shown within the limit.", itemNames(x.Doubtful))
	}
	s := &in.Scenario
	p.line("  Besides, these always hold: once; size; reach (%g km); host (%d m); the models that practices and sites have.", s.Rules.Reach.KM, s.Rules.Host.Within)
	p.alone(x.Alone, in)
	p.ways(x, in)
	return p.err
}

// alone lists what is impossible by itself too: the capital's limits one by one,
// areas by their number.
func (p *printer) alone(items []answers.Item, in *model.Instance) {
	if len(items) == 0 {
		return
	}
	p.section("Outside this conflict, each impossible by itself while places are closed as they are")
	var order []string
	areas := map[string][]string{}
	for i := range items {
		item := &items[i]
		if item.Share > 0 {
			p.line("  %s", itemLine(item, in))
			continue
		}
		if item.Area == "" {
			p.line("  %s: %s is the utmost, if no other rule counted", itemLine(item, in), FigureBeside(item.Possible.Best, item.Limit, item.Unit))
			continue
		}
		key := item.Rule + " (" + item.Unit + ")"
		if areas[key] == nil {
			order = append(order, key)
		}
		areas[key] = append(areas[key], item.Area)
	}
	for _, key := range order {
		p.line("  %s in %s: %s", key, Plural(len(areas[key]), "area", "areas"), strings.Join(areas[key], ", "))
	}
}

func held(x *answers.Impossibility) string {
	switch {
	case len(x.Conflict) == 0:
		return "What always holds leaves none."
	case len(x.Conflict) == 1:
		return "This cannot be kept:"
	case x.Minimal:
		return fmt.Sprintf("These %d cannot hold together; without any one of them the others can:", len(x.Conflict))
	}
	return fmt.Sprintf("These %d cannot hold together:", len(x.Conflict))
}

// conflict lists the members; vetoes of one model in one line.
func (p *printer) conflict(items []answers.Item, in *model.Instance) {
	var vetoed []string
	areas := map[string][]string{}
	for i := range items {
		item := &items[i]
		if item.Rule == "area-choice" && item.Unit == "" {
			if areas[item.What] == nil {
				vetoed = append(vetoed, item.What)
			}
			areas[item.What] = append(areas[item.What], areaTitle(in, item.Area))
			continue
		}
		p.line("  %s", itemLine(item, in))
		if text := nearest(item); text != "" {
			p.line("      %s", text)
		}
	}
	for _, m := range vetoed {
		names := areas[m]
		p.line("  area-choice: %s is vetoed by %s of %d:", ModelName(m), Plural(len(names), "area", "areas"), in.NumAreas())
		for list := range slices.Chunk(names, 4) {
			p.line("      %s", strings.Join(list, "; "))
		}
	}
}

func areaTitle(in *model.Instance, code string) string {
	if a, ok := in.AreaIndex(code); ok {
		return code + " " + in.Data.Areas[a].Name
	}
	return code
}

// itemLine is a member in planners' words.
func itemLine(item *answers.Item, in *model.Instance) string {
	where := "in the capital"
	if item.Area != "" {
		where = "in " + areaTitle(in, item.Area)
	}
	switch {
	case item.Rule == "locks":
		return fmt.Sprintf("locks: %q", item.What)
	case item.Rule == "area-choice" && item.Unit == "":
		return fmt.Sprintf("area-choice: %s is vetoed %s", ModelName(item.What), where)
	case item.Unit == "" && item.What == "":
		return item.Rule + ": " + ruleWords(item.Rule, in)
	case item.Rule == "travel-cap", item.Rule == "hub-cap":
		return fmt.Sprintf("%s: at most %g %s", item.Rule, item.Limit, item.Unit)
	case item.Share > 0:
		return fmt.Sprintf("%s: at least %s of the placed patients are %s", item.Rule, Percent(item.Share), strings.TrimPrefix(UnitName(item.Unit), "patients "))
	case item.Least:
		return fmt.Sprintf("%s: at least %s %s", item.Rule, Quantity(item.Limit, item.Unit), where)
	}
	return fmt.Sprintf("%s: at most %s %s", item.Rule, Quantity(item.Limit, item.Unit), where)
}

// ruleWords is a rule that is there or not, with its figures.
func ruleWords(id string, in *model.Instance) string {
	r := &in.Scenario.Rules
	switch id {
	case "travel-cap":
		return fmt.Sprintf("at most %s of a practice's patients more than today beyond %g minutes", Percent(r.TravelCap.Share), r.TravelCap.Limit)
	case "hub-cap":
		return fmt.Sprintf("at most %s of a practice's patients beyond %g minutes of the hub", Percent(r.HubCap.Share), r.HubCap.Limit)
	case "boundary":
		return map[string]string{"own": "sites in the practice's own area only", "neighbours": "sites in the own area and its neighbours only"}[r.Boundary.Scope]
	case "gps":
		return "no more GPs at a site than its size has room for"
	case "willing":
		return "unwilling practices are not moved or merged"
	}
	return "hard"
}

// nearest says how near a limit can be met.
func nearest(item *answers.Item) string {
	x := item.Possible
	if x == nil {
		return ""
	}
	most := map[bool]string{true: "most", false: "least"}[item.Least]
	switch {
	case x.HasReached && x.HasBest && x.Reached == x.Best:
		return fmt.Sprintf("the %s that is possible with the rest of this list is %s", most, FigureBeside(x.Reached, item.Limit, item.Unit))
	case x.HasBest && (!x.HasReached || x.Reached == 0):
		return fmt.Sprintf("%s is the utmost, if no other rule counted", FigureBeside(x.Best, item.Limit, item.Unit))
	case x.HasReached && x.HasBest:
		return fmt.Sprintf("with the rest of this list a plan comes to %s; %s is the utmost", FigureBeside(x.Reached, item.Limit, item.Unit), FigureBeside(x.Best, item.Limit, item.Unit))
	}
	return ""
}

func itemNames(items []answers.Item) string {
	var names []string
	for i := range items {
		names = append(names, items[i].String())
	}
	return strings.Join(names, "; ")
}

func (p *printer) ways(x *answers.Impossibility, in *model.Instance) {
	if len(x.Ways) == 0 {
		return
	}
	p.section("Ways out, one member or one rule given up and everything else as it is")
	single := 0
	for i := range x.Ways {
		w := &x.Ways[i]
		line := itemLine(&w.Item, in)
		if w.Whole {
			line = wholeRule(&w.Item)
		} else {
			single++
		}
		switch {
		case w.Solved == nil:
			p.line("  without %s: not enough, a lock still cannot be kept", line)
		case w.Solved.Impossible():
			p.line("  without %s: not enough, another conflict remains", line)
		case w.Solved.Plan == nil:
			p.line("  without %s: no plan was found within the limit", line)
		default:
			p.line("  without %s: %s", line, side(w.Solved))
		}
	}
	if rest := len(x.Conflict) - single; rest > 0 {
		p.line("  and %s more, not priced", Thousands(rest))
	}
}

// wholeRule is all that a scenario asks for by the rule of a member.
func wholeRule(item *answers.Item) string {
	if item.Rule == "area-choice" && item.Unit == "" {
		return fmt.Sprintf("area-choice: any veto of %s", ModelName(item.What))
	}
	return item.Rule + " altogether"
}
