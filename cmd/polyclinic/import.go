package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/plan"
	"polyclinic/solver/facility"
)

func newImport() *cobra.Command {
	var (
		scenario scenarioFlags
		solution string
		dir      string
	)
	cmd := &cobra.Command{
		Use:   "import --solution FILE [INSTANCE]",
		Short: "Read another solver's answer back as a plan; or NHS files (import nhs)",
		Long: `Import --solution reads the solution file that HiGHS, CBC, GLPK, Gurobi or SCIP
wrote for an exported program, and writes the plan that it means. Give the same
instance and scenario as to export. The plan is checked like any other.`,
		Example: "  polyclinic export london-2008 --format mps -o model\n" +
			"  # then, for example: cbc model/model.mps solve solution answer.sol\n" +
			"  polyclinic import --solution answer.sol london-2008 -o theirs",
		Args: arguments(0, 1, "at most one INSTANCE, or nhs"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if solution == "" {
				return usage("import needs --solution FILE, or nhs and files; see polyclinic import --help.")
			}
			if err := checkFolder(dir); err != nil {
				return err
			}
			m, err := scenario.formulate(cmd, first(args, 0, defaultInstance))
			if err != nil {
				return err
			}
			answer, err := readAnswer(m, solution)
			if err != nil {
				return err
			}
			return writeAnswer(cmd, m, answer, dir)
		},
	}
	scenario.register(cmd.Flags())
	cmd.Flags().StringVar(&solution, "solution", "", "solution `FILE` of another solver")
	cmd.Flags().StringVarP(&dir, "out", "o", "plan", "folder `DIR` for the plan")
	cmd.AddCommand(newImportNHS())
	return cmd
}

// readAnswer reads a solution file of the exported program.
func readAnswer(m *plan.Map, path string) (*facility.FileSolution, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("solution %q does not exist, want the file that another solver wrote.", path)
	case err != nil:
		return nil, usage("solution: %v", err)
	}
	defer f.Close()
	answer, err := facility.NewProgram(m.Problem, facility.ProgramOptions{}).ReadSolution(f, path)
	if err != nil {
		return nil, &status{exitUsage, err}
	}
	return answer, nil
}

// writeAnswer turns a solution into a plan's folder, if it keeps every rule.
func writeAnswer(cmd *cobra.Command, m *plan.Map, answer *facility.FileSolution, dir string) error {
	s := report.NewSummary(m.Instance(), m.Interpret(answer.Solution), report.Outcome{})
	if !s.Verdict.Feasible() {
		var faults model.Faults
		for _, v := range s.Verdict.Violations {
			faults = append(faults, model.Fault{Name: "the solution", Value: "breaks " + v.String(), Want: "a plan that keeps every hard rule"})
		}
		faults[0].Maybe = "the program was exported under another scenario"
		return faults
	}
	status := model.NewStatus("feasible", "", "", s.Accounts.Objective, s.Accounts.Total[model.Outpatients], nil)
	d := model.NewDocument(s.In, s.Plan, status)
	d.Version.Polyclinic = version()
	d.Options["method"] = answer.Format
	files := planFiles(s.In, d, nil)
	if err := writeFolder(dir, files, planFolderFiles...); err != nil {
		return fmt.Errorf("the plan could not be written: %w", err)
	}
	if err := s.Text(cmd.OutOrStdout()); err != nil {
		return err
	}
	const penny = 1
	if said := answer.Objective; !math.IsNaN(said) && math.Abs(said-float64(s.Accounts.Objective)) > penny {
		fmt.Fprintf(cmd.OutOrStdout(), "\n%s says %.2f pence: %+.2f against the plan's own cost.\n", answer.Format, said, said-float64(s.Accounts.Objective))
	}
	fmt.Fprintf(cmd.OutOrStdout(), "\nWritten to %s: %s\n", dir, fileNames(files))
	return nil
}
