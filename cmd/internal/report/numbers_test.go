package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What a planner reads: separators, rounding half away from zero, no "-0".
func TestNumbersAsPeopleReadThem(t *testing.T) {
	assert.Equal(t, "1,234,568", Pounds(int64(123_456_750)))
	assert.Equal(t, "-1,235", Pounds(int64(-123_450)))
	assert.Equal(t, "0", Pounds(int64(-49)))
	assert.Equal(t, "262.34", Millions(int64(26_234_012_300)))
	assert.Equal(t, "0.00", Millions(int64(-100)))
	assert.Equal(t, "28.31", PoundsPence(2831))
	assert.Equal(t, "999", Thousands(999))
	assert.Equal(t, "-1,000,000", Thousands(-1_000_000))
	assert.Equal(t, []string{"950", "12.3k", "456M", "7.89G"}, []string{Short(950), Short(12_345), Short(456_000_000), Short(7_890_000_000)})
	assert.Equal(t, []string{"95.2 %", "0.031 %", "0.0 %", "-1.5 %"}, []string{Percent(0.952), Percent(0.00031), Percent(0), Percent(-0.015)})
	assert.Equal(t, []string{"1 site", "1,200 sites"}, []string{Plural(1, "site", "sites"), Plural(1200, "site", "sites")})
}
