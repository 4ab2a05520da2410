package html

import (
	"html/template"
	"math"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/model"
)

// summary says in plain words what the plan does, costs and changes.
func summary(f *findings.Findings) Section {
	s := Section{ID: "summary", Title: "In short"}
	x := f.Figures
	s.add(
		lead(what(f)),
		tiles(
			tile{count(len(f.Sites), "sites"), "polyclinics open"},
			tile{percent(findings.Share(x.Covered, x.Patients), "areas[].patients_covered / areas[].patients"), "of patients are covered"},
			tile{millions(x.Cash, "costs.cash"), "a year in cash"},
			tile{millions(f.Cases[1].Capital.Sum(), "sites[] and the instance"), "capital, once"},
			tile{millions(netLoss(f), "practices[].site and the instance"), "a year lost by hospital trusts"},
			tile{count(x.Moved, "areas[].patients_moved"), "patients whose practice moves"},
		),
		list(money(f), penalties(f), proven(f), claim(f), ways(f), hospitals(f), left(f)),
	)
	overview := tables.Overview(f)
	s.add(table(&overview))
	return s
}

// what is the plan in a sentence or two.
func what(f *findings.Findings) template.HTML {
	x := f.Figures
	var kinds []string
	for _, m := range f.In.Models() {
		if n := x.Sites[m.Code]; n > 0 {
			kinds = append(kinds, string(say("%s %s", count(n, "sites[model="+m.Code+"]"), m.Name)))
		}
	}
	models := template.HTML(strings.Join(kinds, ", ")) //nolint:gosec // escaped by say
	return say("Under %s, %s of %s candidate sites open: %s. %s of %s practices, with %s of %s patients, join one; %s.",
		scenarioName(f), count(len(f.Sites), "sites"), count(f.In.NumSites(), "sites.csv"), models,
		count(x.Joining, "practices[].site"), count(len(f.Practices), "practices"), count(x.Covered, "areas[].patients_covered"),
		count(x.Patients, "areas[].patients"), staying(len(f.Practices)-x.Joining))
}

func staying(n int) template.HTML {
	if n == 1 {
		return say("%s stays as it is", count(n, "practices[].site"))
	}
	return say("%s stay as they are", count(n, "practices[].site"))
}

func money(f *findings.Findings) template.HTML {
	x, low, high := f.Figures, &f.Cases[0], &f.Cases[2]
	var each template.HTML
	if x.Covered > 0 {
		each = say(" (%s a covered patient)", perHead(float64(x.Cash)/float64(x.Covered), "costs.cash / areas[].patients_covered"))
	}
	return say("It %s a year in cash%s. %s With the uncertain figures at their cheap ends it %s in cash, at their dear ends it %s.",
		costsOrSaves(x.Cash, "costs.cash"), each, people(x.Valued),
		costsOrSaves(low.Cash, "the plan's places at the low figures"), costsOrSaves(high.Cash, "the plan's places at the high figures"))
}

// penalties says what rules that are broken at a price cost.
func penalties(f *findings.Findings) template.HTML {
	if f.Figures.Priced == 0 {
		return ""
	}
	return say("Rules that it breaks count for another %s a year, at their prices.", millions(f.Figures.Priced, "costs.priced"))
}

func costsOrSaves(p model.Pence, field string) template.HTML {
	if p < 0 {
		return say("saves %s", millions(-p, field))
	}
	return say("costs %s", millions(p, field))
}

// people is what patients lose or gain without paying.
func people(valued model.Pence) template.HTML {
	if valued < 0 {
		return say("Shorter journeys are worth %s a year more to patients than longer ones and lost continuity cost them.", millions(-valued, "costs.valued"))
	}
	return say("Longer journeys and lost continuity cost patients the worth of %s a year, net of shorter journeys.", millions(valued, "costs.valued"))
}

// proven says how good the plan is.
func proven(f *findings.Findings) template.HTML {
	s := &f.Document.Status
	switch {
	case s.Solution == "optimal":
		return say("No plan that keeps the rules is cheaper: that is proven.")
	case s.Bound == nil:
		return say("How much cheaper another plan could be is not known.")
	}
	var each template.HTML
	if f.In.Total > 0 {
		each = say(", or %s p a patient", figure(float64(*s.GapPence)/float64(f.In.Total), tables.Decimal, "status.gap_pence / areas[].patients"))
	}
	if *s.Gap > 1 { // costs near nought
		return say("No plan that keeps the rules can be more than %s a year cheaper%s. That is proven.", pounds(*s.GapPence, "status.gap_pence"), each)
	}
	return say("No plan that keeps the rules can be more than %s a year cheaper: %s of the whole%s. That is proven.",
		pounds(*s.GapPence, "status.gap_pence"), percent(float64(*s.Gap), "status.gap"), each)
}

// claim sets the plan against the claimed saving.
func claim(f *findings.Findings) template.HTML {
	saved := -f.Figures.Accounts.Total.Cash()
	best := -f.Cases[0].Accounts.Total.Cash()
	start := say("It saves %s a year in cash", millions(saved, "costs.cash"))
	if saved < 0 {
		start = say("It saves nothing in cash but costs %s a year more than today", millions(-saved, "costs.cash"))
	}
	return say("%s; from there to the claimed saving of £1.4bn a year it is %s, which nobody has explained (%s at the cheap ends of the figures).",
		start, millions(findings.Claim-saved, "costs.cash"), millions(findings.Claim-best, "the plan's places at the low figures"))
}

// ways says how travel changes.
func ways(f *findings.Findings) template.HTML {
	t := &f.Travel
	gp := say("Nobody's way to the GP changes")
	if f.Figures.Moved > 0 {
		gp = say("The practices of %s patients move; for %s of them the way to the GP gets longer",
			count(f.Figures.Moved, "areas[].patients_moved"), count(int64(math.Round(t.Longer)), "practices[].site and the instance"))
	}
	if t.Seen == 0 {
		return gp + "."
	}
	return say("%s. Outpatient care that moves is %s away instead of %s (mean of covered patients, one way).", gp,
		minutes(t.PolyclinicMinutes, "practices[].site and the instance"), minutes(t.HospitalMinutes, "the instance"))
}

func netLoss(f *findings.Findings) model.Pence {
	sum := model.Pence(0)
	for i := range f.Trusts {
		sum += f.Trusts[i].Net()
	}
	return sum
}

// hospitals names who loses most.
func hospitals(f *findings.Findings) template.HTML {
	worst := -1
	for i := range f.Trusts {
		if f.Trusts[i].Income > 0 && (worst < 0 || shareOf(&f.Trusts[i]) > shareOf(&f.Trusts[worst])) {
			worst = i
		}
	}
	if worst < 0 || netLoss(f) <= 0 {
		return ""
	}
	t := &f.Trusts[worst]
	return say("Hospital trusts lose %s a year net of the costs that fall; the hardest hit, %s, loses %s of its outpatient income.",
		millions(netLoss(f), "practices[].site and the instance"), t.Name, percent(shareOf(t), "practices[].site and the instance"))
}

func shareOf(t *findings.Trust) float64 { return findings.Share(t.Net(), t.Income) }

// left says who is left out, and whether they are the poorest.
func left(f *findings.Findings) template.HTML {
	if len(f.LeftOut) == 0 {
		return say("Nobody is left out.")
	}
	patients, poor := model.Patients(0), 0.0
	for i := range f.LeftOut {
		patients += f.LeftOut[i].Practice.List
		poor += float64(f.LeftOut[i].Practice.List) * f.LeftOut[i].Deprived
	}
	verb := "are left as they are"
	if len(f.LeftOut) == 1 {
		verb = "is left as it is"
	}
	text := say("%s with %s patients %s", report.Plural(len(f.LeftOut), "practice", "practices"), count(patients, "practices[].site = null"), verb)
	if patients == 0 || f.Fifths[0].Patients == 0 {
		return text + "."
	}
	return say("%s; %s of these patients live in the most deprived fifth of small areas, against %s of all patients.", text,
		percent(poor/float64(patients), "practices[].site and the instance"), percent(f.Fifths[0].Patients/f.Travel.Patients, "the instance"))
}
