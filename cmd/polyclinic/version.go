package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

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

// build tells this program from others: its version where that is a commit, else
// also what it consists of, so that results of a changed program are not taken for
// those of an earlier one.
func build() string {
	v := version()
	if v != unversioned && !strings.HasSuffix(v, changed) {
		return v
	}
	path, err := os.Executable()
	if err != nil {
		return v
	}
	f, err := os.Open(path)
	if err != nil {
		return v
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return v
	}
	return v + " " + hex.EncodeToString(sum.Sum(nil))[:hashLetters]
}

// hashLetters is how much of a hash is shown.
const hashLetters = 12

// Versions that say little.
const (
	unversioned = "(devel)"
	changed     = " (changed)"
)

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
			modified = changed
		}
	}
	if revision == "" {
		return info.Main.Version
	}
	return revision[:min(hashLetters, len(revision))] + modified
}
