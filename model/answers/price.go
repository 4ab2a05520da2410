package answers

import (
	"context"
	"fmt"
	"slices"

	"polyclinic/model"
)

// Price is what a rule costs: the best plan with it less the best without.
type Price struct {
	Rule          string
	Imposed       bool // the rule is off in the scenario: the price of making it hard
	With, Without *Solved
	Interval      Interval
	Difference    *Difference // from Without to With; nil where a plan is missing
}

// Priceable are the rules that PriceRule knows, in the order of reports; it also
// takes the line of a lock.
func Priceable() []string {
	var out []string
	for _, id := range model.RuleIDs() {
		if _, ok := switches[id]; ok || id == "locks" {
			out = append(out, id)
		}
	}
	return out
}

// PriceRule solves with and without a rule, all locks (rule "locks") or the lock
// of that line. base is what is known under the scenario as it stands. Both sides
// are known between a bound and a plan, so the price is an interval; it is
// narrowed where one side must cost at least the other.
func PriceRule(ctx context.Context, base *Solved, rule string, compile Compile, effort Effort) (*Price, error) {
	p := &Price{Rule: rule, With: base, Without: base}
	s, sum := base.In.Scenario, switches[rule]
	var other *model.Instance
	var err error
	switch _, known := switches[rule]; {
	case known && stateOf(&s, rule) == model.Off:
		p.Imposed = true
		other, err = compile(s, "rules."+rule+".state=hard")
	case known:
		sum = sum || stateOf(&s, rule) == model.Priced
		other, err = compile(s, "rules."+rule+".state=off")
	case rule == "locks":
		s.Locks = nil
		other, err = compile(s)
	case slices.Contains(s.Locks, rule):
		other, err = compile(withoutLock(s, rule))
	default:
		return nil, fmt.Errorf("answers: %q is no rule that can be off, and no lock of the scenario", rule)
	}
	if err != nil {
		return nil, err
	}
	solved, err := Solve(ctx, other, base.Plan, nil, effort)
	if err != nil {
		return nil, err
	}
	if p.Imposed {
		p.With = solved
	} else {
		p.Without = solved
	}
	p.measure(sum)
	return p, nil
}

// measure subtracts. Where the rule is a sum, every plan with it is one without
// it that costs no more.
func (p *Price) measure(sum bool) {
	with, without := p.With.Optimum(), p.Without.Optimum()
	if sum {
		if without.HasLow && (!with.HasLow || with.Low < without.Low) {
			with.Low, with.HasLow = without.Low, true
		}
		if with.HasHigh && (!without.HasHigh || without.High > with.High) {
			without.High, without.HasHigh = with.High, true
		}
	}
	p.Interval = with.Less(without)
	if sum {
		p.Interval = p.Interval.AtLeast(0)
	}
	if p.With.Plan != nil && p.Without.Plan != nil {
		p.Difference = Between(p.Without.In, p.Without.Plan, p.With.In, p.With.Plan)
	}
}
