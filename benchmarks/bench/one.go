package bench

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"polyclinic/benchmarks/results"
	"polyclinic/benchmarks/suite"
	"polyclinic/solver"
	"polyclinic/solver/certificate"
	"polyclinic/solver/search"
)

// oneFlags are what one is told beside the file.
type oneFlags struct {
	suite.Request
	solver.Options
	certificate string
	trace       bool
	verify      bool
}

func oneCommand() *cobra.Command {
	var f oneFlags
	c := &cobra.Command{
		Use:   "one FILE",
		Short: "Solve one public instance and print one line of JSON",
		Long: `One solves a public instance, checks the answer and prints one line of JSON.
objective and bound are in the instance's own units; seconds count reading, too.

Families:
` + suite.About() + `
Without --family it is guessed from folder, name and content.`,
		Example: "  polyclinic bench one --family holmberg p1 --time-limit 10s\n" +
			"  polyclinic bench one --family tsplib --p 50 rl1304.tsp --time-limit 60s",
		Args: arguments(1, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.Path = args[0]
			return f.run(cmd)
		},
	}
	c.Flags().StringVar(&f.Family, "family", "", "layout of the file (default: guessed)")
	c.Flags().IntVar(&f.P, "p", 0, "sites to open; needed for tsplib")
	c.Flags().IntVar(&f.Index, "index", 0, "which problem in a file of several, from 1")
	c.Flags().StringVar(&f.Embed, "embed", "", "triplicate or dominated: put into several modes at the same optimum")
	c.Flags().StringVar(&f.Area, "area", "", "solve one area alone, for the family planning")
	c.Flags().StringArrayVar(&f.Set, "set", nil, "scenario setting, for the family planning")
	c.Flags().StringVar(&f.certificate, "certificate", "", "write the problem and the proof to this `FILE`, for polyclinic verify")
	c.Flags().DurationVar(&f.TimeLimit, "time-limit", time.Minute, "limit of time, reading included; 0: none")
	c.Flags().Int64Var(&f.WorkLimit, "work-limit", 0, "limit of work, which makes a run repeatable; 0: none")
	c.Flags().Float64Var(&f.Gap, "gap", 0, "stop at this gap")
	c.Flags().Uint64Var(&f.Seed, "seed", 1, "seed of all randomness")
	c.Flags().IntVar(&f.Threads, "threads", 0, "threads (default: all cores)")
	c.Flags().StringVar(&f.Without, "without", "", "leave out one line of the portfolio, of "+strings.Join(solver.Lines(), ", "))
	c.Flags().BoolVar(&f.trace, "trace", false, "add every improvement to the line")
	c.Flags().BoolVar(&f.verify, "verify", false, "check the proof, too, after the time is taken")
	return c
}

func (f *oneFlags) run(cmd *cobra.Command) error {
	start := time.Now()
	if err := knownLine(f.Without); err != nil {
		return err
	}
	in, err := suite.Read(f.Request)
	if err != nil {
		return exit{exitInput, err}
	}
	line := oneLine{Instance: in.Name, Family: in.Family}
	opt := f.Options
	opt.Certify = f.certificate != "" || f.verify
	opt.Uncontrollable = in.Uncontrollable
	if opt.TimeLimit > 0 {
		opt.TimeLimit = max(opt.TimeLimit-time.Since(start), time.Millisecond)
	}
	opt.Observe = func(e solver.Event) {
		if f.trace {
			line.Trace = append(line.Trace, point(in, time.Since(start), e))
		}
	}
	res, err := solver.Solve(cmd.Context(), in.Problem, opt)
	if err != nil {
		return err
	}
	line.fill(in, res)
	line.Seconds = float64(time.Since(start).Milliseconds()) / 1000
	line.RSS = peakMegabytes()
	if line.Checked, err = check(in.Problem, res, f.verify); err != nil {
		return exit{exitRejected, err}
	}
	if err := line.write(cmd.OutOrStdout()); err != nil {
		return err
	}
	switch {
	case f.certificate == "":
	case res.Proof == nil:
		fmt.Fprintln(cmd.ErrOrStderr(), "nothing is proved, so no certificate was written")
	default:
		if err := certificate.Write(f.certificate, in.Problem, res.Proof, nil); err != nil {
			return err
		}
	}
	switch {
	case res.Status == solver.Infeasible:
		return exit{exitInfeasible, errors.New("the instance has no solution")}
	case res.Status == solver.None && res.Stop == solver.Cancelled:
		return exit{exitInterrupted, errors.New("interrupted before a solution was found")}
	case res.Status == solver.None:
		return exit{exitNothing, errors.New("no solution was found within the limit")}
	}
	return nil
}

// knownLine wants a line of the portfolio, or none.
func knownLine(name string) error {
	if name == "" || slices.Contains(solver.Lines(), name) {
		return nil
	}
	return exit{exitInput, fmt.Errorf("without is %q, want one of %s", name, strings.Join(solver.Lines(), ", "))}
}

// oneLine is what one prints.
type oneLine struct {
	Instance  string          `json:"instance"`
	Family    string          `json:"family"`
	Objective *json.Number    `json:"objective"` // null: none
	Bound     *json.Number    `json:"bound"`     // null: none
	Solution  solver.Status   `json:"solution"`
	Stop      solver.Stop     `json:"stop"`
	Seconds   float64         `json:"seconds"`
	Work      int64           `json:"work"`
	RSS       float64         `json:"rss_mb"`
	Base      *json.Number    `json:"uncontrollable,omitempty"` // part of objective that gaps leave out
	Checked   string          `json:"checked,omitempty"`        // of the answer, as in results.Record
	Trace     []results.Point `json:"trace,omitempty"`
}

func (l *oneLine) fill(in *suite.Instance, res *solver.Result) {
	l.Solution, l.Stop, l.Work = res.Status, res.Stop, res.Work
	if !res.Solution.IsZero() {
		l.Objective = number(in, res.Cost)
		if in.Uncontrollable != nil {
			l.Base = number(in, in.Uncontrollable(res.Solution))
		}
	}
	if res.HasBound {
		l.Bound = number(in, res.Bound)
	}
}

func number(in *suite.Instance, cost int64) *json.Number {
	n := json.Number(in.Units(cost))
	return &n
}

func (l *oneLine) write(w io.Writer) error {
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", text)
	return err
}

func point(in *suite.Instance, at time.Duration, e solver.Event) results.Point {
	p := results.Point{Seconds: float64(at.Milliseconds()) / 1000}
	scale := float64(in.Scale)
	if e.HasPlan {
		v := float64(e.Cost) / scale
		p.Objective = &v
	}
	if e.Bound != search.NoBound {
		v := float64(e.Bound) / scale
		p.Bound = &v
	}
	return p
}
