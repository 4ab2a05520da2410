package relax

import (
	"context"
	"fmt"

	"polyclinic/solver/facility"
	"polyclinic/solver/lp"
)

// Result is what a relaxation has shown.
type Result struct {
	Bound      int64 // no solution costs less; exact, whatever Status says
	Infeasible bool  // no solution exists; shown in whole numbers
	Status     lp.Status
	Objective  float64   // of the relaxation, Optimal only; a float
	Values     []float64 // [column of Program], Optimal only
	Duals      []float64 // [row of Program]
	Program    *facility.Program
	Iterations int
	Work       int64 // nonzeros handled
}

// Bound solves the linear relaxation of a problem. When ctx ends first, Status
// is lp.Stopped and Bound is what the duals at hand prove, often little. Without
// Clp the error is lp.ErrAbsent.
func Bound(ctx context.Context, p *facility.Problem) (*Result, error) {
	model, err := lp.New()
	if err != nil {
		return nil, err
	}
	defer model.Close()
	r := &Result{Program: facility.NewProgram(p, facility.ProgramOptions{})}
	Load(model, r.Program)
	if r.Status, err = model.Dual(ctx); err != nil {
		return nil, fmt.Errorf("relaxing %q: %w", p.Name, err)
	}
	r.Iterations, r.Work = model.Iterations(), model.Work()
	zero := make([]float64, len(r.Program.Rows))
	r.Bound = safeBound(r.Program, zero)
	switch r.Status {
	case lp.Infeasible:
		r.Infeasible = provesInfeasible(r.Program, model.Ray(nil))
	case lp.Optimal, lp.Stopped:
		r.Duals = model.RowDuals(nil)
		r.Bound = max(r.Bound, safeBound(r.Program, r.Duals))
	}
	if r.Status == lp.Optimal {
		r.Objective, r.Values = model.Objective(), model.ColumnValues(nil)
	}
	return r, nil
}

// Load puts a program without its integrality into an empty model; columns and
// rows keep their numbers.
func Load(model *lp.Model, g *facility.Program) {
	rows := lp.Rows{Starts: make([]int32, len(g.Rows)+1)}
	for _, row := range g.Rows {
		rows.Lower = append(rows.Lower, limit(row.Lower))
		rows.Upper = append(rows.Upper, limit(row.Upper))
	}
	model.AddRows(&rows)
	start, entries := g.Transpose()
	columns := lp.Columns{Starts: start, Rows: make([]int32, len(entries)), Values: make([]float64, len(entries))}
	for e, t := range entries {
		columns.Rows[e], columns.Values[e] = t.Index, float64(t.Coef)
	}
	for c := range g.Columns {
		column := &g.Columns[c]
		columns.Cost = append(columns.Cost, float64(column.Cost))
		columns.Lower = append(columns.Lower, limit(column.Lower))
		columns.Upper = append(columns.Upper, limit(column.Upper))
	}
	model.AddColumns(&columns)
}

func limit(v int64) float64 {
	switch {
	case v >= facility.Infinity:
		return lp.Inf
	case v <= -facility.Infinity:
		return -lp.Inf
	}
	return float64(v)
}
