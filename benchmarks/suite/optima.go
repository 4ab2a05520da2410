package suite

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Published is a line of an optima.csv: what is known of one instance.
type Published struct {
	Instance string // as published; #k is the k-th problem of its file, " p=k" chooses p
	Path     string // of the file
	Value    string // in the file's own units; "" where none is published
	Status   string // optimal, best-known or none
}

// Request reads the problem that the line speaks of, whose family follows from
// its folder.
func (p Published) Request() Request {
	r := Request{Path: p.Path}
	if at := strings.LastIndex(p.Instance, "#"); at >= 0 {
		r.Index, _ = strconv.Atoi(p.Instance[at+1:])
	}
	if at := strings.LastIndex(p.Instance, " p="); at >= 0 {
		r.P, _ = strconv.Atoi(p.Instance[at+3:])
	}
	return r
}

// ReadPublished reads folder/optima.csv, with the columns instance, file, size,
// value and status.
func ReadPublished(folder string) ([]Published, error) {
	path := filepath.Join(folder, "optima.csv")
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w. Maybe the folder is not one of instances", err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.FieldsPerRecord = 5
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(rows) == 0 || strings.Join(rows[0], ",") != "instance,file,size,value,status" {
		return nil, faults{fault(path, 1, "heading", "differs", "instance,file,size,value,status", "")}
	}
	var out []Published
	var wrong faults
	for k, row := range rows[1:] {
		p := Published{row[0], filepath.Join(folder, filepath.FromSlash(row[1])), row[3], row[4]}
		if value, want := p.fault(); want != "" {
			wrong = append(wrong, fault(path, k+2, fmt.Sprintf("instance %q", p.Instance), value, want, ""))
		}
		out = append(out, p)
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return out, nil
}

// fault is what is wrong with the line and what was wanted, "" if nothing.
func (p Published) fault() (value, want string) {
	value = fmt.Sprintf("has value %q", p.Value)
	switch p.Status {
	case "optimal", "best-known":
		if !isNumber(p.Value) {
			return value, "a number"
		}
	case "none":
		if p.Value != "" {
			return value, "none, as its status says"
		}
	default:
		return fmt.Sprintf("has status %q", p.Status), "optimal, best-known or none"
	}
	return "", ""
}
