package suite

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// instances is the folder of public instances, or the test is skipped.
func instances(t *testing.T) string {
	t.Helper()
	data := os.Getenv("POLYCLINIC_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared")
	}
	folder := filepath.Join(data, "instances")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("public instances are absent: %v. POLYCLINIC_DATA names the folder that holds them", err)
	}
	return folder
}

func publishedFolders(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(instances(t), "*", "optima.csv"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var folders []string
	for _, f := range files {
		folders = append(folders, filepath.Dir(f))
	}
	return folders
}

// Every published instance is read without a family named, and has the size that
// is published with it. Of a file used several times one problem is enough.
func TestPublishedInstancesAreRead(t *testing.T) {
	for _, folder := range publishedFolders(t) {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			published, err := ReadPublished(folder)
			require.NoError(t, err)
			require.NotEmpty(t, published)
			size := sizes(t, folder)
			seen := map[string]bool{}
			for _, p := range published {
				if testing.Short() && len(seen) == 3 {
					break
				}
				if seen[p.Path] {
					continue
				}
				seen[p.Path] = true
				in, err := Read(p.Request())
				require.NoError(t, err, p.Instance)
				if want := size[p.Instance]; want != "" {
					assert.Equal(t, want, fmt.Sprintf("%dx%d", in.Problem.NumSites(), in.Problem.NumCustomers()), p.Instance)
				}
				if p.Value != "" {
					_, err := in.Cost(p.Value)
					assert.NoError(t, err, p.Instance)
				}
			}
		})
	}
}

// sizes is the third column of optima.csv.
func sizes(t *testing.T, folder string) map[string]string {
	content, err := os.ReadFile(filepath.Join(folder, "optima.csv"))
	require.NoError(t, err)
	out := map[string]string{}
	for row := range strings.Lines(string(content)) {
		if cells := strings.Split(row, ","); len(cells) == 5 {
			out[cells[0]] = cells[2]
		}
	}
	return out
}

// trap matches the sets of UflLib that were made to mislead local search.
var trap = regexp.MustCompile("^(CLSC|Fpp|Gap)")

// Interchange gets close to the published optimum of uncapacitated problems and
// never below it. A wrong distance, scale or number of sites would show.
func TestInterchangeAgreesWithPublishedOptima(t *testing.T) {
	for _, folder := range []string{"pmed_orlib", "pmed_tsplib", "ufl_ufllib"} {
		published, err := ReadPublished(filepath.Join(instances(t), folder))
		require.NoError(t, err)
		for k, p := range published {
			if p.Value == "" || k%8 != 0 {
				continue
			}
			in, err := Read(p.Request())
			require.NoError(t, err)
			optimum, err := in.Cost(p.Value)
			require.NoError(t, err)
			found := interchange(in.Problem)
			// Each customer's cost may have been rounded down by half a unit.
			rounding := int64(0)
			if in.Scale > 1 {
				rounding = int64(in.Problem.NumCustomers()) / 2
			}
			assert.GreaterOrEqual(t, found, optimum-rounding, p.Instance)
			if !trap.MatchString(p.Instance) {
				assert.Less(t, float64(found), 1.1*float64(optimum), p.Instance)
			}
		}
	}
}
