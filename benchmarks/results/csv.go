package results

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
)

var heading = []string{
	"collection", "instance", "embed", "solver", "version", "machine", "threads", "seed", "limit", "known", "known_is",
	"objective", "bound", "solution", "stop", "seconds", "work", "rss_mb", "error", "uncontrollable", "trace",
}

// Writer appends records to a CSV file, one line as soon as it is known.
type Writer struct{ out *csv.Writer }

// NewWriter writes the heading unless the file has one.
func NewWriter(w io.Writer, withHeading bool) (*Writer, error) {
	out := csv.NewWriter(w)
	if withHeading {
		if err := out.Write(heading); err != nil {
			return nil, err
		}
	}
	return &Writer{out}, nil
}

// Write writes one record and flushes.
func (w *Writer) Write(r *Record) error {
	trace, err := json.Marshal(r.Trace)
	if err != nil {
		return err
	}
	err = w.out.Write([]string{
		r.Collection, r.Instance, r.Embed, r.Solver, r.Version, r.Machine, strconv.Itoa(r.Threads),
		strconv.FormatUint(r.Seed, 10), number(r.Limit), optional(r.Known), r.KnownIs, optional(r.Objective), optional(r.Bound),
		r.Solution, r.Stop, number(r.Seconds), strconv.FormatInt(r.Work, 10), number(r.RSS), r.Error, optional(r.Base), string(trace),
	})
	if err != nil {
		return err
	}
	w.out.Flush()
	return w.out.Error()
}

// Read reads the records of a file, in its order.
func Read(path string) ([]Record, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	in := csv.NewReader(file)
	in.FieldsPerRecord = len(heading)
	var out []Record
	for first := true; ; first = false {
		row, err := in.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		line, _ := in.FieldPos(0)
		if first {
			if row[0] != heading[0] {
				return nil, fmt.Errorf("%s:%d: heading begins with %q, want %q. Maybe the file holds no results", path, line, row[0], heading[0])
			}
			continue
		}
		r, err := record(row)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, line, err)
		}
		out = append(out, r)
	}
}

func record(row []string) (Record, error) {
	r := Record{Collection: row[0], Instance: row[1], Embed: row[2], Solver: row[3], Version: row[4], Machine: row[5],
		KnownIs: row[10], Solution: row[13], Stop: row[14], Error: row[18]}
	var err error
	if r.Threads, err = strconv.Atoi(row[6]); err != nil {
		return r, fmt.Errorf("threads: %w", err)
	}
	if r.Seed, err = strconv.ParseUint(row[7], 10, 64); err != nil {
		return r, fmt.Errorf("seed: %w", err)
	}
	if r.Work, err = strconv.ParseInt(row[16], 10, 64); err != nil {
		return r, fmt.Errorf("work: %w", err)
	}
	for _, f := range []struct {
		cell int
		into *float64
	}{{8, &r.Limit}, {15, &r.Seconds}, {17, &r.RSS}} {
		if *f.into, err = strconv.ParseFloat(row[f.cell], 64); err != nil {
			return r, fmt.Errorf("%s: %w", heading[f.cell], err)
		}
	}
	for _, f := range []struct {
		cell int
		into **float64
	}{{9, &r.Known}, {11, &r.Objective}, {12, &r.Bound}, {19, &r.Base}} {
		if row[f.cell] == "" {
			continue
		}
		v, err := strconv.ParseFloat(row[f.cell], 64)
		if err != nil {
			return r, fmt.Errorf("%s: %w", heading[f.cell], err)
		}
		*f.into = &v
	}
	if err := json.Unmarshal([]byte(row[20]), &r.Trace); err != nil {
		return r, fmt.Errorf("trace: %w", err)
	}
	return r, nil
}

func optional(v *float64) string {
	if v == nil {
		return ""
	}
	return number(*v)
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
