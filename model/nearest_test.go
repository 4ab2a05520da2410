package model

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNearest(t *testing.T) {
	known := []string{"merged", "federated", "colocated", "list_size", "health_centre"}
	for name, want := range map[string]string{"mergd": "merged", "mreged": "merged", "MERGED": "merged", "co-located": "colocated",
		"list_sze": "list_size", "health_center": "health_centre", "castle": "", "xx": ""} {
		assert.Equal(t, want, nearest(name, known), name)
	}
	assert.Equal(t, "a1", nearest("a3", []string{"a1", "a2"}), "the first named wins ties")
}
