package bench

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whatever is proved agrees with the published optimum, through the command and
// in the file's own units: no objective below it, no bound above it.
func TestPublishedOptimaAreNotContradicted(t *testing.T) {
	data := dataFolder("")
	if os.Getenv("POLYCLINIC_DATA") == "" {
		data = filepath.Join("..", "..", "..", "shared")
	}
	instances := filepath.Join(data, "instances")
	if _, err := os.Stat(instances); err != nil {
		t.Skipf("public instances are absent: %v. POLYCLINIC_DATA names the folder that holds them", err)
	}
	for _, tt := range []struct {
		file    string
		optimum float64
		slack   float64 // of the published decimals
	}{
		{"sscflp_holmberg/p1", 8848, 0},
		{"sscflp_diaz_fernandez/p1", 2014, 0},
		{"sscflp_orlib/p3", 1014099.61, 0.01},
		{"gap/cattrysse1994/gap1-0", 261, 0},
		{"cpmp_ceselli160/p550-1.txt", 713, 0},
		{"pmed_orlib/pmed1.txt", 5819, 0},
		{"ufl_ufllib/BildeKrarup/B/B1.1", 23468, 0},
	} {
		out, err := execute(t, "one", filepath.Join(instances, filepath.FromSlash(tt.file)), "--time-limit", "1500ms")
		if err != nil {
			require.Equal(t, exitNothing, code(err), "%s: %v", tt.file, err)
		}
		var line oneLine
		require.NoError(t, json.Unmarshal([]byte(out), &line), tt.file)
		if v := parsed(line.Objective); v != nil {
			assert.GreaterOrEqual(t, *v, tt.optimum-tt.slack, tt.file)
		}
		if v := parsed(line.Bound); v != nil {
			assert.LessOrEqual(t, *v, tt.optimum+tt.slack, tt.file)
		}
	}
}

// Both embeddings into three modes have the optimum of the single mode.
func TestEmbeddingsHaveTheSameOptimum(t *testing.T) {
	data := dataFolder("")
	if os.Getenv("POLYCLINIC_DATA") == "" {
		data = filepath.Join("..", "..", "..", "shared")
	}
	file := filepath.Join(data, "instances", "sscflp_holmberg", "p1")
	if _, err := os.Stat(file); err != nil {
		t.Skipf("public instances are absent: %v. POLYCLINIC_DATA names the folder that holds them", err)
	}
	for _, embed := range []string{"triplicate", "dominated"} {
		out, err := execute(t, "one", file, "--embed", embed, "--threads", "1", "--work-limit", "60000000", "--time-limit", "0", "--verify")
		require.NoError(t, err, embed)
		var line oneLine
		require.NoError(t, json.Unmarshal([]byte(out), &line), embed)
		assert.EqualValues(t, "optimal", line.Solution, embed)
		assert.Equal(t, 8848.0, *parsed(line.Objective), embed)
		assert.Equal(t, "certificate", line.Checked, embed)
	}
}
