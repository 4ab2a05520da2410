// Package results holds what the benchmarks measured: records as CSV, the
// figures computed from them, plots, and the report.
package results
