package scenario

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// Every preset must be a scenario that resolves, and none but the default may
// leave everything as it was.
func TestPresetsResolve(t *testing.T) {
	d := tiny()
	for _, p := range Presets() {
		o, ok := Find(p.Name, d)
		require.True(t, ok, p.Name)
		s, _, err := model.Resolve(d, o)
		require.NoError(t, err, p.Name)
		assert.Equal(t, p.Name, s.Name)
		plain := model.Defaults()
		plain.Name = p.Name
		if p.Name == "full-range" {
			assert.Equal(t, plain, s)
		} else {
			assert.NotEqual(t, plain, s, "%s changes nothing", p.Name)
		}
	}
}

// Names are forgiving, so that "free choice" of the handbook is found.
func TestFindIsForgiving(t *testing.T) {
	for _, name := range []string{"free choice", "Free_Choice", "FREE-CHOICE"} {
		_, ok := Find(name, tiny())
		assert.True(t, ok, name)
	}
	_, ok := Find("free", tiny())
	assert.False(t, ok)
}

// Sceptical raises every cost of a building by half: running costs of all 40
// tiers and both rates of all kinds.
func TestScepticalIsDearerEverywhere(t *testing.T) {
	o, _ := Find("sceptical", tiny())
	s, _, err := model.Resolve(tiny(), o)
	require.NoError(t, err)
	before := model.Defaults()
	for i := range before.Tiers {
		assert.Equal(t, 1.5*before.Tiers[i].Running, s.Tiers[i].Running)
	}
	for kind, c := range before.Costs.Kinds {
		assert.Equal(t, model.KindCost{Block: 1.5 * c.Block, Space: 1.5 * c.Space}, s.Costs.Kinds[kind])
	}
	assert.Zero(t, s.Costs.Release)
}

// Even-handed makes size and running of a tier the same under all models.
func TestEvenHandedIsEven(t *testing.T) {
	o, _ := Find("even-handed", tiny())
	s, _, err := model.Resolve(tiny(), o)
	require.NoError(t, err)
	type size struct{ area, running float64 }
	sizes := map[[2]string]size{}
	for _, tier := range s.Tiers {
		key := [2]string{tier.Kind, tier.Tier}
		if seen, ok := sizes[key]; ok {
			assert.Equal(t, seen, size{tier.AreaM2, tier.Running}, "%v", key)
		}
		sizes[key] = size{tier.AreaM2, tier.Running}
	}
}

// The first wave requires the polyclinics that stand, and only them.
func TestFirstWaveRequiresBuiltPolyclinics(t *testing.T) {
	o, _ := Find("first-wave", tiny())
	assert.Equal(t, []string{"site P required"}, o.Lock)
}

func tiny() *model.Data {
	return &model.Data{
		Name:      "tiny",
		Areas:     []model.Area{{Code: "A", Name: "Area"}},
		Practices: []model.Practice{{Code: "G1", Name: "One", Area: "A", Lat: 51.5, Lon: -0.1, List: 9000}},
		Sites: []model.Site{
			{Code: "P", Name: "Built", Area: "A", Lat: 51.5, Lon: -0.1, Kind: "polyclinic"},
			{Code: "C", Name: "Clinic", Area: "A", Lat: 51.5, Lon: -0.12, Kind: "clinic"},
		},
	}
}
