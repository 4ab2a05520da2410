package main

import (
	"github.com/spf13/cobra"

	"polyclinic/benchmarks/bench"
)

// newBench mounts the benchmark program, which also runs by itself as
// go run ./benchmarks.
func newBench() *cobra.Command { return bench.Command() }
