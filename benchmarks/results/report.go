package results

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
)

// WriteReport writes the figures of the records as Markdown; plots are file
// names to show. The first solver is compared with each of the others.
func WriteReport(w io.Writer, records []Record, plots []string) error {
	b := &strings.Builder{}
	b.WriteString("# Results\n\nWritten by `polyclinic bench report` from the CSV files of `bench run`; not edited by hand.\n\n")
	all := records
	records, worked, absent := Split(all)
	writeConditions(b, records, absent)
	writeChecks(b, append(slices.Clone(records), worked...))
	b.WriteString("## By collection\n\n" + summaryNote + "\n\n")
	b.WriteString(SummaryTable(Summarise(records)).RenderMarkdown() + "\n\n")
	writeVersus(b, records)
	writeOpen(b, records)
	writeAblation(b, worked)
	if wrong := Contradictions(all); len(wrong) > 0 {
		b.WriteString("## Contradictions\n\n")
		for _, text := range wrong {
			b.WriteString("- " + text + "\n")
		}
		b.WriteString("\n")
	}
	for _, p := range plots {
		fmt.Fprintf(b, "![%s](%s)\n\n", strings.TrimSuffix(p, ".svg"), p)
	}
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}

const summaryNote = "Time is the shifted geometric mean (shift 1 s) of the seconds to the proof, the limit where there is none; " +
	"proven is a gap of at most 10⁻⁶. Gaps are the median proven ones after so many seconds. Excess is the mean of the last objective over the " +
	"reference value (the published optimum, else the best that anyone reached); integral is the primal integral as a share of the limit. " +
	"MB is the greatest peak of memory; that of other solvers is in Linux at least what the measuring program had when it started them."

func writeConditions(b *strings.Builder, records []Record, absent []string) {
	lines := []string{}
	for k := range records {
		r := &records[k]
		line := fmt.Sprintf("- %s: %s; %d threads; %s", r.Solver, r.Version, r.Threads, r.Machine)
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	for _, name := range absent {
		if line := fmt.Sprintf("- %s: looked for and not found", name); !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	b.WriteString(strings.Join(lines, "\n") + "\n\n")
}

// writeChecks says how many answers were checked, and by what.
func writeChecks(b *strings.Builder, records []Record) {
	var solvers []string
	answers, checked := map[string]int{}, map[string]map[string]int{}
	for k := range records {
		r := &records[k]
		if r.Objective == nil {
			continue
		}
		if checked[r.Solver] == nil {
			solvers, checked[r.Solver] = append(solvers, r.Solver), map[string]int{}
		}
		answers[r.Solver]++
		checked[r.Solver][r.Checked]++
	}
	for _, s := range solvers {
		fmt.Fprintf(b, "Of %d answers of %s the solution was checked and priced again in %d, and in %d of these the bound, too, by the certificate.\n\n",
			answers[s], s, answers[s]-checked[s][""], checked[s][ByCertificate])
	}
}

// SummaryTable has a row per collection and solver.
func SummaryTable(summaries []Summary) table.Writer {
	t := table.NewWriter()
	header := table.Row{"collection", "solver", "runs", "proven", "time s"}
	for _, h := range Horizons {
		header = append(header, fmt.Sprintf("gap %g s", h))
	}
	t.AppendHeader(append(header, "excess", "integral", "at reference", "failed", "MB"))
	for _, s := range summaries {
		row := table.Row{s.Collection, s.Solver, s.Runs, s.Proven, seconds(s.Time)}
		for _, g := range s.Gaps {
			row = append(row, percent(g))
		}
		t.AppendRow(append(row, percent(s.Excess), percent(s.Integral), s.NotAbove, s.Failed, fmt.Sprintf("%.0f", s.Peak)))
	}
	return t
}

func writeVersus(b *strings.Builder, records []Record) {
	bySolver := map[string][]Record{}
	var solvers []string
	for _, r := range records {
		if bySolver[r.Solver] == nil {
			solvers = append(solvers, r.Solver)
		}
		bySolver[r.Solver] = append(bySolver[r.Solver], r)
	}
	for k := 1; k < len(solvers); k++ {
		rows := Compare(bySolver[solvers[0]], bySolver[solvers[k]], "all")
		if rows[len(rows)-1].Runs == 0 {
			continue
		}
		fmt.Fprintf(b, "## %s against %s\n\n%s\n\n", solvers[0], solvers[k], VersusTable(rows).RenderMarkdown())
	}
}

// VersusTable has a row per collection.
func VersusTable(rows []Versus) table.Writer {
	t := table.NewWriter()
	t.AppendHeader(table.Row{"collection", "runs", "faster", "slower", "sign test", "time ratio", "better", "worse", "sign test of values"})
	for _, v := range rows {
		t.AppendRow(table.Row{v.Collection, v.Runs, v.Faster, v.Slower, fmt.Sprintf("%.3g", v.TimeSign), fmt.Sprintf("%.2f", v.Ratio),
			v.Better, v.Worse, fmt.Sprintf("%.3g", v.ObjectiveSign)})
	}
	return t
}

// writeOpen lists what the first solver left unproven.
func writeOpen(b *strings.Builder, records []Record) {
	if len(records) == 0 {
		return
	}
	t := table.NewWriter()
	t.AppendHeader(table.Row{"case", "limit s", "objective", "bound", "gap", "from reference"})
	reference := References(records)
	for k := range records {
		r := &records[k]
		if r.Solver != records[0].Solver || r.Proven() {
			continue
		}
		from := math.NaN()
		if v, ok := reference[r.Case()]; ok {
			from = r.Excess(v, math.Inf(1))
		}
		t.AppendRow(table.Row{r.Case(), r.Limit, optional(r.Objective), optional(r.Bound), percent(r.Gap(math.Inf(1))), percent(from)})
	}
	if t.Length() > 0 {
		fmt.Fprintf(b, "## Left open by %s\n\n%s\n\n", records[0].Solver, t.RenderMarkdown())
	}
}

func percent(v float64) string {
	switch {
	case math.IsNaN(v):
		return ""
	case math.IsInf(v, 0):
		return "–"
	}
	return fmt.Sprintf("%.3f %%", 100*v)
}

func seconds(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return fmt.Sprintf("%.2f", v)
}
