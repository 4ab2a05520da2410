package batch

import (
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"polyclinic/model"
)

// Formats are the forms of a table: their names, and what writes them.
func Formats() []string { return []string{"csv", "parquet", "xlsx"} }

// Write writes the table in one of Formats.
func (t Table) Write(w io.Writer, format string) error {
	switch format {
	case "csv":
		return t.csv(w)
	case "parquet":
		return t.parquet(w)
	case "xlsx":
		return t.xlsx(w)
	}
	panic("batch: no format " + format)
}

// csv writes pounds with pence, numbers without exponents, nothing for nil.
func (t Table) csv(w io.Writer) error {
	c := csv.NewWriter(w)
	line := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		line[i] = column.Name
	}
	if err := c.Write(line); err != nil {
		return err
	}
	for cells, err := range t.Rows {
		if err != nil {
			return err
		}
		for i, cell := range cells {
			line[i] = cellText(cell)
		}
		if err := c.Write(line); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func cellText(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case model.Pence:
		sign := ""
		if v < 0 {
			sign, v = "-", -v
		}
		return fmt.Sprintf("%s%d.%02d", sign, v/100, v%100)
	}
	panic(fmt.Sprintf("batch: no cell holds a %T", cell))
}

// pounds are what programs read; a double holds pence exactly up to £90 bn.
func pounds(cell any) any {
	if pence, ok := cell.(model.Pence); ok {
		return float64(pence) / 100
	}
	return cell
}

var parquetTypes = map[Kind]reflect.Type{
	Text: reflect.TypeFor[*string](), Whole: reflect.TypeFor[*int64](), Number: reflect.TypeFor[*float64](),
	Money: reflect.TypeFor[*float64](), Truth: reflect.TypeFor[*bool](),
}

// parquet writes every column as optional, in order: a struct type keeps the
// order, which a parquet.Group does not.
func (t Table) parquet(w io.Writer) error {
	fields := make([]reflect.StructField, len(t.Columns))
	for i, c := range t.Columns {
		fields[i] = reflect.StructField{Name: fmt.Sprintf("C%d", i), Type: parquetTypes[c.Kind], Tag: reflect.StructTag(fmt.Sprintf("parquet:%q", c.Name+",zstd"))}
	}
	row := reflect.StructOf(fields)
	p := parquet.NewWriter(w, parquet.SchemaOf(reflect.New(row).Interface()))
	for cells, err := range t.Rows {
		if err != nil {
			return err
		}
		v := reflect.New(row)
		for i, cell := range cells {
			if cell == nil {
				continue
			}
			value := reflect.New(parquetTypes[t.Columns[i].Kind].Elem())
			value.Elem().Set(reflect.ValueOf(pounds(cell)))
			v.Elem().Field(i).Set(value)
		}
		if err := p.Write(v.Interface()); err != nil {
			return err
		}
	}
	return p.Close()
}

// xlsx writes one sheet, its first row and column held in place.
func (t Table) xlsx(w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	const sheet = "table"
	if err := f.SetSheetName(f.GetSheetName(0), sheet); err != nil {
		return err
	}
	s, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, XSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	head := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = c.Name
	}
	if err := s.SetRow("A1", head); err != nil {
		return err
	}
	n := 1
	for cells, err := range t.Rows {
		if err != nil {
			return err
		}
		if n++; n > excelize.TotalRows {
			return model.Faults{{Name: "the table", Value: fmt.Sprintf("has more than %d rows", excelize.TotalRows), Want: "csv or parquet: a sheet holds no more"}}
		}
		for i := range cells {
			cells[i] = pounds(cells[i])
		}
		if err := s.SetRow("A"+strconv.Itoa(n), cells); err != nil {
			return err
		}
	}
	if err := s.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// WriteFile writes the table into a file, whole or not at all.
func (t Table) WriteFile(path, format string) error {
	return writeVia(path, func(w io.Writer) error { return t.Write(w, format) })
}
