package solver

import (
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// mayImport is the structure of the project: what each package may import of
// ours. Test files are exempt. A package that is missing here fails the test.
var mayImport = map[string][]string{
	"model":                     {},
	"model/london":              {"model"},
	"model/nhs":                 {"model"},
	"model/scenario":            {"model"},
	"model/plan":                {"model", "solver/facility"},
	"model/modeltest":           {"model"},
	"model/answers":             {"model", "model/plan", "model/scenario", "solver", "solver/facility"},
	"solver/facility":           {},
	"solver/knapsack":           {},
	"solver/lp":                 {},
	"solver/search":             {"solver/facility"},
	"solver/greedy":             {"solver/facility", "solver/search"},
	"solver/local":              {"solver/facility", "solver/search", "solver/greedy"},
	"solver/patch":              {"solver/facility"},
	"solver/interchange":        {"solver/facility", "solver/search", "solver/certificate"},
	"solver/ejection":           {"solver/facility", "solver/search", "solver/interchange"},
	"solver/lagrange":           {"solver/facility", "solver/search", "solver/certificate", "solver/knapsack"},
	"solver/colgen":             {"solver/facility", "solver/search", "solver/certificate", "solver/knapsack", "solver/lagrange", "solver/lp"},
	"solver/compact":            {"solver/facility", "solver/search", "solver/certificate", "solver/lagrange", "solver/lp", "solver/colgen"},
	"solver/exact":              {"solver/facility", "solver/search", "solver/certificate", "solver/knapsack", "solver/lagrange", "solver/colgen", "solver/compact"},
	"solver/region":             {"solver/facility"},
	"solver/certificate":        {"solver/facility"},
	"solver/certificate/verify": {"solver/facility", "solver/certificate"},
	"solver/facilitytest":       {"solver/facility"},
	"solver":                    {"solver/"},
	"cmd/polyclinic":            {"model", "model/", "solver", "solver/", "cmd/", "benchmarks/"},
	"cmd/internal/report":       {"model", "model/", "solver"},
	"cmd/internal/report/":      {"model", "model/", "cmd/internal/"},
	"cmd/internal/batch":        {"model", "model/", "solver", "solver/", "cmd/internal/"},
	"benchmarks":                {"benchmarks/"},
	"benchmarks/suite":          {"model", "model/", "solver/facility"},
	"benchmarks/results":        {},
	"benchmarks/peers":          {"solver/facility"},
	"benchmarks/bench":          {"benchmarks/", "solver", "solver/facility", "solver/search", "solver/certificate", "solver/certificate/verify"},
}

// Protects the direction of the imports: the solver knows nothing of practices,
// the model nothing of methods, the verifier nothing of either.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "polyclinic/...").Output()
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	require.Greater(t, len(lines), 20)
	for _, line := range lines {
		fields := strings.Fields(line)
		pkg := strings.TrimPrefix(fields[0], "polyclinic/")
		allowed, ok := mayImport[pkg]
		for parent := path.Dir(pkg); !ok && parent != "."; parent = path.Dir(parent) {
			allowed, ok = mayImport[parent+"/"] // one line for all the rooms of a package
		}
		require.True(t, ok, "package %s is not in the table", pkg)
		for _, imported := range fields[1:] {
			ours, found := strings.CutPrefix(imported, "polyclinic/")
			if !found {
				continue
			}
			fits := func(a string) bool { return a == ours || strings.HasSuffix(a, "/") && strings.HasPrefix(ours, a) }
			require.True(t, slices.ContainsFunc(allowed, fits), "%s may not import %s", pkg, ours)
		}
	}
}
