package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model/plan"
	"polyclinic/solver/facility"
)

// exportFormats are the file of each format, and what writes it.
var exportFormats = map[string]struct {
	file  string
	write func(*facility.Program, io.Writer) error
}{
	"mps":  {"model.mps", (*facility.Program).WriteMPS},
	"lp":   {"model.lp", (*facility.Program).WriteLP},
	"json": {"model.json", (*facility.Program).WriteJSON},
}

func newExport() *cobra.Command {
	var (
		scenario scenarioFlags
		format   string
		dir      string
		plain    bool
		planPath string
	)
	cmd := &cobra.Command{
		Use:   "export [INSTANCE]",
		Short: "Write the integer program for another solver, with names",
		Long: `Export writes an instance under a scenario as an integer program: model.mps (free
MPS), model.lp (CPLEX LP) or model.json (arrays), and names.csv, which says what
every row and column stands for. Rows whose names begin with implied_ cut off no
plan; they help a solver that cannot see them. With --plan a plan of the same
instance and scenario goes with it as model.sol, which HiGHS reads as a start.
Read an answer back with import --solution and the same instance and scenario.`,
		Example: "  polyclinic export london-2008 --format mps -o model\n  polyclinic export london-2008 --plan plan -o model",
		Args:    arguments(0, 1, "at most one INSTANCE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			chosen, ok := exportFormats[format]
			if !ok {
				return usage("--format is %q, want mps, lp or json.", format)
			}
			if err := checkFolder(dir); err != nil {
				return err
			}
			m, err := scenario.formulate(cmd, first(args, 0, defaultInstance))
			if err != nil {
				return err
			}
			program := facility.NewProgram(m.Problem, facility.ProgramOptions{WithoutImplied: plain})
			files := []newFile{
				{"names.csv", program.WriteNames},
				{chosen.file, func(w io.Writer) error { return chosen.write(program, w) }},
			}
			if planPath != "" {
				s, err := planSolution(m, planPath)
				if err != nil {
					return err
				}
				files = append(files, newFile{"model.sol", func(w io.Writer) error { return program.WriteSolution(w, s, "highs") }})
			}
			if err := writeFolder(dir, files); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s rows, %s columns, %s entries written to %s: %s\n", report.Thousands(len(program.Rows)),
				report.Thousands(len(program.Columns)), report.Thousands(len(program.Entries)), dir, fileNames(files))
			return nil
		},
	}
	scenario.register(cmd.Flags())
	cmd.Flags().StringVar(&format, "format", "mps", "`FORMAT`: mps, lp or json")
	cmd.Flags().BoolVar(&plain, "without-implied", false, "leave out the implied rows")
	cmd.Flags().StringVar(&planPath, "plan", "", "write this `PLAN` as a solution file too")
	cmd.Flags().StringVarP(&dir, "out", "o", "model", "folder `DIR` for the files")
	return cmd
}

// planSolution reads a plan of the formulated instance as a solution.
func planSolution(m *plan.Map, path string) (facility.Solution, error) {
	d, _, err := openPlan(path)
	if err != nil {
		return facility.Solution{}, err
	}
	if err := sameInstance("plan", "the instance", m.Instance().SHA256, d.Instance.SHA256); err != nil {
		return facility.Solution{}, err
	}
	p, faults := d.Plan(m.Instance())
	if len(faults) > 0 {
		return facility.Solution{}, faults
	}
	s, err := m.Solution(p)
	if err != nil {
		return s, usage("--plan %s is no solution of this program: %v. Maybe it was made under another scenario.", path, err)
	}
	if broken := facility.Check(m.Problem, s); len(broken) > 0 {
		return s, usage("--plan %s is no solution of this program: %s. Maybe it was made under another scenario.", path, broken[0])
	}
	return s, nil
}

// formulate compiles an instance under the scenario and writes it as a facility
// problem.
func (s *scenarioFlags) formulate(cmd *cobra.Command, instance string) (*plan.Map, error) {
	log := newNotes(cmd.ErrOrStderr(), &solveFlags{})
	d, err := s.open(instance, log)
	if err != nil {
		return nil, err
	}
	in, err := s.compile(d, log)
	if err != nil {
		return nil, err
	}
	_, m := plan.Formulate(in)
	return m, nil
}
