package bench

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"polyclinic/benchmarks/peers"
	"polyclinic/benchmarks/results"
	"polyclinic/benchmarks/suite"
)

// runFlags choose what is measured.
type runFlags struct {
	data      string
	full      bool
	only      []string // collections
	match     string   // regular expression on the names of cases
	solvers   []string
	limit     time.Duration
	workLimit int64
	embed     string
	threads   int
	seeds     []uint
	ablation  bool
	out       string
	list      bool
}

func runCommand() *cobra.Command {
	var f runFlags
	c := &cobra.Command{
		Use:   "run",
		Short: "Measure the suite, beside other solvers",
		Long: `Run solves the cases of the suite, each by every chosen solver in a process of
its own, one after the other, and appends a line per run to a CSV file. A run
that the file already holds is not repeated, so an interrupted measurement can
be taken up again. Other solvers get the same integer program, with the implied
rows, the same limit and the same number of threads, where they have threads.

Every answer is checked: solutions by definition, those of other solvers too,
and bounds of ours by the checker of certificates. Run ends with an error if an
answer is wrong or contradicts a published value.

Without further options it measures what RESULTS.md is made of: the quick set,
and on the cases meant for it our solver without each line of its portfolio.`,
		Example: "  polyclinic bench run -o results.csv\n" +
			"  polyclinic bench run --full --collection sscflp_holmberg --time-limit 60s --solver polyclinic,cbc -o results.csv\n" +
			"  polyclinic bench run --work-limit 100000000 --seed 1,2,3 -o before.csv",
		Args: arguments(0, 0, "none"),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	dataFlag(c, &f.data)
	c.Flags().BoolVar(&f.full, "full", false, "all cases; without it the quick set")
	c.Flags().StringSliceVar(&f.only, "collection", nil, "only these collections")
	c.Flags().StringVar(&f.match, "match", "", "only cases whose collection/name matches this regular expression")
	c.Flags().StringSliceVar(&f.solvers, "solver", nil, "only these of "+strings.Join(append([]string{ours}, peers.Names()...), ", ")+
		" (default: ours, one HiGHS, and what else is installed but glpk)")
	c.Flags().DurationVar(&f.limit, "time-limit", 0, "limit of each run (default: the case's own)")
	c.Flags().Int64Var(&f.workLimit, "work-limit", 0, "limit of work of our runs, which makes them repeatable; others do not run; 0: none")
	c.Flags().StringVar(&f.embed, "embed", "", "triplicate or dominated: put all public cases into several modes at the same optimum")
	c.Flags().IntVar(&f.threads, "threads", 0, "threads of each solver; 0: the case's own")
	c.Flags().UintSliceVar(&f.seeds, "seed", nil, "seeds of ours; others run once (default: the case's own)")
	c.Flags().BoolVar(&f.ablation, "ablation", true, "also run ours without each line of its portfolio")
	c.Flags().StringVarP(&f.out, "output", "o", "results.csv", "CSV file to append to")
	c.Flags().BoolVar(&f.list, "list", false, "only list the solvers and runs")
	return c
}

func (f *runFlags) run(cmd *cobra.Command) error {
	cases, err := f.cases()
	if err != nil {
		return exit{exitInput, err}
	}
	solvers, missing, err := f.competitors(cmd)
	if err != nil {
		return exit{exitInput, err}
	}
	runs := f.runs(cases, solvers)
	if f.list {
		for _, r := range runs {
			fmt.Fprintln(cmd.OutOrStdout(), r.describe())
		}
		return nil
	}
	done, bases, err := f.done()
	if err != nil {
		return exit{exitInput, err}
	}
	writer, err := results.Append(f.out)
	if err != nil {
		return exit{exitInput, err}
	}
	defer writer.Close()
	for _, product := range missing {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s is not installed\n", product)
		if r := (results.Record{Solver: product}); !done[key(&r)] {
			if err := writer.Write(&r); err != nil {
				return err
			}
		}
	}
	for k, run := range runs {
		r := &run.record
		if done[key(r)] {
			continue
		}
		run.by.solve(cmd.Context(), f, run.c, r)
		r.Base = bases.known(r)
		if cmd.Context().Err() != nil {
			return cmd.Context().Err() // a run that was cut short is not a result
		}
		if err := writer.Write(r); err != nil {
			return err
		}
		fmt.Fprintf(cmd.ErrOrStderr(), "%d/%d %s\n", k+1, len(runs), describe(r))
	}
	return errors.Join(writer.Close(), f.judge())
}

// judge is an error if results of the file are wrong or contradict each other.
func (f *runFlags) judge() error {
	records, err := results.Read(f.out)
	if err != nil {
		return err
	}
	var faults []error
	for _, text := range results.Contradictions(records) {
		faults = append(faults, errors.New(text))
	}
	for k := range records {
		if r := &records[k]; r.Error != "" {
			faults = append(faults, fmt.Errorf("%s on %s: %s", r.Solver, r.Case(), r.Error))
		}
	}
	return errors.Join(faults...)
}

// done are the runs that the output file holds.
func (f *runFlags) done() (map[string]bool, bases, error) {
	done, known := map[string]bool{}, bases{}
	if _, err := os.Stat(f.out); os.IsNotExist(err) {
		return done, known, nil
	}
	records, err := results.Read(f.out)
	if err != nil {
		return nil, nil, err
	}
	for k := range records {
		done[key(&records[k])] = true
		known.known(&records[k])
	}
	return done, known, nil
}

// bases are the uncontrollable parts by case. A run without a solution has none of
// its own; it is much the same in every solution, so the last run's serves.
type bases map[string]*float64

func (b bases) known(r *results.Record) *float64 {
	if r.Base != nil {
		b[r.Case()] = r.Base
	}
	return b[r.Case()]
}

// key tells runs apart.
func key(r *results.Record) string {
	return fmt.Sprint(r.Case(), "\x00", r.Solver, "\x00", r.Version, "\x00", r.Threads, "\x00", r.Seed, "\x00", r.Limit, "\x00", r.WorkLimit, "\x00", r.Without)
}

// request is the case's, from its verified file.
func (f *runFlags) request(c suite.Case) (suite.Request, error) { return c.Request(dataFolder(f.data)) }
