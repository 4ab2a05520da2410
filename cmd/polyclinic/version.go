package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"polyclinic/solver/lp"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Say what this program was built from",
		Example: "  polyclinic version",
		Args:    arguments(0, 0, "none"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			clp := "absent: the methods that need linear programs are left out"
			if lp.Available() {
				clp = lp.Version()
			}
			fmt.Fprintf(cmd.OutOrStdout(), "polyclinic %s\ngo         %s %s/%s\nclp        %s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, clp)
			return nil
		},
	}
}

// version is the module's version, else the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	revision, modified := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = " (changed)"
		}
	}
	if revision == "" {
		return info.Main.Version
	}
	const shown = 12
	return revision[:min(shown, len(revision))] + modified
}
