package findings

import (
	"github.com/paulmach/orb"

	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/model/scenario"
)

// Source is a plan with all it was made from. Data is whole, with registrations;
// the instance was compiled from it under the plan's own scenario. Boundaries are
// those of areas, for maps; nil where nobody gave any.
type Source struct {
	In         *model.Instance
	Plan       *model.Plan
	Document   *model.Document
	Data       *model.Data
	Boundaries []orb.MultiPolygon // [area] longitude, latitude
}

// Findings is what there is to say of a plan.
type Findings struct {
	Source
	Figures   *answers.Figures
	Changes   []scenario.Change // of the plan's scenario, against the defaults
	Practices []Practice        // [practice]
	Sites     []Site            // [open site]
	Areas     []Area            // [area]

	Travel     Travel   // of everybody
	AreaTravel []Travel // [area]
	Fifths     []Travel // from the most deprived fifth on; last those without a score

	Trusts  []Trust
	Sizes   []SizeClass
	LeftOut []LeftOut
	Growth  []Growth

	Ranges []Range // with Cases, of Price
	Cases  [3]Case // low, central, high
}

// Of works out all but what the plan costs under other figures, which takes
// longest: see Price.
func Of(source Source) *Findings {
	f := &Findings{Source: source, Figures: answers.FiguresOf(source.In, source.Plan)}
	f.findChanges()
	f.findPractices()
	f.findSites()
	f.findAreas()
	f.findTravel()
	f.findTrusts()
	f.findSizes()
	f.findLeftOut()
	f.findGrowth()
	return f
}

// findChanges tells the plan's scenario from the defaults; names do not count.
func (f *Findings) findChanges() {
	from, to := model.Defaults(), f.In.Scenario
	from.Name, to.Name = "", ""
	changes, err := scenario.Diff(from, to)
	if err != nil {
		panic("findings: a compiled scenario that cannot be written: " + err.Error())
	}
	f.Changes = changes
}

// arc is a practice's arc under the plan.
func (f *Findings) arc(p int32) (model.Arc, bool) { return f.Plan.Arc(f.In, p) }

// shifts says whether an arc's outpatients are seen at the polyclinic.
func shifts(in *model.Instance, a *model.Arc) bool {
	o := in.Option(a.Site, a.Model)
	return o != nil && o.Outpatients
}
