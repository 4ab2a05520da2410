package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"

	"polyclinic/model"
)

// Kind is what a column holds.
type Kind uint8

// The kinds of column. Money is model.Pence in memory and pounds in files.
const (
	Text Kind = iota
	Whole
	Number
	Money
	Truth
)

// Column is a column of a Table.
type Column struct {
	Name string
	Kind Kind
}

// Table is a tidy table: cells are string, int64, float64, model.Pence, bool or
// nil, as their column says.
type Table struct {
	Columns []Column
	Rows    iter.Seq2[[]any, error]
}

// figure is a column that comes from Figures; value is nil where there is none.
type figure struct {
	Column
	value func(*Figures) any
}

// Scenarios is one row a scenario, in the order of the manifest. A scenario that
// was not planned yet has a row that says so.
func Scenarios(dir string, m *Manifest) Table {
	figures := figureColumns(m)
	t := Table{Columns: identity(m)}
	for _, f := range figures {
		t.Columns = append(t.Columns, f.Column)
	}
	t.Rows = func(yield func([]any, error) bool) {
		for i := range m.Rows {
			f, err := figuresOrMissing(dir, m.Rows[i].Hash)
			if err != nil {
				yield(nil, err)
				return
			}
			cells := m.Rows[i].cells()
			for _, c := range figures {
				cells = append(cells, c.value(f))
			}
			if !yield(cells, nil) {
				return
			}
		}
	}
	return t
}

// NotYet is the error of a scenario that was not planned yet.
const NotYet = "not planned yet"

func figuresOrMissing(dir, hash string) (*Figures, error) {
	f, err := readFigures(dir, hash)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Figures{Error: NotYet}, nil
	case err != nil:
		return nil, fmt.Errorf("%s of %s: %w", figuresFile, hash, err)
	}
	return f, nil
}

func identity(m *Manifest) []Column {
	out := []Column{{"scenario", Text}, {"hash", Text}}
	for _, name := range m.Vary {
		out = append(out, Column{name, Text})
	}
	return out
}

func (r *Row) cells() []any {
	out := []any{r.Scenario, r.Hash}
	for _, label := range r.Vary {
		if label == "" {
			out = append(out, nil)
		} else {
			out = append(out, label)
		}
	}
	return out
}

// reserved are the columns that some table always has.
func reserved() []string {
	var out []string
	m := &Manifest{}
	for _, t := range []Table{Scenarios("", m), Areas("", m), Practices("", m)} {
		for _, c := range t.Columns {
			out = append(out, c.Name)
		}
	}
	return out
}

func figureColumns(m *Manifest) []figure {
	out := []figure{
		{Column{"solution", Text}, func(f *Figures) any { return textOrNil(f.Solution) }},
		{Column{"stop", Text}, func(f *Figures) any { return textOrNil(f.Stop) }},
		{Column{"objective", Money}, func(f *Figures) any { return orNil(f.Objective) }},
		{Column{"bound", Money}, func(f *Figures) any { return orNil(f.Bound) }},
		{Column{"gap", Number}, func(f *Figures) any { return decimalOrNil(f.Gap) }},
		{Column{"gap_controllable", Number}, func(f *Figures) any { return decimalOrNil(f.GapControllable) }},
	}
	parts := []string{}
	for _, part := range model.AllParts() {
		parts = append(parts, part.String())
	}
	for _, part := range append(parts, pricedColumn) {
		out = append(out, figure{Column{part, Money}, func(f *Figures) any {
			if f.Costs == nil {
				return nil
			}
			return f.Costs[part]
		}})
	}
	for _, code := range m.Models {
		out = append(out, figure{Column{"sites_" + code, Whole}, func(f *Figures) any {
			if f.Travel == nil {
				return nil
			}
			return int64(f.Sites[code])
		}})
	}
	travel := func(name string, kind Kind, value func(*Travel) any) figure {
		return figure{Column{name, kind}, func(f *Figures) any {
			if f.Travel == nil {
				return nil
			}
			return value(f.Travel)
		}}
	}
	out = append(out,
		travel("patients", Whole, func(t *Travel) any { return int64(t.Patients) }),
		travel("patients_covered", Whole, func(t *Travel) any { return int64(t.Covered) }),
		travel("share_covered", Number, func(t *Travel) any { return float64(share(t.Covered, t.Patients)) }),
		travel("least_area_share_covered", Number, func(t *Travel) any { return float64(t.LeastAreaCovered) }),
		travel("patients_moved", Whole, func(t *Travel) any { return int64(t.Moved) }),
		travel("patients_merged", Whole, func(t *Travel) any { return int64(t.Merged) }),
		travel("extra_gp_minutes", Whole, func(t *Travel) any { return t.ExtraGPMinutes }),
		travel("extra_outpatient_minutes", Whole, func(t *Travel) any { return t.ExtraOutMinutes }),
		travel("equity", Number, func(t *Travel) any { return decimalOrNil(t.Equity) }),
	)
	if m.timed() {
		out = append(out, figure{Column{"seconds", Number}, func(f *Figures) any {
			if f.Error == NotYet {
				return nil
			}
			return f.Seconds
		}})
	}
	return append(out, figure{Column{"error", Text}, func(f *Figures) any { return textOrNil(f.Error) }})
}

// timed says whether the clock may end a solve. Where work alone does, a table is
// the same to the byte however often its batch was interrupted, and so it has no
// seconds.
func (m *Manifest) timed() bool {
	_, time := m.Options["time_limit"]
	_, work := m.Options["work_limit"]
	return time || !work
}

func textOrNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func orNil[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

func decimalOrNil(d *model.Decimal) any {
	if d == nil {
		return nil
	}
	return float64(*d)
}
