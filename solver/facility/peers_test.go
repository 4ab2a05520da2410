package facility_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// peer is another solver's command line: it reads model and writes answer.
type peer struct {
	binary string
	args   func(model, answer string) []string
	raw    bool // the answer has numbers of columns in place of names
}

var peers = map[string]peer{
	"cbc": {binary: "cbc", args: func(model, answer string) []string {
		return []string{model, "ratio", "0", "allow", "0", "solve", "solution", answer}
	}},
	"glpsol table": {binary: "glpsol", args: func(model, answer string) []string {
		return append(glpsolFormat(model), "-o", answer)
	}},
	"glpsol raw": {binary: "glpsol", args: func(model, answer string) []string {
		return append(glpsolFormat(model), "-w", answer)
	}},
}

func glpsolFormat(model string) []string {
	if strings.HasSuffix(model, ".lp") {
		return []string{"--lp", model}
	}
	return []string{"--freemps", model}
}

func (s peer) solve(t *testing.T, g *facility.Program, extension string) (*facility.FileSolution, error) {
	t.Helper()
	folder := t.TempDir()
	model, answer := filepath.Join(folder, "model"+extension), filepath.Join(folder, "answer.sol")
	var text bytes.Buffer
	if extension == ".lp" {
		require.NoError(t, g.WriteLP(&text))
	} else {
		require.NoError(t, g.WriteMPS(&text))
	}
	require.NoError(t, os.WriteFile(model, text.Bytes(), 0o600))
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	log, err := exec.CommandContext(ctx, s.binary, s.args(model, answer)...).CombinedOutput()
	require.NoError(t, err, string(log))
	file, err := os.Open(answer)
	if err != nil {
		t.Logf("%s wrote no answer:\n%s", s.binary, log)
		return nil, facility.ErrNoSolution // glpsol, when the relaxation is infeasible
	}
	defer file.Close()
	return g.ReadSolution(file, "answer.sol")
}

// The exported files must say what the problem says: another solver's optimum
// is the optimum of enumeration, its objective is our cost of its plan, and
// where nothing is feasible it finds nothing. With and without implied rows.
func TestPeersAgreeWithEnumeration(t *testing.T) {
	if testing.Short() {
		t.Skip("starts other solvers")
	}
	for name, solver := range peers {
		t.Run(name, func(t *testing.T) {
			if _, err := exec.LookPath(solver.binary); err != nil {
				t.Skipf("%s is not on the PATH", solver.binary)
			}
			rng := rand.New(rand.NewPCG(22, 1))
			solved, without := 0, 0
			for n := range 60 {
				p := facilitytest.Tiny(rng)
				g := facility.NewProgram(p, facility.ProgramOptions{WithoutImplied: n%3 == 0})
				_, optimum, feasible := facilitytest.BruteForce(p)
				answer, err := solver.solve(t, g, []string{".mps", ".lp"}[n%2])
				if !feasible {
					require.ErrorIs(t, err, facility.ErrNoSolution, "problem %d", n)
					without++
					continue
				}
				require.NoError(t, err, "problem %d", n)
				require.Empty(t, facility.Check(p, answer.Solution), "problem %d", n)
				require.Equal(t, optimum, facility.Cost(p, answer.Solution), "problem %d", n)
				assert.InDelta(t, float64(optimum), answer.Objective, 1e-3, "problem %d", n)
				solved++
			}
			assert.Greater(t, solved, 15)
			assert.Greater(t, without, 3)
		})
	}
}
