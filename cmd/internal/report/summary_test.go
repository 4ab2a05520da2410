package report

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"polyclinic/model"
)

// What is proven is said as it is: the difference in pounds, in shares of the
// whole and of what a plan can change, and per patient.
func TestQualityInWords(t *testing.T) {
	in := &model.Instance{Total: 1_000}
	say := func(o Outcome) string {
		return strings.Join((&Summary{In: in, Outcome: o}).Quality(), " ")
	}
	// £1,000 against £950, of which £600 are the same in every plan: 5 % of the
	// whole, 50 / 400 = 12.5 % of the rest, 5,000 p / 1,000 = 5 p per patient.
	assert.Equal(t, "It costs £1,000 a year. No plan can be cheaper than £950: this one is within £50 a year of the best possible: "+
		"5.0 % of the whole, 12.5 % of what a plan can change, 5.0 p per patient.",
		say(Outcome{Objective: 100_000, Bound: 95_000, HasBound: true, Uncontrollable: 60_000}))
	assert.Equal(t, "It costs £1,000 a year, and no plan is cheaper: it is optimal.",
		say(Outcome{Objective: 100_000, Bound: 100_000, HasBound: true, Optimal: true}))
	assert.Contains(t, say(Outcome{Objective: 100_000}), "is not known")
	// A plan that costs next to nothing is not measured by that; it may save.
	saves := say(Outcome{Objective: -1_000, Bound: -3_000, HasBound: true, Uncontrollable: -20_000})
	assert.Contains(t, saves, "It costs -£10 a year. No plan can be cheaper than -£30")
	assert.NotContains(t, saves, "of the whole")
	// Where nothing is left to change, that share is not stated.
	assert.NotContains(t, say(Outcome{Objective: 100_000, Bound: 95_000, HasBound: true, Uncontrollable: 100_000}), "can change")
}

// A rule binds at its limit and near it; rules that count faults never do.
func TestRulesThatBind(t *testing.T) {
	for _, c := range []struct {
		row  model.RuleRow
		want bool
	}{
		{model.RuleRow{ID: "range", Value: 1, Limit: 1}, true},
		{model.RuleRow{ID: "range", Value: 2, Limit: 1, Slack: 1}, false},
		{model.RuleRow{ID: "coverage", Value: 9_550, Limit: 9_500, Slack: 50}, true},
		{model.RuleRow{ID: "coverage", Value: 9_700, Limit: 9_500, Slack: 200}, false},
		{model.RuleRow{ID: "once"}, false},
		{model.RuleRow{ID: "budget", Slack: -1, Limit: 100, Violation: 1}, true},
	} {
		assert.Equal(t, c.want, binds(&c.row), "%+v", c.row)
	}
}

// Money in spreadsheets is exact to the penny.
func TestExactPounds(t *testing.T) {
	assert.Equal(t, []string{"0.00", "0.05", "-0.05", "1234.50", "-1234.05"},
		[]string{exact(0), exact(5), exact(-5), exact(123_450), exact(-123_405)})
}

// Classes of extra minutes hold their upper ends.
func TestMinuteClasses(t *testing.T) {
	assert.Equal(t, []string{"no longer:", "0–2 min:", "2–5 min:", "5–10 min:", "10–15 min:", "over 15 min:"},
		[]string{className(0), className(1), className(2), className(3), className(4), className(5)})
}

// People look for areas by name; an instance has them by code.
func TestAreasByName(t *testing.T) {
	in := &model.Instance{Data: &model.Data{Areas: []model.Area{{Code: "1", Name: "Surrey"}, {Code: "2", Name: "Barnet"}, {Code: "3", Name: "Barnet"}}}}
	in.Areas = make([]model.AreaTerms, 3)
	assert.Equal(t, []int32{1, 2, 0}, AreasByName(in))
}

// A scenario that was changed on the command line is not called the default one.
func TestScenarioIsNamedForWhatItIs(t *testing.T) {
	s := model.Defaults()
	assert.Equal(t, "the default scenario", scenarioName(&s))
	s.Rules.Coverage.Share, s.Locks = 0.9, []string{"site A forbidden"}
	assert.Equal(t, "the default scenario with 2 changes", scenarioName(&s))
	s.Name = "draft"
	assert.Equal(t, "scenario draft", scenarioName(&s))
}
