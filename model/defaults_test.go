package model

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The figures that model.md §11 says its tables come to.
func TestDefaultTiersComeToThePublishedFigures(t *testing.T) {
	s := Defaults()
	merged := tierOf(t, s, "new_build", "merged", "M")
	space := s.Costs.Space["merged"] * float64(merged.MaxPatients)
	assert.InDelta(t, 4210, merged.AreaM2+space, 0.5, "m² of a merged M, full")
	newBuild := s.Costs.Kinds["new_build"]
	assert.InDelta(t, 18.9e6, merged.AreaM2*newBuild.Block+space*newBuild.Space, 0.05e6, "new build")
	refurbished := s.Costs.Kinds["community_hospital"]
	assert.InDelta(t, 8.4e6, merged.AreaM2*refurbished.Block+space*refurbished.Space, 0.05e6, "refurbished")
	federated := tierOf(t, s, "health_centre", "federated", "M")
	assert.InDelta(t, 2.0e6, federated.AreaM2*s.Costs.Kinds["health_centre"].Block, 1, "federated M")
	annuity := s.Costs.Discount / (1 - math.Pow(1+s.Costs.Discount, -s.Costs.Life))
	assert.InDelta(t, 28.6, s.Costs.Space["colocated"]*(newBuild.Space*annuity+s.Costs.SpaceRunning), 0.05, "new GP space a patient")
	// hospital and new_build 3 + 2·3, four kinds 3 + 2·2, two kinds 2 + 2·1
	assert.Len(t, s.Tiers, 2*9+4*7+2*4)
}

func tierOf(t *testing.T, s Scenario, kind, model, tier string) KindTier {
	for _, k := range s.Tiers {
		if k.Kind == kind && k.Model == model && k.Tier == tier {
			return k
		}
	}
	require.Fail(t, "no tier", "%s %s %s", kind, model, tier)
	return KindTier{}
}

// Whoever changes a scenario must not change the defaults of the next one.
func TestDefaultsAreFresh(t *testing.T) {
	s := Defaults()
	s.Costs.Kinds["clinic"] = KindCost{}
	s.Costs.Staff["merged"] = 99
	s.Rules.Range.N["merged"] = 99
	s.Tiers[0].Running = 99
	assert.NotEqual(t, s, Defaults())
	assert.Equal(t, Defaults(), Defaults())
	assert.Equal(t, 1, Defaults().Rules.Range.N["merged"])
}
