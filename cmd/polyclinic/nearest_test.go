package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Distances counted by hand: insertions, deletions and replacements.
func TestEditDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "gap", 3}, {"gapp", "gap", 1}, {"solv", "solve", 1}, {"kitten", "sitting", 3}, {"a", "b", 1}} {
		assert.Equal(t, c.want, editDistance(c.a, c.b), "%s → %s", c.a, c.b)
		assert.Equal(t, c.want, editDistance(c.b, c.a), "%s → %s", c.b, c.a)
	}
}

// A far-fetched suggestion is worse than none.
func TestNearestHoldsItsTongue(t *testing.T) {
	known := []string{"solve", "check", "export"}
	assert.Equal(t, "solve", nearest("slove", known))
	assert.Equal(t, "", nearest("frobnicate", known))
}
