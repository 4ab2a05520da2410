package batch

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"polyclinic/model"

	"github.com/goccy/go-yaml/ast"
)

// rowsMost is the greatest number of scenarios of a grid.
const rowsMost = 100_000

// columnName is what may be the name of a dimension: it becomes a column.
var columnName = regexp.MustCompile(`^[\pL\pN][\pL\pN _.-]*$`)

type gridReader struct {
	file   string
	faults model.Faults
}

func (r *gridReader) fault(line int, name, value, want, maybe string) {
	r.faults = append(r.faults, model.Fault{File: r.file, Line: line, Name: name, Value: value, Want: want, Maybe: maybe})
}

func (r *gridReader) grid(text []byte) *Grid {
	root := r.parse(text)
	if root == nil {
		return nil
	}
	g := &Grid{Options: Options{Seed: 1, Gap: DefaultGap}}
	known := []string{"name", "instance", "scenario", "options", "vary", "list"}
	r.mapping(root, "the grid", known, func(p pair) {
		switch p.key {
		case "name":
			g.Name = r.text(p.value, p.key)
		case "instance":
			g.Instance = r.text(p.value, p.key)
		case "scenario":
			g.Scenario = r.texts(p.value, p.key)
		case "options":
			r.options(p.value, &g.Options)
		case "vary":
			r.vary(p.value, g)
		case "list":
			g.List = r.changes(p.value, p.key)
		}
	})
	if g.Name == "" && len(r.faults) == 0 {
		r.fault(0, "name", "is missing", "a name for the grid", "")
	}
	if g.Options.TimeLimit == 0 && g.Options.WorkLimit == 0 {
		g.Options.TimeLimit = DefaultTime
	}
	r.size(g)
	return g
}

// size keeps a slip in vary from filling a disk.
func (r *gridReader) size(g *Grid) {
	n := float64(len(g.List))
	product := 1.0
	for _, d := range g.Vary {
		product *= float64(len(d.Changes))
	}
	if n += product; n > rowsMost {
		r.fault(0, "vary", fmt.Sprintf("makes %.0f scenarios", n), fmt.Sprintf("at most %d", rowsMost), "some belong under list, where they are not combined")
	}
}

func (r *gridReader) options(n ast.Node, o *Options) {
	known := []string{"work_limit", "time_limit", "seed", "gap"}
	r.mapping(n, "options", known, func(p pair) {
		name := "options." + p.key
		text := r.text(p.value, name)
		if text == "" {
			return
		}
		var err error
		want := ""
		switch p.key {
		case "work_limit":
			want = "a whole number of units of work, more than 0"
			o.WorkLimit, err = strconv.ParseInt(text, 10, 64)
			if err == nil && o.WorkLimit <= 0 {
				err = strconv.ErrRange
			}
		case "time_limit":
			want = "a time more than 0, such as 60s or 5m"
			o.TimeLimit, err = time.ParseDuration(text)
			if err == nil && o.TimeLimit <= 0 {
				err = strconv.ErrRange
			}
		case "seed":
			want = "a whole number, 0 or more"
			o.Seed, err = strconv.ParseUint(text, 10, 64)
		case "gap":
			want = "a share from 0 to less than 1"
			o.Gap, err = strconv.ParseFloat(text, 64)
			if err == nil && !(o.Gap >= 0 && o.Gap < 1 && !math.IsNaN(o.Gap)) {
				err = strconv.ErrRange
			}
		}
		if err != nil {
			maybe := ""
			if _, number := strconv.ParseFloat(text, 64); p.key == "time_limit" && number == nil {
				maybe = text + "s is meant"
			}
			r.fault(lineOf(p.value), name, fmt.Sprintf("is %q", text), want, maybe)
		}
	})
}

func (r *gridReader) vary(n ast.Node, g *Grid) {
	seen := map[string]int{}
	r.mapping(n, "vary", nil, func(p pair) {
		name := "vary." + p.key
		switch {
		case seen[p.key] > 0:
			r.fault(p.line, name, fmt.Sprintf("stands in line %d too", seen[p.key]), "one list a name", "")
			return
		case slices.Contains(reserved(), p.key) || strings.HasPrefix(p.key, "sites_"):
			r.fault(p.line, name, "is a column of the table already", "another name", "")
		case !columnName.MatchString(p.key):
			r.fault(p.line, name, "is no name for a column", "letters, digits, spaces, dots, dashes and underscores", "")
		}
		seen[p.key] = p.line
		d := Dimension{Name: p.key}
		if p.key == seedColumn {
			d.Changes = r.seeds(p.value)
		} else {
			d.Changes = r.changes(p.value, name)
		}
		if len(d.Changes) == 0 && len(r.faults) == 0 {
			r.fault(p.line, name, "is empty", "at least one entry", "")
		}
		g.Vary = append(g.Vary, d)
	})
}

// seedColumn is the dimension whose entries are bare seeds.
const seedColumn = "seed"

func (r *gridReader) seeds(n ast.Node) []Change {
	var out []Change
	for _, text := range r.texts(n, "vary."+seedColumn) {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			r.fault(lineOf(n), "vary.seed", fmt.Sprintf("has %q", text), "whole numbers, 0 or more", "")
			continue
		}
		out = append(out, Change{Label: text, Seed: &seed})
	}
	r.labels(out, "vary.seed", lineOf(n))
	return out
}

func (r *gridReader) changes(n ast.Node, name string) []Change {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		r.fault(lineOf(n), name, "is no list", "a list of changes, such as [ {label: free}, {label: three, set: [rules.range.merged=3]} ]", "")
		return nil
	}
	var out []Change
	for _, entry := range list.Values {
		out = append(out, r.change(entry, name))
	}
	r.labels(out, name, lineOf(n))
	return out
}

func (r *gridReader) change(n ast.Node, name string) Change {
	var c Change
	known := []string{"label", "scenario", "set", "lock", "seed"}
	r.mapping(n, "an entry of "+name, known, func(p pair) {
		switch p.key {
		case "label":
			c.Label = r.text(p.value, name+".label")
		case "scenario":
			c.Scenario = r.texts(p.value, name+".scenario")
		case "set":
			c.Set = r.texts(p.value, name+".set")
		case "lock":
			c.Lock = r.texts(p.value, name+".lock")
		case "seed":
			text := r.text(p.value, name+".seed")
			seed, err := strconv.ParseUint(text, 10, 64)
			if err != nil {
				r.fault(lineOf(p.value), name+".seed", fmt.Sprintf("is %q", text), "a whole number, 0 or more", "")
			}
			c.Seed = &seed
		}
	})
	if _, ok := pairsOf(n); ok && c.Label == "" {
		r.fault(lineOf(n), "an entry of "+name, "has no label", "a label, by which the table names it", "")
	}
	return c
}

// labels must differ within a list, or rows of the table could not be told
// apart.
func (r *gridReader) labels(changes []Change, name string, line int) {
	seen := map[string]bool{}
	for _, c := range changes {
		if c.Label != "" && seen[c.Label] {
			r.fault(line, name, fmt.Sprintf("has the label %q twice", c.Label), "labels that differ", "")
		}
		seen[c.Label] = true
	}
}
