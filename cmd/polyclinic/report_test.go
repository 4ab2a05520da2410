package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/reporttest"
)

// A plan is reported in every form, each readable by what reads such files.
func TestReportForms(t *testing.T) {
	plan, _ := solveSmall(t)
	dir := t.TempDir()
	path := func(form string) string { return filepath.Join(dir, "report."+form) }
	for _, form := range reportFormNames() {
		out := execute(t, "report", plan, "--instance", small(t), "--format", form, "-o", path(form))
		require.Equal(t, exitOK, out.code, "%s: %s", form, out.stderr)
		assert.Equal(t, "Written to "+path(form)+".\n", out.stdout)
	}
	page, err := os.ReadFile(path("html"))
	require.NoError(t, err)
	reporttest.CheckPage(t, string(page))
	book, err := excelize.OpenFile(path("xlsx"))
	require.NoError(t, err)
	require.NoError(t, book.Close())
	text, err := os.ReadFile(path("geojson"))
	require.NoError(t, err)
	_, err = geojson.UnmarshalFeatureCollection(text)
	require.NoError(t, err)
	out := execute(t, "report", plan, "--instance", small(t), "--format", "csv", "-o", "-")
	assert.True(t, strings.HasPrefix(out.stdout, "table,row,column,value,unit,field\n"))
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, left, len(reportForms), "nothing but the reports is left behind")
}

// The same plan gives the same report, byte for byte.
func TestReportIsRepeatable(t *testing.T) {
	plan, _ := solveSmall(t)
	for _, form := range []string{"html", "geojson", "csv"} {
		first := execute(t, "report", plan, "--instance", small(t), "--format", form, "-o", "-")
		require.Equal(t, exitOK, first.code, first.stderr)
		assert.True(t, first.stdout == execute(t, "report", plan, "--instance", small(t), "--format", form, "-o", "-").stdout, form)
	}
}

// A plan whose figures were changed is not reported; what cannot be is said.
func TestReportRefuses(t *testing.T) {
	plan, _ := solveSmall(t)
	assert.Equal(t, exitUsage, execute(t, "report", plan, "--instance", small(t), "--format", "pdf").code)
	assert.Equal(t, exitUsage, execute(t, "report", plan, "--instance", small(t), "-o", t.TempDir()).code)
	assert.Equal(t, exitUsage, execute(t, "report", filepath.Join(plan, "none")).code)
	path := filepath.Join(plan, planFile)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	changed := strings.Replace(string(text), `"extra_gp_minutes": 0`, `"extra_gp_minutes": 1`, 1)
	require.NotEqual(t, string(text), changed)
	require.NoError(t, os.WriteFile(path, []byte(changed), 0o600))
	out := execute(t, "report", plan, "--instance", small(t), "-o", "-")
	assert.Equal(t, exitRejected, out.code)
	assert.Empty(t, out.stdout)
	assert.Contains(t, out.stderr, "extra_gp_minutes")
}

// Plans side by side and a batch's scenarios are pages too.
func TestComparisonAndBatchPages(t *testing.T) {
	one, _ := solveSmall(t)
	other, _ := solveSmall(t, "--scenario", "free-choice")
	for _, form := range compareForms {
		out := execute(t, "compare", one, other, "--instance", small(t), "--format", form, "-o", "-")
		require.Equal(t, exitOK, out.code, "%s: %s", form, out.stderr)
		if form == "html" {
			reporttest.CheckPage(t, out.stdout)
			assert.Contains(t, out.stdout, "free-choice")
		}
	}
	assert.Equal(t, exitUsage, execute(t, "compare", one, other, "--instance", small(t), "--format", "pdf").code)

	dir := t.TempDir()
	grid := writeGrid(t, dir, "options: {work_limit: 1000000}\nvary: {range: [{label: full}, {label: three, set: [rules.range.merged=3]}], seed: [1, 2]}\nlist: [{label: too many, set: [rules.range.merged=99]}]")
	results := filepath.Join(dir, "results")
	require.Equal(t, exitOK, execute(t, "batch", "run", grid, "-o", results, "--quiet").code)
	for _, form := range []string{"html", "xlsx", "csv"} {
		out := execute(t, "report", results, "--format", form, "-o", "-")
		require.Equal(t, exitOK, out.code, "%s: %s", form, out.stderr)
		if form == "html" {
			reporttest.CheckPage(t, out.stdout)
			assert.Contains(t, out.stdout, "What the choice of range does")
			assert.Contains(t, out.stdout, "1 is impossible: that is proven.")
			assert.Contains(t, out.stdout, "Scenarios without a plan")
			assert.Contains(t, out.stdout, "cannot hold together. range: at least 99 sites merged")
		}
	}
	assert.Equal(t, exitUsage, execute(t, "report", results, "--format", "geojson").code)
}

// So are the points of a frontier.
func TestFrontierPage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "frontier")
	out := execute(t, "frontier", small(t), "--axes", "cost,sites,continuity", "--points", "2", "--work-limit", "2000000", "--quiet", "-o", dir)
	require.Equal(t, exitOK, out.code, out.stderr)
	for _, form := range []string{"html", "xlsx", "csv"} {
		out := execute(t, "report", dir, "--format", form, "-o", "-")
		require.Equal(t, exitOK, out.code, "%s: %s", form, out.stderr)
		if form == "html" {
			reporttest.CheckPage(t, out.stdout)
			assert.Contains(t, out.stdout, "least-cost")
		}
	}
	assert.Equal(t, exitUsage, execute(t, "report", dir, "--format", "geojson").code)
	require.NoError(t, os.WriteFile(filepath.Join(dir, frontierFile), []byte("{}"), 0o600))
	assert.Equal(t, exitUsage, execute(t, "report", dir).code)
}

// Alternatives and plans for uncertain costs have pages, and tables that hold what
// their lists hold.
func TestAnswerPages(t *testing.T) {
	plan, _ := solveSmall(t)
	others, robust := filepath.Join(t.TempDir(), "others"), filepath.Join(t.TempDir(), "robust")
	out := execute(t, "alternatives", plan, "--instance", small(t), "--count", "2", "--within", "0.05", "--differ", "0.3", "--work-limit", "5000000", "--quiet", "-o", others)
	require.Equal(t, exitOK, out.code, out.stderr)
	out = execute(t, "uncertain", small(t), "--alternatives", "1", "--work-limit", "3000000", "--quiet", "-o", robust)
	require.Equal(t, exitOK, out.code, out.stderr)
	var a alternativesDocument
	require.NoError(t, json.Unmarshal([]byte(filesOf(t, others)[alternativesFile]), &a))
	var u uncertainDocument
	require.NoError(t, json.Unmarshal([]byte(filesOf(t, robust)[uncertainFile]), &u))
	last := u.Candidates[len(u.Candidates)-1]
	for _, c := range []struct {
		dir, words, figure, file string
	}{
		{others, "can be begun whichever plan is chosen", "plans,alternative-1,cost," + report.Exact(a.Alternatives[0].Objective), alternativesFile},
		{robust, "Cheapest on average", "plans," + last.Name + ",case high," + report.Exact(last.Cases[2].Cost), uncertainFile},
	} {
		for _, form := range []string{"html", "xlsx", "csv"} {
			out := execute(t, "report", c.dir, "--format", form, "-o", "-")
			require.Equal(t, exitOK, out.code, "%s: %s", form, out.stderr)
			switch form {
			case "html":
				reporttest.CheckPage(t, out.stdout)
				assert.Contains(t, out.stdout, c.words)
				assert.NotContains(t, out.stdout, "£-")
			case "csv":
				assert.Contains(t, out.stdout, c.figure)
			}
		}
		assert.Equal(t, exitUsage, execute(t, "report", c.dir, "--format", "geojson").code)
		assert.Equal(t, exitUsage, execute(t, "report", c.dir, "--boundaries", "x.geojson").code)
		path := filepath.Join(c.dir, c.file)
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(path, text[:len(text)/2], 0o600))
		assert.Equal(t, exitUsage, execute(t, "report", c.dir, "-o", "-").code, "a torn list is no report")
	}
}

// What becomes of a site in every alternative is what the plans say.
func TestSitesOfAlternativesAreThePlans(t *testing.T) {
	plan, _ := solveSmall(t)
	dir := filepath.Join(t.TempDir(), "others")
	out := execute(t, "alternatives", plan, "--instance", small(t), "--count", "2", "--within", "0.05", "--differ", "0.3", "--work-limit", "5000000", "--quiet", "-o", dir)
	require.Equal(t, exitOK, out.code, out.stderr)
	var d alternativesDocument
	require.NoError(t, json.Unmarshal([]byte(filesOf(t, dir)[alternativesFile]), &d))
	models := func(path string) map[string]string {
		p, _, err := openPlan(path)
		require.NoError(t, err)
		open := map[string]string{}
		for i := range p.Sites {
			open[p.Sites[i].Site] = p.Sites[i].Model
		}
		return open
	}
	base := models(plan)
	differ := 0
	rows := map[string][]any{}
	for _, row := range d.siteTable().Rows {
		rows[row.Key] = row.Cells
	}
	for i, a := range d.Alternatives {
		there := models(filepath.Join(dir, a.Name))
		for site, row := range rows {
			assert.Equal(t, []any{openAs(base[site]), openAs(there[site])}, []any{row[2], row[3+i]}, site)
		}
		for site := range there {
			if there[site] != base[site] {
				differ++
				assert.Contains(t, rows, site)
			}
		}
		total := 0
		for _, area := range a.Areas {
			total += area.Practices
		}
		assert.Equal(t, a.Practices[0], total, "every practice that differs is in one area")
	}
	assert.Greater(t, differ, 0)
}

// Boundaries of the areas are drawn where they are given for all of them.
func TestReportDrawsBoundaries(t *testing.T) {
	plan, _ := solveSmall(t)
	data, _, err := openData(small(t))
	require.NoError(t, err)
	all := geojson.NewFeatureCollection()
	for _, a := range data.Areas {
		f := geojson.NewFeature(orb.Polygon{{{-0.2, 51.4}, {0.2, 51.4}, {0.2, 51.6}, {-0.2, 51.4}}})
		f.Properties = geojson.Properties{"area": a.Code}
		all.Append(f)
	}
	write := func(name string, c *geojson.FeatureCollection) string {
		text, err := c.MarshalJSON()
		require.NoError(t, err)
		path := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(path, text, 0o600))
		return path
	}
	drawnBy := func(form, path string) output {
		return execute(t, "report", plan, "--instance", small(t), "--format", form, "--boundaries", path, "-o", "-")
	}
	whole := write("whole.geojson", all)
	page := drawnBy("html", whole)
	require.Equal(t, exitOK, page.code, page.stderr)
	reporttest.CheckPage(t, page.stdout)
	assert.NotContains(t, page.stdout, "not their legal boundaries")
	drawn, err := geojson.UnmarshalFeatureCollection([]byte(drawnBy("geojson", whole).stdout))
	require.NoError(t, err)
	assert.Equal(t, "area", drawn.Features[0].Properties.MustString("layer"))

	all.Features = all.Features[1:]
	out := drawnBy("html", write("part.geojson", all))
	assert.Equal(t, exitUsage, out.code)
	assert.Contains(t, out.stderr, data.Areas[0].Code)
	assert.Equal(t, exitUsage, drawnBy("html", plan).code)
}
