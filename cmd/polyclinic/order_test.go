package main

import (
	"encoding/csv"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// The order of rows, columns, codes in cells, locks and rules of areas is no part
// of an instance: its hash, its plan and every file of the plan are the same, and
// so are the hashes and results of a batch.
func TestOrderInFilesChangesNothing(t *testing.T) {
	here := orderedFolder(t)
	plan, rows := filesOfPlan(t, here), batchRows(t, here)
	for seed := range uint64(3) {
		there := shuffledFolder(t, here, rand.New(rand.NewPCG(seed, 5)))
		for name, text := range filesOfPlan(t, there) {
			require.Equal(t, plan[name], text, "%s, order %d", name, seed)
		}
		require.Equal(t, rows, batchRows(t, there), "order %d", seed)
	}
}

// orderedFolder is small with every file that an instance may have, and with
// ties: sites and practices at one place, and practices of equal lists.
func orderedFolder(t *testing.T) string {
	t.Helper()
	d, _, err := model.Read(os.DirFS(filepath.Dir(small(t))), filepath.Base(small(t)))
	require.NoError(t, err)
	for i := range d.Areas {
		d.Areas[i].Models = []string{"federated", "merged", "colocated"}
		for j := range d.Areas {
			if i != j {
				d.Areas[i].Neighbours = append(d.Areas[i].Neighbours, d.Areas[j].Code)
			}
		}
	}
	for i := range d.Practices {
		d.Practices[i].List = d.Practices[i/2*2].List
		d.Practices[i].Models = []string{"merged", "federated", "colocated"}
	}
	twin := d.Sites[0]
	twin.Code = "S00"
	d.Sites = append(d.Sites, twin)
	d.Registered = model.Gravity(d)
	for i := range 40 {
		z := d.Zones[i%len(d.Zones)]
		d.Travel = append(d.Travel, model.TravelTime{Zone: z.Code, Place: d.Sites[i%3].Code, Minutes: float64(5 + i%7)})
	}
	for _, m := range []string{"merged", "federated"} {
		for k, name := range []string{"S", "L"} {
			d.Tiers = append(d.Tiers, model.Tier{Site: "S02", Model: m, Name: name, Capital: 2e6 * float64(k+1), Running: 2e5 * float64(k+1),
				MinPatients: 10_000, MaxPatients: 30_000 * int64(k+1), MinPractices: 2, MaxPractices: 20, Services: []string{"outpatients", "diagnostics"}})
		}
	}
	dir := filepath.Join(t.TempDir(), "here")
	require.NoError(t, model.Write(dir, d))
	const base = "areas: [{area: N, rule: area-choice, models: [merged, federated, colocated]}, {area: E, rule: area-choice, max_sites: 4}]\n" +
		"rules: {boundary: {scope: neighbours}}\n" +
		"locks: [practice P07 not at S02, site S05 forbidden, together P01 P03, practice P05 not at S01]\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "scenario.yaml"), []byte(base), 0o600))
	return dir
}

// shuffledFolder is a folder in another order.
func shuffledFolder(t *testing.T, from string, r *rand.Rand) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "there")
	require.NoError(t, os.CopyFS(dir, os.DirFS(from)))
	paths, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	require.NoError(t, err)
	require.Len(t, paths, 8)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
		require.NoError(t, err)
		shuffleRows(rows, filepath.Base(path), r)
		var out strings.Builder
		require.NoError(t, csv.NewWriter(&out).WriteAll(rows))
		require.NoError(t, os.WriteFile(path, []byte(out.String()), 0o600))
	}
	const base = "locks: [together P01 P03, practice P05 not at S01, practice P07 not at S02, site S05 forbidden]\n" +
		"rules: {boundary: {scope: neighbours}}\n" +
		"areas: [{area: E, rule: area-choice, max_sites: 4}, {rule: area-choice, area: N, models: [colocated, merged, federated]}]\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "scenario.yaml"), []byte(base), 0o600))
	return dir
}

// shuffleRows puts the rows under a header, the columns, and the codes in cells
// into another order. The sizes of one model at one site keep theirs.
func shuffleRows(rows [][]string, file string, r *rand.Rand) {
	swap := func(i, j int) { rows[1+i], rows[1+j] = rows[1+j], rows[1+i] }
	r.Shuffle(len(rows)-1, swap)
	if file == "tiers.csv" {
		tier := slices.Index(rows[0], "tier")
		slices.SortStableFunc(rows[1:], func(a, b []string) int { return -strings.Compare(a[tier], b[tier]) })
	}
	columns := r.Perm(len(rows[0]))
	for i, row := range rows {
		moved := make([]string, len(row))
		for k, c := range columns {
			codes := strings.Split(row[c], ";")
			r.Shuffle(len(codes), func(a, b int) { codes[a], codes[b] = codes[b], codes[a] })
			moved[k] = strings.Join(codes, ";")
		}
		rows[i] = moved
	}
}

// filesOfPlan are the files of a plan that people and programs read, plan.json
// without its statistics.
func filesOfPlan(t *testing.T, instance string) map[string]string {
	t.Helper()
	dir, _ := planOf(t, instance)
	out := map[string]string{}
	for _, name := range []string{"plan.json", "sites.csv", "practices.csv", "areas.csv"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		if name == "plan.json" {
			var fields map[string]json.RawMessage
			require.NoError(t, json.Unmarshal(text, &fields))
			require.Contains(t, fields, "statistics")
			before, _, found := strings.Cut(string(text), "\n \"statistics\":")
			require.True(t, found)
			text = []byte(before)
		}
		out[name] = string(text)
	}
	return out
}

// batchRows is the table of a batch, hashes included.
func batchRows(t *testing.T, instance string) string {
	t.Helper()
	dir := t.TempDir()
	grid := filepath.Join(dir, "grid.yaml")
	text := "name: order\ninstance: " + instance + "\noptions: {work_limit: 1000000}\n" +
		"vary: {merged: [{label: one}, {label: two, set: [rules.range.merged=2]}, {label: locked, lock: [\"site S06 forbidden\", \"practice P04 stays\"]}]}\n"
	require.NoError(t, os.WriteFile(grid, []byte(text), 0o600))
	out := execute(t, "batch", "run", grid, "-o", filepath.Join(dir, "results"))
	require.Equal(t, exitOK, out.code, out.stderr)
	return tableText(t, filepath.Join(dir, "results"))
}
