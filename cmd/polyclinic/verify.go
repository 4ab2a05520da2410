package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/solver/certificate"
	"polyclinic/solver/certificate/verify"
)

func newVerify() *cobra.Command {
	var instance string
	cmd := &cobra.Command{
		Use:   "verify CERTIFICATE",
		Short: "Check a proof of plan and bound, in whole numbers",
		Long: `Verify checks a certificate, which solve --certificate writes, without any code of
the solver: the plan is a solution of the program at the cost stated, and the
proof shows that no solution costs less than the bound; or that there is none.

The certificate holds the program whole. With --instance the program is made again
from the instance and the certificate's scenario, and compared.`,
		Example: "  polyclinic solve london-2008 --time-limit 10s --certificate proof.json.gz -o plan\n" +
			"  polyclinic verify proof.json.gz --instance london-2008",
		Args: arguments(1, 1, "one CERTIFICATE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runVerify(cmd.OutOrStdout(), args[0], instance)
		},
	}
	cmd.Flags().StringVar(&instance, "instance", "", "make the program again from this `INSTANCE` and compare")
	return cmd
}

func runVerify(stdout io.Writer, path, instance string) error {
	f, err := certificate.Read(path)
	if err != nil {
		return usage("certificate: %v.", err)
	}
	if err := f.CheckHash(); err != nil {
		return &status{exitRejected, fmt.Errorf("the certificate is rejected: %w", err)}
	}
	if instance != "" {
		if err := compareProgram(f, instance); err != nil {
			return err
		}
	}
	if err := verify.Verify(f.Problem, f.Certificate); err != nil {
		fmt.Fprintln(stdout, err)
		return &status{exitRejected, fmt.Errorf("the certificate is rejected")}
	}
	for _, sentence := range claimWords(f, instance) {
		fmt.Fprintln(stdout, sentence)
	}
	return nil
}

// compareProgram rejects a certificate of another program than the instance's.
func compareProgram(f *certificate.File, instance string) error {
	m, err := remade(f.Source, instance)
	if err != nil {
		return err
	}
	hash, err := m.Problem.Hash()
	if err != nil {
		return err
	}
	if hash != f.SHA256 {
		return &status{exitRejected, fmt.Errorf("the certificate is rejected: its program is %s, but that of %s is %s. Maybe another version of polyclinic made it",
			abbreviate(f.SHA256), instance, abbreviate(hash))}
	}
	return nil
}

// claimWords is what a verified certificate has proved.
func claimWords(f *certificate.File, instance string) []string {
	c, p := f.Certificate, f.Problem
	amount := func(v int64) string { return report.Thousands(v) }
	about, a := "The problem", "solution"
	if f.Source != nil {
		amount = func(v int64) string { return report.Sterling(v) + " a year" }
		about, a = f.Source.Instance, "plan"
	}
	lines := []string{fmt.Sprintf("%s (%s, %s, %s): the proof holds.", about,
		report.Plural(p.NumCustomers(), "customer", "customers"), report.Plural(p.NumSites(), "site", "sites"), report.Plural(p.NumArcs(), "arc", "arcs"))}
	if c.Infeasible {
		lines = append(lines, fmt.Sprintf("No %s keeps every hard rule.", a))
	} else {
		lines = append(lines, costWords(c, a, amount)...)
	}
	if instance != "" {
		return append(lines, fmt.Sprintf("The program is the one that %s and the certificate's scenario give.", instance))
	}
	return append(lines, "The program is the one in the certificate; --instance compares it.")
}

// costWords is what a certificate proves of its solution and of all others.
func costWords(c *certificate.Certificate, a string, amount func(int64) string) []string {
	lines := []string{fmt.Sprintf("The %s keeps every hard rule and costs %s.", a, amount(c.Cost))}
	switch {
	case !c.HasBound:
		lines = append(lines, "How much cheaper another could be is not proved.")
	case c.Bound == c.Cost:
		lines = append(lines, fmt.Sprintf("No %s is cheaper: it is optimal.", a))
	default:
		share := float64(c.Cost-c.Bound) / float64(max(1, max(c.Cost, -c.Cost)))
		lines = append(lines, fmt.Sprintf("No %s can be cheaper than %s: it is within %s, or %s, of the best possible.", a, amount(c.Bound), amount(c.Cost-c.Bound), report.Percent(share)))
	}
	return lines
}
