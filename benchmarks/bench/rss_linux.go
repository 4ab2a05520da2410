package bench

import (
	"bytes"
	"fmt"
	"os"
)

// peakMegabytes is the largest resident set of this program. Getrusage would not
// do: its peak begins with that of the process that started this one.
func peakMegabytes() float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	const name = "VmHWM:"
	var kibibytes int64
	if at := bytes.Index(text, []byte(name)); at >= 0 {
		fmt.Sscan(string(text[at+len(name):]), &kibibytes) //nolint:errcheck // 0 is unknown
	}
	return float64(kibibytes*1024/1e5) / 10
}
