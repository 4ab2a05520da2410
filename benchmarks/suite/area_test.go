package suite

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/london"
)

// An area alone has its own practices and sites and no others, all patients of
// these, and can be compiled; the whole stays as it was.
func TestOneArea(t *testing.T) {
	whole, err := london.Data()
	require.NoError(t, err)
	code, practices, before := whole.Areas[3].Code, 0, whole.Zones[0].Area
	patients := map[string]int64{}
	for _, p := range whole.Practices {
		if p.Area == code {
			practices++
			patients[p.Code] = 0
		}
	}
	for _, r := range whole.Registered {
		if _, ok := patients[r.Practice]; ok {
			patients[r.Practice] += r.Patients
		}
	}
	d, err := oneArea(whole, code)
	require.NoError(t, err)
	assert.Len(t, d.Practices, practices)
	assert.NotEmpty(t, d.Sites)
	for _, s := range d.Sites {
		assert.Equal(t, code, s.Area)
	}
	for _, r := range d.Registered {
		patients[r.Practice] -= r.Patients
	}
	for p, left := range patients {
		assert.Zero(t, left, p)
	}
	assert.Equal(t, before, whole.Zones[0].Area)
	in, _, err := model.New(d, model.Overlay{Source: "test", Set: []string{"rules.range.state=off"}})
	require.NoError(t, err)
	assert.Equal(t, 1, in.NumAreas())

	_, err = oneArea(whole, "5XX")
	assert.ErrorContains(t, err, `area is "5XX", want one of `)
}
