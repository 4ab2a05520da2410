package modeltest

import (
	"math"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// Value and limit of every rule that is a sum, again from the words of model.md
// and from what the document says of practices and sites.
func TestRuleRowsAgreeWithRestatement(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(300) {
		c, in, doc := drawDocument(t, seed)
		w := &ruleWords{restated: restate(c.Data, in.Scenario), doc: doc, in: in}
		w.prepare()
		for _, row := range doc.Rules {
			value, limit, tolerance, known := w.restate(row)
			if !known {
				continue
			}
			seen[row.ID]++
			require.InDelta(t, value, float64(row.Value), tolerance, "seed %d: value of %+v", seed, row)
			// A limit is rounded to whole units, towards the safe side.
			require.InDelta(t, limit, float64(row.Limit), 1.000001, "seed %d: limit of %+v", seed, row)
			if atLeast(row) {
				require.GreaterOrEqual(t, float64(row.Limit), limit-1e-6, "seed %d: %+v", seed, row)
				require.InDelta(t, float64(row.Value-row.Limit), float64(row.Slack), 2e-6)
			} else {
				require.LessOrEqual(t, float64(row.Limit), limit+1e-6, "seed %d: %+v", seed, row)
				require.InDelta(t, float64(row.Limit-row.Value), float64(row.Slack), 2e-6)
			}
			require.InDelta(t, math.Ceil(math.Max(0, -float64(row.Slack))-2e-6), float64(row.Violation), 1e-9, "seed %d: %+v", seed, row)
		}
	}
	for _, id := range []string{"range", "coverage", "budget", "travel-mean", "equity", "continuity", "outpatients", "staff", "stability", "boundary", "willing"} {
		require.NotZero(t, seen[id], id)
	}
}

func atLeast(row model.RuleRow) bool {
	return row.ID == "range" || row.ID == "coverage" || row.ID == "outpatients" && row.Unit == "attendances"
}

// ruleWords restates rules over a document.
type ruleWords struct {
	*restated
	doc *model.Document
	in  *model.Instance

	tier  map[string]*model.Tier // [open site]
	fifth map[string]bool        // [zone]
}

func (w *ruleWords) prepare() {
	w.tier = map[string]*model.Tier{}
	for i := range w.doc.Sites {
		s := &w.doc.Sites[i]
		for k := range w.d.Tiers {
			if t := &w.d.Tiers[k]; t.Site == s.Site && t.Model == s.Model && t.Name == s.Tier {
				w.tier[s.Site] = t
			}
		}
		named := slices.ContainsFunc(w.d.Tiers, func(t model.Tier) bool { return t.Site == s.Site })
		kind := w.site[s.Site].Kind
		for _, t := range w.s.Tiers { // where tiers.csv does not name the site
			if !named && t.Kind == kind && t.Model == s.Model && t.Tier == s.Tier {
				w.tier[s.Site] = &model.Tier{Capital: t.AreaM2 * w.s.Costs.Kinds[kind].Block, Running: t.Running, GPs: t.GPs}
			}
		}
	}
	scored := []*model.Zone{}
	people := 0.0
	for i := range w.d.Zones {
		if z := &w.d.Zones[i]; z.Deprivation != nil {
			scored = append(scored, z)
			people += float64(z.Population)
		}
	}
	sort.Slice(scored, func(i, j int) bool {
		if *scored[i].Deprivation != *scored[j].Deprivation {
			return *scored[i].Deprivation > *scored[j].Deprivation
		}
		return scored[i].Code < scored[j].Code
	})
	w.fifth = map[string]bool{}
	sum := 0.0
	for _, z := range scored {
		if sum < people/5 {
			w.fifth[z.Code] = true
			sum += float64(z.Population)
		}
	}
}

// each adds up f over the practices of an area (nil: all).
func (w *ruleWords) each(area *string, f func(p *model.Practice, d *model.DocumentPractice) float64) float64 {
	sum := 0.0
	for i := range w.d.Practices {
		if p := &w.d.Practices[i]; area == nil || p.Area == *area {
			sum += f(p, &w.doc.Practices[i])
		}
	}
	return sum
}

func (w *ruleWords) patients(area *string) float64 {
	return w.each(area, func(p *model.Practice, _ *model.DocumentPractice) float64 { return w.list(p) })
}

func when(b bool, x float64) float64 {
	if b {
		return x
	}
	return 0
}

func (w *ruleWords) offers(d *model.DocumentPractice) bool {
	for _, t := range w.d.Tiers {
		if t.Site == *d.Site && t.Model == *d.Model {
			return t.Services == nil
		}
	}
	return true
}

// minutes is a practice's exact extra minutes a year: to the GP, to outpatients,
// and to the GP for residents of the most deprived fifth.
func (w *ruleWords) minutes(p *model.Practice, d *model.DocumentPractice) (gp, outpatient, poor float64) {
	if d.Site == nil {
		return 0, 0, 0
	}
	s, c, list := w.site[*d.Site], w.s.Costs, w.list(p)
	for _, who := range w.residents(p) {
		_, now, _, _, _ := w.times(p, who, p.Code, p.Lat, p.Lon)
		_, then, _, _, _ := w.times(p, who, s.Code, s.Lat, s.Lon)
		h := w.hospital(p, who)
		_, hospital, _, _, _ := w.times(p, who, h.Code, h.Lat, h.Lon)
		if d.Moves {
			gp += 2 * c.SurgeryVisits * list * who.share * (then - now)
			if who.zone != nil && w.fifth[who.zone.Code] {
				poor += 2 * c.SurgeryVisits * list * who.share * (then - now)
			}
		}
		if w.offers(d) {
			outpatient += 2 * c.OutpatientAttendances * c.OutpatientShare * list * who.share * (then - hospital)
		}
	}
	return gp, outpatient, poor
}

// restate is a row's value and limit, and how far the value may be off because
// the model rounds what each practice adds to it.
func (w *ruleWords) restate(row model.RuleRow) (value, limit, tolerance float64, known bool) {
	rules, area := w.s.Rules, row.Area
	n := float64(len(w.d.Practices))
	pick := func(capital, ofArea *float64) float64 {
		if area == nil {
			return *capital
		}
		return *ofArea
	}
	switch row.ID {
	case "range":
		code := row.Unit[strings.Index(row.Unit, " ")+1:]
		if strings.HasPrefix(row.Unit, "sites") {
			for _, s := range w.doc.Sites {
				value += when(s.Model == code && w.tier[s.Site] != nil, 1)
			}
			return value, float64(rules.Range.N[code]), 0, true
		}
		placed := w.each(nil, func(p *model.Practice, d *model.DocumentPractice) float64 { return when(d.Site != nil, w.list(p)) })
		value = w.each(nil, func(p *model.Practice, d *model.DocumentPractice) float64 {
			return when(d.Site != nil && *d.Model == code, w.list(p))
		})
		return value, *rules.Range.Share * placed, 1e-5, true
	case "coverage":
		share := rules.Coverage.Share
		if area != nil {
			share = rules.Coverage.AreaShare
		}
		size := func(p *model.Practice) float64 {
			if rules.Coverage.Of == "practices" {
				return 1
			}
			return w.list(p)
		}
		all := w.each(area, func(p *model.Practice, _ *model.DocumentPractice) float64 { return size(p) })
		value = w.each(area, func(p *model.Practice, d *model.DocumentPractice) float64 { return when(d.Site != nil, size(p)) })
		return value, share * all, 0, true
	case "budget":
		value, limit, known = w.budget(row)
		return value, limit, 3 * n, known
	case "travel-mean":
		value = w.each(area, func(p *model.Practice, d *model.DocumentPractice) float64 {
			gp, outpatient, _ := w.minutes(p, d)
			return gp + when(rules.TravelMean.Net, outpatient)
		})
		return value, pick(rules.TravelMean.Limit, rules.TravelMean.AreaLimit) * w.patients(area), n, true
	case "equity":
		fifth, all, poor := 0.0, 0.0, 0.0
		w.each(nil, func(p *model.Practice, d *model.DocumentPractice) float64 {
			g, _, q := w.minutes(p, d)
			all += g
			poor += q
			for _, who := range w.residents(p) {
				fifth += when(who.zone != nil && w.fifth[zoneCode(who)], w.list(p)*who.share)
			}
			return 0
		})
		return poor - all*fifth/w.patients(nil), *rules.Equity.Limit * fifth, n, true
	case "continuity":
		merged := strings.HasSuffix(row.Unit, "merged")
		value = w.each(area, func(p *model.Practice, d *model.DocumentPractice) float64 {
			if merged {
				return when(d.Model != nil && *d.Model == "merged", w.list(p))
			}
			return when(d.Moves, w.list(p))
		})
		share := pick(rules.Continuity.MovedShare, rules.Continuity.AreaMovedShare)
		if merged {
			share = pick(rules.Continuity.MergedShare, rules.Continuity.AreaMergedShare)
		}
		return value, share * w.patients(area), 0, true
	case "outpatients":
		value, limit = w.outpatients(row.Unit)
		return value, limit, 1e-2, true
	case "staff":
		all := 0.0
		value = w.each(nil, func(p *model.Practice, d *model.DocumentPractice) float64 {
			all += w.staff(p)
			return when(d.Moves, w.staff(p))
		})
		return value, *rules.Staff.Share * all, 1e-3, true
	case "stability":
		reference := map[string]model.Placement{}
		for _, r := range w.d.Reference {
			reference[r.Practice] = r
		}
		value = w.each(nil, func(p *model.Practice, d *model.DocumentPractice) float64 {
			r, planned := reference[p.Code]
			site, care := "", ""
			if d.Site != nil {
				site, care = *d.Site, *d.Model
			}
			return when(planned && (r.Site != site || r.Model != care), 1)
		})
		return value, float64(*rules.Stability.Practices), 0, true
	case "boundary":
		value = w.each(nil, func(p *model.Practice, d *model.DocumentPractice) float64 {
			if d.Site == nil || rules.Boundary.Scope == "any" {
				return 0
			}
			there := w.site[*d.Site].Area
			neighbour := rules.Boundary.Scope == "neighbours" && slices.Contains(w.area[p.Area].Neighbours, there)
			return when(there != p.Area && !neighbour, 1)
		})
		return value, 0, 0, true
	case "willing":
		value = w.each(nil, func(p *model.Practice, d *model.DocumentPractice) float64 {
			unwilling := p.Willing != nil && !*p.Willing
			return when(unwilling && d.Site != nil && (d.Moves || *d.Model == "merged"), 1)
		})
		return value, 0, 0, true
	}
	return 0, 0, 0, false
}

func zoneCode(who resident) string {
	if who.zone == nil {
		return ""
	}
	return who.zone.Code
}

func (w *ruleWords) gps(p *model.Practice) float64 {
	if p.GPs != nil {
		return *p.GPs
	}
	return w.list(p) / w.s.Costs.GPList
}

func (w *ruleWords) staff(p *model.Practice) float64 {
	gps := w.gps(p)
	if p.Staff != nil {
		return *p.Staff
	}
	return w.s.Costs.StaffPerGP * gps
}

// budget is in pence, as spent by practices of the area and by sites in it.
func (w *ruleWords) budget(row model.RuleRow) (value, limit float64, known bool) {
	capital := row.Unit == "pence of capital"
	c := w.s.Costs
	value = w.each(row.Area, func(p *model.Practice, d *model.DocumentPractice) float64 {
		if d.Site == nil {
			return 0
		}
		list := w.list(p)
		space, rent := c.Space[*d.Model]*list, c.Rent*list
		if p.Rent != nil {
			rent = *p.Rent
		}
		if capital {
			return when(d.Moves, 100*(space*c.Kinds[w.site[*d.Site].Kind].Space+c.Transition*list))
		}
		return 100*(c.Overhead[*d.Model]-c.Staff[*d.Model])*list + when(d.Moves, 100*(space*c.SpaceRunning-rent))
	})
	for _, s := range w.doc.Sites {
		t := w.tier[s.Site]
		if t == nil || row.Area != nil && w.site[s.Site].Area != *row.Area {
			continue
		}
		value += 100 * (when(capital, t.Capital) + when(!capital, t.Running))
	}
	pounds := w.s.Rules.Budget.Revenue
	if capital {
		pounds = w.s.Rules.Budget.Capital
	}
	if row.Area != nil {
		pounds = w.area[*row.Area].RevenueBudget
		if capital {
			pounds = w.area[*row.Area].CapitalBudget
		}
	}
	return value, 100 * *pounds, true
}

// outpatients is in attendances: all that move, or those that a trust loses.
func (w *ruleWords) outpatients(unit string) (value, limit float64) {
	c := w.s.Costs
	shifted := c.OutpatientAttendances * c.OutpatientShare
	name, ofTrust := strings.CutPrefix(unit, "attendances of ")
	trust := func(h *model.Hospital) string {
		if h.Trust == "" {
			return h.Code
		}
		return h.Trust
	}
	income := 0.0
	given := map[string]bool{}
	for i := range w.d.Hospitals {
		if h := &w.d.Hospitals[i]; h.Income != nil && trust(h) == name {
			income += *h.Income
			given[h.Code] = true
		}
	}
	value = w.each(nil, func(p *model.Practice, d *model.DocumentPractice) float64 {
		sum := 0.0
		for _, who := range w.residents(p) {
			h := w.hospital(p, who)
			if ofTrust && trust(h) != name {
				continue
			}
			if !given[h.Code] {
				income += w.list(p) * who.share * c.OutpatientAttendances * c.Tariff
			}
			sum += when(d.Site != nil && w.offers(orNowhere(d)), w.list(p)*who.share*shifted)
		}
		return sum
	})
	if !ofTrust {
		return value, *w.s.Rules.Outpatient.Target * c.OutpatientAttendances * w.patients(nil)
	}
	return value, *w.s.Rules.Outpatient.TrustCap * income / (c.Tariff * (1 - c.Release))
}

// orNowhere lets offers look at a practice that stays.
func orNowhere(d *model.DocumentPractice) *model.DocumentPractice {
	if d.Site != nil {
		return d
	}
	nowhere := ""
	return &model.DocumentPractice{Site: &nowhere, Model: &nowhere}
}
