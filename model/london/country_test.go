package london

import (
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// Protects that instances have the size asked for, repeat with their seed, and
// lie within their own bounds.
func TestCountries(t *testing.T) {
	for name, make := range map[string]func(int, int, uint64) (*model.Data, error){
		"random": Random, "england": England, "continent": Continent} {
		t.Run(name, func(t *testing.T) {
			d, err := make(400, 70, 5)
			require.NoError(t, err)
			again, err := make(400, 70, 5)
			require.NoError(t, err)
			other, err := make(400, 70, 6)
			require.NoError(t, err)
			require.Equal(t, d, again)
			require.NotEqual(t, d.Practices, other.Practices)
			require.Len(t, d.Practices, 400)
			require.Len(t, d.Sites, 70)
			for _, p := range d.Practices {
				require.True(t, p.Lat > d.Bounds.South && p.Lat < d.Bounds.North && p.Lon > d.Bounds.West && p.Lon < d.Bounds.East)
			}
			_, err = make(0, 70, 5)
			require.Error(t, err)
		})
	}
}
