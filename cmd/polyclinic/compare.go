package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/cmd/internal/report/html"
	"polyclinic/cmd/internal/report/tables"
	"polyclinic/cmd/internal/report/tidy"
	"polyclinic/cmd/internal/report/workbook"
	"polyclinic/model/answers"
)

// compareForms are the forms of a comparison; text goes to standard output, the
// others to a file.
var compareForms = []string{"text", "html", "xlsx", "csv"}

func newCompare() *cobra.Command {
	var instance, format, out string
	cmd := &cobra.Command{
		Use:   "compare PLAN PLAN...",
		Short: "Set plans of one instance side by side",
		Long: `Compare sets plans of one instance side by side: what is proven of each, money,
patients, travel, areas, the scenarios where they differ, and every plan priced
under the scenario of the first.`,
		Example: "  polyclinic solve --time-limit 10s -o plan\n" +
			"  polyclinic solve --scenario free-choice --time-limit 10s -o free\n" +
			"  polyclinic compare plan free\n" +
			"  polyclinic compare plan free --format html -o compare.html",
		Args: arguments(2, -1, "two PLANs or more"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(compareForms, format) {
				return usage("--format is %q, want one of %s.%s", format, strings.Join(compareForms, ", "), maybe(format, compareForms))
			}
			c, err := openComparison(args, instance)
			if err != nil {
				return err
			}
			return writeComparison(cmd, c, args, format, out)
		},
	}
	flags := cmd.Flags()
	registerInstance(flags, &instance)
	flags.StringVar(&format, "format", compareForms[0], "`FORM`: "+strings.Join(compareForms, ", "))
	flags.StringVarP(&out, "out", "o", "", "`FILE` for another form than text (default: compare.FORM; -: standard output)")
	return cmd
}

// openComparison reads plans of one instance.
func openComparison(paths []string, instance string) (*answers.Comparison, error) {
	var plans []*answers.Solved
	for _, path := range paths {
		p, err := openSolved(path, instance)
		if err != nil {
			return nil, err
		}
		if len(plans) > 0 && p.In.SHA256 != plans[0].In.SHA256 {
			return nil, usage("plan %q is for instance %s, but %q for %s, want plans for one instance.",
				path, abbreviate(p.In.SHA256), paths[0], abbreviate(plans[0].In.SHA256))
		}
		plans = append(plans, p.Solved)
	}
	return answers.Compare(plans)
}

func writeComparison(cmd *cobra.Command, c *answers.Comparison, names []string, format, out string) error {
	if format == "text" && out == "" {
		out = standardOutput
	}
	return writeReport(cmd, out, "compare."+format, func(w io.Writer) error {
		switch format {
		case "html":
			return html.WriteComparison(w, c, names)
		case "xlsx":
			return workbook.Write(w, "Plans of "+c.Plans[0].In.Data.Name, tables.Comparison(c, names))
		case "csv":
			return tidy.Write(w, tables.Comparison(c, names))
		}
		return report.Comparison(w, c, names)
	})
}
