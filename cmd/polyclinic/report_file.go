package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// standardOutput is the name of a file that means it.
const standardOutput = "-"

// writeReport writes a file whole or not at all, and says where it is; "" means
// the file otherwise.
func writeReport(cmd *cobra.Command, path, otherwise string, write func(io.Writer) error) error {
	if path == standardOutput {
		return write(cmd.OutOrStdout())
	}
	if path == "" {
		path = otherwise
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return usage("--out %q is a folder, want a file. Maybe %q was meant.", path, filepath.Join(path, otherwise))
	}
	if err := writeFolder(filepath.Dir(path), []newFile{{filepath.Base(path), write}}); err != nil {
		return fmt.Errorf("the report could not be written: %w", err)
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Written to %s.\n", path)
	return nil
}
