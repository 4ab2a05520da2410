package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/findings"
	"polyclinic/cmd/internal/report/geojson"
	"polyclinic/cmd/internal/report/html"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/cmd/internal/report/tidy"
	"polyclinic/cmd/internal/report/workbook"
	"polyclinic/model"
)

// reportForm is a form in which a plan can be reported.
type reportForm struct {
	name  string
	write func(io.Writer, *findings.Findings) error
}

var reportForms = []reportForm{
	{"html", html.WritePlan},
	{"xlsx", func(w io.Writer, f *findings.Findings) error { return workbook.Write(w, reportTitle(f), tables.All(f)) }},
	{"geojson", geojson.Write},
	{"csv", func(w io.Writer, f *findings.Findings) error { return tidy.Write(w, tables.All(f)) }},
}

func reportTitle(f *findings.Findings) string {
	return fmt.Sprintf("Polyclinics: a plan for %s", f.In.Data.Name)
}

func reportFormNames() []string {
	var names []string
	for _, f := range reportForms {
		names = append(names, f.name)
	}
	return names
}

type reportCommand struct {
	instance, format, out, boundaries string
}

func newReport() *cobra.Command {
	c := &reportCommand{}
	cmd := &cobra.Command{
		Use:   "report PLAN|FOLDER",
		Short: "Write a plan down for people: web page, workbook, map, table",
		Long: `Report writes what a plan means: who goes where, what it costs whom on low and
high figures, how far people travel before and after, what hospital trusts lose,
who is left out and why, which rules bind, how full sites are.

  html      one page that works offline, on a phone and on paper
  xlsx      a workbook: a sheet a table, totals as formulas
  geojson   sites, practices and assignments for QGIS and other maps
  csv       every figure of the report, one a row

Every figure says where in plan.json it stands, or what it is worked out from.
Of a FOLDER that batch, frontier, alternatives or uncertain wrote, it writes their
plans side by side and what is proven of them, as html, xlsx or csv.`,
		Example: "  polyclinic solve --time-limit 10s -o plan\n" +
			"  polyclinic report plan\n" +
			"  polyclinic report plan --format xlsx -o plan.xlsx\n" +
			"  polyclinic report plan --format geojson -o plan.geojson\n" +
			"  polyclinic report plan --format csv -o -\n" +
			"  polyclinic batch run grid.yaml -o batch\n" +
			"  polyclinic report batch -o batch.html\n" +
			"  polyclinic uncertain --time-limit 15s -o robust\n" +
			"  polyclinic report robust -o robust.html",
		Args: arguments(1, 1, "one PLAN, or the FOLDER of a batch, a frontier, alternatives or plans for uncertain costs"),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	registerInstance(flags, &c.instance)
	flags.StringVar(&c.format, "format", reportForms[0].name, "`FORM` of the report: "+strings.Join(reportFormNames(), ", "))
	flags.StringVar(&c.boundaries, "boundaries", "", "GeoJSON `FILE` of the areas' boundaries, by code, for html and geojson")
	flags.StringVarP(&c.out, "out", "o", "", "`FILE` for the report (default: report.FORM; -: standard output)")
	return cmd
}

func (c *reportCommand) run(cmd *cobra.Command, path string) error {
	i := slices.IndexFunc(reportForms, func(f reportForm) bool { return f.name == c.format })
	if i < 0 {
		return usage("--format is %q, want one of %s.%s", c.format, strings.Join(reportFormNames(), ", "), maybe(c.format, reportFormNames()))
	}
	if kind := folderOf(path); kind != nil {
		return c.folder(cmd, path, kind)
	}
	p, err := openSolved(path, c.instance)
	if err != nil {
		return err
	}
	if faults := model.CheckDocument(p.In, p.document); len(faults) > 0 {
		return &status{exitRejected, fmt.Errorf("the plan %q is not what it says: %s, the first: %s; see polyclinic check",
			path, report.Plural(len(faults), "fault", "faults"), faults[0])}
	}
	shapes, err := c.shapes(p.In)
	if err != nil {
		return err
	}
	f := findings.Of(findings.Source{In: p.In, Plan: p.Plan, Document: p.document, Data: p.data, Boundaries: shapes})
	if c.format != "geojson" {
		if err := f.Price(); err != nil {
			return err
		}
	}
	return writeReport(cmd, c.out, "report."+c.format, func(w io.Writer) error { return reportForms[i].write(w, f) })
}
