package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/batch"
)

func newBatch() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "batch",
		Short: "Plan thousands of scenarios, and put them in one table",
		Long: `Batch plans every scenario of a grid file. Results appear one by one, whole, in
the folder; killed at any moment and run again, it does only what is missing. Give
--shard i/n to share a grid among machines with a common folder.

A grid file:

  name: coverage
  instance: london-2008               # a built-in name, or a folder beside the grid
  scenario: [sceptical]               # presets or files, in order
  options: {work_limit: 200000000, seed: 1}
  vary:                               # every combination is one scenario
    coverage: [{label: "90 %", set: [rules.coverage.share=0.90]}, {label: "95 %"}]
    seed: [1, 2]
  list:                               # and these besides
    - {label: no range, scenario: [free-choice]}`,
		Example: "  polyclinic batch run grid.yaml -o batch\n  polyclinic batch table batch --format xlsx -o table.xlsx",
		Args:    unknownCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newBatchRun(), newBatchStatus(), newBatchTable())
	return cmd
}

type batchRun struct {
	out     string
	shard   string
	workers int
	quiet   bool
}

func newBatchRun() *cobra.Command {
	c := &batchRun{}
	cmd := &cobra.Command{
		Use:   "run GRID",
		Short: "Plan what is missing of a grid",
		Long: `Run plans the scenarios of a grid file that have no result in the folder yet. A
scenario that is infeasible, over its limit or faulty is a result with its reason.

--shard auto takes the shard from an array job of Slurm, or of Kubernetes, where
auto/n says how many there are. Shards may overlap: a result is written once.`,
		Example: "  polyclinic batch run grid.yaml -o batch\n  polyclinic batch run grid.yaml -o batch --shard 1/4",
		Args:    arguments(1, 1, "one GRID"),
		RunE:    func(cmd *cobra.Command, args []string) error { return c.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&c.out, "out", "o", "batch", "folder `DIR` for the results")
	flags.StringVar(&c.shard, "shard", "", "do only `PART` i/n of the grid, or auto, or auto/n")
	flags.IntVar(&c.workers, "workers", 0, "solves at the same time, `N`; 0: one a core")
	flags.BoolVar(&c.quiet, "quiet", false, "no progress and no warnings on standard error")
	return cmd
}

func (c *batchRun) run(cmd *cobra.Command, path string) error {
	shard, err := batch.ParseShard(c.shard, os.Getenv)
	if err != nil {
		return err
	}
	if c.workers < 0 {
		return usage("--workers is %d, want 0 or more.", c.workers)
	}
	if err := checkFolder(c.out); err != nil {
		return err
	}
	log := newNotes(cmd.ErrOrStderr(), &solveFlags{quiet: c.quiet})
	manifest, jobs, err := expandGrid(path, log)
	if err != nil {
		return err
	}
	if err := manifest.Write(c.out); err != nil {
		return err
	}
	show := newBatchProgress(cmd.ErrOrStderr(), c.quiet)
	workers, threads := c.share()
	runner := batch.Runner{Dir: c.out, Jobs: jobs, Shard: shard, Workers: workers, Solve: batchSolver{threads}.solve, Clock: time.Now, Observe: show.observe}
	progress, err := runner.Run(cmd.Context())
	show.close()
	if err != nil {
		return fmt.Errorf("the batch could not be written: %w", err)
	}
	return c.finish(cmd, manifest, progress)
}

// share is how many solves run at once, and how many threads each has.
func (c *batchRun) share() (workers, threads int) {
	cores := runtime.GOMAXPROCS(0)
	if c.workers == 0 {
		return cores, 1
	}
	return c.workers, max(1, cores/c.workers)
}

// expandGrid reads a grid and its instance, once.
func expandGrid(path string, log *notes) (*batch.Manifest, []batch.Job, error) {
	g, err := batch.ReadGrid(path)
	if err != nil {
		return nil, nil, err
	}
	d, warnings, err := openData(gridInstance(g))
	log.warn(warnings)
	if err != nil {
		return nil, nil, err
	}
	m, jobs, warnings, err := batch.Expand(g, batch.Base{Data: d, Version: build(), Reference: placements})
	log.warn(warnings)
	return m, jobs, err
}

// gridInstance is a built-in name, or a path from the current folder.
func gridInstance(g *batch.Grid) string {
	switch {
	case g.Instance == "":
		return defaultInstance
	case slices.Contains(builtinNames(), g.Instance) || filepath.IsAbs(g.Instance):
		return g.Instance
	}
	return filepath.Join(g.Folder, g.Instance)
}

// finish writes the table when the whole batch is there, whichever shard was
// last.
func (c *batchRun) finish(cmd *cobra.Command, m *batch.Manifest, p batch.Progress) error {
	known := batch.StatusOf(c.out, m)
	fmt.Fprintf(cmd.OutOrStdout(), "%s of %d results%s are in %s: %s.\n", wordsOf(p.Done, p.Total), p.Total, c.whose(), c.out, c.inAll()+known.String())
	if p.Done < p.Total {
		fmt.Fprintln(cmd.OutOrStdout(), "Run the same command again for the rest.")
		return &status{code: exitInterrupted}
	}
	if known.Missing > 0 {
		return nil
	}
	table := filepath.Join(c.out, "table.csv")
	if err := batch.Scenarios(c.out, m).WriteFile(table, "csv"); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "The table is %s.\n", table)
	return nil
}

// whose says which results were to be made; what is counted is the whole batch.
func (c *batchRun) whose() string {
	if c.shard == "" {
		return ""
	}
	return " of shard " + c.shard
}

func (c *batchRun) inAll() string {
	if c.shard == "" {
		return ""
	}
	return "in the whole batch "
}

func wordsOf(done, total int) string {
	if done == total {
		return "All"
	}
	return fmt.Sprint(done)
}

func newBatchStatus() *cobra.Command {
	return &cobra.Command{
		Use:     "status DIR",
		Short:   "Say how much of a batch is done",
		Example: "  polyclinic batch status batch",
		Args:    arguments(1, 1, "the DIR of a batch"),
		RunE: func(cmd *cobra.Command, args []string) error {
			m, err := openBatch(args[0])
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s: %d scenarios of %s: %s.\n", m.Name, len(m.Rows), m.Instance, batch.StatusOf(args[0], m))
			return nil
		},
	}
}

func openBatch(dir string) (*batch.Manifest, error) {
	m, err := batch.ReadManifest(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage("folder %q is no batch: it holds no manifest.json, want the -o of `polyclinic batch run`.", dir)
	}
	return m, err
}

func newBatchTable() *cobra.Command {
	var (
		format, out      string
		areas, practices bool
	)
	cmd := &cobra.Command{
		Use:   "table DIR",
		Short: "Put the results of a batch in one table",
		Long: `Table writes one row a scenario, in the order of the grid: its changes, what is
known of its plan, costs in pounds a year, sites, travel in extra minutes a year,
equity (minutes a year that a patient of the most deprived fifth goes further to the
GP than patients do on average) and, where the clock may end a solve, its seconds.
--areas and --practices write one row a scenario and area, or practice, instead; cash
and valued of an area are what the weights count.`,
		Example: "  polyclinic batch table batch\n  polyclinic batch table batch --areas --format parquet -o areas.parquet",
		Args:    arguments(1, 1, "the DIR of a batch"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(batch.Formats(), format) {
				return usage("--format is %q, want one of %s.%s", format, strings.Join(batch.Formats(), ", "), maybe(format, batch.Formats()))
			}
			if areas && practices {
				return usage("--areas and --practices are both given, want one of them.")
			}
			m, err := openBatch(args[0])
			if err != nil {
				return err
			}
			table := tableOf(args[0], m, areas, practices)
			if out == "" {
				return table.Write(cmd.OutOrStdout(), format)
			}
			return table.WriteFile(out, format)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&format, "format", "csv", "`FORMAT` of the table: csv, parquet or xlsx")
	flags.StringVarP(&out, "out", "o", "", "`FILE` for the table (default: standard output)")
	flags.BoolVar(&areas, "areas", false, "one row a scenario and area")
	flags.BoolVar(&practices, "practices", false, "one row a scenario and practice")
	return cmd
}

func tableOf(dir string, m *batch.Manifest, areas, practices bool) batch.Table {
	switch {
	case areas:
		return batch.Areas(dir, m)
	case practices:
		return batch.Practices(dir, m)
	}
	return batch.Scenarios(dir, m)
}
