package report

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// grid is a table without rules: columns apart by two spaces, the first ones
// left, numbers right.
type grid struct {
	writer  table.Writer
	columns int
}

// newGrid starts a table; left is how many of the first columns are words.
func newGrid(left int, header ...any) *grid {
	g := &grid{writer: table.NewWriter(), columns: len(header)}
	style := table.Style{Name: "plain", Box: table.StyleBoxDefault, Options: table.OptionsNoBordersAndSeparators, Format: table.FormatOptions{}}
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	g.writer.SetStyle(style)
	var configs []table.ColumnConfig
	for i := range header {
		if i >= left {
			configs = append(configs, table.ColumnConfig{Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight, AlignFooter: text.AlignRight})
		}
	}
	g.writer.SetColumnConfigs(configs)
	g.writer.AppendHeader(header)
	return g
}

func (g *grid) row(cells ...any) { g.writer.AppendRow(cells) }

// total is the last row.
func (g *grid) total(cells ...any) { g.writer.AppendFooter(cells) }

// String is the table, every line indented by two spaces.
func (g *grid) String() string {
	var b strings.Builder
	for line := range strings.SplitSeq(g.writer.Render(), "\n") {
		b.WriteString("  " + strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}
