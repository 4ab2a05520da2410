package tables

import (
	"cmp"
	"slices"
	"strings"

	"polyclinic/cmd/internal/batch"
	"polyclinic/cmd/internal/report"
	"polyclinic/model"
)

// onPages are the columns of a batch's table that a page has room for, besides
// sites by model; what varies is in the scenario's name.
var onPages = []string{"scenario", "solution", "objective", "bound", "gap", "gap_controllable", "share_covered", "least_area_share_covered",
	"patients_moved", "patients_merged"}

// columnWords are names of columns for people.
var columnWords = map[string]string{
	"solution": "result", "objective": "cost", "bound": "no plan costs less", "gap_controllable": "gap, of what can change", "share_covered": "covered",
	"least_area_share_covered": "covered, least area", "patients_moved": "move", "patients_merged": "merge", "error": "why not",
}

// Impossible and NotFound are results of scenarios without a plan, for people.
const (
	Impossible = "impossible, proven"
	NotFound   = "no plan found"
)

// solutionWords are what is known of a plan, for people.
var solutionWords = map[string]string{"optimal": "best possible", "feasible": "plan found", "infeasible": Impossible, "none": NotFound}

// Batch is the scenarios of a batch, and what each choice does to the cost.
func Batch(dir string, m *batch.Manifest) ([]Table, error) {
	source := batch.Scenarios(dir, m)
	t := Table{ID: "scenarios", Title: "Every scenario", Note: "In the order of the grid. Cost is all that is counted, a year. The gap is how much cheaper another plan could be at most, as far as it is proven: of the cost, and of that part of it that a plan can change."}
	for _, c := range source.Columns {
		t.Columns = append(t.Columns, batchColumn(c))
	}
	for cells, err := range source.Rows {
		if err != nil {
			return nil, err
		}
		row := Row{Key: cells[0].(string), Cells: slices.Clone(cells)}
		for i, cell := range row.Cells {
			switch v := cell.(type) {
			case bool:
				row.Cells[i] = map[bool]string{true: "yes", false: "no"}[v]
			case string:
				if source.Columns[i].Name == "solution" {
					row.Cells[i] = cmp.Or(solutionWords[v], v)
				}
			}
		}
		t.Rows = append(t.Rows, row)
	}
	out := []Table{t}
	for i, name := range m.Vary {
		out = append(out, choice(&t, m, i, name))
	}
	return out, nil
}

func batchColumn(c batch.Column) Column {
	out := Column{Name: cmp.Or(columnWords[c.Name], c.Name), Field: "results/HASH/plan.json"}
	sites, isSites := strings.CutPrefix(c.Name, "sites_")
	switch {
	case strings.HasPrefix(c.Name, "gap") || strings.Contains(c.Name, "share"):
		out.Kind = Share
	case c.Kind == batch.Money:
		out.Kind = Millions
	case c.Kind == batch.Whole:
		out.Kind = Whole
	case c.Kind == batch.Number:
		out.Kind = Fine
	}
	if isSites {
		out.Name, out.Unit = "sites, "+report.ModelName(sites), "sites"
	}
	out.Long = !isSites && !slices.Contains(onPages, c.Name)
	return out
}

// Unplanned are the scenarios of a batch without a plan, and why: t is the table
// of all.
func Unplanned(t *Table) Table {
	out := Table{ID: "unplanned", Title: "Scenarios without a plan",
		Columns: []Column{{Name: "scenario"}, {Name: "result", Field: "results/HASH/outcome.json"}, {Name: "why not", Field: "results/HASH/outcome.json: reason"}}}
	cost, result, why := t.Column("cost"), t.Column("result"), t.Column("why not")
	for r := range t.Rows {
		cells := t.Rows[r].Cells
		if _, planned := cells[cost].(model.Pence); !planned {
			out.Rows = append(out.Rows, Row{Key: t.Rows[r].Key, Cells: []any{t.Rows[r].Key, cells[result], cells[why]}})
		}
	}
	return out
}

// choice is the cost of the scenarios that made one choice, whatever the others.
func choice(t *Table, m *batch.Manifest, vary int, name string) Table {
	out := Table{ID: "choice-" + slug(name), Title: "What the choice of " + name + " does", Note: "Over all scenarios with that choice, whatever their others; only those with a plan count.",
		Columns: []Column{{Name: name}, {Name: "scenarios", Kind: Whole, Field: "manifest.json"}, {Name: "with a plan", Kind: Whole, Field: "results/HASH"},
			{Name: "least cost", Kind: Millions, Field: "results/HASH/plan.json: status.objective"}, {Name: "mean cost", Kind: Millions, Field: "results/HASH/plan.json: status.objective"},
			{Name: "greatest cost", Kind: Millions, Field: "results/HASH/plan.json: status.objective"}}}
	cost := t.Column("cost")
	var labels []string
	sums := map[string][]model.Pence{}
	all := map[string]int64{}
	for r := range m.Rows {
		label := m.Rows[r].Vary[vary]
		if label == "" {
			continue
		}
		if all[label]++; all[label] == 1 {
			labels = append(labels, label)
		}
		if amount, ok := t.Rows[r].Cells[cost].(model.Pence); ok {
			sums[label] = append(sums[label], amount)
		}
	}
	for _, label := range labels {
		list := sums[label]
		cells := []any{label, all[label], int64(len(list)), nil, nil, nil}
		if len(list) > 0 {
			total := model.Pence(0)
			for _, x := range list {
				total += x
			}
			cells[3], cells[4], cells[5] = slices.Min(list), total/model.Pence(len(list)), slices.Max(list)
		}
		out.Rows = append(out.Rows, Row{Key: label, Cells: cells})
	}
	return out
}

// slug is a name as an id and as a sheet's name: letters, digits and hyphens, at
// most 20.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else {
			b.WriteByte('-')
		}
	}
	text := b.String()
	return text[:min(len(text), 20)]
}
