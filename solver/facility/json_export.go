package facility

import (
	"encoding/json"
	"fmt"
	"io"
)

// arrays is the program in the form that scipy.optimize.milp takes: c,
// integrality and bounds by column, a sparse matrix by rows (scipy's csr_array
// of data, indices and indptr), limits by row. null stands for no limit. The
// problem's constant is the cost of the column "constant", fixed at 1.
type arrays struct {
	Name        string   `json:"name"`
	C           []int64  `json:"c"`
	Integrality []int8   `json:"integrality"`
	Lower       []*int64 `json:"lb"`
	Upper       []*int64 `json:"ub"`
	Shape       [2]int   `json:"shape"`
	Indptr      []int32  `json:"indptr"`
	Indices     []int32  `json:"indices"`
	Data        []int64  `json:"data"`
	RowLower    []*int64 `json:"row_lb"`
	RowUpper    []*int64 `json:"row_ub"`
	Columns     []string `json:"columns"`
	Rows        []string `json:"rows"`
}

// WriteJSON writes the program as arrays for scipy.optimize.milp and the like.
func (g *Program) WriteJSON(w io.Writer) error {
	names := g.Names()
	a := arrays{Name: g.fileName(), Shape: [2]int{len(g.Rows), len(g.Columns)}, Indptr: g.Start,
		Columns: names.Columns, Rows: names.Rows}
	for c := range g.Columns {
		column := &g.Columns[c]
		whole := int8(0)
		if column.Integer {
			whole = 1
		}
		a.C = append(a.C, column.Cost)
		a.Integrality = append(a.Integrality, whole)
		a.Lower = append(a.Lower, limit(column.Lower))
		a.Upper = append(a.Upper, limit(column.Upper))
	}
	for _, t := range g.Entries {
		a.Indices = append(a.Indices, t.Index)
		a.Data = append(a.Data, t.Coef)
	}
	for _, row := range g.Rows {
		a.RowLower = append(a.RowLower, limit(row.Lower))
		a.RowUpper = append(a.RowUpper, limit(row.Upper))
	}
	if err := json.NewEncoder(w).Encode(a); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return nil
}

func limit(v int64) *int64 {
	if v >= Infinity || v <= -Infinity {
		return nil
	}
	return &v
}
