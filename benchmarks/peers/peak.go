//go:build unix

package peers

import (
	"os"
	"runtime"
	"syscall"
)

// peak is the largest resident set of an ended process, in megabytes; in Linux at
// least that of this process when it started the other.
func peak(state *os.ProcessState) float64 {
	use, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	bytes := float64(use.Maxrss)
	if runtime.GOOS != "darwin" {
		bytes *= 1024
	}
	return float64(int64(bytes/1e5)) / 10
}
