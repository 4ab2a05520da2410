package london_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/model/london"
	"polyclinic/model/plan"
	"polyclinic/solver"
)

// Protects that made-up lands have plans under all default rules, not only under
// those that hubs alone must keep: the full range of models, too.
func TestMadeUpLandsArePlanned(t *testing.T) {
	for _, land := range []struct {
		make             func(int, int, uint64) (*model.Data, error)
		practices, sites int
		seed             uint64
	}{{london.Random, 60, 20, 1}, {london.Random, 200, 60, 2}, {london.England, 200, 60, 3}, {london.Continent, 200, 60, 4}, {london.Continent, 300, 80, 1}} {
		d, err := land.make(land.practices, land.sites, land.seed)
		require.NoError(t, err)
		t.Run(d.Name, func(t *testing.T) {
			in, _, err := model.New(d)
			require.NoError(t, err)
			s, err := answers.Solve(t.Context(), in, nil, nil, func(*plan.Map) solver.Options {
				return solver.Options{Seed: 1, WorkLimit: 5_000_000}
			})
			require.NoError(t, err)
			require.NotNil(t, s.Plan)
			require.True(t, model.Check(in, s.Plan).Feasible())
		})
	}
}
