package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/london"
)

// generator makes instances of one kind.
type generator struct {
	name, short      string
	practices, sites int // defaults; 0: fixed by the generator
	seed             uint64
	make             func(practices, sites int, seed uint64) (*model.Data, error)
}

var generators = []generator{
	{"london", "London and Surrey in 2008, with other practices for every seed", 0, 0, london.Seed,
		func(_, _ int, seed uint64) (*model.Data, error) { return london.Generate(seed) }},
	{"england", "a made-up country of England's size", 8_000, 1_500, 1, london.England},
	{"continent", "a large, sparse made-up land", 50_000, 8_000, 1, london.Continent},
	{"random", "a dense made-up region", 300, 60, 1, london.Random},
}

func newGenerate() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Make an instance folder",
		Long: `Generate writes a folder that every command takes as INSTANCE: instance.yaml and CSV
files. London has published totals and real hospitals, with practices, small areas
and other sites made up; the others are made up altogether, to measure on.`,
		Example: "  polyclinic generate london --seed 7 -o london-7",
		Args:    unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage("generate needs to know what, want london, england, continent or random; see polyclinic generate --help.")
		},
	}
	for _, g := range generators {
		cmd.AddCommand(g.command())
	}
	return cmd
}

func (g generator) command() *cobra.Command {
	example := fmt.Sprintf("  polyclinic generate %s --seed 7 -o %s-7", g.name, g.name)
	if g.practices > 0 {
		example += " --practices 300 --sites 60"
	}
	var (
		practices, sites int
		seed             uint64
		dir              string
	)
	cmd := &cobra.Command{
		Use:     g.name,
		Short:   "Make " + g.short,
		Example: example,
		Args:    arguments(0, 0, "none"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if g.practices > 0 && (practices < 1 || sites < 1) {
				return usage("generate %s: --practices is %d and --sites is %d, want both more than 0.", g.name, practices, sites)
			}
			if err := checkWritable(dir); err != nil {
				return err
			}
			d, err := g.make(practices, sites, seed)
			if err != nil {
				return err
			}
			if err := model.Write(dir, d); err != nil {
				return usage("%v", err)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s: %s, %s, %s in %s\n", d.Name, report.Plural(len(d.Practices), "practice", "practices"),
				report.Plural(len(d.Sites), "site", "sites"), report.Plural(len(d.Areas), "area", "areas"), dir)
			return nil
		},
	}
	if g.practices > 0 {
		cmd.Flags().IntVar(&practices, "practices", g.practices, "number of practices `N`")
		cmd.Flags().IntVar(&sites, "sites", g.sites, "number of candidate sites `N`")
	}
	cmd.Flags().Uint64Var(&seed, "seed", g.seed, "random seed `S`: the same seed makes the same instance")
	cmd.Flags().StringVarP(&dir, "out", "o", g.name, "folder `DIR` for the instance")
	return cmd
}
