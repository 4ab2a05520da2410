package results

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

// column of a file of results and the field that it holds.
type column struct {
	name  string
	field func(*Record) any // a pointer
}

var columns = []column{
	{"collection", func(r *Record) any { return &r.Collection }},
	{"instance", func(r *Record) any { return &r.Instance }},
	{"embed", func(r *Record) any { return &r.Embed }},
	{"solver", func(r *Record) any { return &r.Solver }},
	{"version", func(r *Record) any { return &r.Version }},
	{"machine", func(r *Record) any { return &r.Machine }},
	{"threads", func(r *Record) any { return &r.Threads }},
	{"seed", func(r *Record) any { return &r.Seed }},
	{"limit", func(r *Record) any { return &r.Limit }},
	{"work_limit", func(r *Record) any { return &r.WorkLimit }},
	{"without", func(r *Record) any { return &r.Without }},
	{"known", func(r *Record) any { return &r.Known }},
	{"known_is", func(r *Record) any { return &r.KnownIs }},
	{"objective", func(r *Record) any { return &r.Objective }},
	{"bound", func(r *Record) any { return &r.Bound }},
	{"solution", func(r *Record) any { return &r.Solution }},
	{"stop", func(r *Record) any { return &r.Stop }},
	{"seconds", func(r *Record) any { return &r.Seconds }},
	{"work", func(r *Record) any { return &r.Work }},
	{"rss_mb", func(r *Record) any { return &r.RSS }},
	{"checked", func(r *Record) any { return &r.Checked }},
	{"error", func(r *Record) any { return &r.Error }},
	{"uncontrollable", func(r *Record) any { return &r.Base }},
	{"trace", func(r *Record) any { return &r.Trace }},
}

func heading() []string {
	var names []string
	for _, c := range columns {
		names = append(names, c.name)
	}
	return names
}

// Writer appends records to a CSV file, one line as soon as it is known.
type Writer struct {
	file *os.File
	out  *csv.Writer
}

// Append opens a file to append to, with the heading if it is new. A file with
// another heading is an error.
func Append(path string) (*Writer, error) {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	w := &Writer{file, csv.NewWriter(file)}
	switch first, err := csv.NewReader(file).Read(); {
	case err == io.EOF:
		return w, w.write(heading())
	case err != nil || !slices.Equal(first, heading()):
		file.Close()
		return nil, fmt.Errorf("%s: the first line is %q, want %q. Maybe another version wrote the file: name another",
			path, strings.Join(first, ","), strings.Join(heading(), ","))
	}
	return w, nil
}

// Write writes one record and flushes.
func (w *Writer) Write(r *Record) error {
	row := make([]string, len(columns))
	for k, c := range columns {
		text, err := format(c.field(r))
		if err != nil {
			return err
		}
		row[k] = text
	}
	return w.write(row)
}

func (w *Writer) write(row []string) error {
	if err := w.out.Write(row); err != nil {
		return err
	}
	w.out.Flush()
	return w.out.Error()
}

// Close closes the file.
func (w *Writer) Close() error { return w.file.Close() }

// Read reads the records of a file, in its order. Columns that the file does not
// have are empty: earlier versions wrote fewer.
func Read(path string) ([]Record, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	in := csv.NewReader(file)
	names, err := in.Read()
	if err != nil || names[0] != columns[0].name {
		return nil, fmt.Errorf("%s:1: heading is %q, want one that begins with %q. Maybe the file holds no results", path, strings.Join(names, ","), columns[0].name)
	}
	var out []Record
	for {
		row, err := in.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		var r Record
		for _, c := range columns {
			at := slices.Index(names, c.name)
			if at < 0 || row[at] == "" {
				continue
			}
			if err := parse(row[at], c.field(&r)); err != nil {
				line, _ := in.FieldPos(at)
				return nil, fmt.Errorf("%s:%d: %s: %w", path, line, c.name, err)
			}
		}
		out = append(out, r)
	}
}

// format writes a field; what is not known is an empty cell.
func format(field any) (string, error) {
	switch v := field.(type) {
	case *string:
		return *v, nil
	case *float64:
		return number(*v), nil
	case **float64:
		return optional(*v), nil
	}
	text, err := json.Marshal(field)
	return string(text), err
}

func parse(text string, field any) error {
	switch v := field.(type) {
	case *string:
		*v = text
		return nil
	case *float64:
		return parseNumber(text, v)
	case **float64:
		*v = new(float64)
		return parseNumber(text, *v)
	}
	return json.Unmarshal([]byte(text), field)
}

func parseNumber(text string, into *float64) (err error) {
	*into, err = strconv.ParseFloat(text, 64)
	return err
}

func optional(v *float64) string {
	if v == nil {
		return ""
	}
	return number(*v)
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
