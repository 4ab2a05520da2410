package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"path"
	"strconv"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/solver"
)

// frontierDocument is frontier.json:
//
//	{ "version":  {"polyclinic", "format": 1},
//	  "instance": {"name", "sha256"},
//	  "minimised": what the first axis is, in words,
//	  "work":     units of work of all solves together,
//	  "axes":     [{"name", "unit", "about",
//	                "binds": the setting that limits it, "" where it is a row of its own,
//	                "at_best": its value where the first axis is best,
//	                "best": its best value that a plan was found for,
//	                "bound": what no plan can be better than, null where it is not known}],
//	  "points":   [{"name", "limits": {axis: number}, "values": {axis: number},
//	                "solution": optimal, feasible, none or infeasible (about the first axis),
//	                "stop", "reason": why there is no plan, "" where there is one,
//	                "objective": PENCE of the base, "objective_given": PENCE with every weight of the scenario,
//	                "bound": of the first axis in its unit, "gap": SHARE, "gap_pence": PENCE,
//	                "dominated_by": NAME or null, "sites": {model: N},
//	                "gp_minutes", "outpatient_minutes": extra a year,
//	                "plan": path of plan.json or null}] }
//
// Numbers of axes are in the axis's unit, to six decimals; points are in the order in which they
// were solved, loose limits first. Where cost is an axis it is in pounds there,
// and bound too.
type frontierDocument struct {
	Version   model.DocumentVersion  `json:"version"`
	Instance  model.DocumentInstance `json:"instance"`
	Minimised string                 `json:"minimised"`
	Work      int64                  `json:"work"`
	Axes      []frontierAxis         `json:"axes"`
	Points    []frontierPoint        `json:"points"`
}

type frontierAxis struct {
	Name   string   `json:"name"`
	Unit   string   `json:"unit"`
	About  string   `json:"about"`
	Binds  string   `json:"binds"`
	AtBest float64  `json:"at_best"`
	Best   float64  `json:"best"`
	Bound  *float64 `json:"bound"`
}

type frontierPoint struct {
	Name              string             `json:"name"`
	Limits            map[string]any     `json:"limits"`
	Values            map[string]float64 `json:"values"`
	Solution          solver.Status      `json:"solution"`
	Stop              solver.Stop        `json:"stop"`
	Reason            string             `json:"reason"`
	Objective         *model.Pence       `json:"objective"`
	ObjectiveGiven    *model.Pence       `json:"objective_given"`
	Bound             *float64           `json:"bound"`
	Gap               *model.Decimal     `json:"gap"`
	GapPence          *model.Pence       `json:"gap_pence"`
	DominatedBy       *string            `json:"dominated_by"`
	Sites             map[string]int     `json:"sites"`
	GPMinutes         *int64             `json:"gp_minutes"`
	OutpatientMinutes *int64             `json:"outpatient_minutes"`
	Plan              *string            `json:"plan"`
}

const frontierFormat = 1

func newFrontierDocument(f *answers.Frontier, keep *pointFolder) *frontierDocument {
	d := &frontierDocument{
		Version:   model.DocumentVersion{Polyclinic: version(), Format: frontierFormat},
		Instance:  model.DocumentInstance{Name: f.Base.Data.Name, SHA256: f.Base.SHA256},
		Minimised: report.Minimised(f), Work: keep.work,
	}
	for i := range f.Axes {
		a, r := &f.Axes[i], f.Ranges[i]
		x := frontierAxis{Name: a.Name, Unit: a.Unit, About: a.About, Binds: a.Binds, AtBest: sixDecimals(a.Figure(r.AtBest)), Best: sixDecimals(a.Figure(r.Best))}
		if r.HasBound {
			bound := sixDecimals(a.Figure(r.Bound))
			x.Bound = &bound
		}
		d.Axes = append(d.Axes, x)
	}
	for _, p := range f.Points {
		d.Points = append(d.Points, newFrontierPoint(f, p))
	}
	return d
}

func newFrontierPoint(f *answers.Frontier, p *answers.Point) frontierPoint {
	x := frontierPoint{Name: p.Name, Limits: limitsByAxis(f, p.Limits), Solution: p.Status, Stop: p.Stop, Reason: report.NoPoint(p)}
	first := &f.Axes[0]
	if p.HasBound {
		bound := sixDecimals(first.Figure(p.Bound))
		x.Bound = &bound
	}
	if p.Plan == nil {
		return x
	}
	x.Values = map[string]float64{}
	for i := range f.Axes {
		x.Values[f.Axes[i].Name] = sixDecimals(f.Axes[i].Figure(p.Values[i]))
	}
	figures := answers.FiguresOf(f.Base, p.Plan)
	given := model.Cost(f.Given, p.Plan).Objective
	file := path.Join(pointsFolder, p.Name, planFile)
	x.Objective, x.ObjectiveGiven, x.Sites, x.Plan = &p.Cost, &given, figures.Sites, &file
	x.GPMinutes, x.OutpatientMinutes = &figures.GPMinutes, &figures.OutpatientMinutes
	if p.Better != "" {
		x.DominatedBy = &p.Better
	}
	if p.HasBound {
		gap := model.Decimal(sixDecimals(math.Abs(solver.Gap(p.Values[0], p.Bound, 0))))
		x.Gap = &gap
		if first.Name == answers.CostAxis {
			pence := p.Cost - model.Pence(p.Bound)
			x.GapPence = &pence
		}
	}
	return x
}

func sixDecimals(x float64) float64 {
	const micro = 1e6
	return math.Round(x*micro)/micro + 0 // never -0
}

// files are the frontier's own: the points stand already.
func (d *frontierDocument) files(f *answers.Frontier) []newFile {
	files := []newFile{{"frontier.csv", func(w io.Writer) error { return d.csv(w, f) }}}
	if len(f.Axes) == 2 {
		files = append(files, newFile{"frontier.svg", func(w io.Writer) error { return report.FrontierPlot(w, f) }})
	}
	return append(files, newFile{"frontier.json", func(w io.Writer) error { return encodeJSON(w, d) }})
}

// csv has a row a point: its limits, values, money in pounds but for gap_pence,
// sites by model.
func (d *frontierDocument) csv(w io.Writer, f *answers.Frontier) error {
	out := csv.NewWriter(w)
	header := []string{"name", "solution", "stop", "reason", "dominated_by"}
	for _, a := range d.Axes {
		header = append(header, a.Name)
	}
	for _, a := range d.Axes[1:] {
		header = append(header, a.Name+"_limit")
	}
	header = append(header, "objective", "objective_given", "bound", "gap", "gap_pence", "gp_minutes", "outpatient_minutes")
	models := f.Base.Models()
	for i := range models {
		header = append(header, "sites_"+models[i].Code)
	}
	rows := [][]string{append(header, "plan")}
	for i := range d.Points {
		p := &d.Points[i]
		row := []string{p.Name, string(p.Solution), string(p.Stop), p.Reason, orNull(p.DominatedBy)}
		for _, a := range d.Axes {
			v, known := p.Values[a.Name]
			row = append(row, cell(known, v))
		}
		for _, a := range d.Axes[1:] {
			limit, _ := p.Limits[a.Name].(json.Number)
			row = append(row, limit.String())
		}
		row = append(row, inPounds(p.Objective), inPounds(p.ObjectiveGiven), orNull(p.Bound), orNull(p.Gap), orNull(p.GapPence), orNull(p.GPMinutes), orNull(p.OutpatientMinutes))
		for i := range models {
			n := ""
			if p.Plan != nil {
				n = strconv.Itoa(p.Sites[models[i].Code])
			}
			row = append(row, n)
		}
		rows = append(rows, append(row, orNull(p.Plan)))
	}
	return out.WriteAll(rows)
}

func cell(known bool, v float64) string {
	if !known {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// inPounds is a sum as CSV files have it, empty where there is none.
func inPounds(p *model.Pence) string {
	if p == nil {
		return ""
	}
	return report.Exact(*p)
}

// orNull is a value in plain decimal, empty where there is none.
func orNull[T any](p *T) string {
	if p == nil {
		return ""
	}
	switch v := any(*p).(type) {
	case float64:
		return cell(true, v)
	case model.Decimal:
		return cell(true, float64(v))
	}
	return fmt.Sprint(*p)
}
