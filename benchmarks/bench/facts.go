package bench

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"polyclinic/benchmarks/results"
)

// machineFacts name the processor, cores and system that times depend on.
func machineFacts() string {
	return fmt.Sprintf("%s, %d cores, %s/%s", processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
}

// processor is the model's name where the system tells it.
func processor() string {
	file, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return "unknown processor"
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if name, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}

// version is the revision that the program was built from, or, built without
// one, the hash of the program.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fingerprint()
	}
	revision, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = "revision " + s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " and changes"
		}
	}
	if revision == "" {
		revision = fingerprint()
	}
	return revision + changed + ", " + info.GoVersion
}

// fingerprint is the hash of the running program's file.
func fingerprint() string {
	path, err := os.Executable()
	if err != nil {
		return "unknown build"
	}
	file, err := os.Open(path)
	if err != nil {
		return "unknown build"
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "unknown build"
	}
	return fmt.Sprintf("build %x", h.Sum(nil)[:6])
}

// describe is one run in a line.
func describe(r *results.Record) string {
	if r.Error != "" {
		return fmt.Sprintf("%s %s: %s", r.Case(), r.Solver, r.Error)
	}
	text := fmt.Sprintf("%s %s: %s, %.2f s", r.Case(), r.Solver, r.Solution, r.Seconds)
	if r.Without != "" {
		text = fmt.Sprintf("%s without %s: %s, %.2f s", r.Case(), r.Without, r.Solution, r.Seconds)
	}
	if gap := r.Gap(math.Inf(1)); !math.IsInf(gap, 0) {
		text += fmt.Sprintf(", gap %.3f %%", 100*gap)
	}
	if r.Known != nil && r.Objective != nil {
		text += fmt.Sprintf(", %+.3f %% from published", 100*r.Excess(*r.Known, math.Inf(1)))
	}
	return text
}
