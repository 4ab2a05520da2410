package bench

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polyclinic/benchmarks/peers"
	"polyclinic/benchmarks/results"
	"polyclinic/benchmarks/suite"
	"polyclinic/solver"
)

// run is one solver on one case; the record holds what is known before it.
type run struct {
	c      suite.Case
	by     competitor
	record results.Record
}

// competitor is a solver as it takes part.
type competitor struct {
	name, version string
	solve         func(ctx context.Context, f *runFlags, c suite.Case, r *results.Record)
}

const ours = "polyclinic"

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
		return !f.timed(c) && !f.ablates(c) || len(f.only) > 0 && !slices.Contains(f.only, c.Collection) ||
			!match.MatchString(c.Collection+"/"+c.Name) || f.embed != "" && c.Embed != f.embed && (c.Embed != "" || c.Collection == suite.Planning)
	})
	if f.embed != "" {
		all = embedded(all, f.embed)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no case is chosen; see --list without other flags")
	}
	return all, nil
}

// timed says whether a case is run against the clock, by all solvers.
func (f *runFlags) timed(c suite.Case) bool { return f.full || c.Quick > 0 }

// ablates says whether ours runs without each line of its portfolio.
func (f *runFlags) ablates(c suite.Case) bool { return f.ablation && c.Ablation > 0 }

// embedded are the cases in an embedding, each once.
func embedded(cases []suite.Case, embed string) []suite.Case {
	var out []suite.Case
	for _, c := range cases {
		c.Embed, c.Ablation = embed, 0
		if !slices.ContainsFunc(out, func(o suite.Case) bool { return o.Collection == c.Collection && o.Name == c.Name }) {
			out = append(out, c)
		}
	}
	return out
}

// competitors are the chosen solvers, and the products that were looked for and
// not found.
func (f *runFlags) competitors(cmd *cobra.Command) (found []competitor, missing []string, err error) {
	names := append([]string{ours}, peers.Names()...)
	for _, name := range f.solvers {
		if !slices.Contains(names, name) {
			return nil, nil, fmt.Errorf("solver is %q, want one of %s", name, strings.Join(names, ", "))
		}
	}
	if len(f.solvers) == 0 || slices.Contains(f.solvers, ours) {
		found = append(found, competitor{ours, version(), ourselves(cmd)})
	}
	others := slices.DeleteFunc(slices.Clone(f.solvers), func(s string) bool { return s == ours })
	var there []peers.Peer
	switch {
	case f.workLimit > 0: // others have no such limit
	case len(f.solvers) == 0:
		there, missing = peers.Default(cmd.Context())
	case len(others) > 0:
		there = peers.Find(cmd.Context(), others...)
	}
	for _, p := range there {
		found = append(found, competitor{p.Name, p.Version, other(p)})
	}
	for _, name := range f.solvers {
		if !slices.ContainsFunc(found, func(c competitor) bool { return c.name == name }) {
			return nil, nil, fmt.Errorf("solver %s takes no part. Maybe it is not on the path, or a limit of work is given", name)
		}
	}
	return found, missing, nil
}

// runs are all that is to be measured, those of the ablation last.
func (f *runFlags) runs(cases []suite.Case, solvers []competitor) []run {
	machine := machineFacts()
	var out, ablation []run
	for _, c := range cases {
		for _, by := range solvers {
			r := f.record(c, by, machine)
			if by.name != ours {
				if f.timed(c) {
					out = append(out, run{c, by, r})
				}
				continue
			}
			if f.timed(c) {
				r.WorkLimit = f.workLimit
				for _, r.Seed = range f.seedsOf(c) {
					out = append(out, run{c, by, r})
				}
			}
			if !f.ablates(c) {
				continue
			}
			r.Seed, r.WorkLimit, r.Limit = f.seedsOf(c)[0], c.Ablation, c.Limit.Seconds()
			for _, r.Without = range append([]string{""}, solver.Lines()...) {
				ablation = append(ablation, run{c, by, r})
			}
		}
	}
	return append(out, ablation...)
}

func (f *runFlags) seedsOf(c suite.Case) []uint64 {
	var out []uint64
	for _, s := range f.seeds {
		out = append(out, uint64(s))
	}
	for k := len(out); len(f.seeds) == 0 && k < max(1, c.Seeds); k++ {
		out = append(out, uint64(k+1))
	}
	return out
}

// record is what is known before the run.
func (f *runFlags) record(c suite.Case, by competitor, machine string) results.Record {
	limit, threads := c.Limit, max(1, c.Threads)
	if !f.full && c.Quick > 0 {
		limit = c.Quick
	}
	if f.limit > 0 {
		limit = f.limit
	}
	if f.threads > 0 {
		threads = f.threads
	}
	return results.Record{Collection: c.Collection, Instance: c.Name, Embed: c.Embed, Solver: by.name, Version: by.version,
		Machine: machine, Threads: threads, Limit: limit.Seconds(), KnownIs: c.Status, Known: decimal(c.Value)}
}

// describe is a run in a line, before it.
func (r *run) describe() string {
	text := fmt.Sprintf("%s by %s (%s), %d threads, %g s", r.record.Case(), r.by.name, r.by.version, r.record.Threads, r.record.Limit)
	if r.by.name == ours {
		text += fmt.Sprintf(", seed %d", r.record.Seed)
	}
	if r.record.WorkLimit > 0 {
		text += fmt.Sprintf(", %d units of work", r.record.WorkLimit)
	}
	if r.record.Without != "" {
		text += ", without " + r.record.Without
	}
	if r.c.Value != "" {
		text += fmt.Sprintf("; %s %s", r.c.Status, r.c.Value)
	}
	return text
}
