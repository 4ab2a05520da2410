package main

import (
	"slices"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

// readStart hands a plan to the solver as a start, with the hints beside it.
func readStart(options *solver.Options, m *plan.Map, path string, log *notes) error {
	if path == "" {
		return nil
	}
	d, dir, err := openPlan(path)
	if err != nil {
		return err
	}
	warm, reason := readWarm(dir, m.Instance().SHA256)
	if reason != "" {
		log.note("start: %s", reason)
	}
	options.Warm = warm
	start, faults := d.Plan(m.Instance())
	dropped := repair(m.Instance(), start)
	if len(faults) > 0 || dropped > 0 {
		log.note("start: %s of the plan do not fit this instance and scenario and begin as they are", report.Plural(dropped+len(faults), "place", "places"))
	}
	solution, err := m.Solution(start)
	if err != nil {
		log.note("start: the plan is not used: %v", err)
		return nil
	}
	options.Start = &solution
	return nil
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
