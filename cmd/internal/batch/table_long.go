package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"polyclinic/model"
)

// Areas is the long form by area: one row a scenario and area, in the order of
// the plans. Scenarios without a plan have none. Cash and valued are sums of the
// parts that have a weight, unweighted.
func Areas(dir string, m *Manifest) Table {
	columns := []Column{{"area", Text}, {"cash", Money}, {"valued", Money}, {"priced", Money}, {"patients", Whole},
		{"patients_covered", Whole}, {"patients_moved", Whole}, {"patients_merged", Whole}}
	return long(dir, m, columns, func(d *model.Document) [][]any {
		var out [][]any
		weights := &d.Scenario.Weights
		for _, a := range d.Areas {
			out = append(out, []any{orNil(a.Area), counted(a.Costs.Cash, weights), counted(a.Costs.Valued, weights), sum(a.Costs.Priced),
				int64(a.Patients), int64(a.PatientsCovered), int64(a.PatientsMoved), int64(a.Merged)})
		}
		return out
	})
}

// Practices is the long form by practice.
func Practices(dir string, m *Manifest) Table {
	columns := []Column{{"practice", Text}, {"site", Text}, {"model", Text}, {"moves", Truth}, {"extra_gp_minutes", Whole},
		{"beyond_hard_limit", Number}, {"cost", Money}}
	return long(dir, m, columns, func(d *model.Document) [][]any {
		var out [][]any
		for _, p := range d.Practices {
			out = append(out, []any{p.Practice, orNil(p.Site), orNil(p.Model), p.Moves, p.ExtraGPMinutes, float64(p.BeyondHardLimit), sum(p.Cost)})
		}
		return out
	})
}

// long is what rows make of every plan. Plans are read one at a time.
func long(dir string, m *Manifest, columns []Column, rows func(*model.Document) [][]any) Table {
	return Table{Columns: append(identity(m), columns...), Rows: func(yield func([]any, error) bool) {
		for i := range m.Rows {
			d, err := readPlan(dir, m.Rows[i].Hash)
			if err != nil {
				yield(nil, err)
				return
			}
			if d == nil {
				continue
			}
			for _, cells := range rows(d) {
				if !yield(append(m.Rows[i].cells(), cells...), nil) {
					return
				}
			}
		}
	}}
}

// readPlan is nil where a scenario has no plan, or none yet.
func readPlan(dir, hash string) (*model.Document, error) {
	f, err := os.Open(filepath.Join(dir, resultsFolder, hash, planFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d, err := model.ReadDocument(f)
	if err != nil {
		return nil, fmt.Errorf("%s of %s: %w", planFile, hash, err)
	}
	return d, nil
}

// counted is the sum of the parts that have a weight.
func counted(parts map[string]model.Pence, w *model.Weights) model.Pence {
	var total model.Pence
	for _, part := range model.AllParts() {
		if w.Of(part) != 0 {
			total += parts[part.String()]
		}
	}
	return total
}

func sum(parts map[string]model.Pence) model.Pence {
	var total model.Pence
	for _, pence := range parts {
		total += pence
	}
	return total
}
