package main

import (
	"context"
	"slices"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/model/plan"
	"polyclinic/solver"
	"polyclinic/solver/facility"
)

// beginning is where a solve begins, with the hints beside the plan, the work that
// was done on it and the effort that is left.
type beginning struct {
	solution *facility.Solution // nil: none
	warm     *solver.Warm       // nil: none
	work     int64
	effort   answers.Effort
}

// begin reads the plan to begin from, and makes it whole where it breaks a rule.
func (c *solveCommand) begin(ctx context.Context, m *plan.Map, effort answers.Effort, log *notes) (*beginning, error) {
	from := &beginning{effort: effort}
	if c.start == "" {
		return from, nil
	}
	in := m.Instance()
	d, dir, err := openPlan(c.start)
	if err != nil {
		return nil, err
	}
	warm, reason := readWarm(dir, in.SHA256)
	if reason != "" {
		log.note("start: %s", reason)
	}
	from.warm = warm
	start, faults := d.Plan(in)
	dropped := repair(in, start)
	if len(faults) > 0 || dropped > 0 {
		log.note("start: %s of the plan do not fit this instance and scenario and begin as they are", report.Plural(dropped+len(faults), "place", "places"))
	}
	start, from.work, from.effort, err = answers.Mend(ctx, in, start, bereft(d, in, start), effort)
	if err != nil {
		return nil, err
	}
	solution, err := m.Solution(start)
	if err != nil {
		log.note("start: the plan is not used: %v", err)
		return from, nil
	}
	from.solution = &solution
	return from, nil
}

// bereft are the areas of practices that have lost the site that a document gives
// them.
func bereft(d *model.Document, in *model.Instance, p *model.Plan) map[int32]bool {
	out := map[int32]bool{}
	for k := range d.Practices {
		i, ok := in.PracticeIndex(d.Practices[k].Practice)
		if ok && d.Practices[k].Site != nil && p.Places[i].Site < 0 {
			out[in.Practices[i].Area] = true
		}
	}
	return out
}

// repair takes practices out that may not be where the plan has them, together
// with those they are kept together with, and closes sites that nobody joins. It
// returns how many practices it took out.
func repair(in *model.Instance, p *model.Plan) int {
	dropped := 0
	drop := func(practice int32) {
		if p.Places[practice].Site >= 0 {
			p.Places[practice] = model.Place{Site: -1}
			dropped++
		}
	}
	for i := range p.Places {
		if p.Places[i].Site >= 0 && !permitted(in, p, int32(i)) {
			drop(int32(i))
		}
	}
	for _, group := range in.Groups() {
		apart := func(q int32) bool { return p.Places[q].Site != p.Places[group[0]].Site }
		if slices.ContainsFunc(group, apart) {
			for _, q := range group {
				drop(q)
			}
		}
	}
	joined := map[int32]bool{}
	for _, place := range p.Places {
		joined[place.Site] = true
	}
	p.Sites = slices.DeleteFunc(p.Sites, func(s model.OpenSite) bool { return !joined[s.Site] })
	p.Settle(in)
	return dropped
}

// permitted says whether a practice has the arc that the plan gives it.
func permitted(in *model.Instance, p *model.Plan, practice int32) bool {
	wanted, ok := p.Arc(in, practice)
	if !ok {
		return false
	}
	for i := in.ArcStart[practice]; i < in.ArcStart[practice+1]; i++ {
		if a := in.Arc(i); a.Site == wanted.Site && a.Model == wanted.Model && a.Resident == wanted.Resident {
			return true
		}
	}
	return false
}
