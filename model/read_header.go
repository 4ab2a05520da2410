package model

import (
	"fmt"
	"slices"
	"strings"
)

// modelColumn is a column named by a prefix and a care model's code.
type modelColumn struct {
	name   string
	prefix int // in table.models
	code   string
	at     int // in the record
}

// wantedColumns are the columns that must be there.
func (t *table[T]) wantedColumns() []string {
	var names []string
	for _, c := range t.columns {
		if c.need != optional {
			names = append(names, c.name)
		}
	}
	return names
}

// readHeader is where each column stands, nil where one that must be there is
// not.
func (t *table[T]) readHeader(r *folderReader, header []string) (map[string]int, []modelColumn) {
	if len(header) == 1 && header[0] == "\x00" {
		return nil, nil // text that was not read, and reported
	}
	known := t.knownColumns(r.models)
	index := map[string]int{}
	var models []modelColumn
	var unknown []string
	ok := true
	for i, name := range header {
		name = strings.TrimSpace(name)
		if _, again := index[name]; again && name != "" {
			r.headerFault(t.file, fmt.Sprintf("column %q", name), "is there twice", "each column once", "")
			ok = false
			continue
		}
		if m, isModel := t.modelColumn(name, r.models, known); isModel {
			m.at = i
			models = append(models, m)
		} else if !slices.Contains(known, name) {
			unknown = append(unknown, name)
			continue
		}
		index[name] = i
	}
	if missing := missingFrom(t.wantedColumns(), index); len(missing) > 0 {
		t.faultMissing(r, header, missing, unknown)
		return nil, nil
	}
	for _, name := range unknown {
		if name == "" {
			continue // a spreadsheet's empty column
		}
		r.warnings.add("column", Fault{File: t.file, Line: 1, Name: fmt.Sprintf("column %q", name), Value: "is unknown and left out", Maybe: meant(name, known)})
	}
	if !ok {
		return nil, nil
	}
	return index, models
}

// knownColumns are all names that t knows, with those of the known models.
func (t *table[T]) knownColumns(models []string) []string {
	var names []string
	for _, c := range t.columns {
		names = append(names, c.name)
	}
	for _, c := range t.models {
		for _, m := range models {
			names = append(names, c.name+m)
		}
	}
	return names
}

// modelColumn is the column of a care model: one of the known, or one that is
// like no known column, whose model an overlay may define.
func (t *table[T]) modelColumn(name string, models, known []string) (modelColumn, bool) {
	for i, c := range t.models {
		code, ok := strings.CutPrefix(name, c.name)
		if !ok || code == "" || code == "sites" {
			continue
		}
		if slices.Contains(models, code) || nearest(name, known) == "" {
			return modelColumn{name: name, prefix: i, code: code}, true
		}
	}
	return modelColumn{}, false
}

func missingFrom(names []string, index map[string]int) []string {
	var missing []string
	for _, n := range names {
		if _, ok := index[n]; !ok {
			missing = append(missing, n)
		}
	}
	return missing
}

func (r *folderReader) headerFault(file, name, value, want, maybe string) {
	r.faults.add("column "+name, Fault{File: file, Line: 1, Name: name, Value: value, Want: want, Maybe: maybe})
}

// faultMissing: one fault for a header that is something else altogether, else
// one for each missing column.
func (t *table[T]) faultMissing(r *folderReader, header, missing, unknown []string) {
	wanted := t.wantedColumns()
	line := strings.Join(header, ",")
	if len(missing) == len(wanted) || len(header) == 1 {
		r.headerFault(t.file, "the header", fmt.Sprintf("is %q", shorten(line)), "columns "+strings.Join(wanted, ", "), headerMeant(header))
		return
	}
	for _, name := range missing {
		r.headerFault(t.file, fmt.Sprintf("column %q", name), "is missing", "columns "+strings.Join(wanted, ", "), meant(name, unknown))
	}
}

// headerMeant guesses why none of the columns is there.
func headerMeant(header []string) string {
	line := strings.Join(header, ",")
	switch {
	case strings.Count(line, ";") > 0 && len(header) == 1:
		return "the fields are separated by semicolons"
	case strings.Count(line, "\t") > 0 && len(header) == 1:
		return "the fields are separated by tabs"
	case strings.ContainsAny(line, "0123456789"):
		return "the first row is data and the header is missing"
	}
	return ""
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "..."
	}
	return s
}
