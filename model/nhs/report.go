package nhs

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	pretty "github.com/jedib0t/go-pretty/v6/text"
)

// Class says what was done with an item.
type Class string

// Alarms come first: something is probably wrong with a whole file.
const (
	Alarm    Class = "alarm"
	Dropped  Class = "dropped"
	Guessed  Class = "guessed"
	Doubtful Class = "doubtful"
)

var classes = []Class{Alarm, Dropped, Guessed, Doubtful}

// Item is one thing the import dropped, guessed or doubts.
type Item struct {
	Class    Class
	Reason   string // the same words for all items of a kind
	Subject  string // `practice E83003`, `file x.csv`
	File     string // "" where the item comes from several
	Line     int    // 0: not one line
	Detail   string
	Count    int64 // things the item stands for: rows, postcodes; at least 1
	Patients int64 // 0: none, or not known
}

// FileUse is one input file and what became of it.
type FileUse struct {
	Name, Layout, Use string
	Rows              int64
}

// Report is everything a planner should know about an import before trusting
// its instance.
type Report struct {
	Files   []FileUse
	Items   []Item
	Summary []string // what the instance holds, a line each
}

// Group is all items of one class and reason.
type Group struct {
	Class    Class
	Reason   string
	Count    int64
	Patients int64
	Items    []Item // all of them, in the order they were met
}

func (r *Report) add(i Item) {
	if i.Count == 0 {
		i.Count = 1
	}
	r.Items = append(r.Items, i)
}

func (r *Report) sum(format string, args ...any) {
	r.Summary = append(r.Summary, fmt.Sprintf(format, args...))
}

// Groups is the items by class, alarms first, then by reason in the order met.
func (r *Report) Groups() []Group {
	var groups []Group
	for _, class := range classes {
		at := map[string]int{}
		for _, item := range r.Items {
			if item.Class != class {
				continue
			}
			g, ok := at[item.Reason]
			if !ok {
				g = len(groups)
				at[item.Reason] = g
				groups = append(groups, Group{Class: class, Reason: item.Reason})
			}
			groups[g].Count += item.Count
			groups[g].Patients += item.Patients
			groups[g].Items = append(groups[g].Items, item)
		}
	}
	return groups
}

const examples = 4 // items shown of a group; WriteCSV has all

// WriteText prints files, summary and groups with examples, for people.
func (r *Report) WriteText(w io.Writer) error {
	files := table.NewWriter()
	files.SetStyle(table.StyleLight)
	files.SetColumnConfigs([]table.ColumnConfig{{Number: 2, Align: pretty.AlignRight}})
	files.AppendHeader(table.Row{"file", "rows", "is", "used for"})
	for _, f := range r.Files {
		files.AppendRow(table.Row{f.Name, thousands(int64(f.Rows)), f.Layout, f.Use})
	}
	var b strings.Builder
	b.WriteString(files.Render() + "\n\n")
	for _, line := range r.Summary {
		b.WriteString(line + "\n")
	}
	for _, g := range r.Groups() {
		fmt.Fprintf(&b, "\n%s: %s: %s", g.Class, g.Reason, thousands(int64(g.Count)))
		if g.Patients > 0 {
			fmt.Fprintf(&b, ", %s patients", thousands(g.Patients))
		}
		b.WriteString("\n")
		for i, item := range g.Items {
			if i == examples && len(g.Items) > examples+1 {
				fmt.Fprintf(&b, "    and %s more\n", thousands(int64(len(g.Items)-examples)))
				break
			}
			b.WriteString("    " + item.String() + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// String is an item in one line: subject, detail, file and line.
func (i Item) String() string {
	words := i.Subject
	if i.Detail != "" {
		words += ": " + i.Detail
	}
	switch {
	case i.File != "" && i.Line > 0:
		words += fmt.Sprintf(" (%s:%d)", i.File, i.Line)
	case i.File != "":
		words += " (" + i.File + ")"
	}
	return words
}

// WriteCSV writes every item, one a row.
func (r *Report) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"class", "reason", "subject", "detail", "file", "line", "count", "patients"})
	for _, g := range r.Groups() {
		for _, i := range g.Items {
			out.Write([]string{string(i.Class), i.Reason, i.Subject, i.Detail, i.File, strconv.Itoa(i.Line),
				strconv.FormatInt(i.Count, 10), strconv.FormatInt(i.Patients, 10)})
		}
	}
	out.Flush()
	return out.Error()
}
