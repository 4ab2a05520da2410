//go:build !cgo

package lp

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Without cgo the program must build and say so, not fail later.
func TestAbsent(t *testing.T) {
	assert.False(t, Available())
	_, err := New()
	assert.ErrorIs(t, err, ErrAbsent)
	_, err = OneShot(&Problem{})
	assert.ErrorIs(t, err, ErrAbsent)
}
