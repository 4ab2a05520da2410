package bench

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Protects the memory of a run from that of the process which started it.
func TestPeakIsOwn(t *testing.T) {
	const asked = "POLYCLINIC_PRINT_PEAK"
	if os.Getenv(asked) != "" {
		fmt.Println("peak", peakMegabytes())
		return
	}
	large := make([]byte, 400<<20)
	for k := range large {
		large[k] = 1 // resident
	}
	require.Greater(t, peakMegabytes(), 400.0)
	cmd := exec.Command(os.Args[0], "-test.run=^TestPeakIsOwn$", "-test.v")
	cmd.Env = append(os.Environ(), asked+"=yes")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	_, text, found := strings.Cut(string(out), "peak ")
	require.True(t, found, string(out))
	peak, err := strconv.ParseFloat(strings.Fields(text)[0], 64)
	require.NoError(t, err)
	assert.Greater(t, peak, 1.0)
	assert.Less(t, peak, 200.0)
	assert.EqualValues(t, 1, large[len(large)-1])
}
