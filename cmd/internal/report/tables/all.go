package tables

import "polyclinic/cmd/internal/report/findings"

// All are the tables of a plan, in the order of a report.
func All(f *findings.Findings) []Table {
	return []Table{
		Overview(f), Gap(f), Models(f), Areas(f),
		Costs(f), AreaCosts(f), Capital(f), AreaCapital(f), Revenue(f), AreaRevenue(f), Ranges(f),
		Bridge(f),
		AreaTravel(f), Fifths(f),
		Trusts(f), Payers(f),
		Sizes(f), LeftOut(f), Rules(f), Changes(f),
		HospitalHubs(f), Distances(f), Growth(f),
		Sites(f), Practices(f),
	}
}

// Where figures that plan.json does not hold come from.
const (
	fromPlaces = "practices[].site and the instance"
	fromSites  = "sites[] and the instance"
	fromLow    = "the plan's places at the low figures"
	fromHigh   = "the plan's places at the high figures"
)
