package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Protects the sign before the pound sign, at every size of figure.
func TestSterling(t *testing.T) {
	assert.Equal(t, "£171,264", Sterling(int64(17_126_400)))
	assert.Equal(t, "-£171,264", Sterling(int64(-17_126_400)))
	assert.Equal(t, "£0", Sterling(int64(-49)), "no negative zero")
	assert.Equal(t, "-£0.17m", SterlingMillions(int64(-17_126_400)))
	assert.Equal(t, "-£28.31", SterlingPence(-2_831))
	assert.Equal(t, "£28.31", SterlingPence(2_831))
}

// Protects one of a thing from being many, and planners from pence.
func TestQuantity(t *testing.T) {
	for _, c := range []struct {
		x          float64
		unit, want string
	}{
		{1, "sites merged", "1 site merged"}, {2, "sites merged", "2 sites merged"}, {0, "sites merged", "0 sites merged"},
		{1, "patients", "1 patient"}, {1234, "patients", "1,234 patients"}, {1, "people", "1 person"}, {1.5, "GPs", "1.50 GPs"},
		{1, "patient-minutes", "1 patient-minute"}, {5, "km in a straight line", "5 km in a straight line"}, {1, "km in a straight line", "1 km in a straight line"},
		{2, "sites colocated", "2 sites co-located"}, {1, "patients colocated", "1 patient co-located"},
		{1, "attendances of Barts", "1 attendance of Barts"},
		{3_000_000_000, "pence of capital", "£30,000,000 of capital"}, {-12_345, "pence a year", "-£123 a year"},
	} {
		assert.Equal(t, c.want, Quantity(c.x, c.unit))
	}
	assert.Equal(t, "is", Be(1, "sites"))
	assert.Equal(t, "are", Be(0, "sites"))
	assert.Equal(t, "is", Be(12, "pence of capital"))
	assert.Equal(t, "£123", Figure(12_345, "pence a year"))
	assert.Equal(t, "0.0012", Figure(0.0012, "km"), "a small breach is not nought")
}

// Protects a limit and what breaks it from reading the same.
func TestFigureBeside(t *testing.T) {
	for _, c := range []struct {
		x, other   float64
		unit, want string
	}{
		{900_000_001, 900_000_000, "pence a year", "£9,000,000.01"}, {900_000_000, 900_000_001, "pence a year", "£9,000,000.00"},
		{900_000_000, 900_000_000, "pence a year", "£9,000,000"}, {905_000_000, 900_000_000, "pence a year", "£9,050,000"},
		{-900_000_049, -900_000_000, "pence a year", "-£9,000,000.49"}, {1234.2, 1234.4, "patients", "1,234.20"},
		{1.0004, 1.0002, "GPs", "1.0004"}, {12, 13, "sites", "12"},
	} {
		assert.Equal(t, c.want, FigureBeside(c.x, c.other, c.unit))
	}
	assert.Equal(t, "£9,000,000.01 a year", QuantityBeside(900_000_001, 900_000_000, "pence a year"))
	assert.Equal(t, "9 sites", QuantityBeside(9, 10, "sites"))
}
