package bench

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"polyclinic/benchmarks/peers"
	"polyclinic/benchmarks/results"
	"polyclinic/benchmarks/suite"
)

// runFlags choose what is measured.
type runFlags struct {
	data    string
	full    bool
	only    []string // collections
	match   string   // regular expression on the names of cases
	solvers []string
	limit   time.Duration
	embed   string
	threads int
	seeds   []uint
	out     string
	list    bool
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
rows, the same limit and the same number of threads, where they have threads.`,
		Example: "  polyclinic bench run --solver polyclinic,cbc -o results.csv\n" +
			"  polyclinic bench run --full --collection sscflp_holmberg --time-limit 60s -o results.csv",
		Args: arguments(0, 0, "none"),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	dataFlag(c, &f.data)
	c.Flags().BoolVar(&f.full, "full", false, "all cases; without it the quick set")
	c.Flags().StringSliceVar(&f.only, "collection", nil, "only these collections")
	c.Flags().StringVar(&f.match, "match", "", "only cases whose collection/name matches this regular expression")
	c.Flags().StringSliceVar(&f.solvers, "solver", nil, "only these of "+strings.Join(append([]string{ours}, peers.Names()...), ", ")+" (default: all that are installed)")
	c.Flags().DurationVar(&f.limit, "time-limit", 0, "limit of each run (default: the case's own)")
	c.Flags().StringVar(&f.embed, "embed", "", "triplicate or dominated: put into several modes at the same optimum")
	c.Flags().IntVar(&f.threads, "threads", 1, "threads of each solver")
	c.Flags().UintSliceVar(&f.seeds, "seed", []uint{1}, "seeds of polyclinic; others run once")
	c.Flags().StringVarP(&f.out, "output", "o", "results.csv", "CSV file to append to")
	c.Flags().BoolVar(&f.list, "list", false, "only list the cases and solvers")
	return c
}

func (f *runFlags) run(cmd *cobra.Command) error {
	cases, err := f.cases()
	if err != nil {
		return exit{exitInput, err}
	}
	competitors, err := f.competitors(cmd)
	if err != nil {
		return exit{exitInput, err}
	}
	if f.list {
		return f.print(cmd.OutOrStdout(), cases, competitors)
	}
	done, bases, err := f.done()
	if err != nil {
		return exit{exitInput, err}
	}
	file, err := os.OpenFile(f.out, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return exit{exitInput, err}
	}
	defer file.Close()
	writer, err := results.NewWriter(file, len(done) == 0)
	if err != nil {
		return err
	}
	machine := machineFacts()
	for k, c := range cases {
		for _, competitor := range competitors {
			r := f.record(c, competitor, machine)
			if done[key(&r)] {
				continue
			}
			competitor.solve(cmd.Context(), f, c, &r)
			r.Base = bases.known(&r)
			if cmd.Context().Err() != nil {
				return cmd.Context().Err() // a run that was cut short is not a result
			}
			if err := writer.Write(&r); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%d/%d %s\n", k+1, len(cases), describe(&r))
		}
	}
	return file.Close()
}

// cases are the chosen ones.
func (f *runFlags) cases() ([]suite.Case, error) {
	all, err := suite.Cases()
	if err != nil {
		return nil, err
	}
	match, err := regexp.Compile(f.match)
	if err != nil {
		return nil, fmt.Errorf("match: %w", err)
	}
	var collections []string
	for _, c := range all {
		if !slices.Contains(collections, c.Collection) {
			collections = append(collections, c.Collection)
		}
	}
	for _, name := range f.only {
		if !slices.Contains(collections, name) {
			return nil, fmt.Errorf("collection is %q, want one of %s", name, strings.Join(collections, ", "))
		}
	}
	all = slices.DeleteFunc(all, func(c suite.Case) bool {
		return !f.full && !c.Quick || len(f.only) > 0 && !slices.Contains(f.only, c.Collection) ||
			!match.MatchString(c.Collection+"/"+c.Name)
	})
	if len(all) == 0 {
		return nil, fmt.Errorf("no case is chosen; see --list without other flags")
	}
	return all, nil
}

// record is what is known before the run.
func (f *runFlags) record(c suite.Case, by competitor, machine string) results.Record {
	limit := c.Limit
	if f.limit > 0 {
		limit = f.limit
	}
	return results.Record{Collection: c.Collection, Instance: c.Name, Embed: f.embed, Solver: by.name, Version: by.version,
		Machine: machine, Threads: f.threads, Seed: uint64(by.seed), Limit: limit.Seconds(), KnownIs: c.Status, Known: decimal(c.Value)}
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

// bases are the uncontrollable parts by case. Peers do not say theirs, so theirs
// is taken from the last run that did; it is much the same in every solution.
type bases map[string]*float64

func (b bases) known(r *results.Record) *float64 {
	if r.Base != nil {
		b[r.Case()] = r.Base
	}
	return b[r.Case()]
}

// key tells runs apart.
func key(r *results.Record) string {
	return fmt.Sprint(r.Case(), "\x00", r.Solver, "\x00", r.Version, "\x00", r.Threads, "\x00", r.Seed, "\x00", r.Limit)
}

func (f *runFlags) print(w io.Writer, cases []suite.Case, competitors []competitor) error {
	for _, c := range competitors {
		fmt.Fprintf(w, "solver %s (%s) seed %d\n", c.name, c.version, c.seed)
	}
	for _, c := range cases {
		fmt.Fprintf(w, "%s/%s %s %s %s\n", c.Collection, c.Name, c.Status, c.Value, c.Limit)
	}
	return nil
}

// competitor is a solver as it takes part.
type competitor struct {
	name, version string
	seed          uint
	solve         func(ctx context.Context, f *runFlags, c suite.Case, r *results.Record)
}

const ours = "polyclinic"

func (f *runFlags) competitors(cmd *cobra.Command) ([]competitor, error) {
	for _, name := range f.solvers {
		if name != ours && !slices.Contains(peers.Names(), name) {
			return nil, fmt.Errorf("solver is %q, want one of %s, %s", name, ours, strings.Join(peers.Names(), ", "))
		}
	}
	var out []competitor
	if len(f.solvers) == 0 || slices.Contains(f.solvers, ours) {
		for _, seed := range f.seeds {
			out = append(out, competitor{ours, version(), seed, ourselves(cmd, seed)})
		}
	}
	for _, p := range peers.Find(cmd.Context(), slices.DeleteFunc(slices.Clone(f.solvers), func(s string) bool { return s == ours })...) {
		if len(f.solvers) > 0 && !slices.Contains(f.solvers, p.Name) {
			continue // only ours was asked for
		}
		out = append(out, competitor{p.Name, p.Version, 0, other(p)})
	}
	for _, name := range f.solvers {
		if !slices.ContainsFunc(out, func(c competitor) bool { return c.name == name }) {
			return nil, fmt.Errorf("solver %s is not installed. Maybe it is not on the path", name)
		}
	}
	return out, nil
}

// request is the case's, from its verified file.
func (f *runFlags) request(c suite.Case) (suite.Request, error) {
	r, err := c.Request(dataFolder(f.data))
	r.Embed = f.embed
	return r, err
}
