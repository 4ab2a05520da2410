package report

import (
	"fmt"
	"io"
	"strings"

	"polyclinic/model"
	"polyclinic/model/answers"
)

// Uncertain writes the cases, every plan that was tried under each of them, and
// the two that are best for all. base is the scenario without a case.
func Uncertain(w io.Writer, base *model.Instance, u *answers.Uncertain) error {
	p := &printer{w: w}
	p.line("One plan for %s in %s.", base.Data.Name, Plural(len(u.Cases), "case", "cases"))
	p.caseTable(u)
	p.candidateTable(u)
	p.expected(u)
	p.leastRegret(u)
	return p.err
}

func (p *printer) caseTable(u *answers.Uncertain) {
	p.section("What each case alone would cost, £m a year")
	g := newGrid(1, "case", "weight", "best plan", "no plan below", "£ unproven")
	for k, c := range u.Cases {
		own := u.Own[k]
		bound, open := "-", "-"
		if own.HasLow {
			bound, open = Millions(own.Low), Pounds(own.High-own.Low)
		}
		g.row(c.Name, c.Weight, Millions(own.High), bound, open)
	}
	p.text(g.String())
	p.line("  What each case changes is listed in uncertain.json and in the report of the folder.")
}

func (p *printer) candidateTable(u *answers.Uncertain) {
	p.section("Plans that were tried: cost in £m a year, and in £ what it is above the best plan known for the case")
	head := []any{"plan", "expected"}
	for _, c := range u.Cases {
		head = append(head, c.Name, "above")
	}
	in := u.Cases[0].In
	head = append(head, "greatest, at most")
	for _, m := range in.Models() {
		head = append(head, m.Name)
	}
	g := newGrid(1, head...)
	for _, c := range u.Candidates {
		row := []any{c.Name, Millions(u.Mean(c.Total))}
		for k := range u.Cases {
			row = append(row, Millions(c.Costs[k]), Pounds(c.Regret[k].Low))
		}
		most := "-"
		if c.Greatest.HasHigh {
			most = Pounds(c.Greatest.High)
		}
		row = append(row, most)
		f := answers.FiguresOf(in, c.Plan)
		for _, m := range in.Models() {
			row = append(row, Thousands(f.Sites[m.Code]))
		}
		g.row(row...)
	}
	p.text(g.String())
	p.line("  A plan aimed at a case was sought for that case alone; what it is good for is in the figures.")
	p.line("  greatest, at most: in no case can any plan be cheaper than this one by more; above is against the best plan known.")
}

func (p *printer) expected(u *answers.Uncertain) {
	p.section("Least expected cost: plan %q", u.Expected.Name)
	mean := u.Mean(u.Expected.Total)
	text := fmt.Sprintf("  It costs %s a year on average over the cases.", Sterling(mean))
	if u.ExpectedTotal.HasLow {
		text += fmt.Sprintf(" No plan's average can be below %s: this one is within %s.", Sterling(u.Mean(int64(u.ExpectedTotal.Low))), Sterling(mean-u.Mean(int64(u.ExpectedTotal.Low))))
	}
	p.line("%s", text)
	p.regrets(u, u.Expected)
}

func (p *printer) leastRegret(u *answers.Uncertain) {
	p.section("Least greatest regret of the plans that were tried: plan %q", u.LeastRegret.Name)
	if u.LeastRegret == u.Expected {
		p.line("  It is the plan of least expected cost.")
	} else {
		p.line("  It costs %s a year on average, %s more than the plan of least expected cost.", Sterling(u.Mean(u.LeastRegret.Total)),
			Sterling(u.Mean(u.LeastRegret.Total)-u.Mean(u.Expected.Total)))
		p.regrets(u, u.LeastRegret)
	}
	switch {
	case u.LeastRegret.Greatest.HasHigh && u.LeastRegret.Greatest.High == u.RegretFloor:
		p.line("  No plan at all has a smaller greatest regret: that is proven.")
	case u.RegretFloor > 0:
		p.line("  Whatever the plan, its greatest regret is at least %s: that is proven.", Sterling(u.RegretFloor))
	default:
		p.line("  Whether a plan without any regret exists is not proven either way.")
	}
}

// regrets says what a plan gives up in each case.
func (p *printer) regrets(u *answers.Uncertain, c *answers.Candidate) {
	var parts []string
	for k := range u.Cases {
		parts = append(parts, fmt.Sprintf("%s %s", u.Cases[k].Name, Span(c.Regret[k])))
	}
	p.line("  Its regret: %s.", strings.Join(parts, "; "))
}

// CandidateLine is the progress of the search: one plan.
func CandidateLine(c *answers.Candidate, cases []answers.Case) string {
	var costs []string
	for k := range cases {
		costs = append(costs, fmt.Sprintf("%s %s", cases[k].Name, SterlingMillions(c.Costs[k])))
	}
	return fmt.Sprintf("%-24s %s", c.Name, strings.Join(costs, ", "))
}
