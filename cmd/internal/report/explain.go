package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"polyclinic/model"
	"polyclinic/model/answers"
)

// Price writes what a rule costs.
func Price(w io.Writer, x *answers.Price) error {
	p := &printer{w: w}
	p.price(x)
	return p.err
}

func (p *printer) price(x *answers.Price) {
	switch {
	case x.Imposed:
		p.line("Price of imposing %s, which is off: %s a year.", x.Rule, Span(x.Interval))
	default:
		p.line("Price of %s: %s a year.", x.Rule, Span(x.Interval))
	}
	p.line("  with it:    %s", side(x.With))
	p.line("  without it: %s", side(x.Without))
	if x.Difference != nil {
		p.line("  Between the two plans %s and %s with %s patients differ.", Plural(len(x.Difference.Sites), "site", "sites"),
			Plural(len(x.Difference.Practices), "practice", "practices"), Thousands(x.Difference.Patients))
	}
	switch i := x.Interval; {
	case !i.HasLow || !i.HasHigh || i.Exact() || i.Low > 0 || i.High <= 0:
	case i.Low == 0:
		p.line("  Whether it costs anything is not proven: solve longer, on both sides, to narrow the interval.")
	default:
		p.line("  Whether it costs or saves is not proven: solve longer to narrow the interval. A rule that closes places can save, because")
		p.line("  it also frees practices in the building of the duty to join (rule host).")
	}
}

// side is what is known of one optimum.
func side(s *answers.Solved) string {
	switch {
	case s.Impossible():
		return "no plan exists"
	case s.Plan == nil:
		return "no plan was found"
	case s.HasBound && s.Bound == s.Objective:
		return fmt.Sprintf("%s a year, the best possible", Sterling(s.Objective))
	case s.HasBound:
		return fmt.Sprintf("a plan for %s a year, no plan below %s", Sterling(s.Objective), Sterling(s.Bound))
	}
	return fmt.Sprintf("a plan for %s a year", Sterling(s.Objective))
}

// hostsShown is how many hosts of a model are listed.
const hostsShown = 8

// Range writes what the full range costs and whom it would cost least.
func Range(w io.Writer, x *answers.RangePrice, in *model.Instance) error {
	p := &printer{w: w}
	p.price(x.Price)
	for _, m := range x.Models {
		p.hosts(&m, in)
	}
	return p.err
}

func (p *printer) hosts(m *answers.ModelHosts, in *model.Instance) {
	willing, impossible := 0, 0
	for _, h := range m.Hosts {
		if h.Willing {
			willing++
		}
		if h.Impossible {
			impossible++
		}
	}
	p.section("Who would host %s at least regret, the rest of the plan as it is", ModelName(m.Model))
	switch willing {
	case len(m.Hosts):
		p.line("  Every area would have it by choice.")
		return
	case 0:
		p.line("  No area would have it by choice%s.", cannot(impossible))
	default:
		p.line("  %s would have it by choice%s.", Plural(willing, "area", "areas"), cannot(impossible))
	}
	g := newGrid(3, "area", "site", "size", "patients", "compensation £ a year", "of it cash £", "valued £")
	shown := 0
	for _, h := range m.Hosts {
		if h.Willing || !h.Extra.HasHigh || shown == hostsShown {
			continue
		}
		shown++
		a, _ := in.AreaIndex(h.Area)
		g.row(in.Data.Areas[a].Name, h.Site, h.Tier, Thousands(h.Patients), between(h.Extra), plus(Pounds(h.Cash)), plus(Pounds(h.Valued)))
	}
	if shown > 0 {
		p.text(g.String())
	}
	unknown := 0
	for _, h := range m.Hosts {
		if !h.Willing && !h.Impossible && !h.Extra.HasHigh {
			unknown++
		}
	}
	if unknown > 0 {
		p.line("  For %s no plan with it was found within the limit.", Plural(unknown, "area", "areas"))
	}
}

// cannot counts the areas that could not have a model at all.
func cannot(areas int) string {
	if areas == 0 {
		return ""
	}
	return "; " + Plural(areas, "area", "areas") + " cannot have it at all"
}

// between is an interval without words: "12,300" or "12,000–12,300".
func between(i answers.Interval) string {
	switch {
	case i.HasLow && i.HasHigh && Pounds(i.Low) == Pounds(i.High):
		return Pounds(i.High)
	case i.HasLow && i.HasHigh:
		return Pounds(i.Low) + "–" + Pounds(i.High)
	}
	return "-"
}

// Regrets writes what every area gives up against its own choice.
func Regrets(w io.Writer, list []answers.Regret, in *model.Instance) error {
	p := &printer{w: w}
	p.line("What every area gives up against its own choice, £ a year, the rest of the plan as it is")
	g := newGrid(1, "", "cost now", "for the range", "for all duties", "covered now", "by choice", "sites by choice")
	var ranges, all answers.Interval
	ranges.HasLow, ranges.HasHigh, all.HasLow, all.HasHigh = true, true, true, true
	name := func(r *answers.Regret) string {
		a, _ := in.AreaIndex(r.Area)
		return in.Data.Areas[a].Name
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b answers.Regret) int { return cmp.Compare(name(&a), name(&b)) })
	for i := range list {
		r := &list[i]
		a, _ := in.AreaIndex(r.Area)
		patients := in.AreaTotal[a]
		g.row(name(r), Pounds(r.Cost), between(r.Range), between(r.All), share(r.Covered, patients), share(r.FreeCovered, patients), counts(r.FreeSites, in))
		add(&ranges, r.Range)
		add(&all, r.All)
	}
	g.total("in all", "", between(ranges), between(all))
	p.text(g.String())
	p.line("  For the range: dearer than its best with as many patients covered and no model asked for. For all duties: dearer than")
	p.line("  its best under its own rules alone, without coverage, budgets or targets of the whole capital.")
	return p.err
}

func add(sum *answers.Interval, i answers.Interval) {
	sum.Low, sum.HasLow = sum.Low+i.Low, sum.HasLow && i.HasLow
	sum.High, sum.HasHigh = sum.High+i.High, sum.HasHigh && i.HasHigh
}

func counts(sites map[string]int, in *model.Instance) string {
	var parts []string
	for _, m := range in.Models() {
		if n := sites[m.Code]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, m.Name))
		}
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}

// Refusal writes why a practice is not elsewhere.
func Refusal(w io.Writer, r *answers.Refusal, in *model.Instance) error {
	p := &printer{w: w}
	p.line("Why is practice %s not %s?", r.Wish.Practice, wished(r.Wish))
	switch {
	case r.Granted:
		p.line("  It is: the plan has it at %s.", whereTo(r.Now))
	case len(r.Obstacles) > 0:
		p.obstacles(r)
	case r.Impossible:
		p.line("  No rule closes the way, but with the rest of the plan as it is no plan for the area has it so: that is proven.")
	case r.With == nil:
		p.line("  No rule closes the way, but no plan for the area with it was found within the limit.")
	default:
		p.cost(r, in)
	}
	return p.err
}

func wished(w answers.Wish) string {
	var parts []string
	if w.Site != "" {
		parts = append(parts, "at "+w.Site)
	}
	if w.Model != "" {
		parts = append(parts, ModelName(w.Model))
	}
	return strings.Join(parts, ", ")
}

func (p *printer) obstacles(r *answers.Refusal) {
	p.line("  Rules stop it:")
	for _, o := range r.Obstacles {
		var rules []string
		for _, b := range o.Rules {
			rule := b.Rule
			if rule == "travel-cap" || rule == "hub-cap" {
				rule += fmt.Sprintf(" (%s patients too many beyond its limit)", Thousands(b.Units))
			}
			if rule == "once" {
				rule = "once (practice or site does not have the model)"
			}
			rules = append(rules, rule)
		}
		if len(rules) == 0 {
			rules = []string{"practices that it is kept together with cannot follow"}
		}
		p.line("    %s, %s, %.1f km: %s", o.Site, ModelName(o.Model), float64(o.Metres)/1000, strings.Join(rules, ", "))
	}
}

func (p *printer) cost(r *answers.Refusal, in *model.Instance) {
	if r.Extra.HasHigh && r.Extra.High == 0 {
		p.line("  Nothing stops it: a plan that costs the same has it so.")
	} else {
		p.line("  Cost stops it: the best plan with it costs %s a year more, the rest of the plan as it is.", Span(r.Extra))
	}
	p.line("  It is %s now and would be %s.", placed(r.Now), placed(r.There))
	for _, part := range model.AllParts() {
		if x, y := r.Here[part], r.Then[part]; x != y && in.Scenario.Weights.Of(part) != 0 {
			p.line("    %s: %s → %s", partWords[part], Sterling(x), Sterling(y))
		}
	}
	p.line("  With it %s with %s patients would be elsewhere than in the plan.", Plural(len(r.Difference.Practices), "practice", "practices"),
		Thousands(r.Difference.Patients))
	p.siteChanges(r.Difference, in)
}

func placed(d answers.Destination) string {
	if d.Site == "" {
		return "as it is"
	}
	return "at " + d.Site + ", " + ModelName(d.Model)
}
